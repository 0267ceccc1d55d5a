//! French ledger files (fichier des écritures comptables, art. A47 A-1 LPF;
//! domain document §10, docs/import.md).

mod accounts;
mod columns;
mod entry;
mod ledger;

use std::path::Path;

use self::columns::Columns;
use self::entry::Entry;
use self::ledger::Ledger;
use super::error::ImportError;
use super::problems::{Fault, Problems, Reported};
use super::set::ImportSet;
use super::source::{LONGEST_RECORD, Otherwise, Source};
use crate::diagnostic::Position;
use crate::domain::money::Currency;
use crate::wording::msg;

/// What a FEC does not say.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FecOptions {
    /// A FEC has no due date: days from the date of the document to its due
    /// date.
    pub default_terms_days: u32,
    /// The currency that the ledger is kept in.
    pub currency: Currency,
}

/// Reads the customer (411) and supplier (401) lines of a FEC. Unlettered
/// lines are open; lettered lines come with an open amount of zero, so that
/// a later file settles what an earlier one brought.
///
/// # Errors
/// Every line with a mistake with its place, or a file that cannot be read.
pub fn fec(file: &Path, options: &FecOptions) -> Result<ImportSet, ImportError> {
    let mut problems = Problems::default();
    let whole = file.display().to_string();
    let mut set = ImportSet::default();
    if let Ok(source) = Source::read(file, Otherwise::Latin9, &mut problems)? {
        let mut ledger = Ledger::default();
        if read(&source, options, &mut ledger, &mut problems).is_ok() {
            set = ledger.into_set(options);
        }
    }
    problems.into_result(&whole)?;
    Ok(set)
}

/// Reads every line; those with a mistake are reported.
fn read(
    source: &Source,
    options: &FecOptions,
    ledger: &mut Ledger,
    problems: &mut Problems,
) -> Result<(), Reported> {
    let mut lines = source.text.lines().enumerate().skip_while(|(_, line)| line.trim().is_empty());
    let (header_line, header) = lines.next().unwrap_or_default();
    let columns = Columns::find(source, header_line + 1, header, problems)?;
    for (index, text) in lines.filter(|(_, text)| !text.trim().is_empty()) {
        let line = Line { source, columns: &columns, number: index + 1, text };
        if let Ok(entry) = Entry::read(&line, options, problems) {
            ledger.take(entry);
        }
    }
    Ok(())
}

/// One line of the file.
struct Line<'a> {
    source: &'a Source,
    columns: &'a Columns,
    /// From 1.
    number: usize,
    text: &'a str,
}

impl<'a> Line<'a> {
    /// The fields, when there are as many as the header has.
    fn fields(&self, problems: &mut Problems) -> Result<Vec<&'a str>, Reported> {
        if self.text.len() > LONGEST_RECORD {
            let fault = Fault::new(msg!("import-record-too-long", kib = LONGEST_RECORD >> 10));
            return Err(self.report(problems, 0, fault));
        }
        let fields: Vec<&str> = self.text.split(self.columns.separator).collect();
        let (found, expected) = (fields.len(), self.columns.width);
        if found == expected {
            return Ok(fields);
        }
        let fault = Fault::new(msg!("import-field-count", found = found, expected = expected));
        Err(self.report(problems, found.min(expected), fault))
    }

    /// Reports a mistake in the field of this index.
    fn report(&self, problems: &mut Problems, field: usize, fault: Fault) -> Reported {
        let before: usize = self
            .text
            .split(self.columns.separator)
            .take(field)
            .map(|text| text.chars().count() + 1)
            .sum();
        let column = (before + 1).min(self.text.chars().count() + 1);
        self.source.report(problems, Some(Position { line: self.number, column }), fault);
        Reported
    }
}
