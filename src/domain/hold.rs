//! Holds on an invoice (domain document §1).

use chrono::NaiveDate;

use super::identity::HoldId;

/// Which reminders a hold stops.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum HoldKind {
    /// *Ne pas relancer manuellement*.
    Manual,
    /// *Ne pas relancer automatiquement*.
    Automatic,
    /// *Ne pas relancer temporairement*: stops both, lifted after the next
    /// execution of the batch.
    Temporary,
}

impl HoldKind {
    pub const ALL: [Self; 3] = [Self::Manual, Self::Automatic, Self::Temporary];

    /// The name used in files, in the store and in JSON.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Manual => "manual",
            Self::Automatic => "automatic",
            Self::Temporary => "temporary",
        }
    }

    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == text)
    }
}

/// A hold in force on an invoice; lifted holds are not facts of a plan.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Hold {
    pub id: HoldId,
    pub kind: HoldKind,
    pub comment: String,
    pub author: String,
    pub placed_on: NaiveDate,
}
