//! A text file of a user: its size, its encoding, its places.

use std::fs;
use std::path::Path;
use std::sync::Arc;

use encoding_rs::{Encoding, ISO_8859_15, WINDOWS_1252};

use super::error::ImportError;
use super::problems::{Fault, Problems, Reported};
use crate::diagnostic::{Diagnostic, Position};
use crate::wording::msg;

/// Larger files are refused before they fill the memory.
const LARGEST_BYTES: u64 = 2 << 30;
/// Longest line, or record over several lines, in bytes.
pub const LONGEST_RECORD: usize = 64 << 10;
/// Larger files are reported without an excerpt.
const LARGEST_EXCERPT: usize = 1 << 20;
const UTF8_BOM: &[u8] = b"\xEF\xBB\xBF";

/// The encoding of a file that is not UTF-8.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Otherwise {
    Windows1252,
    /// ISO 8859-15, or Windows-1252 where bytes occur that only it has.
    Latin9,
}

impl Otherwise {
    fn encoding(self, bytes: &[u8]) -> &'static Encoding {
        let only_in_1252 = |byte: &u8| (0x80..=0x9F).contains(byte);
        match self {
            Self::Latin9 if !bytes.iter().any(only_in_1252) => ISO_8859_15,
            _ => WINDOWS_1252,
        }
    }
}

/// Where a record starts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Place {
    pub byte: usize,
    /// From 1.
    pub line: usize,
}

/// A file that was read and decoded.
#[derive(Debug)]
pub struct Source {
    /// As the user would name it.
    pub name: String,
    pub text: String,
    excerpt: Option<Arc<str>>,
}

impl Source {
    /// Reads a file whose content is text; a mistake of the file as a whole
    /// is reported.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn read(
        path: &Path,
        otherwise: Otherwise,
        problems: &mut Problems,
    ) -> Result<Result<Self, Reported>, ImportError> {
        let name = path.display().to_string();
        let about = fs::metadata(path).map_err(|error| ImportError::file(path, error))?;
        let fault = if !about.is_file() {
            Fault::new(msg!("import-not-a-file"))
        } else if about.len() > LARGEST_BYTES {
            Fault::new(msg!("import-file-too-large", gigabytes = LARGEST_BYTES >> 30))
        } else {
            let bytes = fs::read(path).map_err(|error| ImportError::file(path, error))?;
            match decode(bytes, otherwise) {
                Ok(text) => return Ok(Self::checked(name, text, problems)),
                Err(fault) => fault,
            }
        };
        problems.push(diagnostic(&name, None, fault));
        Ok(Err(Reported))
    }

    fn checked(name: String, text: String, problems: &mut Problems) -> Result<Self, Reported> {
        if text.trim().is_empty() {
            problems.push(diagnostic(&name, None, Fault::new(msg!("import-empty-file"))));
            return Err(Reported);
        }
        let excerpt = (text.len() <= LARGEST_EXCERPT).then(|| Arc::from(text.as_str()));
        let source = Self { name, text, excerpt };
        if let Some(byte) = source.text.find('\0') {
            let before = source.text.get(..byte).unwrap_or_default();
            let line_start = before.rfind('\n').map_or(0, |at| at + 1);
            let at = Position {
                line: before.matches('\n').count() + 1,
                column: before.get(line_start..).unwrap_or_default().chars().count() + 1,
            };
            source.report(problems, Some(at), Fault::new(msg!("import-nul")));
            return Err(Reported);
        }
        Ok(source)
    }

    pub fn report(&self, problems: &mut Problems, at: Option<Position>, fault: Fault) {
        let mut problem = diagnostic(&self.name, at, fault);
        if let Some(excerpt) = &self.excerpt {
            problem = problem.with_source(excerpt);
        }
        problems.push(problem);
    }
}

fn diagnostic(name: &str, at: Option<Position>, fault: Fault) -> Diagnostic {
    let mut problem = Diagnostic::error(name, at, fault.message).suggesting(fault.did_you_mean);
    problem.expected = fault.expected;
    problem
}

fn decode(bytes: Vec<u8>, otherwise: Otherwise) -> Result<String, Fault> {
    if bytes.starts_with(b"\xFF\xFE") || bytes.starts_with(b"\xFE\xFF") {
        return Err(Fault::new(msg!("import-utf-16")).expecting(msg!("import-expected-encoding")));
    }
    let marked = bytes.starts_with(UTF8_BOM);
    match String::from_utf8(bytes) {
        Ok(mut text) => {
            if marked {
                text.drain(..UTF8_BOM.len());
            }
            Ok(text)
        }
        Err(_) if marked => Err(Fault::new(msg!("import-broken-utf-8"))),
        Err(error) => {
            let bytes = error.into_bytes();
            let (text, _) = otherwise.encoding(&bytes).decode_without_bom_handling(&bytes);
            Ok(text.into_owned())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tells_encodings_apart_by_their_bytes() {
        for (bytes, otherwise, expected) in [
            (b"\xC3\xA9\xE2\x82\xAC".as_slice(), Otherwise::Windows1252, "é€"),
            (b"\xEF\xBB\xBF\xC3\xA9", Otherwise::Windows1252, "é"),
            (b"\xE9\x80", Otherwise::Windows1252, "é€"),
            (b"\xE9\xA4", Otherwise::Latin9, "é€"),
            (b"\xE9\xA4 \x80", Otherwise::Latin9, "é¤ €"),
        ] {
            assert_eq!(decode(bytes.to_vec(), otherwise).as_deref(), Ok(expected));
        }
    }
}
