//! What was made by hand, as one file to download.

use std::io::{Cursor, Write as _};
use std::path::PathBuf;

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

use super::drafts::{self, Which};
use super::engine::{Engine, Scope};
use super::error::AppError;
use super::letters;
use super::preview;
use crate::store::Run;

/// Many files in one.
struct Bundle(ZipWriter<Cursor<Vec<u8>>>);

impl Bundle {
    fn new() -> Self {
        Self(ZipWriter::new(Cursor::new(Vec::new())))
    }

    fn add(&mut self, name: &str, content: &[u8]) -> Result<(), AppError> {
        // What letters are made of is packed already.
        let method = match name.rsplit('.').next() {
            Some("docx" | "odt" | "pdf") => CompressionMethod::Stored,
            _ => CompressionMethod::Deflated,
        };
        let options = SimpleFileOptions::default()
            .compression_method(method)
            .last_modified_time(zip::DateTime::default());
        self.0.start_file(name, options).map_err(|error| at(name, error.into()))?;
        self.0.write_all(content).map_err(|error| at(name, error))
    }

    fn finish(self) -> Result<Vec<u8>, AppError> {
        let written = self.0.finish().map_err(|error| at("zip", error.into()))?;
        Ok(written.into_inner())
    }
}

fn at(path: &str, error: std::io::Error) -> AppError {
    AppError::File { path: path.to_owned(), error }
}

/// The drafts that wait, each as `.eml`, in a ZIP file.
///
/// # Errors
/// When one is unknown, or the store fails.
pub async fn drafts(engine: &Engine, scope: &Scope, which: &Which) -> Result<Vec<u8>, AppError> {
    let mut bundle = Bundle::new();
    for (name, content) in drafts::files(engine, scope, which).await? {
        bundle.add(&name, &content)?;
    }
    bundle.finish()
}

/// The written letters of a run with what goes with them, from the record, in
/// a ZIP file; their names are in print order.
///
/// # Errors
/// When the run has none, or the store fails.
pub async fn letters(engine: &Engine, run: &Run) -> Result<Vec<u8>, AppError> {
    let mut bundle = Bundle::new();
    let mut after = None;
    loop {
        let page = engine.store.written_letters(run.id, after, letters::PAGE).await?;
        let Some(last) = page.last() else { break };
        after = Some(last.id);
        for written in &page {
            bundle.add(&letters::file_name(run.id, &written.letter), &written.file)?;
            if written.enclosures.is_empty() {
                continue;
            }
            for enclosure in engine.store.enclosures_of(written.id).await? {
                let name = letters::enclosure_name(run.id, &written.letter, &enclosure.name);
                bundle.add(&name, &enclosure.content)?;
            }
        }
    }
    if after.is_none() {
        return Err(AppError::NoLetters { run: run.id });
    }
    bundle.finish()
}

/// The written letters of a run in one PDF, in print order.
///
/// # Errors
/// When the run has none or they are no PDF, or the store fails.
pub async fn bound(engine: &Engine, run: &Run) -> Result<Vec<u8>, AppError> {
    let folder = Folder::create().await?;
    let listed = letters::list_in(engine, run, &folder.0, true).await?;
    let bound = listed.bound.ok_or(AppError::NoLetters { run: run.id })?;
    let failed = |error| at(&bound.file.display().to_string(), error);
    tokio::fs::read(&bound.file).await.map_err(failed)
}

/// A folder for as long as something is made in it.
struct Folder(PathBuf);

impl Folder {
    async fn create() -> Result<Self, AppError> {
        let path = std::env::temp_dir().join(format!("relance-{}", uuid::Uuid::new_v4()));
        preview::create_dir(&path).await?;
        Ok(Self(path))
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        // What stays is swept away with the other temporary files.
        let _ = std::fs::remove_dir_all(&self.0);
    }
}
