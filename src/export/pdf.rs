//! A balance as a PDF, through Typst.

use std::fmt::Write as _;
use std::time::Duration;

use super::cells::{Cell, Row, RowKind, RowSink};
use super::columns::{Column, Layout};
use super::error::ExportError;
use super::words::Words;
use crate::balance::Note;
use crate::typeset::{Images, Source, Typesetter};
use crate::wording::msg;

/// Rows of one document: beyond, nobody reads it, and laying it out would take
/// minutes and gigabytes.
pub const MOST_ROWS: u32 = 5_000;
/// Longest time to lay one out.
const LONGEST: Duration = Duration::from_secs(60);
/// Most memory that this may take, in bytes: three times what [`MOST_ROWS`] do.
const MEMORY: u64 = 4 * 1024 * 1024 * 1024;
/// A column is at most as wide as so many characters; longer texts wrap.
const WIDEST: usize = 28;

/// Page, fonts and how a row looks. Widths are set beforehand: to find them
/// Typst would lay every cell out twice.
const PREAMBLE: &str = "\
#set page(paper: \"a4\", flipped: true, margin: (x: 10mm, y: 12mm), numbering: \"1 / 1\")
#set text(size: 7pt)
#set par(justify: false)
#let shaded(..at, it) = table.cell(fill: luma(240), ..at, strong(it))
#let total(width, label, ..cells) = (shaded(colspan: width, align: left, label), ..cells.pos().map(shaded))
";

/// Collects the rows of a balance as the source of a document.
pub struct PdfRows<'a> {
    layout: &'a Layout,
    words: &'a Words,
    table: String,
    /// Most characters of a cell, by column.
    widths: Vec<usize>,
    rows: u32,
    notes: Vec<String>,
}

impl<'a> PdfRows<'a> {
    pub fn new(layout: &'a Layout, words: &'a Words) -> Self {
        let widths = layout.columns.iter().map(|&column| least_width(&words.heading(column)));
        let widths = widths.collect();
        Self { layout, words, table: String::new(), widths, rows: 0, notes: Vec::new() }
    }

    /// The document.
    ///
    /// # Errors
    /// When Typst refuses it.
    pub fn finish(self) -> Result<Vec<u8>, ExportError> {
        let title = self.words.title();
        let (date, language) = (self.words.subject().as_of, self.words.language());
        let typesetter = Typesetter::within(LONGEST, MEMORY);
        let source = Source {
            name: "balance.typ".into(),
            text: typesetter.shown(&self.source()),
            images: Images::default(),
            title,
            language: language.into(),
        };
        typesetter.pdf(source, date).map_err(|problems| {
            let cause = problems.into_iter().next().map(|problem| problem.message);
            let unknown = || msg!("letters-typesetter-failed");
            ExportError::NotTypeset { cause: cause.unwrap_or_else(unknown) }
        })
    }

    fn source(self) -> String {
        let mut source = String::with_capacity(self.table.len() + 2_000);
        source.push_str(PREAMBLE);
        let _ = writeln!(source, "#set text(lang: \"{}\")", self.words.language());
        let mut line = |style: &str, text: &str| {
            source.push_str(style);
            string(&mut source, text);
            source.push_str(")\n\n");
        };
        line("#heading(level: 1, ", &self.words.title());
        line("#text(", &self.words.subject().company);
        for note in &self.notes {
            line("#text(style: \"italic\", ", note);
        }
        let headings = self.layout.columns.iter().map(|&column| self.words.heading(column));
        source.push_str("#table(stroke: none, inset: 2pt, columns: (");
        for width in &self.widths {
            let _ = write!(source, "{width}fr, ");
        }
        source.push_str("), align: (");
        for column in &self.layout.columns {
            source.push_str(if column.is_numeric() { "right, " } else { "left, " });
        }
        source.push_str("),\ntable.header(");
        for heading in headings {
            source.push_str("strong(");
            string(&mut source, &heading);
            source.push_str("), ");
        }
        source.push_str("),\ntable.hline(stroke: 0.5pt),\n");
        source.push_str(&self.table);
        source.push_str(")\n");
        source
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

    fn heading(&mut self, row: &Row<'_>) {
        let texts: Vec<String> = row.cells.iter().map(|cell| self.cell(cell)).collect();
        let _ = write!(self.table, "table.cell(colspan: {}, strong(", texts.len());
        string(&mut self.table, &texts.concat());
        self.table.push_str(")),\n");
    }

    fn line(&mut self, row: &Row<'_>) {
        for position in 0..row.cells.len() {
            self.add(row, position);
        }
        self.table.push('\n');
    }

    /// The label of a total runs over the columns up to the currency, which
    /// are empty.
    fn total(&mut self, row: &Row<'_>) {
        let currency = self.layout.position(Column::Currency).unwrap_or(1).max(1);
        let _ = write!(self.table, "..total({currency}, ");
        let label = row.cells.first().map(|cell| self.cell(cell)).unwrap_or_default();
        string(&mut self.table, &label);
        self.table.push_str(", ");
        for position in currency..row.cells.len() {
            self.add(row, position);
        }
        self.table.push_str("),\n");
    }

    fn add(&mut self, row: &Row<'_>, position: usize) {
        let text = row.cells.get(position).map(|cell| self.cell(cell)).unwrap_or_default();
        if let Some(width) = self.widths.get_mut(position) {
            *width = (*width).max(text.chars().count()).min(WIDEST);
        }
        string(&mut self.table, &text);
        self.table.push_str(", ");
    }
}

impl RowSink for PdfRows<'_> {
    fn row(&mut self, row: &Row<'_>) -> Result<(), ExportError> {
        self.rows += 1;
        if self.rows > MOST_ROWS {
            return Err(ExportError::TooManyRows { format: "PDF".into(), limit: MOST_ROWS });
        }
        match row.kind {
            RowKind::Heading => self.heading(row),
            RowKind::Line => self.line(row),
            RowKind::Total(_) | RowKind::CompanyTotal(_) => self.total(row),
        }
        Ok(())
    }

    fn notes(&mut self, notes: &[Note]) -> Result<(), ExportError> {
        self.notes = notes.iter().map(|note| self.words.note(note)).collect();
        Ok(())
    }
}

/// No word of a heading is broken; bold letters are wider.
fn least_width(heading: &str) -> usize {
    heading.split(' ').map(|word| word.chars().count() + 2).max().unwrap_or_default()
}

/// A text as Typst's string literal: nothing in it is markup or code.
fn string(source: &mut String, text: &str) {
    source.push('"');
    for c in text.chars() {
        match c {
            '"' => source.push_str("\\\""),
            '\\' => source.push_str("\\\\"),
            // Control characters would have no glyph.
            c if c.is_control() => source.push(' '),
            c => source.push(c),
        }
    }
    source.push('"');
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::balance::{AgeBasis, Buckets, Ledger};
    use crate::domain::money::Currency;
    use crate::export::Title;
    use crate::wording::UiLanguage;

    #[test]
    fn more_rows_than_a_document_takes_are_refused_at_once() {
        let title = Title {
            company: "Ateliers Beaumont".into(),
            ledger: Ledger::Customers,
            as_of: chrono::NaiveDate::default(),
            basis: AgeBasis::Invoice,
        };
        let buckets = Buckets::default();
        let words = Words::new(UiLanguage::English, title, buckets, Currency::EUR);
        let layout = Layout::new(false, 5, false, &[]);
        let mut rows = PdfRows::new(&layout, &words);
        let row = Row { kind: RowKind::Line, cells: vec![Cell::Empty; layout.columns.len()] };
        for _ in 0..MOST_ROWS {
            rows.row(&row).expect("a row");
        }
        assert!(matches!(rows.row(&row), Err(ExportError::TooManyRows { limit: MOST_ROWS, .. })));
    }

    #[test]
    fn a_text_stays_a_text() {
        for (text, literal) in [
            ("Dupont", "\"Dupont\""),
            ("a\"b\\", "\"a\\\"b\\\\\""),
            ("#panic() $x$ *b*", "\"#panic() $x$ *b*\""),
            ("a\tb\u{0}", "\"a b \""),
        ] {
            let mut source = String::new();
            string(&mut source, text);
            assert_eq!(source, literal);
        }
    }
}
