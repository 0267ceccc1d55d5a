//! `charges`.

use clap::Args;

use super::AsOf;

#[derive(Debug, Args)]
pub struct ChargesArgs {
    #[arg(value_name = "ITEM")]
    pub item: String,
    #[command(flatten)]
    pub as_of: AsOf,
    #[arg(long, value_name = "CODE")]
    pub level: Option<String>,
    #[arg(long, value_name = "NAME")]
    pub batch: Option<String>,
    #[arg(long)]
    pub json: bool,
}
