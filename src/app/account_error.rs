//! Why an account or a token could not be made or changed.

use crate::wording::{Message, msg};

#[derive(Debug, thiserror::Error)]
pub enum AccountError {
    #[error("{}", self.message())]
    NoLogin,
    /// With blanks or control characters.
    #[error("{}", self.message())]
    BadLogin,
    #[error("{}", self.message())]
    LoginTaken { login: String },
    /// `least` in characters.
    #[error("{}", self.message())]
    ShortPassword { least: usize },
    /// `most` in bytes.
    #[error("{}", self.message())]
    LongPassword { most: usize },
    #[error("{}", self.message())]
    UnknownRole { name: String },
    #[error("{}", self.message())]
    Unknown { login: String },
    /// A role or companies that the actor does not have.
    #[error("{}", self.message())]
    BeyondOwn,
    /// Neither all companies nor any.
    #[error("{}", self.message())]
    NoCompany,
    /// Nobody would be left to administer.
    #[error("{}", self.message())]
    LastAdministrator,
    #[error("{}", self.message())]
    WrongPassword,
    #[error("{}", self.message())]
    DifferentPasswords,
    #[error("{}", self.message())]
    NoTokenName,
    /// A token that has expired before it is used.
    #[error("{}", self.message())]
    ExpiresAtOnce,
    /// A variable of the environment that lacks or makes no sense.
    #[error("{}", self.message())]
    OpenId { name: &'static str },
    #[error("{}", self.message())]
    NotAnAddress { text: String },
}

impl AccountError {
    pub fn message(&self) -> Message {
        match self {
            Self::NoLogin => msg!("accounts-no-login"),
            Self::BadLogin => msg!("accounts-bad-login"),
            Self::LoginTaken { login } => msg!("accounts-login-taken", login = login),
            Self::ShortPassword { least } => msg!("accounts-short-password", least = *least),
            Self::LongPassword { most } => {
                msg!("accounts-long-password", most = most.to_string())
            }
            Self::UnknownRole { name } => msg!("accounts-unknown-role", name = name),
            Self::Unknown { login } => msg!("accounts-unknown", login = login),
            Self::BeyondOwn => msg!("accounts-beyond-own"),
            Self::NoCompany => msg!("accounts-no-company"),
            Self::LastAdministrator => msg!("accounts-last-administrator"),
            Self::WrongPassword => msg!("accounts-wrong-password"),
            Self::DifferentPasswords => msg!("accounts-different-passwords"),
            Self::NoTokenName => msg!("accounts-no-token-name"),
            Self::ExpiresAtOnce => msg!("accounts-expires-at-once"),
            Self::OpenId { name } => msg!("accounts-openid-setting", name = *name),
            Self::NotAnAddress { text } => msg!("accounts-not-an-address", text = text),
        }
    }
}
