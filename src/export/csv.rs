//! A balance as CSV, for spreadsheets and programs.

use std::borrow::Cow;
use std::io::Write;

use super::cells::{Cell, Row, RowSink, printed};
use super::columns::Layout;
use super::error::ExportError;
use super::words::Words;
use crate::balance::Note;
use crate::domain::money::Money;

/// How fields are separated. With `;` amounts have a decimal comma, as
/// spreadsheets expect where that is the list separator.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Separator {
    Comma,
    Semicolon,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CsvOptions {
    pub separator: Separator,
    /// Begin with a byte order mark, by which Excel knows UTF-8.
    pub byte_order_mark: bool,
}

/// Writes rows as they come.
pub struct CsvRows<W: Write> {
    writer: csv::Writer<W>,
    separator: Separator,
    field: String,
}

impl<W: Write> CsvRows<W> {
    /// Writes the headings.
    ///
    /// # Errors
    /// When they cannot be written.
    pub fn new(
        mut out: W,
        options: CsvOptions,
        layout: &Layout,
        words: &Words,
    ) -> Result<Self, ExportError> {
        if options.byte_order_mark {
            out.write_all("\u{feff}".as_bytes())?;
        }
        let delimiter = match options.separator {
            Separator::Comma => b',',
            Separator::Semicolon => b';',
        };
        let mut writer = csv::WriterBuilder::new()
            .delimiter(delimiter)
            .terminator(csv::Terminator::CRLF)
            .from_writer(out);
        writer
            .write_record(layout.columns.iter().map(|&column| words.heading(column)))
            .map_err(failed)?;
        Ok(Self { writer, separator: options.separator, field: String::new() })
    }

    fn amount(&mut self, money: &Money) {
        use std::fmt::Write as _;
        // A String takes everything.
        let _ = write!(self.field, "{}", printed(*money));
        if self.separator == Separator::Semicolon
            && let Some(point) = self.field.find('.')
        {
            self.field.replace_range(point..=point, ",");
        }
    }

    fn cell(&mut self, cell: &Cell<'_>) {
        use std::fmt::Write as _;
        self.field.clear();
        match cell {
            Cell::Empty => {}
            Cell::Text(text) => {
                self.field.push_str(&spreadsheet_text(text));
            }
            Cell::Date(date) => {
                let _ = write!(self.field, "{date}");
            }
            Cell::Number(number) => {
                let _ = write!(self.field, "{number}");
            }
            Cell::Amount(money) => self.amount(money),
        }
    }
}

impl<W: Write> RowSink for CsvRows<W> {
    fn row(&mut self, row: &Row<'_>) -> Result<(), ExportError> {
        for cell in &row.cells {
            self.cell(cell);
            self.writer.write_field(&self.field).map_err(failed)?;
        }
        self.writer.write_record(None::<&[u8]>).map_err(failed)
    }

    /// Notes are told apart: they would break the table.
    fn notes(&mut self, _: &[Note]) -> Result<(), ExportError> {
        Ok(self.writer.flush()?)
    }
}

/// A text as a spreadsheet may read it: what it would run as a formula begins
/// with `'`.
pub fn spreadsheet_text(text: &str) -> Cow<'_, str> {
    match text.starts_with(['=', '+', '-', '@', '\t', '\r', '\n']) {
        true => format!("'{text}").into(),
        false => text.into(),
    }
}

fn failed(error: csv::Error) -> ExportError {
    match error.into_kind() {
        csv::ErrorKind::Io(error) => ExportError::Io(error),
        other => ExportError::Format { format: "CSV", cause: format!("{other:?}") },
    }
}
