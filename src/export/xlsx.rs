//! A balance as an XLSX workbook: real dates and numbers, totals as formulas
//! with their result. Rows go to disk as they come; memory does not grow.

use std::fmt::Write as _;
use std::io::Write;

use rust_decimal::Decimal;
use rust_xlsxwriter::utility::{column_number_to_name, row_col_to_cell};
use rust_xlsxwriter::{Formula, Workbook, Worksheet, XlsxError};

use super::cells::{Cell, Level, Row, RowKind, RowSink};
use super::columns::{Column, Layout};
use super::error::ExportError;
use super::words::Words;
use super::xlsx_styles::Styles;
use crate::balance::Note;
use crate::domain::money::Money;
use crate::wording::msg;

/// Rows of a worksheet.
const MOST_ROWS: u32 = 1_048_576;
/// Digits that a spreadsheet keeps of a number.
const MOST_DIGITS: u32 = 15;

/// A workbook being written, its rows on the first sheet.
pub struct XlsxRows<'a> {
    workbook: Workbook,
    layout: &'a Layout,
    words: &'a Words,
    styles: Styles,
    next: u32,
    /// First row of the account's part in one currency, of the account, of
    /// the group.
    part: Option<u32>,
    account: Option<(String, u32)>,
    group: u32,
}

impl<'a> XlsxRows<'a> {
    /// Writes the headings.
    ///
    /// # Errors
    /// When no temporary file can be made.
    pub fn new(layout: &'a Layout, words: &'a Words) -> Result<Self, ExportError> {
        let styles = Styles::new();
        let mut workbook = Workbook::new();
        let sheet = workbook.add_worksheet_with_constant_memory()?;
        let name = msg!("balance-sheet");
        sheet.set_name(words.text(&name))?.set_landscape().set_print_fit_to_pages(1, 0);
        sheet.set_freeze_panes(1, 0)?.set_repeat_rows(0, 0)?;
        for (position, &column) in layout.columns.iter().enumerate() {
            let position = narrow(position);
            sheet.set_column_width(position, width(column))?;
            sheet.write_string_with_format(0, position, words.heading(column), &styles.heading)?;
        }
        Ok(Self { workbook, layout, words, styles, next: 1, part: None, account: None, group: 1 })
    }

    /// Writes the workbook.
    ///
    /// # Errors
    /// When `out` cannot be written.
    pub fn finish(mut self, out: impl Write + Send) -> Result<(), ExportError> {
        let last_column = narrow(self.layout.columns.len().saturating_sub(1));
        let last_row = self.next.saturating_sub(1).max(1);
        self.workbook.worksheet_from_index(0)?.autofilter(0, 0, last_row, last_column)?;
        Ok(self.workbook.save_to_writer(out)?)
    }

    fn line(&mut self, row: &Row<'_>) -> Result<(), ExportError> {
        let at = self.next;
        self.part.get_or_insert(at);
        self.account = match self.account.take() {
            Some((code, first)) if code == account_of(row, self.layout) => Some((code, first)),
            _ => Some((account_of(row, self.layout).to_owned(), at)),
        };
        let buckets = self.bucket_range(at).filter(|_| self.layout.summary);
        let sheet = self.workbook.worksheet_from_index(0)?;
        for (position, (cell, &column)) in row.cells.iter().zip(&self.layout.columns).enumerate() {
            let position = narrow(position);
            match (cell, column, &buckets) {
                (Cell::Amount(money), Column::Amount, Some(range)) => {
                    let formula = format!("=SUM({range})");
                    write_formula(sheet, &self.styles, at, position, formula, money, false)?;
                }
                _ => write_cell(sheet, &self.styles, at, position, cell, false)?,
            }
        }
        Ok(())
    }

    /// The bucket cells of a row, where there are any.
    fn bucket_range(&self, row: u32) -> Option<String> {
        let first = self.layout.position(Column::Bucket(0))?;
        let last = self.layout.position(Column::Bucket(self.words.buckets().count() - 1))?;
        let cell = |column| row_col_to_cell(row, narrow(column));
        Some(format!("{}:{}", cell(first), cell(last)))
    }

    /// A total. Its currency stands in its label: an empty currency tells it
    /// from the lines, so that formulas over a whole column pass it by.
    fn total(&mut self, row: &Row<'_>, level: Level, company: bool) -> Result<(), ExportError> {
        let at = self.next;
        let currency = self.layout.position(Column::Currency);
        let code = match currency.and_then(|position| row.cells.get(position)) {
            Some(Cell::Text(code)) => code.to_string(),
            _ => String::new(),
        };
        for (position, (cell, &column)) in row.cells.iter().zip(&self.layout.columns).enumerate() {
            let formula = self.formula(column, level, company, &code);
            let sheet = self.workbook.worksheet_from_index(0)?;
            let position = narrow(position);
            match (cell, column, formula) {
                (_, Column::Currency, _) => {}
                (Cell::Text(label), Column::Account, _) if !company => {
                    let label = Cell::Text(format!("{label} {code}").into());
                    write_cell(sheet, &self.styles, at, position, &label, true)?;
                }
                (Cell::Amount(money), _, Some(formula)) => {
                    write_formula(sheet, &self.styles, at, position, formula, money, true)?;
                }
                _ => write_cell(sheet, &self.styles, at, position, cell, true)?,
            }
        }
        Ok(())
    }

    /// The formula of a total; `None` where none gives it.
    fn formula(&self, column: Column, level: Level, company: bool, code: &str) -> Option<String> {
        let last = self.next.checked_sub(1)?;
        let first = match level {
            Level::Account if company => self.account.as_ref()?.1,
            Level::Account => self.part?,
            Level::Group => self.group,
            Level::Whole => 1,
        };
        let range = |column: Column| {
            let name = column_number_to_name(narrow(self.layout.position(column)?));
            Some(format!("{name}${}:{name}${}", first + 1, last + 1))
        };
        let (own, currencies) = (range(column)?, range(Column::Currency)?);
        if !company {
            return Some(match level {
                Level::Account => format!("=SUBTOTAL(9,{own})"),
                _ => format!("=SUMIFS({own},{currencies},\"{code}\")"),
            });
        }
        let converted = range(Column::CompanyAmount)?;
        match column {
            Column::Amount | Column::CompanyAmount => {
                Some(format!("=SUMIFS({converted},{currencies},\"<>\")"))
            }
            // An operation stands in one bucket; a summary's line in several.
            Column::Bucket(_) if !self.layout.summary => {
                Some(format!("=SUMIFS({converted},{own},\"<>\",{currencies},\"<>\")"))
            }
            _ => None,
        }
    }
}

impl RowSink for XlsxRows<'_> {
    fn row(&mut self, row: &Row<'_>) -> Result<(), ExportError> {
        if self.next >= MOST_ROWS {
            return Err(ExportError::TooManyRows { format: "XLSX".into(), limit: MOST_ROWS });
        }
        match row.kind {
            RowKind::Heading => {
                self.group = self.next + 1;
                self.account = None;
                let sheet = self.workbook.worksheet_from_index(0)?;
                for (position, cell) in row.cells.iter().enumerate() {
                    write_cell(sheet, &self.styles, self.next, narrow(position), cell, true)?;
                }
            }
            RowKind::Line => self.line(row)?,
            RowKind::Total(level) => {
                self.total(row, level, false)?;
                self.part = None;
            }
            RowKind::CompanyTotal(level) => self.total(row, level, true)?,
        }
        self.next += 1;
        Ok(())
    }

    fn notes(&mut self, notes: &[Note]) -> Result<(), ExportError> {
        let sheet = self.workbook.add_worksheet();
        sheet.set_name(self.words.text(&msg!("balance-sheet-notes")))?;
        sheet.set_column_width(0, 120)?;
        sheet.write_string_with_format(0, 0, &self.words.subject().company, &self.styles.bold)?;
        sheet.write_string_with_format(1, 0, self.words.title(), &self.styles.bold)?;
        for (row, note) in (3..).zip(notes) {
            sheet.write_string(row, 0, self.words.note(note))?;
        }
        Ok(())
    }
}

/// The code of a line's account.
fn account_of<'r>(row: &'r Row<'_>, layout: &Layout) -> &'r str {
    match layout.position(Column::Account).and_then(|position| row.cells.get(position)) {
        Some(Cell::Text(code)) => code,
        _ => "",
    }
}

fn write_cell(
    sheet: &mut Worksheet,
    styles: &Styles,
    row: u32,
    column: u16,
    cell: &Cell<'_>,
    bold: bool,
) -> Result<(), ExportError> {
    match cell {
        Cell::Empty => {}
        Cell::Text(text) if bold => {
            sheet.write_string_with_format(row, column, text.as_ref(), &styles.bold)?;
        }
        Cell::Text(text) => {
            sheet.write_string(row, column, text.as_ref())?;
        }
        Cell::Date(date) => {
            sheet.write_datetime_with_format(row, column, date, &styles.date)?;
        }
        Cell::Number(number) => {
            // Days fit a spreadsheet's number by far.
            #[allow(clippy::cast_precision_loss)]
            sheet.write_number(row, column, *number as f64)?;
        }
        Cell::Amount(money) => {
            let style = styles.amount(money, bold);
            sheet.write_number_with_format(row, column, exact(money.amount)?, style)?;
        }
    }
    Ok(())
}

fn write_formula(
    sheet: &mut Worksheet,
    styles: &Styles,
    row: u32,
    column: u16,
    formula: String,
    result: &Money,
    bold: bool,
) -> Result<(), ExportError> {
    exact(result.amount)?;
    let mut shown = String::new();
    let _ = write!(shown, "{}", result.amount.normalize());
    let formula = Formula::new(formula).set_result(shown);
    sheet.write_formula_with_format(row, column, formula, styles.amount(result, bold))?;
    Ok(())
}

/// The number that reads back as precisely this amount: at most fifteen
/// digits, divided once by an exact power of ten.
fn exact(amount: Decimal) -> Result<f64, ExportError> {
    let amount = amount.normalize();
    let digits = amount.mantissa();
    if digits.unsigned_abs() >= 10_u128.pow(MOST_DIGITS) || amount.scale() > MOST_DIGITS {
        return Err(ExportError::Inexact { amount });
    }
    // Fifteen digits are exact as a double, as is 10^15.
    #[allow(clippy::cast_precision_loss)]
    let (digits, power) = (digits as f64, 10_u64.pow(amount.scale()) as f64);
    Ok(digits / power)
}

fn width(column: Column) -> f64 {
    match column {
        Column::Name | Column::Label => 32.0,
        Column::Account | Column::Document | Column::Person => 18.0,
        Column::Days | Column::Currency => 9.0,
        Column::Date | Column::DueDate => 12.0,
        _ => 15.0,
    }
}

/// There are some twenty columns.
fn narrow(column: usize) -> u16 {
    u16::try_from(column).unwrap_or(u16::MAX)
}

impl From<XlsxError> for ExportError {
    fn from(error: XlsxError) -> Self {
        match error {
            XlsxError::IoError(error) => Self::Io(error),
            other => Self::Format { format: "XLSX", cause: other.to_string() },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_written_number_reads_back_to_the_last_digit() {
        let mut amounts: Vec<Decimal> =
            (0..200_000).map(|cents| Decimal::new(cents * 7_919 - 1_000_000, 2)).collect();
        amounts.extend(
            ["999999999999999", "9999999999999.99", "-0.0001", "0", "12345678.9012"]
                .map(|text| text.parse::<Decimal>().expect("a decimal")),
        );
        for amount in amounts {
            let number = exact(amount).expect("fifteen digits");
            let read: Decimal = format!("{number}").parse().expect("a decimal");
            assert_eq!(read, amount);
        }
        for text in ["1000000000000000", "10000000000000.001"] {
            let amount = text.parse().expect("a decimal");
            assert!(matches!(exact(amount), Err(ExportError::Inexact { .. })), "{text}");
        }
    }
}
