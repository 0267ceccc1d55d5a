//! The mistakes of a source, gathered so that all are shown at once.

use super::error::ImportError;
use crate::diagnostic::Diagnostic;
use crate::wording::{Message, msg};

/// Mistakes that are kept; further ones are counted.
const KEPT: usize = 1_000;

/// A value that was refused, before its place is known.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    pub message: Message,
    pub expected: Option<Message>,
    pub did_you_mean: Option<String>,
}

impl Fault {
    pub fn new(message: Message) -> Self {
        Self { message, expected: None, did_you_mean: None }
    }

    pub fn expecting(self, expected: Message) -> Self {
        Self { expected: Some(expected), ..self }
    }

    pub fn suggesting(self, did_you_mean: Option<String>) -> Self {
        Self { did_you_mean, ..self }
    }
}

/// The mistake is in the list already; the row is not taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Reported;

/// The mistakes found so far.
#[derive(Debug, Default)]
pub struct Problems {
    kept: Vec<Diagnostic>,
    further: usize,
}

impl Problems {
    pub fn push(&mut self, problem: Diagnostic) {
        if self.kept.len() < KEPT {
            self.kept.push(problem);
        } else {
            self.further += 1;
        }
    }

    /// Counts a mistake that there is no more room to tell; `false` where there
    /// is, and it is to be told. Telling thousands takes time that nobody reads.
    pub fn pass_over(&mut self) -> bool {
        let full = self.kept.len() >= KEPT;
        self.further += usize::from(full);
        full
    }

    /// How many were found.
    pub fn count(&self) -> usize {
        self.kept.len() + self.further
    }

    /// Sorts by file and place.
    ///
    /// # Errors
    /// When there is any problem; `whole` names what was imported.
    pub fn into_result(mut self, whole: &str) -> Result<(), ImportError> {
        self.kept.sort_by(|a, b| (&a.file, a.position).cmp(&(&b.file, b.position)));
        if self.further > 0 {
            let more = msg!("import-further-problems", count = self.further);
            self.kept.push(Diagnostic::error(whole, None, more));
        }
        if self.kept.is_empty() { Ok(()) } else { Err(ImportError::Problems(self.kept)) }
    }
}
