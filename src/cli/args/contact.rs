//! `contact`.

use std::path::PathBuf;

use clap::{Args, Subcommand};

use super::stated_reason;

#[derive(Debug, Subcommand)]
pub enum ContactCommand {
    Export(ExportArgs),
    Erase(EraseArgs),
    Readmit(PersonArgs),
}

#[derive(Debug, Args)]
pub struct PersonArgs {
    #[arg(id = "person", value_name = "CUSTOMER/CONTACT|ADDRESS")]
    pub name: String,
}

#[derive(Debug, Args)]
pub struct ExportArgs {
    #[command(flatten)]
    pub person: PersonArgs,
    #[arg(id = "contact_out", long = "out", value_name = "DIR|-", default_value = "-")]
    pub out: PathBuf,
}

#[derive(Debug, Args)]
pub struct EraseArgs {
    #[command(flatten)]
    pub person: PersonArgs,
    #[arg(long, value_name = "TEXT", value_parser = stated_reason)]
    pub reason: String,
    #[arg(long, short)]
    pub yes: bool,
}
