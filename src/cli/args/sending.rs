//! `sending`.

use clap::{Args, Subcommand};

use super::Outbox;

#[derive(Debug, Subcommand)]
pub enum SendingCommand {
    Accounts(SendingAccountsArgs),
    Test(SendingTestArgs),
    DkimRecord(DkimRecordArgs),
}

#[derive(Debug, Args)]
pub struct SendingAccountsArgs {
    #[arg(long)]
    pub json: bool,
}

#[derive(Debug, Args)]
pub struct SendingTestArgs {
    #[arg(value_name = "ACCOUNT")]
    pub account: String,
    #[arg(value_name = "ADDRESS")]
    pub to: String,
    #[command(flatten)]
    pub outbox: Outbox,
}

#[derive(Debug, Args)]
pub struct DkimRecordArgs {
    #[arg(value_name = "ACCOUNT")]
    pub account: String,
}
