//! The files under `rules/` and `templates/` at one moment.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use super::path::FilePath;
use crate::app::diff::Folders;
use crate::app::error::AppError;

/// Larger files are none of rules or templates, in bytes.
pub const LARGEST: u64 = 32 * 1024 * 1024;

/// A content and its hash.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Content {
    pub hash: String,
    pub bytes: Arc<[u8]>,
}

impl Content {
    pub fn new(bytes: impl Into<Arc<[u8]>>) -> Self {
        let bytes = bytes.into();
        Self { hash: hash(&bytes), bytes }
    }

    /// As text; none where it is not UTF-8.
    pub fn text(&self) -> Option<&str> {
        std::str::from_utf8(&self.bytes).ok()
    }
}

/// BLAKE3, in hexadecimal.
pub fn hash(bytes: &[u8]) -> String {
    blake3::hash(bytes).to_hex().to_string()
}

/// Every file that may be edited.
#[derive(Debug, Clone, Default)]
pub struct Snapshot(pub BTreeMap<FilePath, Content>);

impl Snapshot {
    /// Files with other names, hidden ones, and links that lead out of the
    /// folders are left aside.
    ///
    /// # Errors
    /// When a folder or a file cannot be read.
    pub fn read(folders: &Folders) -> Result<Self, AppError> {
        let mut files = BTreeMap::new();
        for (name, root) in [("rules", &folders.rules), ("templates", &folders.templates)] {
            let real = root.canonicalize().map_err(|error| failed(root, error))?;
            below(&real, root, name, &mut files)?;
        }
        Ok(Self(files))
    }

    /// The same for the same files with the same contents.
    pub fn digest(&self) -> String {
        let mut digest = blake3::Hasher::new();
        for (path, content) in &self.0 {
            digest.update(path.as_str().as_bytes()).update(b"\0");
            digest.update(content.hash.as_bytes());
        }
        digest.finalize().to_hex().to_string()
    }

    pub fn get(&self, path: &FilePath) -> Option<&Content> {
        self.0.get(path)
    }

    /// The hash of a file; none where there is no such file.
    pub fn hash(&self, path: &FilePath) -> Option<&str> {
        self.0.get(path).map(|content| content.hash.as_str())
    }
}

fn below(
    root: &Path,
    folder: &Path,
    name: &str,
    files: &mut BTreeMap<FilePath, Content>,
) -> Result<(), AppError> {
    for entry in std::fs::read_dir(folder).map_err(|error| failed(folder, error))? {
        let path = entry.map_err(|error| failed(folder, error))?.path();
        let Some(entry) = path.file_name().and_then(|entry| entry.to_str()) else { continue };
        if entry.starts_with('.') {
            continue;
        }
        // It may be gone by now, or lead to nothing.
        let Ok(real) = path.canonicalize() else { continue };
        if !real.starts_with(root) {
            continue;
        }
        let name = format!("{name}/{entry}");
        if real.is_dir() {
            // A link to a folder around it would never end: names that are too
            // deep are none.
            if FilePath::parse(&format!("{name}/a.yaml")).is_some()
                || FilePath::parse(&format!("{name}/a.txt")).is_some()
            {
                below(root, &path, &name, files)?;
            }
        } else if let Some(file) = FilePath::parse(&name)
            && std::fs::metadata(&real).is_ok_and(|there| there.is_file() && there.len() <= LARGEST)
        {
            let bytes = std::fs::read(&path).map_err(|error| failed(&path, error))?;
            files.insert(file, Content::new(bytes));
        }
    }
    Ok(())
}

pub(super) fn failed(path: &Path, error: std::io::Error) -> AppError {
    AppError::File { path: path.display().to_string(), error }
}
