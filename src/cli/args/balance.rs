//! `balance`.

use std::path::PathBuf;

use clap::{Args, ValueEnum};
use rust_decimal::Decimal;

use super::AsOf;
use crate::domain::money::Currency;
use crate::export::Optional;

#[derive(Debug, Args)]
pub struct BalanceArgs {
    #[arg(value_enum, default_value_t = LedgerArg::Customers, hide_possible_values = true)]
    pub ledger: LedgerArg,
    #[command(flatten)]
    pub as_of: AsOf,
    #[arg(long, value_enum, value_name = "invoice|due", hide_possible_values = true)]
    pub age: Option<AgeArg>,
    #[arg(long, value_name = "CODE", num_args = 1.., conflicts_with = "supplier")]
    pub customer: Vec<String>,
    #[arg(long, value_name = "CODE", num_args = 1..)]
    pub supplier: Vec<String>,
    #[arg(long, value_name = "CODE", num_args = 1.., value_parser = currency)]
    pub currency: Vec<Currency>,
    #[arg(long, value_name = "DAYS", num_args = 1.., allow_negative_numbers = true)]
    pub bucket: Vec<i64>,
    #[arg(long, value_name = "AMOUNT", value_parser = amount)]
    pub min_amount: Option<Decimal>,
    #[arg(long, value_name = "CODE", num_args = 1..)]
    pub person: Vec<String>,
    #[arg(long, value_name = "TEXT")]
    pub search: Option<String>,
    #[arg(long)]
    pub later: bool,
    #[arg(
        long,
        value_enum,
        value_name = "account|currency|bucket|person",
        default_value_t = GroupArg::Account,
        hide_possible_values = true
    )]
    pub group: GroupArg,
    #[arg(long)]
    pub summary: bool,
    #[arg(long, value_name = "COLUMN", value_delimiter = ',', value_parser = column)]
    pub hide: Vec<Optional>,
    #[arg(long, value_name = "COLUMN", value_delimiter = ',', value_parser = column)]
    pub show: Vec<Optional>,
    #[arg(long, value_enum, value_name = "table|csv|xlsx|pdf|json", hide_possible_values = true)]
    pub format: Option<FormatArg>,
    #[arg(long, value_name = "FILE")]
    pub out: Option<PathBuf>,
    #[arg(long, value_name = ";|,", value_parser = [";", ","], hide_possible_values = true)]
    pub separator: Option<String>,
    #[arg(long)]
    pub bom: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum LedgerArg {
    Customers,
    Suppliers,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum AgeArg {
    Invoice,
    Due,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum GroupArg {
    Account,
    Currency,
    Bucket,
    Person,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum FormatArg {
    Table,
    Csv,
    Xlsx,
    Pdf,
    Json,
}

fn currency(text: &str) -> Result<Currency, String> {
    text.to_ascii_uppercase().parse().map_err(|_| text.to_owned())
}

fn amount(text: &str) -> Result<Decimal, String> {
    let amount = Decimal::from_str_exact(text).map_err(|_| text.to_owned())?;
    if amount.is_sign_negative() { Err(text.to_owned()) } else { Ok(amount) }
}

fn column(text: &str) -> Result<Optional, String> {
    Optional::parse(text).ok_or_else(|| text.to_owned())
}
