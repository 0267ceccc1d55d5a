//! Why an account could not be made or changed.

use crate::wording::{Message, msg};

#[derive(Debug, thiserror::Error)]
pub enum AccountError {
    #[error("{}", self.message())]
    NoLogin,
    /// A token without a name.
    #[error("{}", self.message())]
    NoTokenName,
    #[error("{}", self.message())]
    LoginTaken { login: String },
    /// `least` in characters.
    #[error("{}", self.message())]
    ShortPassword { least: usize },
    #[error("{}", self.message())]
    UnknownRole { name: String },
}

impl AccountError {
    pub fn message(&self) -> Message {
        match self {
            Self::NoLogin => msg!("accounts-no-login"),
            Self::NoTokenName => msg!("token-no-name"),
            Self::LoginTaken { login } => msg!("accounts-login-taken", login = login),
            Self::ShortPassword { least } => msg!("accounts-short-password", least = *least),
            Self::UnknownRole { name } => msg!("accounts-unknown-role", name = name),
        }
    }
}
