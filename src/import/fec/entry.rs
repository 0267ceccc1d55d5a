//! One line of a FEC, read.

use chrono::NaiveDate;
use rust_decimal::Decimal;

use super::accounts::Party;
use super::columns::{Amounts, Column};
use super::{FecOptions, Line};
use crate::import::problems::{Fault, Problems, Reported};
use crate::import::values;
use crate::wording::msg;

/// A line of the ledger.
#[derive(Debug)]
pub struct Entry {
    pub date: NaiveDate,
    /// Debit minus credit.
    pub amount: Decimal,
    /// `None` for a line of another account than a customer's or supplier's.
    pub third_party: Option<ThirdParty>,
}

/// What a line on a customer's or supplier's account says more.
#[derive(Debug)]
pub struct ThirdParty {
    pub party: Party,
    /// Auxiliary account, or the account where there is none.
    pub code: String,
    pub name: String,
    pub account: String,
    pub journal_code: String,
    pub journal_label: String,
    pub entry_number: String,
    /// Document number, or the entry's where there is none.
    pub piece: String,
    pub piece_date: NaiveDate,
    /// Date of the document plus the terms.
    pub due_date: NaiveDate,
    pub label: String,
    pub lettered: bool,
    pub payment_method: String,
}

impl Entry {
    /// Reads a line; every mistake in it is reported.
    pub fn read(
        line: &Line<'_>,
        options: &FecOptions,
        problems: &mut Problems,
    ) -> Result<Self, Reported> {
        let mut fields = Fields { line, fields: line.fields(problems)?, problems };
        let columns = line.columns;
        let date = fields.value(columns.entry_date, values::fec_date);
        let amount = fields.amount(options);
        let account = fields.value(columns.account, values::text);
        let third_party = match account.as_deref().ok().and_then(Party::of_account) {
            Some(party) => fields.third_party(party, date, options).map(Some),
            None => Ok(None),
        };
        account?;
        Ok(Self { date: date?, amount: amount?, third_party: third_party? })
    }
}

struct Fields<'a> {
    line: &'a Line<'a>,
    fields: Vec<&'a str>,
    problems: &'a mut Problems,
}

impl<'a> Fields<'a> {
    fn cell(&self, column: Column) -> &'a str {
        self.fields.get(column.index).copied().unwrap_or_default().trim()
    }

    fn fail(&mut self, column: Column, fault: Fault) -> Reported {
        let message = msg!("import-field", field = column.name, problem = fault.message);
        self.line.report(self.problems, column.index, Fault { message, ..fault })
    }

    /// A value that every line must have.
    fn value<T>(
        &mut self,
        column: Column,
        parse: impl FnOnce(&str) -> Result<T, Fault>,
    ) -> Result<T, Reported> {
        match self.cell(column) {
            "" => Err(self.fail(column, Fault::new(msg!("import-empty-field")))),
            _ => self.read(column, parse),
        }
    }

    /// A value that may be empty.
    fn read<T>(
        &mut self,
        column: Column,
        parse: impl FnOnce(&str) -> Result<T, Fault>,
    ) -> Result<T, Reported> {
        parse(self.cell(column)).map_err(|fault| self.fail(column, fault))
    }

    fn amount(&mut self, options: &FecOptions) -> Result<Decimal, Reported> {
        let read = |found: &str| values::fec_amount(found, options.currency);
        match self.line.columns.amounts {
            Amounts::DebitCredit { debit, credit } => {
                let (debit, credit) = (self.read(debit, read), self.read(credit, read));
                Ok(debit? - credit?)
            }
            Amounts::AmountSense { amount, sense } => {
                let amount = self.value(amount, read);
                let is_debit = self.value(sense, sense_is_debit);
                let amount = amount?;
                Ok(if is_debit? { amount } else { -amount })
            }
        }
    }

    fn third_party(
        &mut self,
        party: Party,
        date: Result<NaiveDate, Reported>,
        options: &FecOptions,
    ) -> Result<ThirdParty, Reported> {
        let columns = self.line.columns;
        let account = self.value(columns.account, values::text);
        let auxiliary = self.read(columns.auxiliary, values::text);
        let auxiliary_label = self.read(columns.auxiliary_label, values::text);
        let account_label = self.read(columns.account_label, values::text);
        let journal_code = self.read(columns.journal_code, values::text);
        let journal_label = self.read(columns.journal_label, values::text);
        let entry_number = self.value(columns.entry_number, values::text);
        let piece = self.read(columns.piece, values::text);
        let piece_date = match self.cell(columns.piece_date) {
            "" => date,
            _ => self.value(columns.piece_date, values::fec_date),
        };
        let due_date = piece_date.and_then(|piece_date| {
            let terms = chrono::Days::new(u64::from(options.default_terms_days));
            piece_date.checked_add_days(terms).ok_or_else(|| {
                let column = columns.piece_date;
                self.fail(column, Fault::new(msg!("import-fec-due-date-out-of-range")))
            })
        });
        let label = self.read(columns.label, values::text);
        let payment_method = match columns.payment_method {
            Some(column) => self.read(column, values::text),
            None => Ok(String::new()),
        };
        let lettered = !self.cell(columns.lettering).is_empty();
        let (account, auxiliary, entry_number) = (account?, auxiliary?, entry_number?);
        let (code, label_of_code) = if auxiliary.is_empty() {
            (account.clone(), account_label?)
        } else {
            (auxiliary, auxiliary_label?)
        };
        let piece = piece?;
        Ok(ThirdParty {
            party,
            name: if label_of_code.is_empty() { code.clone() } else { label_of_code },
            code,
            account,
            journal_code: journal_code?,
            journal_label: journal_label?,
            piece: if piece.is_empty() { entry_number.clone() } else { piece },
            entry_number,
            piece_date: piece_date?,
            due_date: due_date?,
            label: label?,
            lettered,
            payment_method: payment_method?,
        })
    }
}

/// `D` or `C`; `+1` or `-1` in older files.
fn sense_is_debit(found: &str) -> Result<bool, Fault> {
    match found {
        "D" | "d" | "+1" | "1" | "+" => Ok(true),
        "C" | "c" | "-1" | "-" => Ok(false),
        _ => Err(Fault::new(msg!("import-fec-sense", found = values::shown(found)))
            .expecting(msg!("import-expected-fec-sense"))),
    }
}
