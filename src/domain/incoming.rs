//! What comes back to the mailbox that reminders are answered to, and what
//! becomes of it.

use super::address::EmailAddress;
use super::suppression::SuppressionCause;

/// What a message is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MessageKind {
    /// A server tells what became of a mail (RFC 3464, or in words).
    DeliveryStatus,
    /// Whoever received a mail called it unwanted (RFC 5965).
    Complaint,
    Reply,
    /// An answer that nobody wrote: out of office, a receipt.
    AutoReply,
    Other,
}

impl MessageKind {
    pub const ALL: [Self; 5] =
        [Self::DeliveryStatus, Self::Complaint, Self::Reply, Self::AutoReply, Self::Other];

    /// The name used in the store and in JSON.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::DeliveryStatus => "delivery_status",
            Self::Complaint => "complaint",
            Self::Reply => "reply",
            Self::AutoReply => "auto_reply",
            Self::Other => "other",
        }
    }
}

/// What became of a message.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MessageOutcome {
    /// A reminder came back.
    Bounced,
    /// A server goes on trying, or has delivered: noted on the reminder.
    Noted,
    /// The address is not written to any more.
    Complained,
    /// It is linked to its reminder.
    Linked,
    /// It names no reminder of ours, or none that went to that address.
    NotMatched,
    /// It has nothing to do with reminders.
    Ignored,
}

impl MessageOutcome {
    pub const ALL: [Self; 6] = [
        Self::Bounced,
        Self::Noted,
        Self::Complained,
        Self::Linked,
        Self::NotMatched,
        Self::Ignored,
    ];

    /// The name used in the store and in JSON.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Bounced => "bounced",
            Self::Noted => "noted",
            Self::Complained => "complained",
            Self::Linked => "linked",
            Self::NotMatched => "not_matched",
            Self::Ignored => "ignored",
        }
    }
}

/// What a message changes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Effect {
    /// The reminder came back from one of its addresses: the address and the
    /// server's words.
    Bounced { detail: String },
    /// Somebody answered the reminder: who, and under which subject.
    Answered { detail: String },
    /// Somebody called the reminder unwanted.
    Complained { detail: String },
    /// Nothing is sent to the address any more.
    Suppressed { address: EmailAddress, cause: SuppressionCause, detail: String },
}
