//! What commands print, as text.

pub mod balance;
mod by_hand;
pub mod charges;
pub mod charts;
pub mod customer;
pub mod diff;
pub mod diff_json;
mod explanation;
pub mod follow_up;
pub mod holds;
pub mod json;
mod preview;
mod reason;
mod records;
pub mod replay;
pub mod replay_csv;
pub mod replay_json;
pub mod rule_tests;
pub mod simulation;
pub mod simulation_csv;
mod simulation_groups;
pub mod simulation_json;
pub mod suppressions;
mod table;
pub mod users;
pub mod variables;

pub use by_hand::{drafts, found, selection};
pub use explanation::explanation;
pub use preview::{preview, summary};
pub use records::{history, import, runs, sent};
