//! Reading a backup: nothing of it is used before its digest was compared.

use std::fs::File;
use std::io::{BufReader, BufWriter, Read, Write};
use std::path::{Path, PathBuf};

use zip::ZipArchive;

use super::error::ArchiveError;
use super::manifest::{FORMAT, FileEntry, Manifest, NAME};
use super::write::failed;

/// Longer manifests are none.
const LONGEST_MANIFEST: u64 = 16 << 20;

/// A backup with its manifest.
pub struct Archive {
    path: PathBuf,
    zip: ZipArchive<BufReader<File>>,
    manifest: Manifest,
}

impl Archive {
    /// # Errors
    /// When the file cannot be read, is no backup, or is one of a later
    /// version.
    pub fn open(path: &Path) -> Result<Self, ArchiveError> {
        let file = File::open(path).map_err(|cause| failed(path, cause))?;
        let none =
            |cause: String| ArchiveError::NotABackup { path: path.display().to_string(), cause };
        let mut zip =
            ZipArchive::new(BufReader::new(file)).map_err(|error| none(error.to_string()))?;
        let mut text = Vec::new();
        let entry = zip.by_name(NAME).map_err(|error| none(error.to_string()))?;
        let read = entry.take(LONGEST_MANIFEST).read_to_end(&mut text);
        read.map_err(|error| none(error.to_string()))?;
        let manifest: Manifest =
            serde_json::from_slice(&text).map_err(|error| none(error.to_string()))?;
        if manifest.format > FORMAT {
            return Err(ArchiveError::LaterFormat { format: manifest.format });
        }
        Ok(Self { path: path.to_owned(), zip, manifest })
    }

    pub fn manifest(&self) -> &Manifest {
        &self.manifest
    }

    /// Compares every file with its digest.
    ///
    /// # Errors
    /// The first that is missing or not what was written.
    pub fn check(&mut self) -> Result<(), ArchiveError> {
        for entry in self.manifest.files.clone() {
            self.copy(&entry, &mut std::io::sink())?;
        }
        Ok(())
    }

    /// Writes one file to a place, on disk for good.
    ///
    /// # Errors
    /// When it is missing, not what was written, or cannot be written.
    pub fn extract(&mut self, name: &str, place: &Path) -> Result<(), ArchiveError> {
        let entry = self.manifest.files.iter().find(|entry| entry.name == name).cloned();
        let entry = entry.ok_or_else(|| ArchiveError::Missing { name: name.to_owned() })?;
        let fail = |cause| failed(place, cause);
        let file = File::create(place).map_err(fail)?;
        let mut out = BufWriter::new(file);
        self.copy(&entry, &mut out)?;
        let file = out.into_inner().map_err(|error| fail(error.into_error()))?;
        file.sync_all().map_err(fail)
    }

    /// Writes the files below `rules/` and `templates/` below a folder.
    ///
    /// # Errors
    /// As [`Archive::extract`]; names that lead elsewhere are no backup's.
    pub fn extract_folders(&mut self, folder: &Path) -> Result<u64, ArchiveError> {
        let names: Vec<String> =
            self.manifest.files.iter().map(|entry| entry.name.clone()).collect();
        let mut count = 0;
        for name in names.iter().filter(|name| name.contains('/')) {
            let strange = || ArchiveError::NotABackup {
                path: self.path.display().to_string(),
                cause: name.clone(),
            };
            let plain = |part: &str| !part.is_empty() && part != "." && part != "..";
            let known = name.starts_with("rules/") || name.starts_with("templates/");
            if !known || !name.split('/').all(plain) || name.contains('\\') {
                return Err(strange());
            }
            let place = folder.join(name);
            if let Some(parent) = place.parent() {
                std::fs::create_dir_all(parent).map_err(|cause| failed(parent, cause))?;
            }
            self.extract(name, &place)?;
            count += 1;
        }
        Ok(count)
    }

    fn copy(&mut self, entry: &FileEntry, out: &mut dyn Write) -> Result<(), ArchiveError> {
        let changed = || ArchiveError::Changed { name: entry.name.clone() };
        let file = self.zip.by_name(&entry.name);
        let file = file.map_err(|_| ArchiveError::Missing { name: entry.name.clone() })?;
        // Never more than was written, whatever the archive unpacks to.
        let mut file = file.take(entry.bytes.saturating_add(1));
        let mut digest = blake3::Hasher::new();
        let mut buffer = vec![0; 1 << 16];
        let mut bytes = 0;
        loop {
            let read = file.read(&mut buffer).map_err(|_| changed())?;
            let Some(some) = buffer.get(..read).filter(|some| !some.is_empty()) else { break };
            digest.update(some);
            bytes += read as u64;
            out.write_all(some).map_err(|cause| failed(&self.path, cause))?;
        }
        let same = bytes == entry.bytes && digest.finalize().to_hex().as_str() == entry.blake3;
        if same { Ok(()) } else { Err(changed()) }
    }
}
