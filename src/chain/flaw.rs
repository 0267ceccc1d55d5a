//! What is wrong with a chain.

use super::head::Head;
use super::row::Kind;
use crate::wording::{Message, msg};

/// Where.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Place {
    /// In the chain; `None` where the row is not sealed.
    pub position: Option<i64>,
    pub kind: Kind,
    pub row: i64,
}

/// The first thing that is wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Flaw {
    /// `None` for what concerns the chain as a whole.
    pub place: Option<Place>,
    pub what: What,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum What {
    /// Entries are gone from the chain before this one.
    EntriesMissing { expected: i64 },
    /// The entry does not stand on the one before: it was changed or put in.
    EntryChanged,
    /// The row is gone.
    RowMissing,
    /// A part of the row that never changes is not what was sealed.
    RowChanged,
    /// A text of the row is not what was sealed.
    TextChanged { text: &'static str },
    /// A text was erased, and nothing records that.
    ErasedUnrecorded { text: &'static str },
    /// The row was put in among older ones.
    RowInserted,
    /// What is on record of an erasure is not what was erased.
    ErasureChanged { erasure: i64 },
    /// The chain ended further on, or in another way, when its head was kept.
    HeadNotFound { kept: Head },
}

impl What {
    /// The name in JSON and in the store.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::EntriesMissing { .. } => "entries-missing",
            Self::EntryChanged => "entry-changed",
            Self::RowMissing => "row-missing",
            Self::RowChanged => "row-changed",
            Self::TextChanged { .. } => "text-changed",
            Self::ErasedUnrecorded { .. } => "erased-unrecorded",
            Self::RowInserted => "row-inserted",
            Self::ErasureChanged { .. } => "erasure-changed",
            Self::HeadNotFound { .. } => "head-not-found",
        }
    }

    fn message(self) -> Message {
        match self {
            Self::EntriesMissing { expected } => {
                msg!("trust-entries-missing", position = expected.to_string())
            }
            Self::EntryChanged => msg!("trust-entry-changed"),
            Self::RowMissing => msg!("trust-row-missing"),
            Self::RowChanged => msg!("trust-row-changed"),
            Self::TextChanged { text } => msg!("trust-text-changed", text = text),
            Self::ErasedUnrecorded { text } => msg!("trust-erased-unrecorded", text = text),
            Self::RowInserted => msg!("trust-row-inserted"),
            Self::ErasureChanged { erasure } => {
                msg!("trust-erasure-changed", erasure = erasure.to_string())
            }
            Self::HeadNotFound { kept } => msg!("trust-head-not-found", head = kept.to_string()),
        }
    }
}

impl Flaw {
    pub fn message(&self) -> Message {
        let what = self.what.message();
        match self.place {
            None => what,
            Some(Place { position: None, kind, row }) => {
                msg!("trust-at-row", kind = kind.as_str(), row = row.to_string(), what = what)
            }
            Some(Place { position: Some(position), kind, row }) => msg!(
                "trust-at-entry",
                position = position.to_string(),
                kind = kind.as_str(),
                row = row.to_string(),
                what = what
            ),
        }
    }
}
