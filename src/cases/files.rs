//! The files of rule tests: finding and reading them.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::diagnostic::Diagnostic;
use crate::rules::source::{SourceFile, read_text};
use crate::wording::msg;

/// Folder of rule tests in a rules folder.
pub const FOLDER: &str = "tests";
/// Deepest sub-folder that is looked into.
const DEEPEST: usize = 16;

/// Reads these files, and the `*.yaml` and `*.yml` files below these folders,
/// in the order of their names.
///
/// # Errors
/// Files and folders that cannot be read.
pub fn read(paths: &[PathBuf]) -> Result<Vec<Arc<SourceFile>>, Vec<Diagnostic>> {
    let (mut files, mut problems) = (Vec::new(), Vec::new());
    for path in paths {
        if path.is_dir() {
            below(path, DEEPEST, &mut files, &mut problems);
        } else {
            files.push(path.clone());
        }
    }
    let mut sources = Vec::new();
    for path in files {
        let name = path.display().to_string();
        match read_text(&path) {
            Ok(text) => sources.push(SourceFile::new(&name, &text)),
            Err((at, message)) => problems.push(Diagnostic::error(name, at, message)),
        }
    }
    if problems.is_empty() { Ok(sources) } else { Err(problems) }
}

fn below(folder: &Path, depth: usize, files: &mut Vec<PathBuf>, problems: &mut Vec<Diagnostic>) {
    let entries = match fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(error) => {
            let message = msg!("cases-folder-unreadable", error = error.to_string());
            problems.push(Diagnostic::error(folder.display().to_string(), None, message));
            return;
        }
    };
    let mut paths: Vec<PathBuf> = entries.filter_map(|entry| Some(entry.ok()?.path())).collect();
    paths.sort();
    for path in paths {
        let is_yaml = path.extension().is_some_and(|it| it == "yaml" || it == "yml");
        if path.is_file() && is_yaml {
            files.push(path);
        } else if path.is_dir() && !path.is_symlink() {
            if depth == 0 {
                let message = msg!("cases-folder-too-deep");
                problems.push(Diagnostic::error(path.display().to_string(), None, message));
            } else {
                below(&path, depth - 1, files, problems);
            }
        }
    }
}
