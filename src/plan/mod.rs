//! From facts to a plan: eligibility → level → recipients → grouping. Pure:
//! no clock, no files, no database, no mail.

pub mod facts;
pub mod outcome;
pub mod policy;
