//! Why mails cannot leave by the accounts that the rules name.

use crate::dispatch::{DkimError, TransportError};
use crate::domain::identity::RunId;
use crate::wording::{Message, msg};

/// Names variables, never what is in them.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SendingError {
    #[error("{}", self.message())]
    MissingVariable { account: String, variable: String },
    #[error("{}", self.message())]
    Server { account: String, variable: String, error: TransportError },
    #[error("{}", self.message())]
    Key { account: String, variable: String, error: DkimError },
    #[error("{}", self.message())]
    UnknownAccount { name: String, known: Vec<String> },
    /// The account's mails are not signed.
    #[error("{}", self.message())]
    NotSigned { account: String },
    /// Recorded under rules that had the account.
    #[error("{}", self.message())]
    AccountGone { run: RunId, account: String },
}

impl SendingError {
    pub fn message(&self) -> Message {
        match self {
            Self::MissingVariable { account, variable } => {
                msg!("sending-missing-variable", account = account, variable = variable)
            }
            Self::Server { account, variable, error } => msg!(
                "sending-bad-server",
                account = account,
                variable = variable,
                error = error.message()
            ),
            Self::Key { account, variable, error } => msg!(
                "sending-bad-key",
                account = account,
                variable = variable,
                error = error.message()
            ),
            Self::UnknownAccount { name, known } => {
                msg!("sending-no-such-account", name = name, known = known.join(", "))
            }
            Self::NotSigned { account } => msg!("sending-not-signed", account = account),
            Self::AccountGone { run, account } => {
                msg!("sending-account-gone", run = run.0.to_string(), account = account)
            }
        }
    }
}
