//! One record of a CSV file and its values.

use csv::StringRecord;

use super::reader::Field;
use super::records;
use crate::import::problems::{Fault, Problems, Reported};
use crate::import::source::{LONGEST_RECORD, Place, Source};
use crate::wording::msg;

/// One record.
pub struct Row<'a> {
    pub(super) source: &'a Source,
    pub(super) header: &'a [String],
    pub(super) record: &'a StringRecord,
    pub(super) place: Place,
    pub(super) delimiter: u8,
    pub(super) problems: &'a mut Problems,
}

impl<'a> Row<'a> {
    /// Refuses a record that cannot be told apart into its fields.
    pub(super) fn checked(&mut self, is_last: bool) -> Result<(), Reported> {
        let (found, columns) = (self.record.len(), self.header.len());
        if is_last
            && let Some(field) = records::open_quotes(&self.source.text, self.place, self.delimiter)
        {
            return Err(self.fail_at(field, Fault::new(msg!("import-open-quotes"))));
        }
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
        let name = field.index.and_then(|index| self.header.get(index));
        let name = name.map_or(field.name, String::as_str);
        let message = msg!("import-field", field = name, problem = fault.message);
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
