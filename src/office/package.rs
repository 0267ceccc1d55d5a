//! The files in a document, each unpacked once within bounds.

use std::collections::BTreeMap;
use std::io::{Cursor, Read as _, Write as _};
use std::sync::Arc;

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipArchive, ZipWriter};

use super::{limits, picture};
use crate::wording::{Message, msg};

/// What Word writes before a document with a password, and before 2007.
const COMPOUND: &[u8] = &[0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];

/// The name of the entry that an ODT document begins with.
pub(super) const MIMETYPE: &str = "mimetype";

/// Quick rather than small: letters are many.
const LEVEL: i64 = 1;

/// A document as it was packed.
pub(super) struct Package {
    archive: ZipArchive<Cursor<Arc<[u8]>>>,
    /// In their order.
    names: Vec<String>,
}

/// Files by name, unpacked.
pub(super) type Files = BTreeMap<String, Vec<u8>>;

impl Package {
    /// The files are checked, whatever the directory of the archive says.
    pub fn read(bytes: &[u8]) -> Result<(Self, Files), Message> {
        if bytes.starts_with(COMPOUND) {
            return Err(msg!("office-compound"));
        }
        let size = u64::try_from(bytes.len()).unwrap_or(u64::MAX);
        if size > limits::PACKAGE {
            return Err(msg!("office-too-large", size = size, limit = limits::PACKAGE));
        }
        let mut archive = ZipArchive::new(Cursor::new(Arc::from(bytes)))
            .map_err(|error| msg!("office-not-zip", error = error.to_string()))?;
        if archive.len() > limits::ENTRIES {
            let message =
                msg!("office-too-many-files", count = archive.len(), limit = limits::ENTRIES);
            return Err(message);
        }
        if archive.has_duplicate_names() {
            return Err(msg!("office-name-twice"));
        }
        let (mut names, mut files) = (Vec::new(), Files::new());
        let mut left = limits::TOTAL;
        for index in 0..archive.len() {
            let (name, content) = unpack(&mut archive, index, left)?;
            left = left.saturating_sub(u64::try_from(content.len()).unwrap_or(u64::MAX));
            check_picture(&name, &content)?;
            files.insert(name.clone(), content);
            names.push(name);
        }
        Ok((Self { archive, names }, files))
    }

    /// The same document with other contents in some files; all others are
    /// copied as they are packed.
    pub fn with(&self, contents: &BTreeMap<&str, String>) -> Result<Vec<u8>, Message> {
        self.write(contents).map_err(|error| msg!("office-not-written", error = error.to_string()))
    }

    fn write(&self, contents: &BTreeMap<&str, String>) -> Result<Vec<u8>, zip::result::ZipError> {
        let mut archive = self.archive.clone();
        let mut writer = ZipWriter::new(Cursor::new(Vec::with_capacity(64 * 1024)));
        let options = SimpleFileOptions::default()
            .compression_method(CompressionMethod::Deflated)
            .compression_level(Some(LEVEL))
            .last_modified_time(zip::DateTime::default());
        let is_type = |name: &&(usize, &String)| name.1 == MIMETYPE;
        let entries: Vec<_> = self.names.iter().enumerate().collect();
        // Its type comes first in an OpenDocument file, so that it can be told
        // without unpacking.
        let first = entries.iter().filter(is_type);
        for (index, name) in first.chain(entries.iter().filter(|name| !is_type(name))) {
            match contents.get(name.as_str()) {
                Some(content) => {
                    writer.start_file(name.as_str(), options)?;
                    writer.write_all(content.as_bytes())?;
                }
                None => writer.raw_copy_file(archive.by_index_raw(*index)?)?,
            }
        }
        Ok(writer.finish()?.into_inner())
    }
}

fn unpack(
    archive: &mut ZipArchive<Cursor<Arc<[u8]>>>,
    index: usize,
    left: u64,
) -> Result<(String, Vec<u8>), Message> {
    let corrupt = |name: &str, error: &dyn std::fmt::Display| {
        msg!("office-file-corrupt", name = name, error = error.to_string())
    };
    let raw = archive.by_index_raw(index).map_err(|error| corrupt("", &error))?;
    let name = raw.name().map_err(|error| corrupt("", &error))?.into_owned();
    if !is_inside(&name) || raw.is_symlink() {
        return Err(msg!("office-name-outside", name = &name));
    }
    if raw.encrypted() {
        return Err(msg!("office-encrypted", name = &name));
    }
    drop(raw);
    let file = archive.by_index(index).map_err(|error| corrupt(&name, &error))?;
    let limit = limits::ENTRY.min(left);
    let mut content = Vec::new();
    file.take(limit + 1).read_to_end(&mut content).map_err(|error| corrupt(&name, &error))?;
    if u64::try_from(content.len()).unwrap_or(u64::MAX) > limit {
        return Err(if left < limits::ENTRY {
            msg!("office-unpacks-too-large", limit = limits::TOTAL)
        } else {
            msg!("office-file-too-large", name = &name, limit = limits::ENTRY)
        });
    }
    Ok((name, content))
}

/// Names that lead out of the document are no names of its files.
fn is_inside(name: &str) -> bool {
    !name.is_empty()
        && !name.starts_with('/')
        && !name.contains(['\\', ':', '\0'])
        && !name.split('/').any(|part| matches!(part, ".." | "."))
}

fn check_picture(name: &str, content: &[u8]) -> Result<(), Message> {
    let Some(pixels) = picture::pixels(content) else { return Ok(()) };
    let size = u64::try_from(content.len()).unwrap_or(u64::MAX);
    if size > limits::PICTURE {
        return Err(msg!(
            "office-picture-too-large",
            name = name,
            size = size,
            limit = limits::PICTURE
        ));
    }
    if pixels > limits::PIXELS {
        return Err(msg!(
            "office-picture-pixels",
            name = name,
            pixels = pixels,
            limit = limits::PIXELS
        ));
    }
    Ok(())
}
