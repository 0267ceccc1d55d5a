//! Two plans of the same facts side by side: what changes for each due item and
//! each reminder, and which rule is responsible. Pure.

mod cause;
mod customer;
mod fate;
mod mails;
mod pairing;
mod responsible;
mod sums;
mod text;
mod words;

pub use cause::{Bounds, Cause, Rule};
pub use customer::{CustomerChanges, ItemChange, ItemName, Kind, Outcome, compare_customer};
pub use pairing::{Pair, ReminderKind};
pub use sums::{CauseGroup, Move, Moved, Sums, Tally};
pub use text::unified;
