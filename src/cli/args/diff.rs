//! `diff`: the next batch under two sets of rules and templates.

use std::path::PathBuf;

use clap::Args;

use super::AsOf;

#[derive(Debug, Args)]
pub struct DiffArgs {
    /// What is in force where `--rules` names a proposal.
    #[arg(long, value_name = "DIR", env = "RELANCE_RULES", default_value = "rules")]
    pub against: PathBuf,
    #[arg(long, value_name = "DIR", env = "RELANCE_TEMPLATES", default_value = "templates")]
    pub against_templates: PathBuf,
    #[command(flatten)]
    pub as_of: AsOf,
    #[arg(long, value_name = "NAME")]
    pub batch: Option<String>,
    #[arg(long, value_name = "N", default_value_t = 2)]
    pub texts: usize,
    #[arg(long)]
    pub json: bool,
}
