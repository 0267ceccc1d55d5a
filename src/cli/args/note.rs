//! `note`, `promises` and `actions`.

use chrono::NaiveDate;
use clap::Args;

use super::AsOf;
use super::values::{OrNone, on_off, plain_text};

#[derive(Debug, Args)]
pub struct NoteArgs {
    #[arg(value_name = "ITEM", required_unless_present = "customer")]
    pub items: Vec<String>,
    #[arg(long, value_name = "CODE", conflicts_with_all = ["items", "history"])]
    pub customer: Option<String>,
    #[arg(long, value_name = "CODE|none")]
    pub status: Option<OrNone<String>>,
    #[arg(long, value_name = "TEXT", value_parser = plain_text)]
    pub comment: Option<String>,
    #[arg(long, requires = "comment")]
    pub append: bool,
    #[arg(long, value_name = "DATE|none")]
    pub promised: Option<OrNone<NaiveDate>>,
    #[arg(long, value_name = "on|off", value_parser = on_off)]
    pub dispute: Option<bool>,
    #[arg(long, value_name = "DATE|none")]
    pub next: Option<OrNone<NaiveDate>>,
    #[arg(long, value_name = "CODE|none")]
    pub next_by: Option<OrNone<String>>,
    #[arg(
        long,
        conflicts_with_all = ["status", "comment", "promised", "dispute", "next", "next_by"]
    )]
    pub history: bool,
    #[arg(long, requires = "history")]
    pub json: bool,
}

#[derive(Debug, Args)]
pub struct PromisesArgs {
    #[command(flatten)]
    pub as_of: AsOf,
    #[arg(long)]
    pub json: bool,
}

#[derive(Debug, Args)]
pub struct ActionsArgs {
    #[command(flatten)]
    pub as_of: AsOf,
    // Not "by": that is who acts.
    #[arg(long, value_name = "CODE")]
    pub person: Option<String>,
    #[arg(long)]
    pub json: bool,
}
