//! The issuer of the settings.

use std::fmt;

use url::{Host, Url};

use crate::app::account_error::AccountError;

/// Who vouches for people, and who we are to it. `Debug` shows no secret.
#[derive(Clone)]
pub struct Provider {
    pub issuer: String,
    pub client_id: String,
    pub client_secret: String,
    /// The claim whose value is a role, or a list of words among which roles
    /// are; without it roles are those of the accounts.
    pub role_claim: Option<String>,
}

impl Provider {
    /// From `RELANCE_OIDC_…`; none where no issuer is named.
    ///
    /// # Errors
    /// When one of them lacks, or the issuer is not reached over TLS. A
    /// machine may be its own issuer without.
    pub fn from_environment(
        get: impl Fn(&str) -> Option<String>,
    ) -> Result<Option<Self>, AccountError> {
        let stated = |name: &str| get(name).filter(|value| !value.is_empty());
        let needed = |name: &'static str| stated(name).ok_or(AccountError::OpenId { name });
        const ISSUER: &str = "RELANCE_OIDC_ISSUER";
        let Some(issuer) = stated(ISSUER) else { return Ok(None) };
        if !Url::parse(&issuer).is_ok_and(|url| is_safe(&url)) {
            return Err(AccountError::OpenId { name: ISSUER });
        }
        Ok(Some(Self {
            issuer,
            client_id: needed("RELANCE_OIDC_CLIENT_ID")?,
            client_secret: needed("RELANCE_OIDC_CLIENT_SECRET")?,
            role_claim: stated("RELANCE_OIDC_ROLE_CLAIM"),
        }))
    }
}

fn is_safe(url: &Url) -> bool {
    let this_machine = match url.host() {
        Some(Host::Domain(name)) => name == "localhost",
        Some(Host::Ipv4(address)) => address.is_loopback(),
        Some(Host::Ipv6(address)) => address.is_loopback(),
        None => false,
    };
    url.scheme() == "https" || (url.scheme() == "http" && this_machine)
}

impl fmt::Debug for Provider {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Provider({})", self.issuer)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(given: &[(&str, &str)]) -> Result<Option<Provider>, AccountError> {
        Provider::from_environment(|name| {
            let found = given.iter().find(|(given, _)| name == format!("RELANCE_OIDC_{given}"));
            found.map(|(_, value)| (*value).to_owned())
        })
    }

    #[test]
    fn the_settings_are_whole_and_over_tls() {
        assert!(read(&[]).expect("none").is_none());
        let rest = [("CLIENT_ID", "relance"), ("CLIENT_SECRET", "hidden-here")];
        for (issuer, good) in [
            ("https://login.example", true),
            ("http://127.0.0.1:4000", true),
            ("http://login.example", false),
            ("ftp://localhost", false),
            ("login.example", false),
        ] {
            let given = [("ISSUER", issuer), rest[0], rest[1]];
            assert_eq!(read(&given).is_ok(), good, "{issuer}");
            let lacking = read(&given[..2]).expect_err("no secret").to_string();
            assert!(lacking.contains(if good { "CLIENT_SECRET" } else { "ISSUER" }), "{lacking}");
        }
        let whole = read(&[("ISSUER", "https://login.example"), rest[0], rest[1]]);
        let shown = format!("{whole:?}");
        assert!(shown.contains("login.example") && !shown.contains("hidden-here"), "{shown}");
    }
}
