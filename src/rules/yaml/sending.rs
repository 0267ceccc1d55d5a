//! The section of sending: accounts, which one a reminder leaves by, limits,
//! waits between tries.

use std::time::Duration;

use super::read::{Read, Reader, section};
use super::tree::{Node, Value};
use super::values::{Code, Email, Flaw, LevelName, Text, Whole, checked, schema};
use super::wrappers::{At, Entries, Keyed};
use crate::wording::msg;

section! {
    /// By which accounts reminders leave, and how fast.
    SendingSection {
        /// The accounts; the first one serves where nothing else is chosen.
        accounts: Option<Keyed<Vec<AccountSection>>>,
        /// Which account a reminder leaves by; the first entry that fits counts.
        choose: Option<Vec<ChoiceSection>>,
        /// How fast mails leave, over all accounts.
        limits: Option<LimitsSection>,
        /// The wait after each try of a mail but the last, such as [1m, 5m, 30m];
        /// in place of attempts and first_delay_ms of dispatch.
        retry: Option<Keyed<Vec<WaitText>>>,
    }
}

section! {
    /// A mail server with what it is used for.
    AccountSection {
        /// The name used in choose and on the command line.
        name: At<Code>,
        /// The environment variable that holds the server's URL;
        /// RELANCE_SMTP_URL if left out.
        url_env: Option<VariableName>,
        /// Connections held at once; those of dispatch if left out.
        connections: Option<Whole<1, 64>>,
        /// How fast mails leave by this account.
        limits: Option<Keyed<RatesSection>>,
        /// Where bounces go, in place of the sender's address.
        return_path: Option<Email>,
        /// The signature of the account's mails.
        dkim: Option<DkimSection>,
        /// Signing in by a token.
        oauth2: Option<Keyed<OAuth2Section>>,
    }
}

section! {
    /// A signature by DKIM.
    DkimSection {
        /// The domain that signs, as in the sender's address.
        domain: HostName,
        /// The selector under which the public key is published.
        selector: HostName,
        /// The environment variable that holds the private key in PEM.
        key_env: VariableName,
    }
}

section! {
    /// Signing in by XOAUTH2: give token_env, or token_url and what it asks for.
    OAuth2Section {
        /// Who signs in.
        user: Text,
        /// The environment variable that holds a token.
        token_env: Option<VariableName>,
        /// Where tokens are issued; https, but on this machine.
        token_url: Option<TokenUrl>,
        /// The environment variable that holds the identity of the program.
        client_id_env: Option<VariableName>,
        /// The environment variable that holds the secret of the program.
        client_secret_env: Option<VariableName>,
        /// The environment variable that holds a refresh token; left out: the
        /// program's own credentials count.
        refresh_token_env: Option<VariableName>,
        /// What the token is for, where the issuer asks.
        scope: Option<Text>,
    }
}

section! {
    /// An account for some reminders: all that is given must hold.
    ChoiceSection {
        /// The name of the account.
        account: At<Code>,
        /// Only these companies.
        companies: Option<Vec<At<Code>>>,
        /// Only reminders at these levels.
        levels: Option<Vec<At<LevelName>>>,
        /// Only reminders for whose first item this Rhai expression over `item` holds.
        when: Option<At<Text>>,
    }
}

section! {
    /// How fast mails leave, over all accounts.
    LimitsSection {
        /// All mails together.
        global: Option<Keyed<RatesSection>>,
        /// By domain of the recipients; "*" stands for each other domain by itself.
        domains: Option<Entries<DomainName, Keyed<DomainLimitSection>>>,
    }
}

section! {
    /// At most so many mails.
    RatesSection {
        /// Within any minute.
        per_minute: Option<Whole<1, 1_000_000>>,
        /// Within any hour.
        per_hour: Option<Whole<1, 1_000_000>>,
    }
}

section! {
    /// At most so many mails to one domain.
    DomainLimitSection {
        /// Within any minute.
        per_minute: Option<Whole<1, 1_000_000>>,
        /// Within any hour.
        per_hour: Option<Whole<1, 1_000_000>>,
        /// At once.
        connections: Option<Whole<1, 64>>,
    }
}

/// The name of an environment variable, never its value: what is none is not
/// repeated, since it may be a secret.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VariableName(pub String);
schema!(VariableName, {"type": "string", "pattern": "^[A-Za-z_][A-Za-z0-9_]*$"});

impl Read for VariableName {
    fn read(node: &Node, reader: &mut Reader) -> Option<Self> {
        if let Value::Text(text) = &node.value {
            let begins = text.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_');
            if begins && text.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_') {
                return Some(Self(text.clone()));
            }
        }
        let problem = reader
            .error(node.at, msg!("sending-not-a-variable"))
            .expecting(msg!("sending-expected-variable"));
        reader.problems.push(problem);
        None
    }
}

/// A name of the DNS, in lower case and ASCII.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HostName(pub String);
schema!(HostName, {"type": "string", "examples": ["exemple.fr"]});

impl Read for HostName {
    fn read(node: &Node, reader: &mut Reader) -> Option<Self> {
        checked(node, reader, msg!("sending-expected-domain"), |text| {
            host(text).map(Self).ok_or_else(|| Flaw::new(msg!("sending-expected-domain")))
        })
    }
}

fn host(text: &str) -> Option<String> {
    let ascii = idna::domain_to_ascii_strict(text).ok()?;
    (!ascii.is_empty() && !ascii.ends_with('.')).then_some(ascii)
}

/// A domain, or `*` for each other.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DomainName {
    Of(String),
    Others,
}
schema!(DomainName, {"type": "string", "examples": ["gmail.com", "*"]});

impl Read for DomainName {
    fn read(node: &Node, reader: &mut Reader) -> Option<Self> {
        if matches!(&node.value, Value::Text(text) if text == "*") {
            return Some(Self::Others);
        }
        checked(node, reader, msg!("sending-expected-domain-or-star"), |text| {
            let expected = || Flaw::new(msg!("sending-expected-domain-or-star"));
            host(text).map(Self::Of).ok_or_else(expected)
        })
    }
}

/// A wait such as `30s`, `5m`, `2h` or `1d`; at least a second, at most a week.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct WaitText(pub Duration);
schema!(WaitText, {"type": "string", "pattern": "^[0-9]{1,6}[smhd]$"});

const LONGEST_WAIT: u64 = 7 * 86_400;

impl Read for WaitText {
    fn read(node: &Node, reader: &mut Reader) -> Option<Self> {
        checked(node, reader, msg!("sending-expected-wait"), |text| {
            wait(text).map(Self).ok_or_else(|| Flaw::new(msg!("sending-expected-wait")))
        })
    }
}

fn wait(text: &str) -> Option<Duration> {
    let unit = match text.chars().last()? {
        's' => 1,
        'm' => 60,
        'h' => 3_600,
        'd' => 86_400,
        _ => return None,
    };
    let count = &text[..text.len() - 1];
    let digits = (1..=6).contains(&count.len()) && count.bytes().all(|b| b.is_ascii_digit());
    let seconds = count.parse::<u64>().ok().filter(|_| digits)? * unit;
    (1..=LONGEST_WAIT).contains(&seconds).then(|| Duration::from_secs(seconds))
}

/// Where tokens are issued.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TokenUrl(pub url::Url);
schema!(TokenUrl, {"type": "string", "format": "uri"});

impl Read for TokenUrl {
    fn read(node: &Node, reader: &mut Reader) -> Option<Self> {
        checked(node, reader, msg!("sending-expected-token-url"), |text| {
            let url = url::Url::parse(text).ok();
            // Secrets are shown there.
            url.filter(|url| url.scheme() == "https" || (url.scheme() == "http" && is_here(url)))
                .filter(|url| url.username().is_empty() && url.password().is_none())
                .map(Self)
                .ok_or_else(|| Flaw::new(msg!("sending-expected-token-url")))
        })
    }
}

fn is_here(url: &url::Url) -> bool {
    match url.host() {
        Some(url::Host::Domain(name)) => name == "localhost",
        Some(url::Host::Ipv4(address)) => address.is_loopback(),
        Some(url::Host::Ipv6(address)) => address.is_loopback(),
        None => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn waits_are_whole_numbers_with_a_unit() {
        for (text, seconds) in [
            ("1s", Some(1)),
            ("5m", Some(300)),
            ("2h", Some(7_200)),
            ("7d", Some(604_800)),
            ("8d", None),
            ("0s", None),
            ("5", None),
            ("m", None),
            ("1.5h", None),
            ("-1m", None),
            ("1é", None),
            ("9999999s", None),
        ] {
            assert_eq!(wait(text).map(|wait| wait.as_secs()), seconds, "{text}");
        }
    }
}
