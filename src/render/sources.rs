//! The files under `templates/`.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::diagnostic::Diagnostic;
use crate::typeset::{Image, Images};
use crate::wording::{Message, msg};

/// Largest template file of text, in bytes.
const LARGEST: u64 = 256 * 1024;

/// Largest document of a word processor, in bytes.
const LARGEST_DOCUMENT: u64 = 8 * 1024 * 1024;

/// Largest image, in bytes: larger ones are refused by what they are.
const LARGEST_IMAGE: u64 = 32 * 1024 * 1024;

/// Folders within folders.
const DEEPEST: usize = 16;

/// One template file.
#[derive(Debug, Clone)]
pub(super) struct Source {
    /// As the user would name it.
    pub file: String,
    pub text: Arc<str>,
}

/// One template that a word processor writes.
#[derive(Debug, Clone)]
pub(super) struct Document {
    /// As the user would name it.
    pub file: String,
    pub bytes: Arc<[u8]>,
}

/// Template files by their name: the path under the folder, with `/`.
#[derive(Debug, Clone, Default)]
pub(super) struct Sources {
    pub by_name: BTreeMap<String, Source>,
    pub documents: BTreeMap<String, Document>,
    pub images: Images,
    /// Every folder, by the same kind of name.
    pub folders: BTreeSet<String>,
    /// Names of the words that the languages have, to suggest one.
    pub words: BTreeSet<String>,
}

/// Reads the templates under a folder: texts, documents of word processors and
/// images. Other files, and those whose name begins with a dot or with `~$`, as
/// word processors name their locks, are no templates.
pub(super) fn read(root: &Path, problems: &mut Vec<Diagnostic>) -> Sources {
    let mut sources = Sources::default();
    match root.canonicalize() {
        Ok(canonical) => {
            let mut reader = Reader { root, canonical, sources: &mut sources, problems };
            reader.folder("", 0);
        }
        Err(error) => problems.push(unreadable(root, &error)),
    }
    sources
}

struct Reader<'a> {
    root: &'a Path,
    canonical: PathBuf,
    sources: &'a mut Sources,
    problems: &'a mut Vec<Diagnostic>,
}

impl Reader<'_> {
    fn folder(&mut self, folder: &str, depth: usize) {
        let path = self.root.join(folder);
        if depth > DEEPEST {
            let message = msg!("render-too-deep", limit = DEEPEST);
            self.problems.push(Diagnostic::error(shown(&path), None, message));
            return;
        }
        let entries = fs::read_dir(&path).and_then(|entries| {
            entries.map(|entry| Ok(entry?.file_name())).collect::<Result<BTreeSet<_>, _>>()
        });
        let entries = match entries {
            Ok(entries) => entries,
            Err(error) => return self.problems.push(unreadable(&path, &error)),
        };
        for entry in entries {
            let Some(entry) = entry.to_str() else {
                let message = msg!("render-file-name", name = entry.to_string_lossy().as_ref());
                self.problems.push(Diagnostic::error(shown(&path), None, message));
                continue;
            };
            if entry.starts_with('.') || entry.starts_with("~$") {
                continue;
            }
            let name =
                if folder.is_empty() { entry.to_owned() } else { format!("{folder}/{entry}") };
            self.entry(name, depth);
        }
    }

    fn entry(&mut self, name: String, depth: usize) {
        let path = self.root.join(&name);
        match path.canonicalize() {
            // A link could bring in any file of the machine.
            Ok(real) if !real.starts_with(&self.canonical) => {
                let message = msg!("render-outside");
                self.problems.push(Diagnostic::error(shown(&path), None, message));
            }
            Ok(real) if real.is_dir() => {
                self.folder(&name, depth + 1);
                self.sources.folders.insert(name);
            }
            Ok(_) => self.file(name, &path),
            Err(error) => self.problems.push(unreadable(&path, &error)),
        }
    }

    fn file(&mut self, name: String, path: &Path) {
        let extension = path.extension().and_then(|it| it.to_str()).unwrap_or_default();
        let read = match extension {
            "html" | "txt" | "typ" => read_text(path).map(|text| {
                let source = Source { file: shown(path), text: text.into() };
                self.sources.by_name.insert(name, source);
            }),
            "docx" | "odt" => read_bytes(path, LARGEST_DOCUMENT).map(|bytes| {
                let document = Document { file: shown(path), bytes: bytes.into() };
                self.sources.documents.insert(name, document);
            }),
            "png" | "jpg" | "jpeg" | "svg" => read_bytes(path, LARGEST_IMAGE).and_then(|bytes| {
                let image = Image::new(bytes).map_err(|message| problem(path, message))?;
                Arc::make_mut(&mut self.sources.images).insert(name, image);
                Ok(())
            }),
            _ => Ok(()),
        };
        if let Err(problem) = read {
            self.problems.push(*problem);
        }
    }
}

fn read_bytes(path: &Path, limit: u64) -> Result<Vec<u8>, Box<Diagnostic>> {
    let size = fs::metadata(path).map_err(|error| unreadable(path, &error))?.len();
    if size > limit {
        return Err(problem(path, msg!("render-too-large", size = size, limit = limit)));
    }
    fs::read(path).map_err(|error| unreadable(path, &error).into())
}

fn read_text(path: &Path) -> Result<String, Box<Diagnostic>> {
    String::from_utf8(read_bytes(path, LARGEST)?).map_err(|error| {
        let valid = error.utf8_error().valid_up_to();
        let before = String::from_utf8_lossy(&error.as_bytes()[..valid]);
        let mut problem = problem(path, msg!("render-not-utf8"));
        problem.position = Some(super::failure::end_of(&before));
        problem
    })
}

fn problem(path: &Path, message: Message) -> Box<Diagnostic> {
    Box::new(Diagnostic::error(shown(path), None, message))
}

fn unreadable(path: &Path, error: &std::io::Error) -> Diagnostic {
    let message = msg!("render-unreadable", error = error.to_string());
    Diagnostic::error(shown(path), None, message)
}

pub(super) fn shown(path: &Path) -> String {
    path.display().to_string()
}
