//! Files as an earlier revision left them.

use std::collections::BTreeMap;

use super::desk::Wanted;
use super::path::FilePath;
use super::snapshot::{Content, Snapshot};
use crate::app::error::AppError;
use crate::store::Store;

/// The changes that make one file, or every file of the revision, read as the
/// revision left it; empty where the revision has no such file.
///
/// # Errors
/// When the store fails.
pub async fn wanted(
    store: &Store,
    now: &Snapshot,
    revision: i64,
    only: Option<&FilePath>,
) -> Result<Vec<Wanted>, AppError> {
    let Some(revision) = store.revision(revision).await? else { return Ok(Vec::new()) };
    let mut hashes: BTreeMap<FilePath, Option<String>> = BTreeMap::new();
    for file in revision.files {
        let Some(path) = FilePath::parse(&file.path) else { continue };
        if only.is_none_or(|only| *only == path) {
            hashes.insert(path, file.after);
        }
    }
    let mut wanted = Vec::with_capacity(hashes.len());
    for (path, hash) in hashes {
        let content = match &hash {
            Some(hash) => {
                // What the record does not hold cannot be restored.
                let Some(bytes) = store.file_content(hash).await? else { continue };
                Some(Content::new(bytes))
            }
            None => None,
        };
        let seen = now.hash(&path).map(str::to_owned);
        wanted.push(Wanted { path, content, seen });
    }
    Ok(wanted)
}
