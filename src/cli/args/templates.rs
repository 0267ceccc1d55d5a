//! `templates vars`: what templates can print.

use clap::{Args, Subcommand};

#[derive(Debug, Subcommand)]
pub enum TemplatesCommand {
    Vars(VarsArgs),
}

#[derive(Debug, Args)]
pub struct VarsArgs {
    #[arg(value_name = "TEMPLATE")]
    pub template: Option<String>,
    #[arg(long)]
    pub json: bool,
}
