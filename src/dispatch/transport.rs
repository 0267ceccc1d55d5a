//! Where messages go.

use std::fmt;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use super::account::Account;
use super::limits::{Limits, Throttle, Windows};
use super::server::{Encryption, Login, Server, TransportError};

/// What may be told of a mail server.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ServerFacts {
    pub host: String,
    pub port: u16,
    /// `none`, `starttls` or `tls`.
    pub encryption: &'static str,
    /// How it is signed in to: `none`, `password` or `token`.
    pub login: &'static str,
}

/// The accounts that mails leave by, one at least, or a folder. Shows neither
/// user nor password.
#[derive(Clone)]
pub struct Transport {
    pub(super) accounts: Arc<[Arc<Account>]>,
    pub(super) throttle: Throttle,
}

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
    /// percent-encoded. `?ca=FILE` trusts the authorities in a PEM file besides
    /// those of the machine. Connecting, and each answer of the server, may take
    /// as long as `timeout`.
    ///
    /// # Errors
    /// When the URL is not of that form, or the file cannot be read.
    pub fn smtp(url: &str, timeout: Duration) -> Result<Self, TransportError> {
        let server = Server::parse(url, timeout, None)?;
        Ok(Self::unlimited(Account::to(Target::Server(Arc::new(server)))))
    }

    /// Several accounts, each mail by the one that it names, under limits that
    /// are counted in `windows`; `None` without any account.
    pub fn accounts(accounts: Vec<Account>, limits: Limits, windows: &Windows) -> Option<Self> {
        let throttle = Throttle::new(limits, windows.clone());
        let accounts: Arc<[Arc<Account>]> = accounts.into_iter().map(Arc::new).collect();
        (!accounts.is_empty()).then_some(Self { accounts, throttle })
    }

    /// A folder, created when missing, that receives one `.eml` file per
    /// message, named after its Message-ID: a second copy replaces the first.
    pub fn folder(folder: &Path) -> Self {
        Self::unlimited(Account::to(Target::Folder(PathBuf::from(folder).into())))
    }

    /// A folder, created when missing, that receives one file per letter under
    /// the name that it is given: written again, it replaces itself. What was
    /// written is on the disk before it counts as written.
    pub fn letters(folder: &Path) -> Self {
        Self::unlimited(Account::to(Target::Letters(PathBuf::from(folder).into())))
    }

    fn unlimited(account: Account) -> Self {
        let throttle = Throttle::new(Limits::default(), Windows::new());
        Self { accounts: [Arc::new(account)].into(), throttle }
    }

    /// The account of this name alone; `None` where there is none.
    pub fn only(&self, name: &str) -> Option<Self> {
        let account = self.accounts.iter().find(|account| &*account.name == name)?;
        Some(Self { accounts: [Arc::clone(account)].into(), throttle: self.throttle.clone() })
    }

    /// Whether mails can leave by an account of this name.
    pub fn has(&self, name: &str) -> bool {
        self.accounts.iter().any(|account| &*account.name == name)
    }

    /// The accounts, in their order.
    pub fn each(&self) -> impl Iterator<Item = &Account> {
        self.accounts.iter().map(AsRef::as_ref)
    }

    /// Whether mails reach people; those in a folder do not.
    pub fn is_server(&self) -> bool {
        self.accounts.iter().any(|account| account.is_server())
    }
}

impl Target {
    pub fn server(&self) -> Option<ServerFacts> {
        let Self::Server(server) = self else { return None };
        Some(ServerFacts {
            host: server.host.clone(),
            port: server.port,
            encryption: match server.encryption {
                Encryption::None => "none",
                Encryption::StartTls(_) => "starttls",
                Encryption::Implicit(_) => "tls",
            },
            login: match server.login {
                Login::None => "none",
                Login::Password(_) => "password",
                Login::Token(_) => "token",
            },
        })
    }
}

impl fmt::Display for Target {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Server(server) => server.fmt(f),
            Self::Folder(folder) | Self::Letters(folder) => folder.display().fmt(f),
        }
    }
}

/// The server or folder; of several accounts, each with its name.
impl fmt::Display for Transport {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let [only] = &*self.accounts {
            return only.target.fmt(f);
        }
        for (place, account) in self.accounts.iter().enumerate() {
            let comma = if place == 0 { "" } else { ", " };
            write!(f, "{comma}{} ({})", account.name, account.target)?;
        }
        Ok(())
    }
}

impl fmt::Debug for Transport {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Transport({self})")
    }
}
