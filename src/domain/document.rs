//! Files of an invoice, such as its own PDF.

use std::fmt;
use std::str::FromStr;
use std::sync::Arc;

/// Longest path, in characters.
const LONGEST: usize = 300;

/// A file in the folder of documents: a path below it, written with `/`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct DocumentPath(Arc<str>);

/// The text is no path below a folder.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a relative path below the folder of documents")]
pub struct NoDocumentPath;

impl DocumentPath {
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The last part of the path.
    pub fn file_name(&self) -> &str {
        self.0.rsplit('/').next().unwrap_or(&self.0)
    }
}

impl FromStr for DocumentPath {
    type Err = NoDocumentPath;

    /// Absolute paths, `.` and `..`, drives, backslashes and control
    /// characters are refused.
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let parts = text.split('/').all(|part| !matches!(part.trim(), "" | "." | ".."));
        let plain = !text.contains(|c: char| c.is_control() || matches!(c, '\\' | ':'));
        if parts && plain && text.chars().nth(LONGEST).is_none() {
            Ok(Self(text.into()))
        } else {
            Err(NoDocumentPath)
        }
    }
}

impl AsRef<str> for DocumentPath {
    fn as_ref(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for DocumentPath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// A file that goes with a letter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Enclosure {
    /// Fit for any file system.
    pub name: String,
    pub content: Vec<u8>,
}

/// Where the files of invoices are read from.
pub trait DocumentSource: Send + Sync {
    /// The whole file, at most `limit` bytes.
    ///
    /// # Errors
    /// When there is no such file, it lies elsewhere, is larger or cannot be
    /// read.
    fn read(&self, path: &DocumentPath, limit: u64) -> Result<Vec<u8>, DocumentFault>;
}

/// Why a file cannot be had.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DocumentFault {
    Missing,
    /// A link leads out of the folder of documents.
    Outside,
    TooLarge,
    Unreadable(String),
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_stay_below_the_folder() {
        for (text, expected) in [
            ("FA26012.pdf", true),
            ("2026/11/Facture n° 12.pdf", true),
            ("", false),
            ("/etc/passwd", false),
            ("../FA26012.pdf", false),
            ("2026/../../FA26012.pdf", false),
            ("2026/ .. /FA26012.pdf", false),
            ("./FA26012.pdf", false),
            ("2026//FA26012.pdf", false),
            ("2026/", false),
            ("C:/FA26012.pdf", false),
            ("..\\FA26012.pdf", false),
            ("FA\n26012.pdf", false),
        ] {
            assert_eq!(text.parse::<DocumentPath>().is_ok(), expected, "{text:?}");
        }
        assert!("x".repeat(301).parse::<DocumentPath>().is_err());
        let path: DocumentPath = "2026/11/F1.pdf".parse().expect("a path");
        assert_eq!(path.file_name(), "F1.pdf");
    }
}
