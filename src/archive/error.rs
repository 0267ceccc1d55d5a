//! Why a backup cannot be written or read.

use crate::wording::{Message, msg};

#[derive(Debug, thiserror::Error)]
pub enum ArchiveError {
    #[error("{}", self.message())]
    File { path: String, cause: std::io::Error },
    /// The file is no backup of Relance, or it is cut off.
    #[error("{}", self.message())]
    NotABackup { path: String, cause: String },
    /// It was written by a later version.
    #[error("{}", self.message())]
    LaterFormat { format: u32 },
    /// A file in it is not there.
    #[error("{}", self.message())]
    Missing { name: String },
    /// A file in it is not what was written.
    #[error("{}", self.message())]
    Changed { name: String },
}

impl ArchiveError {
    pub fn message(&self) -> Message {
        match self {
            Self::File { path, cause } => {
                msg!("trust-archive-file", path = path, cause = cause.to_string())
            }
            Self::NotABackup { path, cause } => {
                msg!("trust-not-a-backup", path = path, cause = cause)
            }
            Self::LaterFormat { format } => {
                msg!("trust-later-format", format = format.to_string())
            }
            Self::Missing { name } => msg!("trust-archive-missing", name = name),
            Self::Changed { name } => msg!("trust-archive-changed", name = name),
        }
    }
}
