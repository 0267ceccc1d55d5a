//! Rows and cells, before a format writes them.

use std::borrow::Cow;

use chrono::NaiveDate;

use super::error::ExportError;
use crate::balance::Note;
use crate::domain::money::Money;
use rust_decimal::Decimal;

/// What stands in a cell.
#[derive(Debug, Clone, PartialEq)]
pub enum Cell<'a> {
    Empty,
    Text(Cow<'a, str>),
    Date(NaiveDate),
    Number(i64),
    Amount(Money),
}

/// How far a total reaches.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level {
    Account,
    Group,
    Whole,
}

/// What a row is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RowKind {
    /// The heading of a group, in the first column.
    Heading,
    /// An operation; in a summary, an account in one currency.
    Line,
    /// A total in one currency.
    Total(Level),
    /// A total of all currencies with a rate, in the company's.
    CompanyTotal(Level),
}

/// A row with a cell per column.
#[derive(Debug, Clone)]
pub struct Row<'a> {
    pub kind: RowKind,
    pub cells: Vec<Cell<'a>>,
}

/// The amount with at least the decimals of its currency.
pub fn printed(money: Money) -> Decimal {
    let mut amount = money.amount.normalize();
    if amount.scale() < money.currency.decimals() {
        amount.rescale(money.currency.decimals());
    }
    amount
}

/// Takes the rows in their order.
pub trait RowSink {
    /// # Errors
    /// When the row cannot be written.
    fn row(&mut self, row: &Row<'_>) -> Result<(), ExportError>;

    /// Takes what a reader must know, after the last row.
    ///
    /// # Errors
    /// When it cannot be written.
    fn notes(&mut self, notes: &[Note]) -> Result<(), ExportError>;
}
