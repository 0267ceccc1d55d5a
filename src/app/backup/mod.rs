//! Backups that are consistent while others work, and databases made from
//! them.

mod postgres;
mod restore;
mod sqlite;

use std::path::{Path, PathBuf};

use chrono::{DateTime, Utc};

use super::audit_chain::{self, Verify};
use super::diff::Folders;
use super::editing::snapshot::Snapshot;
use super::error::AppError;
use super::progress::Progress;
use super::trust_error::TrustError;
use crate::archive::{Archive, Backed, Manifest, Writer};
use crate::chain::Head;
use crate::store::Store;
use crate::wording::msg;

pub use restore::{Restored, restore};

/// The way in which archives are written.
const FORMAT: u32 = 1;

/// Writes a backup of the database, the rules and the templates.
///
/// # Errors
/// When the file exists, cannot be written, or the database cannot be copied.
pub async fn backup(
    store: &Store,
    folders: &Folders,
    place: &Path,
    progress: &dyn Progress,
    now: DateTime<Utc>,
) -> Result<Manifest, AppError> {
    if place.exists() {
        return Err(TrustError::Exists { path: place.display().to_string() }.into());
    }
    // Beside its place: there is room, or there is none for the backup either.
    let folder = crate::archive::folder_of(place);
    let work = tempfile::Builder::new().prefix(".relance-backup-").tempdir_in(&folder);
    let work =
        work.map_err(|error| AppError::File { path: folder.display().to_string(), error })?;
    progress.begin(msg!("trust-stage-copying"), None);
    let copied = copy(store, work.path()).await;
    progress.end();
    let copied = copied?;
    let files = Snapshot::read(folders)?;
    let manifest = Manifest {
        format: FORMAT,
        version: env!("CARGO_PKG_VERSION").to_owned(),
        created_at: now,
        database: copied.kind,
        schema: store.schema().await?,
        head: copied.head.to_string(),
        files: Vec::new(),
    };
    progress.begin(msg!("trust-stage-packing"), None);
    let place = place.to_owned();
    let packed = blocking(move || pack(&place, &copied, &files, manifest)).await;
    progress.end();
    packed
}

/// A copy of the database in a file.
struct Copied {
    kind: Backed,
    file: PathBuf,
    head: Head,
}

async fn copy(store: &Store, work: &Path) -> Result<Copied, AppError> {
    match store.server_url() {
        Some(url) => postgres::copy(store, url, work).await,
        None => sqlite::copy(store, work).await,
    }
}

fn pack(
    place: &Path,
    copied: &Copied,
    files: &Snapshot,
    manifest: Manifest,
) -> Result<Manifest, AppError> {
    let mut writer = Writer::create(place).map_err(TrustError::from)?;
    let mut database = std::fs::File::open(&copied.file)
        .map_err(|error| AppError::File { path: copied.file.display().to_string(), error })?;
    writer.add(copied.kind.file(), &mut database).map_err(TrustError::from)?;
    for (path, content) in &files.0 {
        writer.add(path.as_str(), &mut &*content.bytes).map_err(TrustError::from)?;
    }
    Ok(writer.finish(manifest).map_err(TrustError::from)?)
}

/// Whether a backup can be restored: every digest, and the history in it.
///
/// # Errors
/// What is wrong with it.
pub async fn verify(place: &Path, progress: &dyn Progress) -> Result<Manifest, AppError> {
    progress.begin(msg!("trust-stage-reading"), None);
    let opened = checked(place).await;
    progress.end();
    let mut archive = opened?;
    let manifest = archive.manifest().clone();
    let work = tempfile::tempdir().map_err(|error| AppError::File {
        path: std::env::temp_dir().display().to_string(),
        error,
    })?;
    let file = work.path().join(manifest.database.file());
    let (archive_file, kind) = (file.clone(), manifest.database);
    blocking(move || Ok(archive.extract(kind.file(), &archive_file).map_err(TrustError::from)?))
        .await?;
    match kind {
        Backed::Sqlite => sqlite::verify(&file, &manifest, progress).await?,
        Backed::Postgres => postgres::list(&file).await?,
    }
    Ok(manifest)
}

/// The archive, every file of which was compared with its digest.
async fn checked(place: &Path) -> Result<Archive, AppError> {
    let place = place.to_owned();
    blocking(move || {
        let mut archive = Archive::open(&place).map_err(TrustError::from)?;
        archive.check().map_err(TrustError::from)?;
        Ok(archive)
    })
    .await
}

/// The history of a database made from a backup must hold, and end where the
/// backup says.
async fn history_holds(
    store: &Store,
    manifest: &Manifest,
    progress: &dyn Progress,
) -> Result<(), AppError> {
    let kept = manifest.head.parse().ok();
    let found = audit_chain::verify(store, Verify { kept, messages: false }, progress).await?;
    if let Some(flaw) = found.flaw {
        return Err(TrustError::Broken { flaw: flaw.message() }.into());
    }
    if Some(found.head) != kept {
        let cause = format!("{} ≠ {}", found.head, manifest.head);
        return Err(TrustError::Damaged { cause }.into());
    }
    Ok(())
}

/// Work with files, off the threads that others wait on.
async fn blocking<T: Send + 'static>(
    work: impl FnOnce() -> Result<T, AppError> + Send + 'static,
) -> Result<T, AppError> {
    tokio::task::spawn_blocking(work).await.map_err(|_| AppError::Worker)?
}
