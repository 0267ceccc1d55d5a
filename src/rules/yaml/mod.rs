//! YAML into typed sections: every mistake is told, none hides another.

pub mod aged_balance;
pub mod bank;
pub mod calendar;
pub mod charges;
pub mod document;
pub mod levels;
pub mod read;
pub mod retention;
pub mod sending;
pub mod tree;
pub mod values;
pub mod wrappers;
