//! `test`: the rule tests under `rules/tests/`.

use std::path::PathBuf;

use clap::Args;

#[derive(Debug, Args)]
pub struct TestArgs {
    #[arg(value_name = "FILE")]
    pub files: Vec<PathBuf>,
    #[arg(long, value_name = "TEXT")]
    pub only: Option<String>,
    #[arg(long, value_name = "FILE")]
    pub junit: Option<PathBuf>,
    #[arg(long)]
    pub coverage: bool,
    #[arg(long)]
    pub json: bool,
}
