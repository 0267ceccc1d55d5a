//! `diff`: the next batch under two sets of rules and templates.

use std::path::PathBuf;

use clap::Args;

use super::AsOf;

#[derive(Debug, Args)]
pub struct DiffArgs {
    #[arg(long, value_name = "DIR")]
    pub against: Option<PathBuf>,
    #[arg(long, value_name = "DIR")]
    pub against_templates: Option<PathBuf>,
    #[command(flatten)]
    pub as_of: AsOf,
    #[arg(long, value_name = "NAME")]
    pub batch: Option<String>,
    #[arg(long)]
    pub json: bool,
}
