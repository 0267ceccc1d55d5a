//! One person's data: what there is of them, and taking it out.

mod elsewhere;
mod erase;
mod needles;
mod person;
mod readmit;
mod traces;

pub use erase::{ErasedPerson, ErasureOrder, PersonErasure};
pub use person::{ContactEntry, Person};
pub(super) use readmit::Tombstones;
pub use traces::{TracedChange, TracedRecord, TracedReminder, TracedText, Traces};
