//! Why follow-up by hand could not be carried out.

use crate::wording::{Message, msg};

#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum FollowUpError {
    #[error("{}", self.message())]
    NothingToNote,
    /// Not in the list of the rules.
    #[error("{}", self.message())]
    UnknownStatus { code: String, known: Vec<String>, nearest: Option<String> },
    /// No collaborator of the company has this code.
    #[error("{}", self.message())]
    UnknownPerson { code: String, nearest: Option<String> },
    #[error("{}", self.message())]
    UnknownCustomer { code: String },
    #[error("{}", self.message())]
    UnknownInvoice { name: String },
    /// The follow-up lists no contact of this code.
    #[error("{}", self.message())]
    UnknownContact { code: String, known: Vec<String> },
    #[error("{}", self.message())]
    ContactWithoutAddress { code: String },
    /// The customer has no open invoice of this number.
    #[error("{}", self.message())]
    NotOpen { number: String },
    /// The name means invoices of several customers.
    #[error("{}", self.message())]
    SeveralInvoices { name: String, invoices: Vec<String> },
    /// More items fit than are edited at once.
    #[error("{}", self.message())]
    TooMany { most: u64 },
    /// Somebody else was faster.
    #[error("{}", self.message())]
    ChangedMeanwhile,
}

impl FollowUpError {
    pub fn message(&self) -> Message {
        match self {
            Self::NothingToNote => msg!("follow-up-nothing-to-note"),
            Self::UnknownStatus { code, known, nearest } => suggesting(
                msg!("follow-up-unknown-status", code = code, known = known.join(", ")),
                nearest.as_deref(),
            ),
            Self::UnknownPerson { code, nearest } => {
                suggesting(msg!("follow-up-unknown-person", code = code), nearest.as_deref())
            }
            Self::UnknownCustomer { code } => msg!("follow-up-unknown-customer", code = code),
            Self::UnknownInvoice { name } => msg!("follow-up-unknown-invoice", name = name),
            Self::UnknownContact { code, known } => {
                msg!("follow-up-unknown-contact", code = code, known = known.join(", "))
            }
            Self::ContactWithoutAddress { code } => {
                msg!("follow-up-contact-without-address", code = code)
            }
            Self::NotOpen { number } => msg!("follow-up-not-open", number = number),
            Self::SeveralInvoices { name, invoices } => {
                msg!("follow-up-several-invoices", name = name, invoices = invoices.join(", "))
            }
            Self::TooMany { most } => msg!("follow-up-too-many", most = *most),
            Self::ChangedMeanwhile => msg!("follow-up-changed-meanwhile"),
        }
    }
}

fn suggesting(message: Message, nearest: Option<&str>) -> Message {
    match nearest {
        Some(word) => {
            let suggestion = msg!("did-you-mean", word = word);
            msg!("follow-up-suggesting", message = message, suggestion = suggestion)
        }
        None => message,
    }
}
