//! The values of an entry, checked one by one; what is wrong is gathered.

use crate::import::problems::{Fault, Reported};
use crate::import::values;
use crate::wording::{Message, msg};

/// Mistakes that are told of one document.
pub const TOLD: usize = 1_000;

/// The most lines, addresses or codes of one field.
const MOST_PIECES: usize = 200;

/// The highest number of an instalment or a line.
const HIGHEST: u32 = 9_999;

/// What is wrong in a document, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mistake {
    /// The list, such as `invoices`; empty for the document itself.
    pub entity: &'static str,
    /// The place in the list, from 0.
    pub index: usize,
    /// Empty where the mistake is of the entry as a whole.
    pub field: &'static str,
    pub message: Message,
    pub expected: Option<Message>,
    pub did_you_mean: Option<String>,
}

/// The first thousand mistakes of a document.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Mistakes(pub Vec<Mistake>);

impl Mistakes {
    /// The values of one entry.
    pub fn entry(&mut self, entity: &'static str, index: usize) -> Entry<'_> {
        Entry { mistakes: self, entity, index }
    }

    fn push(&mut self, mistake: Mistake) {
        if self.0.len() < TOLD {
            self.0.push(mistake);
        }
    }
}

/// One entry, whose values are being read.
pub struct Entry<'a> {
    mistakes: &'a mut Mistakes,
    entity: &'static str,
    index: usize,
}

impl Entry<'_> {
    pub fn fail(&mut self, field: &'static str, fault: Fault) -> Reported {
        self.mistakes.push(Mistake {
            entity: self.entity,
            index: self.index,
            field,
            message: fault.message,
            expected: fault.expected,
            did_you_mean: fault.did_you_mean,
        });
        Reported
    }

    /// A value that every entry must have.
    pub fn value<T>(
        &mut self,
        field: &'static str,
        found: &str,
        parse: impl FnOnce(&str) -> Result<T, Fault>,
    ) -> Result<T, Reported> {
        match found.trim() {
            "" => Err(self.fail(field, Fault::new(msg!("import-empty-field")))),
            found => parse(found).map_err(|fault| self.fail(field, fault)),
        }
    }

    /// A value that may be absent or empty.
    pub fn maybe<T>(
        &mut self,
        field: &'static str,
        found: Option<&str>,
        parse: impl FnOnce(&str) -> Result<T, Fault>,
    ) -> Result<Option<T>, Reported> {
        match found.map(str::trim) {
            None | Some("") => Ok(None),
            Some(found) => parse(found).map(Some).map_err(|fault| self.fail(field, fault)),
        }
    }

    /// Several values; empty ones are left out.
    pub fn list<T>(
        &mut self,
        field: &'static str,
        found: &[String],
        parse: impl Fn(&str) -> Result<T, Fault>,
    ) -> Result<Vec<T>, Reported> {
        if found.len() > MOST_PIECES {
            let fault = Fault::new(msg!("import-too-many-values", most = MOST_PIECES));
            return Err(self.fail(field, fault));
        }
        let pieces = found.iter().map(|piece| piece.trim()).filter(|piece| !piece.is_empty());
        let parsed: Result<Vec<T>, Fault> = pieces.map(parse).collect();
        parsed.map_err(|fault| self.fail(field, fault))
    }

    /// Lines, codes or addresses.
    pub fn texts(
        &mut self,
        field: &'static str,
        found: &[String],
    ) -> Result<Vec<String>, Reported> {
        self.list(field, found, values::text)
    }

    /// A number that counts from 1.
    pub fn ordinal(&mut self, field: &'static str, found: u32) -> Result<u32, Reported> {
        if (1..=HIGHEST).contains(&found) {
            return Ok(found);
        }
        let fault = Fault::new(msg!("import-ordinal-bounds", most = HIGHEST));
        Err(self.fail(field, fault))
    }
}
