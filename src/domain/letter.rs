//! Letters: their formats and where they go.

use std::fmt;

/// The file extension that the user picks for letters (domain document §7).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum LetterFormat {
    Pdf,
    Docx,
    Odt,
    Html,
}

impl LetterFormat {
    pub const ALL: [Self; 4] = [Self::Pdf, Self::Docx, Self::Odt, Self::Html];

    /// The extension, without the dot; also the name used in the store and in
    /// JSON.
    pub fn extension(self) -> &'static str {
        match self {
            Self::Pdf => "pdf",
            Self::Docx => "docx",
            Self::Odt => "odt",
            Self::Html => "html",
        }
    }

    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|format| format.extension() == text)
    }
}

impl fmt::Display for LetterFormat {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.extension())
    }
}

/// Where a letter goes: the lines in the window of the envelope, the name
/// first.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct PostalAddress {
    /// Never empty.
    pub lines: Vec<String>,
}
