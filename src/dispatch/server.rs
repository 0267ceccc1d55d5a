//! A mail server from its URL.

use std::fmt;
use std::net::IpAddr;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use lettre::transport::smtp::authentication::Credentials;
use lettre::transport::smtp::client::TlsParameters;
use lettre::transport::smtp::extension::ClientId;
use percent_encoding::percent_decode_str;
use tokio_rustls::rustls::ClientConfig;
use url::Url;

use super::oauth2::{OAuth2, Tokens};
use super::tls::{self, Authorities};
use crate::wording::{Message, msg};

/// How a connection is encrypted.
pub enum Encryption {
    None,
    /// From the first byte.
    Implicit(Arc<ClientConfig>),
    /// Agreed on before anything that matters is said; without it no mail.
    StartTls(TlsParameters),
}

/// How a server is signed in to.
pub enum Login {
    None,
    /// PLAIN or LOGIN.
    Password(Credentials),
    /// XOAUTH2.
    Token(Tokens),
}

/// A mail server and how to speak with it.
pub struct Server {
    pub host: String,
    pub port: u16,
    pub encryption: Encryption,
    pub login: Login,
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
    /// The file of `ca=…` cannot be used.
    #[error("{}", self.message())]
    Authorities { path: String, detail: String },
    /// A user or a password, and a token.
    #[error("{}", self.message())]
    TwoLogins,
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
            Self::Authorities { path, detail } => {
                msg!("dispatch-url-authorities", path = path, detail = detail)
            }
            Self::TwoLogins => msg!("dispatch-url-two-logins"),
        }
    }
}

/// What stands after `?` in the URL.
#[derive(Default)]
struct Parameters {
    tls: Option<TlsWish>,
    authorities: Option<Authorities>,
}

/// `tls=…` in the URL.
#[derive(Clone, Copy, PartialEq, Eq)]
enum TlsWish {
    None,
    Required,
}

impl Server {
    pub fn parse(
        url: &str,
        timeout: Duration,
        token: Option<OAuth2>,
    ) -> Result<Self, TransportError> {
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
        let Parameters { tls, authorities } = parameters(&url)?;
        let authorities = authorities.as_ref();
        let unset = |detail| TransportError::Tls { detail };
        let encryption = match (implicit, tls) {
            (true, None | Some(TlsWish::Required)) => {
                Encryption::Implicit(tls::implicit(authorities).map_err(unset)?)
            }
            (true, Some(TlsWish::None)) => {
                return Err(TransportError::TlsParameter { found: "none".to_owned() });
            }
            (false, Some(TlsWish::None)) => Encryption::None,
            (false, None) if is_this_machine(&host) && authorities.is_none() => Encryption::None,
            (false, None | Some(TlsWish::Required)) => {
                Encryption::StartTls(tls::starttls(&host, authorities).map_err(unset)?)
            }
        };
        let usual_port = match &encryption {
            Encryption::None => 25,
            Encryption::StartTls(_) => 587,
            Encryption::Implicit(_) => 465,
        };
        Ok(Self {
            port: url.port().unwrap_or(usual_port),
            login: match (credentials(&url)?, token) {
                (None, None) => Login::None,
                (Some(credentials), None) => Login::Password(credentials),
                (None, Some(token)) => Login::Token(Tokens::new(token, timeout)),
                (Some(_), Some(_)) => return Err(TransportError::TwoLogins),
            },
            hello: ClientId::default(),
            host,
            encryption,
            timeout,
        })
    }
}

fn parameters(url: &Url) -> Result<Parameters, TransportError> {
    let mut parameters = Parameters::default();
    for (name, value) in url.query_pairs() {
        match (&*name, &*value) {
            ("tls", "none") => parameters.tls = Some(TlsWish::None),
            ("tls", "required") => parameters.tls = Some(TlsWish::Required),
            ("tls", _) => return Err(TransportError::TlsParameter { found: value.into_owned() }),
            ("ca", path) => {
                let read = Authorities::read(Path::new(path));
                let unread = |detail| TransportError::Authorities { path: path.to_owned(), detail };
                parameters.authorities = Some(read.map_err(unread)?);
            }
            _ => return Err(TransportError::Parameter),
        }
    }
    Ok(parameters)
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
