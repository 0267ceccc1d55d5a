//! YAML and Rhai under `rules/` into a checked [`set::RuleSet`].

mod aged_balance;
mod batches;
mod calendar;
mod charges;
mod compile;
mod ladder;
mod load;
mod merge;
mod overlay;
mod script;
mod sections;
mod sending;
pub mod set;
pub(crate) mod source;
mod templates;
pub(crate) mod yaml;

pub use load::{RulesFolder, load, schema};
pub use script::reference;
pub use sending::{USUAL_VARIABLE, written_wait};
