//! The files of a rules folder as they were read.

use std::fs;
use std::io::Read as _;
use std::path::Path;
use std::sync::Arc;

use crate::diagnostic::{Diagnostic, Position};
use crate::plan::policy::Origin;
use crate::wording::{Message, msg};

/// Larger files are refused: rules are written by hand.
const LARGEST_FILE: u64 = 1024 * 1024;

/// One file: how the user names it, and its text.
#[derive(Debug, PartialEq, Eq)]
pub struct SourceFile {
    pub name: Arc<str>,
    pub text: Arc<str>,
}

impl SourceFile {
    pub fn new(name: &str, text: &str) -> Arc<Self> {
        Arc::new(Self { name: name.into(), text: text.into() })
    }

    pub fn error(&self, at: Option<Position>, message: Message) -> Diagnostic {
        Diagnostic::error(&*self.name, at, message).with_source(&self.text)
    }
}

/// A position in one of the files.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    pub file: Arc<SourceFile>,
    pub at: Position,
}

impl Place {
    pub fn error(&self, message: Message) -> Diagnostic {
        self.file.error(Some(self.at), message)
    }

    pub fn origin(&self) -> Origin {
        Origin { file: Arc::clone(&self.file.name), line: self.at.line }
    }
}

/// Everything in a rules folder, in the order of the file names.
#[derive(Debug, Default)]
pub struct Sources {
    pub yaml: Vec<Arc<SourceFile>>,
    pub scripts: Vec<Arc<SourceFile>>,
    /// Hex digest of names and contents.
    pub digest: String,
}

/// Reads the `*.yaml`, `*.yml` and `*.rhai` files directly in the folder.
/// Files that cannot be read are told in `problems`.
pub fn read_folder(folder: &Path, problems: &mut Vec<Diagnostic>) -> Sources {
    let shown = folder.display().to_string();
    let entries = match fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(error) => {
            let message = msg!("rules-folder-unreadable", error = error.to_string());
            problems.push(Diagnostic::error(shown, None, message));
            return Sources::default();
        }
    };
    let mut paths: Vec<_> = entries.filter_map(|entry| Some(entry.ok()?.path())).collect();
    paths.sort();
    let mut sources = Sources::default();
    let mut digest = blake3::Hasher::new();
    for path in paths.iter().filter(|path| path.is_file()) {
        let files = match path.extension().and_then(|extension| extension.to_str()) {
            Some("yaml" | "yml") => &mut sources.yaml,
            Some("rhai") => &mut sources.scripts,
            _ => continue,
        };
        let name = path.display().to_string();
        match read_text(path) {
            Ok(text) => {
                let file_name = path.file_name().unwrap_or_default().as_encoded_bytes();
                digest.update(&(file_name.len() as u64).to_le_bytes()).update(file_name);
                digest.update(&(text.len() as u64).to_le_bytes()).update(text.as_bytes());
                files.push(SourceFile::new(&name, &text));
            }
            Err((at, message)) => problems.push(Diagnostic::error(name, at, message)),
        }
    }
    if sources.yaml.is_empty() && problems.is_empty() {
        problems.push(Diagnostic::error(shown, None, msg!("rules-folder-empty")));
    }
    sources.digest = digest.finalize().to_hex().to_string();
    sources
}

/// Reads one file as UTF-8, without a byte order mark.
///
/// # Errors
/// Why it cannot be read, and where it is not UTF-8.
pub fn read_text(path: &Path) -> Result<String, (Option<Position>, Message)> {
    let unreadable =
        |error: std::io::Error| (None, msg!("rules-file-unreadable", error = error.to_string()));
    let mut bytes = Vec::new();
    fs::File::open(path)
        .and_then(|file| file.take(LARGEST_FILE + 1).read_to_end(&mut bytes))
        .map_err(unreadable)?;
    if bytes.len() as u64 > LARGEST_FILE {
        return Err((None, msg!("rules-file-too-large", limit = LARGEST_FILE)));
    }
    let without_mark = bytes.strip_prefix("\u{feff}".as_bytes()).unwrap_or(&bytes);
    match std::str::from_utf8(without_mark) {
        Ok(text) => Ok(text.to_owned()),
        Err(error) => {
            let good = String::from_utf8_lossy(&without_mark[..error.valid_up_to()]);
            let line_start = good.rfind('\n').map_or(0, |end| end + 1);
            let at = Position {
                line: good.matches('\n').count() + 1,
                column: good[line_start..].chars().count() + 1,
            };
            Err((Some(at), msg!("rules-not-utf8")))
        }
    }
}
