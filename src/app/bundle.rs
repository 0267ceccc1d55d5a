//! What was made by hand, as one file to download. It is made on disk, so that
//! ten thousand letters take no more memory than one.

use std::fs::File;
use std::io::{BufWriter, Seek as _, Write as _};
use std::path::PathBuf;

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

use super::drafts::{self, Which};
use super::engine::{Engine, Scope};
use super::error::AppError;
use super::letters;
use super::preview;
use crate::store::Run;

/// Many files in one, which goes when nothing holds it any more.
struct Bundle(ZipWriter<BufWriter<File>>);

impl Bundle {
    fn new() -> Result<Self, AppError> {
        let file = tempfile::tempfile().map_err(|error| at("zip", error))?;
        Ok(Self(ZipWriter::new(BufWriter::new(file))))
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

    /// The file, to be read from its beginning.
    fn finish(self) -> Result<File, AppError> {
        let written = self.0.finish().map_err(|error| at("zip", error.into()))?;
        let mut file = written.into_inner().map_err(|error| at("zip", error.into_error()))?;
        file.rewind().map_err(|error| at("zip", error))?;
        Ok(file)
    }
}

fn at(path: &str, error: std::io::Error) -> AppError {
    AppError::File { path: path.to_owned(), error }
}

/// The drafts that wait, each as `.eml`, in a ZIP file.
///
/// # Errors
/// When one is unknown, the store fails, or there is no room on the disk.
pub async fn drafts(engine: &Engine, scope: &Scope, which: &Which) -> Result<File, AppError> {
    let mut bundle = Bundle::new()?;
    drafts::each(engine, scope, which, |name, content| bundle.add(name, content)).await?;
    bundle.finish()
}

/// The written letters of a run with what goes with them, from the record, in
/// a ZIP file; their names are in print order.
///
/// # Errors
/// When the run has none, the store fails, or there is no room on the disk.
pub async fn letters(engine: &Engine, run: &Run) -> Result<File, AppError> {
    let mut bundle = Bundle::new()?;
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
pub async fn bound(engine: &Engine, run: &Run) -> Result<File, AppError> {
    let folder = Folder::create().await?;
    let listed = letters::list_in(engine, run, &folder.0, true).await?;
    let bound = listed.bound.ok_or(AppError::NoLetters { run: run.id })?;
    // It stays readable while it is open.
    File::open(&bound.file).map_err(|error| at(&bound.file.display().to_string(), error))
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
