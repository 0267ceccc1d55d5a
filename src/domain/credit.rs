//! What a customer has in its favour.

use chrono::NaiveDate;
use rust_decimal::Decimal;

use super::money::Currency;

/// Why there is a credit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum CreditKind {
    /// A credit note (avoir) not yet set against an invoice.
    CreditNote,
    /// A payment not yet allocated to an invoice.
    Payment,
}

impl CreditKind {
    pub const ALL: [Self; 2] = [Self::CreditNote, Self::Payment];

    /// The name used in files, in the store and in JSON.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::CreditNote => "credit_note",
            Self::Payment => "payment",
        }
    }

    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == text)
    }
}

/// An open credit note or unallocated payment.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Credit {
    pub kind: CreditKind,
    pub number: String,
    pub date: NaiveDate,
    pub currency: Currency,
    /// What is left of it, positive.
    pub open_amount: Decimal,
}
