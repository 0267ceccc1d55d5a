//! The rules in force as a page in a file.

use std::path::Path;

use super::error::AppError;
use crate::export::PartFile;
use crate::handbook::{html, markdown, model::Document};

/// What the name of a file asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PageFormat {
    Html,
    Markdown,
}

impl PageFormat {
    /// # Errors
    /// When the name ends otherwise than `.html` or `.md`.
    pub fn of(path: &Path) -> Result<Self, AppError> {
        let extension = path.extension().map(|it| it.to_string_lossy().to_ascii_lowercase());
        match extension.as_deref() {
            Some("html") => Ok(Self::Html),
            Some("md") => Ok(Self::Markdown),
            _ => Err(AppError::UnknownPageFormat { path: path.display().to_string() }),
        }
    }
}

/// Writes the page: it appears whole or not at all.
///
/// # Errors
/// When the file cannot be written.
pub fn write(document: &Document, format: PageFormat, path: &Path) -> Result<(), AppError> {
    let page = match format {
        PageFormat::Html => html(document),
        PageFormat::Markdown => markdown(document),
    };
    PartFile::write_whole(path, page.as_bytes())
        .map_err(|error| AppError::File { path: path.display().to_string(), error })
}
