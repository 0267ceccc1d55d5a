//! A text file of a user: its size, its encoding, its places.

use std::fs;
use std::io::{self, Read};
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
/// A file with a longer line is not read on, in bytes.
const LONGEST_LINE: usize = 1 << 20;
/// Bytes that are read at once.
const AT_ONCE: u64 = 1 << 20;
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
        let failed = |error| ImportError::file(path, error);
        let read = if fs::metadata(path).map_err(failed)?.is_file() {
            lines(fs::File::open(path).map_err(failed)?).map_err(failed)?
        } else {
            Err(Unreadable::at(None, Fault::new(msg!("import-not-a-file"))))
        };
        let text = read.and_then(|bytes| {
            decode(bytes, otherwise).map_err(|fault| Unreadable::at(None, fault))
        });
        match text {
            Ok(text) => Ok(Self::checked(name, text, problems)),
            Err(unreadable) => {
                let Unreadable { at, fault } = *unreadable;
                problems.push(diagnostic(&name, at, fault));
                Ok(Err(Reported))
            }
        }
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

/// Why a file as a whole is no text to be read, and where.
#[derive(Debug)]
struct Unreadable {
    at: Option<Position>,
    fault: Fault,
}

impl Unreadable {
    fn at(at: Option<Position>, fault: Fault) -> Box<Self> {
        Box::new(Self { at, fault })
    }
}

/// All bytes, or where a line begins that is no line of any such file: it is
/// told before the rest is read.
fn lines(mut file: impl Read) -> io::Result<Result<Vec<u8>, Box<Unreadable>>> {
    let mut bytes = Vec::new();
    let mut at = Place { byte: 0, line: 1 };
    loop {
        let before = bytes.len();
        if (&mut file).take(AT_ONCE).read_to_end(&mut bytes)? == 0 {
            return Ok(Ok(bytes));
        }
        for end in memchr::memchr2_iter(b'\n', b'\r', &bytes[before..]) {
            at.byte = before + end + 1;
            at.line += usize::from(bytes[before + end] == b'\n');
        }
        if bytes.len() - at.byte > LONGEST_LINE {
            let fault = Fault::new(msg!("import-record-too-long", kib = LONGEST_RECORD >> 10));
            let at = Position { line: at.line, column: 1 };
            return Ok(Err(Unreadable::at(Some(at), fault)));
        }
        if bytes.len() as u64 > LARGEST_BYTES {
            let gigabytes = LARGEST_BYTES >> 30;
            let fault = Fault::new(msg!("import-file-too-large", gigabytes = gigabytes));
            return Ok(Err(Unreadable::at(None, fault)));
        }
    }
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
    fn a_line_without_end_is_told_before_the_rest_is_read() {
        let mut endless = b"a;b\r\n1;2\n".as_slice().chain(io::repeat(b'x'));
        let at = lines(&mut endless).expect("bytes").expect_err("no line").at;
        assert_eq!(at, Some(Position { line: 3, column: 1 }));
        let many = io::repeat(b'\n').take(5 << 20);
        assert_eq!(lines(many).expect("bytes").expect("lines").len(), 5 << 20);
    }

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
