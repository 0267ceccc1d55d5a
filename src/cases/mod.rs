//! Rule tests: cases that administrators write under `rules/tests/`, played
//! by the planner in memory, with what they expect, what they found, and
//! which parts of the rules they exercise.

pub mod coverage;
mod decided;
mod document;
pub mod files;
mod found;
mod given;
pub mod junit;
mod mails;
mod names;
mod observe;
mod pairing;
mod parties;
mod play;
pub mod result;
mod runner;
mod script;
mod setting;
pub mod text;
mod values;
mod verdict;

pub use runner::{Selection, run};

/// The JSON Schema of files of rule tests.
pub fn schema() -> serde_json::Value {
    schemars::schema_for!(document::CaseFile).to_value()
}
