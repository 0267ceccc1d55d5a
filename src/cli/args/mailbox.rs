//! `mailbox` and `suppressions`.

use clap::{Args, Subcommand};

#[derive(Debug, Subcommand)]
pub enum MailboxCommand {
    Read(ReadArgs),
}

#[derive(Debug, Args)]
pub struct ReadArgs {
    #[arg(long)]
    pub once: bool,
}

#[derive(Debug, Args)]
#[command(args_conflicts_with_subcommands = true)]
pub struct SuppressionsArgs {
    #[command(subcommand)]
    pub command: Option<SuppressionsCommand>,
    #[arg(long, value_name = "CODE")]
    pub customer: Option<String>,
    #[arg(long, value_name = "TEXT")]
    pub address: Option<String>,
    #[arg(long)]
    pub lifted: bool,
    #[arg(long, default_value_t = 100)]
    pub limit: u64,
    #[arg(long)]
    pub json: bool,
}

#[derive(Debug, Subcommand)]
pub enum SuppressionsCommand {
    Add {
        #[arg(value_name = "ADDRESS")]
        address: String,
        #[arg(long, value_name = "TEXT")]
        reason: String,
        #[arg(long, value_name = "CODE", conflicts_with = "all_companies")]
        customer: Option<String>,
        #[arg(long)]
        all_companies: bool,
    },
    Lift {
        #[arg(value_name = "ADDRESS")]
        address: String,
        #[arg(long, value_name = "TEXT")]
        reason: String,
        #[arg(long)]
        all_companies: bool,
    },
}
