//! Reads one CSV file: columns by name, then row by row.

use csv::{ReaderBuilder, StringRecord};

use super::records;
use super::table::Table;
use crate::diagnostic::nearest;
use crate::import::problems::{Fault, Problems, Reported};
use crate::import::source::{LONGEST_RECORD, Place, Source};
use crate::wording::msg;

/// A column that was asked for.
#[derive(Debug, Clone, Copy)]
pub struct Field {
    name: &'static str,
    index: Option<usize>,
}

/// A file whose columns are being asked for.
pub struct Reader<'p> {
    source: Source,
    problems: &'p mut Problems,
    problems_before: usize,
    delimiter: u8,
    header: Vec<String>,
    known: Vec<&'static str>,
    columns: Vec<(&'static str, usize)>,
}

impl<'p> Reader<'p> {
    pub fn open(source: Source, problems: &'p mut Problems) -> Self {
        let delimiter = records::delimiter(&source.text);
        let mut record = StringRecord::new();
        let mut lines = csv_reader(&source, delimiter);
        let header = match lines.read_record(&mut record) {
            Ok(true) => record.iter().map(|cell| cell.trim().to_owned()).collect(),
            _ => Vec::new(),
        };
        let problems_before = problems.count();
        let (known, columns) = (Vec::new(), Vec::new());
        Self { source, problems, problems_before, delimiter, header, known, columns }
    }

    /// A column that the file must have; `aliases` are accepted names.
    pub fn required(&mut self, name: &'static str, aliases: &[&'static str]) -> Field {
        let field = self.optional(name, aliases);
        if field.index.is_none() {
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
            let fault = Fault::new(msg!("import-unknown-column", column = cell.as_str()))
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
        let mut last = None;
        if problems.count() == problems_before {
            let mut lines = csv_reader(&source, delimiter);
            let mut record = StringRecord::new();
            let mut is_header = true;
            // The text is valid UTF-8 in memory and records may have any
            // length: reading a record cannot fail.
            while lines.read_record(&mut record).unwrap_or(false) {
                let place = records::place(&source.text, record.position());
                last = Some(place);
                if std::mem::take(&mut is_header)
                    || record.iter().all(|cell| cell.trim().is_empty())
                {
                    continue;
                }
                let mut row = Row {
                    source: &source,
                    record: &record,
                    place,
                    delimiter,
                    problems: &mut *problems,
                };
                if let Ok(parsed) = row.checked(header.len()).and_then(|()| parse(&mut row)) {
                    rows.push(parsed);
                    places.push(place);
                }
            }
        }
        if let Some(last) = last
            && let Some(field) = records::open_quotes(&source.text, last, delimiter)
        {
            let at = records::position(&source.text, last, delimiter, field);
            source.report(problems, Some(at), Fault::new(msg!("import-open-quotes")));
        }
        let complete = problems.count() == problems_before;
        Table { source, delimiter, columns, rows, places, complete }
    }
}

/// One record.
pub struct Row<'a> {
    source: &'a Source,
    record: &'a StringRecord,
    place: Place,
    delimiter: u8,
    problems: &'a mut Problems,
}

impl<'a> Row<'a> {
    fn checked(&mut self, columns: usize) -> Result<(), Reported> {
        let found = self.record.len();
        if self.record.as_slice().len() > LONGEST_RECORD {
            let longest = LONGEST_RECORD >> 10;
            return Err(self.fail_at(0, Fault::new(msg!("import-record-too-long", kib = longest))));
        }
        if found != columns {
            let fault = msg!("import-field-count", found = found, expected = columns);
            return Err(self.fail_at(found.min(columns), Fault::new(fault)));
        }
        Ok(())
    }

    fn cell(&self, field: Field) -> &'a str {
        field.index.and_then(|index| self.record.get(index)).unwrap_or_default().trim()
    }

    fn fail_at(&mut self, index: usize, fault: Fault) -> Reported {
        let at = records::position(&self.source.text, self.place, self.delimiter, index);
        self.source.report(self.problems, Some(at), fault);
        Reported
    }

    /// Reports a mistake in a field.
    pub fn fail(&mut self, field: Field, fault: Fault) -> Reported {
        let message = msg!("import-field", field = field.name, problem = fault.message);
        self.fail_at(field.index.unwrap_or(0), Fault { message, ..fault })
    }

    /// A value that every row must have.
    pub fn value<T>(
        &mut self,
        field: Field,
        parse: impl FnOnce(&str) -> Result<T, Fault>,
    ) -> Result<T, Reported> {
        match self.cell(field) {
            "" => Err(self.fail(field, Fault::new(msg!("import-empty-field")))),
            found => parse(found).map_err(|fault| self.fail(field, fault)),
        }
    }

    /// A value that may be absent.
    pub fn maybe<T>(
        &mut self,
        field: Field,
        parse: impl FnOnce(&str) -> Result<T, Fault>,
    ) -> Result<Option<T>, Reported> {
        match self.cell(field) {
            "" => Ok(None),
            found => parse(found).map(Some).map_err(|fault| self.fail(field, fault)),
        }
    }

    /// A value with a default.
    pub fn or_default<T: Default>(
        &mut self,
        field: Field,
        parse: impl FnOnce(&str) -> Result<T, Fault>,
    ) -> Result<T, Reported> {
        Ok(self.maybe(field, parse)?.unwrap_or_default())
    }
}

fn csv_reader(source: &Source, delimiter: u8) -> csv::Reader<&[u8]> {
    ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(delimiter)
        .from_reader(source.text.as_bytes())
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
