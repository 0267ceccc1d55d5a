//! `relance items`.

use clap::Args;

use super::AsOf;
use super::criteria::CriteriaArgs;

#[derive(Debug, Args)]
pub struct ItemsArgs {
    #[command(flatten)]
    pub criteria: CriteriaArgs,
    #[command(flatten)]
    pub as_of: AsOf,
    #[arg(long, default_value_t = 100)]
    pub limit: u64,
    #[arg(long)]
    pub json: bool,
}
