//! `audit`.

use clap::{Args, Subcommand};

use crate::chain::Head;

#[derive(Debug, Subcommand)]
pub enum AuditCommand {
    Verify(VerifyArgs),
    Head,
    Seal,
}

#[derive(Debug, Args)]
pub struct VerifyArgs {
    #[arg(long, value_name = "COUNT:HASH")]
    pub head: Option<Head>,
    #[arg(long)]
    pub messages: bool,
    #[arg(long)]
    pub json: bool,
}
