//! The use cases, one file each: what the interfaces call.

pub mod balance;
pub mod batch_run;
pub mod check;
pub mod clock;
pub mod customer_follow_up;
pub mod drafts;
pub mod engine;
pub mod error;
pub mod explain;
pub mod fill;
pub mod follow_up;
pub mod follow_up_error;
pub mod follow_up_mail;
pub mod history;
pub mod holds;
pub mod letters;
pub mod mailing;
mod patience;
pub mod planning;
pub mod preview;
pub mod progress;
pub mod report;
pub mod request;
pub mod search;
pub mod selection;
pub mod sending;
pub mod switches;
