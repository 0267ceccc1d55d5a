//! An aged balance as a table on the terminal.

use super::table::Rows;
use crate::balance::Note;
use crate::export::{Cell, Column, ExportError, Layout, Row, RowKind, RowSink, Words};
use crate::wording::msg;

/// Rows of one table: all are held to find the widths of the columns.
const MOST_ROWS: u32 = 200_000;

/// Collects the rows of a balance.
pub struct TableRows<'a> {
    rows: Rows,
    layout: &'a Layout,
    words: &'a Words,
    notes: Vec<String>,
    count: u32,
    /// The account of the row before: its code and name stand once.
    account: Option<String>,
}

impl<'a> TableRows<'a> {
    pub fn new(layout: &'a Layout, words: &'a Words) -> Self {
        let headings = layout
            .columns
            .iter()
            .map(|&column| (words.heading(column), column.is_numeric()))
            .collect();
        Self {
            rows: Rows::named(headings),
            layout,
            words,
            notes: Vec::new(),
            count: 0,
            account: None,
        }
    }

    fn cell(&self, cell: &Cell<'_>) -> String {
        match cell {
            Cell::Empty => String::new(),
            Cell::Text(text) => text.to_string(),
            Cell::Date(date) => self.words.date(*date),
            Cell::Number(number) => number.to_string(),
            Cell::Amount(money) if money.amount.is_zero() => String::new(),
            Cell::Amount(money) => self.words.amount(money),
        }
    }
}

impl RowSink for TableRows<'_> {
    fn row(&mut self, row: &Row<'_>) -> Result<(), ExportError> {
        self.count += 1;
        if self.count > MOST_ROWS {
            let format = self.words.text(&msg!("balance-table"));
            return Err(ExportError::TooManyRows { format, limit: MOST_ROWS });
        }
        let mut texts: Vec<String> = row.cells.iter().map(|cell| self.cell(cell)).collect();
        let code = self.layout.position(Column::Account).and_then(|at| texts.get(at).cloned());
        if row.kind == RowKind::Line {
            if code == self.account {
                for (text, column) in texts.iter_mut().zip(&self.layout.columns) {
                    if matches!(column, Column::Account | Column::Name) {
                        text.clear();
                    }
                }
            }
            self.account = code;
        } else {
            self.account = None;
        }
        self.rows.add(texts);
        Ok(())
    }

    fn notes(&mut self, notes: &[Note]) -> Result<(), ExportError> {
        self.notes = notes.iter().map(|note| self.words.note(note)).collect();
        Ok(())
    }
}

impl std::fmt::Display for TableRows<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        writeln!(f, "{} · {}", self.words.subject().company, self.words.title())?;
        write!(f, "{}", self.rows)?;
        for note in &self.notes {
            writeln!(f, "{note}")?;
        }
        Ok(())
    }
}
