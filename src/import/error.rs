//! Why a source could not be imported.

use std::path::Path;

use crate::diagnostic::Diagnostic;
use crate::wording::{Message, msg};

/// Nothing of the source was taken.
#[derive(Debug, thiserror::Error)]
pub enum ImportError {
    /// The content has mistakes: at most a thousand are kept, the last entry
    /// then says how many more there are.
    #[error("{}", .0.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n"))]
    Problems(Vec<Diagnostic>),
    /// A file or folder could not be read at all.
    #[error("{}", self.message())]
    File { path: String, error: std::io::Error },
}

impl ImportError {
    pub(super) fn file(path: &Path, error: std::io::Error) -> Self {
        Self::File { path: path.display().to_string(), error }
    }

    /// The mistakes, each with its place; empty when a file could not be read.
    pub fn problems(&self) -> &[Diagnostic] {
        match self {
            Self::Problems(problems) => problems,
            Self::File { .. } => &[],
        }
    }

    /// The error as a whole.
    pub fn message(&self) -> Message {
        match self {
            Self::Problems(problems) => msg!("import-refused", count = problems.len()),
            Self::File { path, error } => {
                msg!("import-unreadable", path = path, error = error.to_string())
            }
        }
    }
}
