//! Why the suppression list could not be changed.

use crate::wording::{Message, msg};

#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SuppressionError {
    #[error("{}", self.message())]
    NotAnAddress { text: String },
    #[error("{}", self.message())]
    NoReason,
    /// `most` in characters.
    #[error("{}", self.message())]
    LongReason { most: usize },
    #[error("{}", self.message())]
    OnTheList { address: String },
    #[error("{}", self.message())]
    NotOnTheList { address: String },
}

impl SuppressionError {
    pub fn message(&self) -> Message {
        match self {
            Self::NotAnAddress { text } => msg!("mailbox-not-an-address", text = text),
            Self::NoReason => msg!("mailbox-no-reason"),
            Self::LongReason { most } => msg!("mailbox-long-reason", most = *most),
            Self::OnTheList { address } => msg!("mailbox-on-the-list", address = address),
            Self::NotOnTheList { address } => msg!("mailbox-not-on-the-list", address = address),
        }
    }
}
