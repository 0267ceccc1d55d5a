//! `customer`.

use clap::{Args, Subcommand};

use super::AsOf;
use super::values::on_off;

#[derive(Debug, Subcommand)]
pub enum CustomerCommand {
    Show(ShowArgs),
    Set(SetArgs),
}

#[derive(Debug, Args)]
pub struct ShowArgs {
    #[arg(value_name = "CODE")]
    pub code: String,
    #[command(flatten)]
    pub as_of: AsOf,
    #[arg(long)]
    pub json: bool,
}

#[derive(Debug, Args)]
pub struct SetArgs {
    #[arg(value_name = "CODE")]
    pub code: String,
    #[arg(
        long,
        value_name = "on|off",
        value_parser = on_off,
        required_unless_present = "automatic"
    )]
    pub manual: Option<bool>,
    #[arg(long, value_name = "on|off", value_parser = on_off)]
    pub automatic: Option<bool>,
}
