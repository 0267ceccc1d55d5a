//! What ends a run early without being the fault of any message.

use std::fmt;

use super::oauth2::NoToken;
use super::reason::{Reason, Reply};
use crate::wording::{Message, msg};

/// Why the server or the folder cannot be used. Messages stay as they are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Trouble {
    Unreachable {
        server: String,
        detail: String,
    },
    /// Connected, but no answer within the time limit.
    Silent {
        server: String,
    },
    GreetingRefused {
        server: String,
        reply: Reply,
    },
    LoginRefused {
        server: String,
        reply: Reply,
    },
    NoStartTls {
        server: String,
    },
    /// None of the known mechanisms is offered.
    NoLogin {
        server: String,
        known: String,
    },
    /// Nobody gives a token to sign in with.
    NoToken {
        server: String,
        reason: NoToken,
    },
    /// Encryption could not be agreed on, for instance for a certificate that
    /// is not trusted.
    Encryption {
        server: String,
        detail: String,
    },
    /// One message after the other ran out of tries.
    NothingTaken {
        server: String,
        reason: Reason,
    },
    Folder {
        folder: String,
        detail: String,
    },
}

impl Trouble {
    /// Whether trying again may help.
    pub(super) fn is_transient(&self) -> bool {
        match self {
            Self::Unreachable { .. } | Self::Silent { .. } => true,
            Self::GreetingRefused { reply, .. } | Self::LoginRefused { reply, .. } => {
                reply.is_transient()
            }
            Self::NoToken { reason, .. } => reason.transient,
            Self::NoStartTls { .. }
            | Self::NoLogin { .. }
            | Self::Encryption { .. }
            | Self::NothingTaken { .. }
            | Self::Folder { .. } => false,
        }
    }

    pub fn message(&self) -> Message {
        match self {
            Self::Unreachable { server, detail } => {
                msg!("dispatch-unreachable", server = server, detail = detail)
            }
            Self::Silent { server } => msg!("dispatch-silent", server = server),
            Self::GreetingRefused { server, reply } => {
                msg!("dispatch-greeting-refused", server = server, reply = reply.to_string())
            }
            Self::LoginRefused { server, reply } => {
                msg!("dispatch-login-refused", server = server, reply = reply.to_string())
            }
            Self::NoStartTls { server } => msg!("dispatch-no-starttls", server = server),
            Self::NoLogin { server, known } => {
                msg!("dispatch-no-login", server = server, known = known)
            }
            Self::NoToken { server, reason } => reason.message(server),
            Self::Encryption { server, detail } => {
                msg!("dispatch-encryption", server = server, detail = detail)
            }
            Self::NothingTaken { server, reason } => {
                msg!("dispatch-nothing-taken", server = server, reason = reason.message())
            }
            Self::Folder { folder, detail } => {
                msg!("dispatch-folder", folder = folder, detail = detail)
            }
        }
    }
}

impl fmt::Display for Trouble {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.message().fmt(f)
    }
}

/// A run that could not go on. Results that were known are settled unless
/// settling itself failed; every other message is as it was.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
pub enum Interrupted<E> {
    /// Messages could not be taken up or results not be recorded.
    #[error("{0}")]
    Record(E),
    #[error("{0}")]
    Transport(Trouble),
    /// A thread of the program broke down.
    #[error("{}", msg!("dispatch-worker"))]
    Worker,
}

impl<E> Interrupted<E> {
    /// In words, given those of the record's own errors.
    pub fn message(&self, of_record: impl FnOnce(&E) -> Message) -> Message {
        match self {
            Self::Record(error) => of_record(error),
            Self::Transport(trouble) => trouble.message(),
            Self::Worker => msg!("dispatch-worker"),
        }
    }
}
