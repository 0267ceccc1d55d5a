//! `hold`.

use clap::{Args, Subcommand};

use super::values::stated_text;
use crate::domain::hold::HoldKind;

#[derive(Debug, Subcommand)]
pub enum HoldCommand {
    Place(PlaceArgs),
    Lift(LiftArgs),
    List(ListArgs),
}

#[derive(Debug, Args)]
pub struct PlaceArgs {
    #[command(flatten)]
    pub of: HoldOf,
    #[arg(long, value_name = "TEXT", value_parser = stated_text)]
    pub comment: String,
}

#[derive(Debug, Args)]
pub struct LiftArgs {
    #[command(flatten)]
    pub of: HoldOf,
}

/// Which holds.
#[derive(Debug, Args)]
pub struct HoldOf {
    #[arg(value_name = "INVOICE", required = true)]
    pub invoices: Vec<String>,
    #[arg(
        long,
        value_name = "manual|automatic|temporary",
        value_parser = kind
    )]
    pub kind: HoldKind,
}

#[derive(Debug, Args)]
pub struct ListArgs {
    #[arg(long, value_name = "CODE")]
    pub customer: Option<String>,
    #[arg(long)]
    pub json: bool,
}

fn kind(text: &str) -> Result<HoldKind, String> {
    HoldKind::parse(text).ok_or_else(|| text.to_owned())
}
