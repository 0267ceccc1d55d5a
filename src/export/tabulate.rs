//! A balance into rows.

use std::borrow::Cow;

use rust_decimal::Decimal;

use super::cells::{Cell, Level, Row, RowKind, RowSink};
use super::columns::{Column, Layout};
use super::error::ExportError;
use super::words::Words;
use crate::balance::{
    Account, AccountBlock, AgedOperation, CurrencyPart, CurrencySums, GroupKey, Report, Sink, Sums,
};
use crate::domain::money::{Currency, Money};
use crate::wording::msg;

/// Turns the accounts, groups and totals of a balance into rows.
pub struct Tabulator<'a, R> {
    layout: &'a Layout,
    words: &'a Words,
    rows: R,
}

impl<'a, R: RowSink> Tabulator<'a, R> {
    pub fn new(layout: &'a Layout, words: &'a Words, rows: R) -> Self {
        Self { layout, words, rows }
    }

    pub fn into_rows(self) -> R {
        self.rows
    }

    fn cells<'c>(&self, cell: impl Fn(Column) -> Cell<'c>) -> Vec<Cell<'c>> {
        self.layout.columns.iter().map(|&column| cell(column)).collect()
    }

    fn operation(&mut self, account: &Account, aged: &AgedOperation) -> Result<(), ExportError> {
        let operation = &aged.operation;
        let currency = operation.amount.currency;
        let cells = self.cells(|column| match column {
            Column::RowKind => text("operation"),
            Column::Account => text(&account.code),
            Column::Name => text(&account.name),
            Column::LedgerAccount => text(&account.ledger_account),
            Column::Kind => text(self.words.kind(operation.kind)),
            Column::Date => Cell::Date(operation.date),
            Column::DueDate => operation.due_date.map_or(Cell::Empty, Cell::Date),
            Column::Document => match operation.instalment {
                Some(_) => Cell::Text(Cow::Owned(operation.document())),
                None => text(&operation.number),
            },
            Column::Label => text(&operation.label),
            Column::Person => {
                operation.person.as_ref().map_or(Cell::Empty, |person| text(&person.name))
            }
            Column::Days => Cell::Number(aged.days),
            Column::Currency => text(currency.code()),
            Column::Bucket(bucket) if bucket == aged.bucket => Cell::Amount(operation.amount),
            Column::Bucket(_) => Cell::Empty,
            Column::Amount => Cell::Amount(operation.amount),
            Column::CompanyAmount => self.company_amount(aged.converted),
        });
        self.rows.row(&Row { kind: RowKind::Line, cells })
    }

    fn summary_line(&mut self, account: &Account, part: &CurrencyPart) -> Result<(), ExportError> {
        let cells = self.cells(|column| match column {
            Column::RowKind => text("account"),
            Column::Account => text(&account.code),
            Column::Name => text(&account.name),
            Column::LedgerAccount => text(&account.ledger_account),
            _ => self.sum_cell(column, part.currency, &part.sums),
        });
        self.rows.row(&Row { kind: RowKind::Line, cells })
    }

    fn sum_cell<'c>(&self, column: Column, currency: Currency, sums: &CurrencySums) -> Cell<'c> {
        match column {
            Column::Currency => text(currency.code()),
            Column::Bucket(bucket) => {
                let amount = sums.buckets.get(bucket).copied().unwrap_or_default();
                Cell::Amount(Money::new(amount, currency))
            }
            Column::Amount => Cell::Amount(Money::new(sums.total, currency)),
            Column::CompanyAmount => {
                self.company_amount(sums.converted.as_ref().map(|converted| converted.total))
            }
            _ => Cell::Empty,
        }
    }

    fn company_amount<'c>(&self, amount: Option<Decimal>) -> Cell<'c> {
        let currency = self.words.company_currency();
        amount.map_or(Cell::Empty, |amount| Cell::Amount(Money::new(amount, currency)))
    }

    /// A total in one currency.
    fn total(
        &mut self,
        level: Level,
        label: &str,
        currency: Currency,
        sums: &CurrencySums,
    ) -> Result<(), ExportError> {
        let cells = self.cells(|column| match column {
            Column::RowKind => text(row_kind(level)),
            Column::Account => text(label),
            _ => self.sum_cell(column, currency, sums),
        });
        self.rows.row(&Row { kind: RowKind::Total(level), cells })
    }

    /// The total of several currencies, or of foreign ones, in the company's.
    fn company_total(&mut self, level: Level, label: &str, sums: &Sums) -> Result<(), ExportError> {
        let company_currency = self.words.company_currency();
        let foreign = sums.currencies().any(|(currency, _)| currency != company_currency);
        let company = sums.in_company_currency();
        if !foreign || company.without_rate.len() == sums.currencies().len() {
            return Ok(());
        }
        let label = self.label_in_company_currency(label, &company.without_rate);
        let amount = |amount| Cell::Amount(Money::new(amount, company_currency));
        let cells = self.cells(|column| match column {
            Column::RowKind => text(row_kind(level)),
            Column::Account => text(&label),
            Column::Currency => text(company_currency.code()),
            Column::Bucket(bucket) => {
                amount(company.buckets.get(bucket).copied().unwrap_or_default())
            }
            Column::Amount | Column::CompanyAmount => amount(company.total),
            _ => Cell::Empty,
        });
        self.rows.row(&Row { kind: RowKind::CompanyTotal(level), cells })
    }

    fn label_in_company_currency(&self, label: &str, without_rate: &[Currency]) -> String {
        let currency = self.words.company_currency().code();
        let codes: Vec<&str> = without_rate.iter().map(|currency| currency.code()).collect();
        self.words.text(&if codes.is_empty() {
            msg!("balance-total-in", what = label, currency = currency)
        } else {
            msg!(
                "balance-total-in-without",
                what = label,
                currency = currency,
                without = codes.join(", ")
            )
        })
    }

    fn totals(&mut self, level: Level, label: &str, sums: &Sums) -> Result<(), ExportError> {
        for (currency, sums) in sums.currencies() {
            self.total(level, label, currency, sums)?;
        }
        self.company_total(level, label, sums)
    }
}

impl<R: RowSink> Sink for Tabulator<'_, R> {
    type Error = ExportError;

    fn begin_group(&mut self, key: &GroupKey) -> Result<(), ExportError> {
        let heading = self.words.group(key);
        let cells = self.cells(|column| match column {
            Column::RowKind => text("group"),
            Column::Account => text(&heading),
            _ => Cell::Empty,
        });
        self.rows.row(&Row { kind: RowKind::Heading, cells })
    }

    fn account(&mut self, block: &AccountBlock) -> Result<(), ExportError> {
        if self.layout.summary {
            for part in &block.parts {
                self.summary_line(&block.account, part)?;
            }
            return Ok(());
        }
        let label = self.words.total_of(&block.account.code);
        for part in &block.parts {
            for aged in &part.operations {
                self.operation(&block.account, aged)?;
            }
            self.total(Level::Account, &label, part.currency, &part.sums)?;
        }
        let sums = block.sums();
        self.company_total(Level::Account, &label, &sums)
    }

    fn end_group(&mut self, key: &GroupKey, sums: &Sums) -> Result<(), ExportError> {
        let label = self.words.total_of(&self.words.group(key));
        self.totals(Level::Group, &label, sums)
    }

    fn end(&mut self, report: &Report) -> Result<(), ExportError> {
        let label = self.words.total();
        self.totals(Level::Whole, &label, &report.totals)?;
        self.rows.notes(&report.notes)
    }
}

fn text<'c>(text: &(impl AsRef<str> + ?Sized + 'c)) -> Cell<'_> {
    Cell::Text(Cow::Borrowed(text.as_ref()))
}

fn row_kind(level: Level) -> &'static str {
    match level {
        Level::Account => "account total",
        Level::Group => "group total",
        Level::Whole => "total",
    }
}
