//! Where messages are read: a maildir, or a mailbox of a server.

use std::time::Duration;

use percent_encoding::percent_decode_str;
use url::Url;

use super::imap::Imap;
use super::maildir::Maildir;
use crate::wording::{Message, msg};

/// How a mailbox is named in settings.
const MAILDIR: &str = "maildir:";

/// A mailbox.
#[derive(Clone)]
pub enum Source {
    Maildir(Maildir),
    Imap(Imap),
}

/// Why a mailbox cannot be read.
#[derive(Debug, thiserror::Error)]
pub enum SourceError {
    /// Neither `maildir:/PATH` nor `imaps://USER@HOST/MAILBOX`. What was given
    /// may hold a password and is not repeated.
    #[error("{}", self.message())]
    NotAMailbox,
    #[error("{}", self.message())]
    Unencrypted,
    #[error("{}", self.message())]
    NoPassword,
    #[error("{}", self.message())]
    Folder { path: String, error: std::io::Error },
    #[error("{}", self.message())]
    Server { host: String, cause: String },
    /// The server did not answer in time.
    #[error("{}", self.message())]
    Silent { host: String },
}

impl SourceError {
    pub fn message(&self) -> Message {
        match self {
            Self::NotAMailbox => msg!("mailbox-not-a-mailbox"),
            Self::Unencrypted => msg!("mailbox-unencrypted"),
            Self::NoPassword => msg!("mailbox-no-password"),
            Self::Folder { path, error } => {
                msg!("mailbox-folder", path = path, error = error.to_string())
            }
            Self::Server { host, cause } => msg!("mailbox-server", host = host, cause = cause),
            Self::Silent { host } => msg!("mailbox-silent", host = host),
        }
    }
}

impl Source {
    /// Understands `maildir:/PATH` or `imaps://USER:PASSWORD@HOST:PORT/MAILBOX`;
    /// `password` counts where the address has none.
    ///
    /// # Errors
    /// When the address is neither, or has no password.
    pub fn parse(address: &str, password: Option<String>) -> Result<Self, SourceError> {
        if let Some(path) = address.strip_prefix(MAILDIR) {
            let path = path.strip_prefix("//").unwrap_or(path);
            return match path {
                "" => Err(SourceError::NotAMailbox),
                path => Ok(Self::Maildir(Maildir::new(path))),
            };
        }
        let url = Url::parse(address).map_err(|_| SourceError::NotAMailbox)?;
        match url.scheme() {
            "imaps" => {}
            "imap" => return Err(SourceError::Unencrypted),
            _ => return Err(SourceError::NotAMailbox),
        }
        let decoded = |text: &str| {
            let decoded = percent_decode_str(text).decode_utf8();
            decoded.map(|text| text.into_owned()).map_err(|_| SourceError::NotAMailbox)
        };
        let host = url.host_str().ok_or(SourceError::NotAMailbox)?.to_owned();
        let user = decoded(url.username())?;
        let named = url.password().map(decoded).transpose()?;
        let password = named.or(password).filter(|password| !password.is_empty());
        let folder = match decoded(url.path().trim_start_matches('/'))? {
            none if none.is_empty() => "INBOX".to_owned(),
            folder => folder,
        };
        if user.is_empty() {
            return Err(SourceError::NotAMailbox);
        }
        // Each stands in a command of one line.
        if [&user, &folder].iter().any(|text| text.contains(char::is_control)) {
            return Err(SourceError::NotAMailbox);
        }
        let password = password.ok_or(SourceError::NoPassword)?;
        Ok(Self::Imap(Imap { host, port: url.port().unwrap_or(993), user, password, folder }))
    }

    /// Without a password.
    pub fn name(&self) -> String {
        match self {
            Self::Maildir(maildir) => format!("{MAILDIR}{}", maildir.folder().display()),
            Self::Imap(imap) => imap.name(),
        }
    }

    /// How long it is left alone between two looks.
    pub fn pause(&self) -> Duration {
        match self {
            Self::Maildir(_) => Duration::from_secs(5),
            Self::Imap(_) => Duration::from_secs(60),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mailbox_is_named_without_its_password() {
        for (address, password, expected) in [
            ("maildir:/var/mail/relance", None, Ok("maildir:/var/mail/relance")),
            ("maildir:relative", None, Ok("maildir:relative")),
            ("maildir:///var/mail", None, Ok("maildir:/var/mail")),
            ("imaps://u:p@mail.example", None, Ok("imaps://u@mail.example:993/INBOX")),
            (
                "imaps://u%40a.example:p%3As@mail.example:9993/Retours%20relances",
                None,
                Ok("imaps://u@a.example@mail.example:9993/Retours relances"),
            ),
            ("imaps://u@mail.example", Some("s3cret"), Ok("imaps://u@mail.example:993/INBOX")),
            ("imaps://u@mail.example", None, Err("NoPassword")),
            ("imaps://u:@mail.example", None, Err("NoPassword")),
            ("imap://u:p@mail.example", None, Err("Unencrypted")),
            ("imaps://u%0d%0ax:p@mail.example", None, Err("NotAMailbox")),
            ("imaps://mail.example", Some("p"), Err("NotAMailbox")),
            ("maildir:", None, Err("NotAMailbox")),
            ("pop3s://u:p@mail.example", None, Err("NotAMailbox")),
            ("/var/mail", None, Err("NotAMailbox")),
        ] {
            let parsed = Source::parse(address, password.map(str::to_owned));
            let found = parsed.map(|source| source.name()).map_err(|error| format!("{error:?}"));
            let expected = expected.map(str::to_owned).map_err(str::to_owned);
            assert_eq!(found, expected, "{address}");
        }
    }
}
