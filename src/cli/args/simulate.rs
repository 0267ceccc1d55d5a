//! `simulate`: the schedule played day by day on a copy of the data.

use std::path::PathBuf;

use chrono::NaiveDate;
use clap::Args;

#[derive(Debug, Args)]
pub struct SimulateArgs {
    #[arg(long, value_name = "YYYY-MM-DD")]
    pub from: NaiveDate,
    #[arg(long, value_name = "YYYY-MM-DD")]
    pub to: NaiveDate,
    #[arg(long, value_name = "NAME")]
    pub batch: Option<String>,
    #[arg(long)]
    pub history: bool,
    #[arg(long, value_name = "LEVEL=PERCENT")]
    pub paid: Vec<String>,
    #[arg(long, default_value_t = 1)]
    pub seed: u64,
    #[arg(long, value_name = "DIR")]
    pub csv: Option<PathBuf>,
    #[arg(long, value_name = "FILE")]
    pub chart: Option<PathBuf>,
    #[arg(long)]
    pub json: bool,
}
