//! Writing a backup: it appears whole or not at all.

use std::fs::File;
use std::io::{BufWriter, Read, Write};
use std::path::{Path, PathBuf};

use tempfile::NamedTempFile;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

use super::error::ArchiveError;
use super::manifest::{FileEntry, Manifest, NAME};

/// A backup being written beside its place, readable by its owner only. Without
/// [`Writer::finish`] it is removed.
pub struct Writer {
    place: PathBuf,
    zip: ZipWriter<BufWriter<NamedTempFile>>,
    files: Vec<FileEntry>,
}

impl Writer {
    /// # Errors
    /// When the folder cannot be written.
    pub fn create(place: &Path) -> Result<Self, ArchiveError> {
        let folder = folder_of(place);
        let part = NamedTempFile::new_in(&folder).map_err(|cause| failed(&folder, cause))?;
        let zip = ZipWriter::new(BufWriter::new(part));
        Ok(Self { place: place.to_owned(), zip, files: Vec::new() })
    }

    /// Adds what is read to its end.
    ///
    /// # Errors
    /// When it cannot be read or written.
    pub fn add(&mut self, name: &str, content: &mut dyn Read) -> Result<(), ArchiveError> {
        self.start(name)?;
        let mut digest = blake3::Hasher::new();
        let mut buffer = vec![0; 1 << 16];
        let mut bytes = 0;
        loop {
            let read = content.read(&mut buffer).map_err(|cause| failed(&self.place, cause))?;
            let Some(some) = buffer.get(..read).filter(|some| !some.is_empty()) else { break };
            digest.update(some);
            self.zip.write_all(some).map_err(|cause| failed(&self.place, cause))?;
            bytes += read as u64;
        }
        let blake3 = digest.finalize().to_hex().to_string();
        self.files.push(FileEntry { name: name.to_owned(), bytes, blake3 });
        Ok(())
    }

    fn start(&mut self, name: &str) -> Result<(), ArchiveError> {
        let options = SimpleFileOptions::default()
            .compression_method(CompressionMethod::Deflated)
            .compression_level(Some(3))
            .large_file(true);
        self.zip.start_file(name, options).map_err(|error| failed(&self.place, error.into()))
    }

    /// Adds the manifest, whose list of files is filled in, and puts the file
    /// in its place, on disk for good.
    ///
    /// # Errors
    /// When it cannot be written to its end.
    pub fn finish(mut self, mut manifest: Manifest) -> Result<Manifest, ArchiveError> {
        manifest.files = std::mem::take(&mut self.files);
        self.start(NAME)?;
        let fail = |cause| failed(&self.place, cause);
        let text = serde_json::to_vec_pretty(&manifest).map_err(|error| fail(error.into()))?;
        self.zip.write_all(&text).map_err(fail)?;
        let written = self.zip.finish().map_err(|error| fail(error.into()))?;
        let part = written.into_inner().map_err(|error| fail(error.into_error()))?;
        part.as_file().sync_all().map_err(fail)?;
        part.persist(&self.place).map_err(|error| fail(error.error))?;
        // The name is on disk once its folder is.
        File::open(folder_of(&self.place)).and_then(|folder| folder.sync_all()).map_err(fail)?;
        Ok(manifest)
    }
}

/// The folder that a file stands in.
pub fn folder_of(place: &Path) -> PathBuf {
    match place.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder.to_owned(),
        _ => PathBuf::from("."),
    }
}

pub(super) fn failed(path: &Path, cause: std::io::Error) -> ArchiveError {
    ArchiveError::File { path: path.display().to_string(), cause }
}
