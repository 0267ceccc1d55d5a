//! What commands print, as text.

pub mod charges;
mod explanation;
pub mod json;
mod preview;
mod reason;
mod records;
mod table;

pub use explanation::explanation;
pub use preview::{preview, summary};
pub use records::{history, import, runs, sent};
