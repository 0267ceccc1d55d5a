//! Why a message or a recipient was not taken.

use std::fmt;

use super::delivery::RefusedRecipient;
use crate::wording::{Message, msg};

/// An answer of the server: `550 5.1.1 no such user`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reply {
    pub code: u16,
    pub text: String,
}

impl Reply {
    /// Whether trying again may help (RFC 5321 §4.2.1: 4yz).
    pub fn is_transient(&self) -> bool {
        self.code < 500
    }

    /// 421: the server is about to close the connection.
    pub(super) fn closes_connection(&self) -> bool {
        self.code == 421
    }

    /// Codes that speak of the session rather than of the mail: a login or
    /// encryption is required (RFC 4954 §6).
    pub(super) fn wants_login(&self) -> bool {
        matches!(self.code, 530 | 534 | 535 | 538)
    }
}

impl fmt::Display for Reply {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.text.is_empty() {
            return write!(f, "{}", self.code);
        }
        write!(f, "{} {}", self.code, self.text)
    }
}

/// Why a message or a recipient was not taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reason {
    /// The server's last answer.
    Reply(Reply),
    /// The connection broke before the whole message was handed over.
    ConnectionLost { detail: String },
    /// The connection broke, or the server fell silent, after the whole
    /// message was handed over: it may have been delivered all the same.
    NotAcknowledged { detail: String },
    /// No answer within the time limit.
    TimedOut,
    /// Not one recipient was taken.
    NoRecipientTaken(Vec<RefusedRecipient>),
    /// Not an address that SMTP can carry.
    BadAddress { address: String },
    /// The message needs 8BITMIME, which the server does not offer.
    EightBit,
    /// The account signs its mails, and the machine would not.
    NotSigned,
}

impl Reason {
    pub fn message(&self) -> Message {
        match self {
            Self::Reply(reply) => msg!("dispatch-reply", reply = reply.to_string()),
            Self::ConnectionLost { detail } => msg!("dispatch-connection-lost", detail = detail),
            Self::NotAcknowledged { detail } => msg!("dispatch-not-acknowledged", detail = detail),
            Self::TimedOut => msg!("dispatch-timed-out"),
            Self::NoRecipientTaken(refused) => {
                msg!("dispatch-no-recipient-taken", refused = listed(refused))
            }
            Self::BadAddress { address } => msg!("dispatch-bad-address", address = address),
            Self::EightBit => msg!("dispatch-eight-bit"),
            Self::NotSigned => msg!("dispatch-not-signed"),
        }
    }
}

fn listed(refused: &[RefusedRecipient]) -> String {
    let each: Vec<String> =
        refused.iter().map(|one| format!("{}: {}", one.address, one.reason)).collect();
    each.join("; ")
}

impl fmt::Display for Reason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.message().fmt(f)
    }
}
