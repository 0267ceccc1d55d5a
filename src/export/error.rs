//! Why a table could not be written.

use rust_decimal::Decimal;

use crate::wording::{Message, msg};

#[derive(Debug, thiserror::Error)]
pub enum ExportError {
    #[error(transparent)]
    Io(#[from] std::io::Error),
    /// More rows than the format can hold or can be made in reasonable time.
    #[error("{}", self.message())]
    TooManyRows { format: String, limit: u32 },
    /// A spreadsheet holds fifteen digits.
    #[error("{}", self.message())]
    Inexact { amount: Decimal },
    /// The typesetter refused the document.
    #[error("{}", self.message())]
    NotTypeset { cause: Message },
    /// The library that writes the format gave up.
    #[error("{}", self.message())]
    Format { format: &'static str, cause: String },
}

impl ExportError {
    pub fn message(&self) -> Message {
        match self {
            Self::Io(error) => msg!("balance-write-failed", cause = error.to_string()),
            Self::TooManyRows { format, limit } => {
                msg!("balance-too-many-rows", format = format, limit = *limit)
            }
            Self::Inexact { amount } => msg!("balance-inexact", amount = amount.to_string()),
            Self::NotTypeset { cause } => {
                msg!("balance-format-failed", format = "PDF", cause = cause.clone())
            }
            Self::Format { format, cause } => {
                msg!("balance-format-failed", format = *format, cause = cause)
            }
        }
    }
}
