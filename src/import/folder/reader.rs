//! Reads one CSV file: columns by name, then row by row.

use std::sync::Arc;

use csv::{ReaderBuilder, StringRecord};

use super::records;
use super::row::Row;
use super::table::{Layout, Table};
use crate::diagnostic::nearest;
use crate::import::problems::{Fault, Problems, Reported};
use crate::import::source::{LONGEST_RECORD, Source};
use crate::import::values::shown;
use crate::wording::msg;

/// A column that was asked for.
#[derive(Debug, Clone, Copy)]
pub struct Field {
    pub(super) name: &'static str,
    pub(super) index: Option<usize>,
}

/// A file whose columns are being asked for.
pub struct Reader<'p> {
    source: Source,
    problems: &'p mut Problems,
    problems_before: usize,
    delimiter: u8,
    /// Whether the header is one: otherwise that is the only mistake.
    is_readable: bool,
    header: Vec<String>,
    known: Vec<&'static str>,
    columns: Vec<(&'static str, usize)>,
}

impl<'p> Reader<'p> {
    pub fn open(source: Source, problems: &'p mut Problems) -> Self {
        let delimiter = records::delimiter(&source.text);
        let problems_before = problems.count();
        let mut record = StringRecord::new();
        let mut lines = csv_reader(&source, delimiter);
        lines.read_record(&mut record).ok();
        let place = records::first_place(&source.text);
        let open = at_end(&lines, &source)
            .then(|| records::open_quotes(&source.text, place, delimiter))
            .flatten();
        let fault = if open.is_some() {
            Some(Fault::new(msg!("import-open-quotes")))
        } else if record.as_slice().len() > LONGEST_RECORD {
            Some(Fault::new(msg!("import-record-too-long", kib = LONGEST_RECORD >> 10)))
        } else {
            None
        };
        let is_readable = fault.is_none();
        if let Some(fault) = fault {
            let at = records::position(&source.text, place, delimiter, open.unwrap_or(0));
            source.report(problems, Some(at), fault);
            record.clear();
        }
        let header = record.iter().map(|cell| cell.trim().to_owned()).collect();
        let (known, columns) = (Vec::new(), Vec::new());
        Self { source, problems, problems_before, delimiter, is_readable, header, known, columns }
    }

    /// A column that the file must have; `aliases` are accepted names.
    pub fn required(&mut self, name: &'static str, aliases: &[&'static str]) -> Field {
        let field = self.optional(name, aliases);
        if field.index.is_none() && self.is_readable {
            let fault = Fault::new(msg!("import-missing-column", column = name));
            let at = self.header_position(0);
            self.source.report(self.problems, Some(at), fault);
        }
        field
    }

    /// A column that the file may have.
    pub fn optional(&mut self, name: &'static str, aliases: &[&'static str]) -> Field {
        self.known.push(name);
        let mut found = None;
        for (index, cell) in self.header.iter().enumerate() {
            let cell = normal(cell);
            if cell != name && !aliases.contains(&cell.as_str()) {
                continue;
            }
            if found.is_none() {
                found = Some(index);
                self.columns.push((name, index));
            } else if self.problems.pass_over() {
                self.columns.push((name, index));
            } else {
                let fault = Fault::new(msg!("import-column-twice", column = name));
                let at = self.header_position(index);
                self.source.report(self.problems, Some(at), fault);
                self.columns.push((name, index));
            }
        }
        Field { name, index: found }
    }

    fn header_position(&self, index: usize) -> crate::diagnostic::Position {
        records::position(
            &self.source.text,
            records::first_place(&self.source.text),
            self.delimiter,
            index,
        )
    }

    fn report_unknown_columns(&mut self) {
        for index in 0..self.header.len() {
            let Some(cell) = self.header.get(index).cloned() else { continue };
            if self.columns.iter().any(|(_, claimed)| *claimed == index) {
                continue;
            }
            if self.problems.pass_over() {
                continue;
            }
            let fault = Fault::new(msg!("import-unknown-column", column = shown(&cell)))
                .expecting(msg!("import-expected-columns", names = self.known.join(", ")))
                .suggesting(nearest(&normal(&cell), self.known.iter().copied()));
            let at = self.header_position(index);
            self.source.report(self.problems, Some(at), fault);
        }
    }

    /// Reads every row; those with a mistake are reported and left out.
    pub fn rows<T>(
        mut self,
        mut parse: impl FnMut(&mut Row<'_>) -> Result<T, Reported>,
    ) -> Table<T> {
        self.report_unknown_columns();
        let Self { source, problems, problems_before, delimiter, header, columns, .. } = self;
        let (mut rows, mut places) = (Vec::new(), Vec::new());
        if problems.count() == problems_before {
            let mut lines = csv_reader(&source, delimiter);
            let mut record = StringRecord::new();
            let mut is_header = true;
            // The text is valid UTF-8 in memory and records may have any
            // length: reading a record cannot fail.
            while lines.read_record(&mut record).unwrap_or(false) {
                let place = records::place(&source.text, record.position());
                if std::mem::take(&mut is_header)
                    || record.iter().all(|cell| cell.trim().is_empty())
                {
                    continue;
                }
                let is_last = at_end(&lines, &source);
                let mut row = Row {
                    source: &source,
                    header: &header,
                    record: &record,
                    place,
                    delimiter,
                    problems: &mut *problems,
                };
                if let Ok(parsed) = row.checked(is_last).and_then(|()| parse(&mut row)) {
                    rows.push(parsed);
                    places.push(place);
                }
            }
        }
        let complete = problems.count() == problems_before;
        let layout = Arc::new(Layout { source, delimiter, header, columns, places });
        Table { rows, layout, complete }
    }
}

fn csv_reader(source: &Source, delimiter: u8) -> csv::Reader<&[u8]> {
    ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(delimiter)
        .from_reader(source.text.as_bytes())
}

/// Whether the record that was read last ends the text.
fn at_end(lines: &csv::Reader<&[u8]>, source: &Source) -> bool {
    usize::try_from(lines.position().byte()).is_ok_and(|byte| byte >= source.text.len())
}

/// A column's name without regard to case, accents and blanks.
fn normal(name: &str) -> String {
    name.trim()
        .to_lowercase()
        .chars()
        .map(|c| match c {
            'é' | 'è' | 'ê' | 'ë' => 'e',
            'à' | 'â' => 'a',
            'î' | 'ï' => 'i',
            'ô' => 'o',
            'ù' | 'û' => 'u',
            'ç' => 'c',
            ' ' | '-' | '\'' | '’' | '.' => '_',
            other => other,
        })
        .collect()
}
