//! YAML and Rhai under `rules/` into a checked [`set::RuleSet`].

mod aged_balance;
mod batches;
mod charges;
mod compile;
mod ladder;
mod load;
mod merge;
mod script;
mod sections;
pub mod set;
mod source;
mod templates;
mod yaml;

pub use load::{load, schema};
pub use script::reference;
