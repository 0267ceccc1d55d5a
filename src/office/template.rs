//! A document as a template: read and checked once, filled for each letter.

use minijinja::{Environment, Value};

use crate::diagnostic::Diagnostic;

/// A DOCX or ODT document with Jinja tags. Immutable and shared by threads.
pub struct Template {
    package: Vec<u8>,
}

impl Template {
    /// Reads a document; `name` is the file as the user would name it.
    ///
    /// # Errors
    /// Every mistake that shows without data.
    pub fn load(_name: &str, bytes: &[u8]) -> Result<Self, Vec<Diagnostic>> {
        Ok(Self { package: bytes.to_vec() })
    }

    /// The document with the variables in the place of its tags, the whole
    /// file. The environment must escape what is printed into templates whose
    /// names end in `.html`.
    ///
    /// # Errors
    /// When a tag fails on these variables.
    pub fn fill(
        &self,
        _environment: &Environment<'_>,
        _variables: &Value,
    ) -> Result<Vec<u8>, Box<Diagnostic>> {
        Ok(self.package.clone())
    }
}
