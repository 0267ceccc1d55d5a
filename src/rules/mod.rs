//! YAML and Rhai under `rules/` into a checked [`set::RuleSet`].

pub mod set;
