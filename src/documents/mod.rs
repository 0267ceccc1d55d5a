//! The folder that the documents of invoices are in.

use std::fs::File;
use std::io::{ErrorKind, Read as _};
use std::path::{Path, PathBuf};

use crate::domain::document::{DocumentFault, DocumentPath, DocumentSource};

/// A folder of documents. It need not exist: then no document does.
#[derive(Debug, Clone)]
pub struct Folder(PathBuf);

impl Folder {
    pub fn new(path: &Path) -> Self {
        Self(path.to_owned())
    }

    /// The file itself, wherever links within the folder lead.
    ///
    /// # Errors
    /// When there is no such file, or it lies outside of the folder.
    pub fn locate(&self, path: &DocumentPath) -> Result<PathBuf, DocumentFault> {
        let root = self.0.canonicalize().map_err(fault)?;
        let real = self.0.join(path.as_str()).canonicalize().map_err(fault)?;
        match (real.starts_with(&root), real.is_file()) {
            (false, _) => Err(DocumentFault::Outside),
            (true, false) => Err(DocumentFault::Missing),
            (true, true) => Ok(real),
        }
    }
}

impl DocumentSource for Folder {
    fn read(&self, path: &DocumentPath, limit: u64) -> Result<Vec<u8>, DocumentFault> {
        let file = File::open(self.locate(path)?).map_err(fault)?;
        let mut content = Vec::new();
        file.take(limit.saturating_add(1)).read_to_end(&mut content).map_err(fault)?;
        if content.len() as u64 > limit {
            return Err(DocumentFault::TooLarge);
        }
        Ok(content)
    }
}

fn fault(error: std::io::Error) -> DocumentFault {
    match error.kind() {
        ErrorKind::NotFound | ErrorKind::NotADirectory => DocumentFault::Missing,
        _ => DocumentFault::Unreadable(error.to_string()),
    }
}
