//! The use cases, one file each: what the interfaces call.

pub mod batch_run;
pub mod charges;
pub mod check;
pub mod clock;
pub mod engine;
pub mod error;
pub mod explain;
pub mod fill;
pub mod history;
pub mod mailing;
mod patience;
pub mod planning;
pub mod preview;
pub mod progress;
pub mod report;
pub mod sending;
