//! `token`.

use clap::{Args, Subcommand};

#[derive(Debug, Subcommand)]
pub enum TokenCommand {
    Add(TokenAddArgs),
}

#[derive(Debug, Args)]
pub struct TokenAddArgs {
    #[arg(value_name = "NAME")]
    pub name: String,
    #[arg(long, value_name = "ROLE")]
    pub role: String,
    #[arg(long, value_name = "CODE", value_delimiter = ',')]
    pub companies: Vec<String>,
    #[arg(long, value_name = "DAYS", value_parser = clap::value_parser!(u16))]
    pub days: Option<u16>,
}
