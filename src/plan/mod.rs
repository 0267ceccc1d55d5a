//! From facts to a plan: eligibility → level → recipients → grouping. Pure:
//! no clock, no files, no database, no mail.

mod account;
pub mod aftermath;
pub mod charges;
mod customer;
pub mod digest;
pub mod documents;
pub mod eligibility;
pub mod facts;
pub mod follow_up;
pub mod follow_up_mail;
mod grouping;
pub mod level;
pub mod outcome;
pub mod past;
pub mod policy;
mod postal;
pub mod recipients;
pub mod selection;
pub mod trace;
mod words;

pub use customer::{explain_in, explain_item, plan_customer};
pub use selection::plan_selection;
