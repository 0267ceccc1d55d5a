//! A mail server from its URL.

use std::fmt;
use std::net::IpAddr;
use std::time::Duration;

use lettre::transport::smtp::authentication::Credentials;
use lettre::transport::smtp::client::TlsParameters;
use lettre::transport::smtp::extension::ClientId;
use percent_encoding::percent_decode_str;
use url::Url;

use crate::wording::{Message, msg};

/// How a connection is encrypted.
pub enum Encryption {
    None,
    /// From the first byte.
    Implicit(TlsParameters),
    /// Agreed on before anything that matters is said; without it no mail.
    StartTls(TlsParameters),
}

/// A mail server and how to speak with it.
pub struct Server {
    pub host: String,
    pub port: u16,
    pub encryption: Encryption,
    pub credentials: Option<Credentials>,
    pub hello: ClientId,
    pub timeout: Duration,
}

/// The text is not the URL of a mail server. Never holds what could be part
/// of a password.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum TransportError {
    #[error("{}", self.message())]
    Malformed { detail: String },
    #[error("{}", self.message())]
    Scheme { found: String },
    #[error("{}", self.message())]
    NoHost,
    #[error("{}", self.message())]
    UserAndPassword,
    #[error("{}", self.message())]
    NotText,
    #[error("{}", self.message())]
    Path,
    #[error("{}", self.message())]
    Parameter,
    #[error("{}", self.message())]
    TlsParameter { found: String },
    #[error("{}", self.message())]
    Tls { detail: String },
}

impl TransportError {
    pub fn message(&self) -> Message {
        match self {
            Self::Malformed { detail } => msg!("dispatch-url-malformed", detail = detail),
            Self::Scheme { found } => msg!("dispatch-url-scheme", found = found),
            Self::NoHost => msg!("dispatch-url-no-host"),
            Self::UserAndPassword => msg!("dispatch-url-user-and-password"),
            Self::NotText => msg!("dispatch-url-not-text"),
            Self::Path => msg!("dispatch-url-path"),
            Self::Parameter => msg!("dispatch-url-parameter"),
            Self::TlsParameter { found } => msg!("dispatch-url-tls", found = found),
            Self::Tls { detail } => msg!("dispatch-url-encryption", detail = detail),
        }
    }
}

/// `tls=…` in the URL.
#[derive(Clone, Copy, PartialEq, Eq)]
enum TlsWish {
    None,
    Required,
}

impl Server {
    pub fn parse(url: &str, timeout: Duration) -> Result<Self, TransportError> {
        let url = Url::parse(url.trim())
            .map_err(|error| TransportError::Malformed { detail: error.to_string() })?;
        let implicit = match url.scheme() {
            "smtp" => false,
            "smtps" => true,
            other => return Err(TransportError::Scheme { found: other.to_owned() }),
        };
        let host = url.host_str().unwrap_or_default();
        let host = host.trim_start_matches('[').trim_end_matches(']').to_owned();
        if host.is_empty() {
            return Err(TransportError::NoHost);
        }
        if !matches!(url.path(), "" | "/") || url.fragment().is_some() {
            return Err(TransportError::Path);
        }
        let encryption = match (implicit, tls_wish(&url)?) {
            (true, None | Some(TlsWish::Required)) => Encryption::Implicit(tls(&host)?),
            (true, Some(TlsWish::None)) => {
                return Err(TransportError::TlsParameter { found: "none".to_owned() });
            }
            (false, Some(TlsWish::None)) => Encryption::None,
            (false, None) if is_this_machine(&host) => Encryption::None,
            (false, None | Some(TlsWish::Required)) => Encryption::StartTls(tls(&host)?),
        };
        let usual_port = match &encryption {
            Encryption::None => 25,
            Encryption::StartTls(_) => 587,
            Encryption::Implicit(_) => 465,
        };
        Ok(Self {
            port: url.port().unwrap_or(usual_port),
            credentials: credentials(&url)?,
            hello: ClientId::default(),
            host,
            encryption,
            timeout,
        })
    }
}

fn tls(host: &str) -> Result<TlsParameters, TransportError> {
    TlsParameters::new(host.to_owned())
        .map_err(|error| TransportError::Tls { detail: error.to_string() })
}

fn tls_wish(url: &Url) -> Result<Option<TlsWish>, TransportError> {
    let mut wish = None;
    for (name, value) in url.query_pairs() {
        wish = match (&*name, &*value) {
            ("tls", "none") => Some(TlsWish::None),
            ("tls", "required") => Some(TlsWish::Required),
            ("tls", _) => return Err(TransportError::TlsParameter { found: value.into_owned() }),
            _ => return Err(TransportError::Parameter),
        };
    }
    Ok(wish)
}

fn credentials(url: &Url) -> Result<Option<Credentials>, TransportError> {
    let decoded = |text: &str| {
        percent_decode_str(text)
            .decode_utf8()
            .map(|text| text.into_owned())
            .map_err(|_| TransportError::NotText)
    };
    match (url.username(), url.password()) {
        ("", None) => Ok(None),
        ("", Some(_)) | (_, None) => Err(TransportError::UserAndPassword),
        (user, Some(password)) => Ok(Some(Credentials::new(decoded(user)?, decoded(password)?))),
    }
}

fn is_this_machine(host: &str) -> bool {
    host.eq_ignore_ascii_case("localhost")
        || host.parse::<IpAddr>().is_ok_and(|address| address.is_loopback())
}

impl fmt::Display for Server {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let scheme = match &self.encryption {
            Encryption::Implicit(_) => "smtps",
            Encryption::None | Encryption::StartTls(_) => "smtp",
        };
        if self.host.contains(':') {
            write!(f, "{scheme}://[{}]:{}", self.host, self.port)
        } else {
            write!(f, "{scheme}://{}:{}", self.host, self.port)
        }
    }
}
