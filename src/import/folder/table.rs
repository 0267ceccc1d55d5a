//! The rows of one file and where they stand.

use super::records;
use crate::import::problems::{Fault, Problems};
use crate::import::source::{Place, Source};

/// The accepted rows of a file.
#[derive(Debug)]
pub struct Table<T> {
    pub(super) source: Source,
    pub(super) delimiter: u8,
    /// Documented names of the columns, where the file has them.
    pub(super) columns: Vec<(&'static str, usize)>,
    pub rows: Vec<T>,
    /// One per row.
    pub(super) places: Vec<Place>,
    /// Whether every row of the file was accepted: only then does a row that
    /// is not found not exist.
    pub complete: bool,
}

impl<T> Table<T> {
    /// Reports a mistake in a column of a row.
    pub fn report(&self, problems: &mut Problems, row: usize, column: &str, fault: Fault) {
        let field = self.columns.iter().find(|(name, _)| *name == column).map(|(_, field)| *field);
        let at = self.places.get(row).map(|place| {
            records::position(&self.source.text, *place, self.delimiter, field.unwrap_or(0))
        });
        self.source.report(problems, at, fault);
    }

    /// Line of a row.
    pub fn line(&self, row: usize) -> usize {
        self.places.get(row).map_or(0, |place| place.line)
    }
}
