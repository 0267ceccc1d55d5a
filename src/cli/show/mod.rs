//! What commands print, as text.

pub mod balance;
mod by_hand;
pub mod charges;
pub mod customer;
mod explanation;
pub mod follow_up;
pub mod holds;
pub mod json;
mod preview;
mod reason;
mod records;
mod table;
pub mod variables;

pub use by_hand::{drafts, found, selection};
pub use explanation::explanation;
pub use preview::{preview, summary};
pub use records::{history, import, runs, sent};
