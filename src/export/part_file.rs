//! A file that appears whole or not at all.

use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};

/// A file being written beside its place; without [`PartFile::finish`] it is
/// removed and what stood in its place stays.
pub struct PartFile {
    place: PathBuf,
    part: PathBuf,
    file: BufWriter<File>,
    done: bool,
}

impl PartFile {
    /// # Errors
    /// When the folder cannot be written.
    pub fn create(place: &Path) -> std::io::Result<Self> {
        let mut name = place.file_name().unwrap_or_default().to_os_string();
        name.push(format!(".part-{}", std::process::id()));
        let part = place.with_file_name(name);
        let file = BufWriter::new(File::create(&part)?);
        Ok(Self { place: place.to_owned(), part, file, done: false })
    }

    /// A whole file at once.
    ///
    /// # Errors
    /// When it cannot be written to its end.
    pub fn write_whole(place: &Path, bytes: &[u8]) -> std::io::Result<()> {
        let mut file = Self::create(place)?;
        file.write_all(bytes)?;
        file.finish()
    }

    /// Puts the file in its place.
    ///
    /// # Errors
    /// When it cannot be written to its end.
    pub fn finish(mut self) -> std::io::Result<()> {
        self.file.flush()?;
        std::fs::rename(&self.part, &self.place)?;
        self.done = true;
        Ok(())
    }
}

impl Write for PartFile {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.file.write(bytes)
    }

    fn flush(&mut self) -> std::io::Result<()> {
        self.file.flush()
    }
}

impl Drop for PartFile {
    fn drop(&mut self) {
        if !self.done {
            // Nothing more can be done about a file that cannot be removed.
            let _ = std::fs::remove_file(&self.part);
        }
    }
}
