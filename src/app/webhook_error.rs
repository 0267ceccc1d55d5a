//! Why a webhook could not be made.

use crate::wording::{Message, msg};

#[derive(Debug, thiserror::Error, PartialEq, Eq)]
pub enum WebhookError {
    #[error("{}", self.message())]
    NotAnAddress,
    /// Neither `https`, nor `http` to this machine where that is allowed.
    #[error("{}", self.message())]
    NotSecure,
    /// An address of this machine or of a private network.
    #[error("{}", self.message())]
    Inside { address: String },
    /// Addresses are shown and logged; secrets do not belong into them.
    #[error("{}", self.message())]
    WithPassword,
    #[error("{}", self.message())]
    NoEvents,
}

impl WebhookError {
    pub fn message(&self) -> Message {
        match self {
            Self::NotAnAddress => msg!("webhooks-not-an-address"),
            Self::NotSecure => msg!("webhooks-not-secure"),
            Self::Inside { address } => msg!("webhooks-inside", address = address),
            Self::WithPassword => msg!("webhooks-with-password"),
            Self::NoEvents => msg!("webhooks-no-events"),
        }
    }
}
