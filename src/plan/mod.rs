//! From facts to a plan: eligibility → level → recipients → grouping. Pure:
//! no clock, no files, no database, no mail.

pub mod charges;
mod customer;
pub mod digest;
pub mod eligibility;
pub mod facts;
mod grouping;
pub mod level;
pub mod outcome;
pub mod policy;
pub mod recipients;
pub mod trace;
mod words;

pub use customer::{explain_item, plan_customer};
