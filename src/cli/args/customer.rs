//! `customer`.

use std::path::PathBuf;

use clap::{Args, Subcommand};

use super::values::{on_off, plain_text};
use super::{AsOf, Outbox};
use crate::app::follow_up_mail::{Order, Towards};

#[derive(Debug, Subcommand)]
pub enum CustomerCommand {
    Show(ShowArgs),
    Set(SetArgs),
    Remind(ContactsArgs),
    RemindInCharge(InChargeArgs),
    Communicate(CommunicateArgs),
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

#[derive(Debug, Args)]
pub struct ContactsArgs {
    #[arg(id = "follow_up_contact", long = "contact", value_name = "CODE")]
    pub contacts: Vec<String>,
    #[command(flatten)]
    pub action: ActionArgs,
}

#[derive(Debug, Args)]
pub struct InChargeArgs {
    #[command(flatten)]
    pub action: ActionArgs,
}

#[derive(Debug, Args)]
pub struct CommunicateArgs {
    #[arg(
        id = "follow_up_to",
        long = "to",
        value_name = "CODE|ADDRESS",
        required = true,
        num_args = 1..
    )]
    pub to: Vec<String>,
    #[command(flatten)]
    pub action: ActionArgs,
}

/// What the actions on a selection have in common.
#[derive(Debug, Args)]
pub struct ActionArgs {
    #[arg(id = "follow_up_code", value_name = "CODE")]
    pub code: String,
    #[arg(id = "follow_up_invoice", long = "invoice", value_name = "NUMBER")]
    pub invoices: Vec<String>,
    #[arg(id = "follow_up_note", long = "note", value_name = "TEXT", value_parser = plain_text)]
    pub note: Option<String>,
    #[arg(id = "follow_up_from", long = "from", value_name = "CODE|ADDRESS")]
    pub from: Option<String>,
    #[arg(id = "follow_up_cc", long = "cc", value_name = "CODE|ADDRESS")]
    pub cc: Vec<String>,
    #[command(flatten)]
    pub as_of: AsOf,
    #[arg(id = "follow_up_dry_run", long = "dry-run")]
    pub dry_run: bool,
    #[arg(id = "follow_up_json", long = "json", requires = "follow_up_dry_run")]
    pub json: bool,
    #[arg(id = "follow_up_out", long = "out", value_name = "DIR")]
    pub out: Option<PathBuf>,
    #[arg(long, short)]
    pub yes: bool,
    #[command(flatten)]
    pub outbox: Outbox,
}

impl ActionArgs {
    pub fn order(&self, towards: Towards) -> Order {
        Order {
            customer: self.code.clone(),
            towards,
            invoices: self.invoices.clone(),
            note: self.note.clone().filter(|note| !note.is_empty()),
            from: self.from.clone(),
            copies: self.cc.clone(),
        }
    }
}
