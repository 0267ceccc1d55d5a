//! Rhai at the named points of the rules: `when:` conditions and hooks.

mod answers;
pub mod check;
pub mod compile;
mod date;
mod engine;
mod failure;
mod hooks;
mod item;
mod places;
pub mod reference;
mod samples;
mod vocabulary;

pub use hooks::ScriptSet;
