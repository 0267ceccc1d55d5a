//! The rows of one file and where they stand.

use std::sync::Arc;

use super::records;
use crate::import::problems::{Fault, Problems};
use crate::import::source::{Place, Source};

/// The accepted rows of a file.
#[derive(Debug)]
pub struct Table<T> {
    pub rows: Vec<T>,
    pub layout: Arc<Layout>,
    /// Whether every row of the file was accepted: only then does a row that
    /// is not found not exist.
    pub complete: bool,
}

/// Where the rows of a file and their fields stand in its text.
#[derive(Debug)]
pub struct Layout {
    pub(super) source: Source,
    pub(super) delimiter: u8,
    /// Names of the columns as the file has them.
    pub(super) header: Vec<String>,
    /// Documented names of the columns, where the file has them.
    pub(super) columns: Vec<(&'static str, usize)>,
    /// One per row.
    pub(super) places: Vec<Place>,
}

impl Layout {
    fn field(&self, column: &str) -> Option<usize> {
        self.columns.iter().find(|(name, _)| *name == column).map(|(_, field)| *field)
    }

    /// The name that the file gives to a column.
    pub fn name_of<'a>(&'a self, column: &'a str) -> &'a str {
        let name = self.field(column).and_then(|field| self.header.get(field));
        name.map_or(column, String::as_str)
    }

    /// Reports a mistake in a column of a row.
    pub fn report(&self, problems: &mut Problems, row: usize, column: &str, fault: Fault) {
        let field = self.field(column).unwrap_or(0);
        let at = self
            .places
            .get(row)
            .map(|place| records::position(&self.source.text, *place, self.delimiter, field));
        self.source.report(problems, at, fault);
    }

    /// Line of a row.
    pub fn line(&self, row: usize) -> usize {
        self.places.get(row).map_or(0, |place| place.line)
    }
}
