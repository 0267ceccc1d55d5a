//! Where messages go.

use std::fmt;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use super::server::{Encryption, Server, TransportError};

/// What may be told of a mail server.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ServerFacts {
    pub host: String,
    pub port: u16,
    /// `none`, `starttls` or `tls`.
    pub encryption: &'static str,
    /// Whether a user and a password are presented.
    pub signs_in: bool,
}

/// A mail server or a folder. Shows neither user nor password.
#[derive(Clone)]
pub struct Transport(pub(super) Target);

#[derive(Clone)]
pub(super) enum Target {
    Server(Arc<Server>),
    Folder(Arc<Path>),
    Letters(Arc<Path>),
}

impl Transport {
    /// A mail server: `smtp://user:password@host:587`, which has to offer
    /// STARTTLS unless it is this machine or `?tls=none` is added, or
    /// `smtps://user:password@host:465`. User and password are
    /// percent-encoded. Connecting, and each answer of the server, may take
    /// as long as `timeout`.
    ///
    /// # Errors
    /// When the URL is not of that form.
    pub fn smtp(url: &str, timeout: Duration) -> Result<Self, TransportError> {
        Ok(Self(Target::Server(Arc::new(Server::parse(url, timeout)?))))
    }

    /// A folder, created when missing, that receives one `.eml` file per
    /// message, named after its Message-ID: a second copy replaces the first.
    pub fn folder(folder: &Path) -> Self {
        Self(Target::Folder(PathBuf::from(folder).into()))
    }

    /// A folder, created when missing, that receives one file per letter under
    /// the name that it is given: written again, it replaces itself. What was
    /// written is on the disk before it counts as written.
    pub fn letters(folder: &Path) -> Self {
        Self(Target::Letters(PathBuf::from(folder).into()))
    }

    /// The server, where it is one.
    pub fn server(&self) -> Option<ServerFacts> {
        let Target::Server(server) = &self.0 else { return None };
        Some(ServerFacts {
            host: server.host.clone(),
            port: server.port,
            encryption: match server.encryption {
                Encryption::None => "none",
                Encryption::StartTls(_) => "starttls",
                Encryption::Implicit(_) => "tls",
            },
            signs_in: server.credentials.is_some(),
        })
    }

    /// Whether mails reach people; those in a folder do not.
    pub fn is_server(&self) -> bool {
        matches!(self.0, Target::Server(_))
    }
}

impl fmt::Display for Transport {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0 {
            Target::Server(server) => server.fmt(f),
            Target::Folder(folder) | Target::Letters(folder) => folder.display().fmt(f),
        }
    }
}

impl fmt::Debug for Transport {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Transport({self})")
    }
}
