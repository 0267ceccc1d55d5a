//! E-mail addresses, parsed once at the border.

use std::cmp::Ordering;
use std::fmt;
use std::hash::{Hash, Hasher};
use std::str::FromStr;
use std::sync::Arc;

/// A deliverable e-mail address, trimmed. Compared without regard to case
/// (domain document §4).
#[derive(Debug, Clone)]
pub struct EmailAddress(Arc<str>);

/// The text is not an e-mail address.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0:?} is not an e-mail address")]
pub struct InvalidAddress(pub String);

impl EmailAddress {
    /// The address as it was written, without surrounding blanks.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The form that lists of addresses keep: in lower case, the domain as mail
    /// servers write it (`xn--…`). Two addresses that are the same have the
    /// same normal form.
    pub fn normal(&self) -> String {
        let folded: String = self.folded().collect();
        let Some((local, domain)) = folded.rsplit_once('@') else { return folded };
        match idna::domain_to_ascii(domain) {
            Ok(ascii) if ascii != domain => format!("{local}@{ascii}"),
            _ => folded,
        }
    }

    fn folded(&self) -> impl Iterator<Item = char> + '_ {
        self.0.chars().flat_map(char::to_lowercase)
    }
}

impl FromStr for EmailAddress {
    type Err = InvalidAddress;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let trimmed = text.trim();
        if is_well_formed(trimmed) {
            Ok(Self(trimmed.into()))
        } else {
            Err(InvalidAddress(text.to_owned()))
        }
    }
}

/// A dot-atom local part and a host name with at least two labels: what mail
/// servers on the public network accept. Quoted local parts, address literals
/// and local parts beyond ASCII are refused on purpose; nobody is dunned there.
/// A domain may be internationalized.
fn is_well_formed(text: &str) -> bool {
    let Some((local, domain)) = text.rsplit_once('@') else {
        return false;
    };
    let local_ok = !local.is_empty()
        && local.len() <= 64
        && local.split('.').all(|atom| {
            !atom.is_empty()
                && atom
                    .chars()
                    .all(|c| c.is_ascii_alphanumeric() || "!#$%&'*+-/=?^_`{|}~".contains(c))
        });
    let labels: Vec<&str> = domain.split('.').collect();
    let domain_ok = domain.len() <= 253
        && labels.len() >= 2
        && labels.iter().all(|label| {
            !label.is_empty()
                && label.len() <= 63
                && !label.starts_with('-')
                && !label.ends_with('-')
                && label.chars().all(|c| c.is_alphanumeric() || c == '-')
        });
    local_ok && domain_ok && has_ascii_form(domain)
}

/// Whether an internationalized domain has a form that mail servers look up.
fn has_ascii_form(domain: &str) -> bool {
    idna::domain_to_ascii(domain)
        .is_ok_and(|ascii| ascii.len() <= 253 && ascii.split('.').all(|label| label.len() <= 63))
}

impl PartialEq for EmailAddress {
    fn eq(&self, other: &Self) -> bool {
        self.folded().eq(other.folded())
    }
}

impl Eq for EmailAddress {}

impl PartialOrd for EmailAddress {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for EmailAddress {
    fn cmp(&self, other: &Self) -> Ordering {
        self.folded().cmp(other.folded())
    }
}

impl Hash for EmailAddress {
    fn hash<H: Hasher>(&self, state: &mut H) {
        for c in self.folded() {
            c.hash(state);
        }
    }
}

impl fmt::Display for EmailAddress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn accepts_and_refuses() {
        for (text, valid) in [
            ("a@example.com", true),
            ("  Jean.Dupont+ar@sous.exemple.fr ", true),
            ("o'connor@example.ie", true),
            ("user@xn--caf-dma.fr", true),
            ("compta@société.example", true),
            ("comptabilité@durand.example", false),
            ("a@xn--a.example", false),
            ("a@\u{940}b.example", false),
            ("a@b", false),
            ("a..b@example.com", false),
            ("a@-example.com", false),
            ("a@example.com\r\nBcc: x@y.zz", false),
            ("Jean <a@example.com>", false),
            ("a@example.com, b@example.com", false),
            ("", false),
        ] {
            assert_eq!(text.parse::<EmailAddress>().is_ok(), valid, "{text:?}");
        }
    }

    #[test]
    fn a_list_keeps_one_form_of_an_address() {
        for (text, normal) in [
            (" Compta@Durand.EXAMPLE ", "compta@durand.example"),
            ("compta@Société.example", "compta@xn--socit-esab.example"),
            ("compta@xn--socit-esab.example", "compta@xn--socit-esab.example"),
        ] {
            let address: EmailAddress = text.parse().unwrap();
            assert_eq!(address.normal(), normal, "{text:?}");
        }
    }

    #[test]
    fn compares_without_case() {
        let one: EmailAddress = "A.B@Example.COM".parse().unwrap();
        let two: EmailAddress = " a.b@example.com".parse().unwrap();
        assert_eq!(one, two);
    }
}
