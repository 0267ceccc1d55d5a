//! A database made from a backup: into nothing, never over something.

use std::path::Path;

use tempfile::TempPath;

use super::{blocking, checked, history_holds, postgres, sqlite};
use crate::app::error::AppError;
use crate::app::progress::Progress;
use crate::app::trust_error::TrustError;
use crate::archive::{Archive, Backed, Manifest};
use crate::domain::company::CompanyCode;
use crate::store::{Store, database_file};
use crate::wording::msg;

/// What a restoration made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Restored {
    pub manifest: Manifest,
    /// Files of rules and templates that were written.
    pub files: u64,
    /// Whose run was at work when the backup was made.
    pub interrupted: Vec<CompanyCode>,
}

/// Makes a database from a backup, and writes `rules/` and `templates/` below
/// `files` where that is given.
///
/// # Errors
/// When there is something already, the backup is of another kind of database,
/// is damaged, or its history does not hold; then nothing is left of it.
pub async fn restore(
    url: &str,
    place: &Path,
    files: Option<&Path>,
    progress: &dyn Progress,
) -> Result<Restored, AppError> {
    for name in ["rules", "templates"] {
        if let Some(there) = files.map(|folder| folder.join(name)).filter(|it| it.exists()) {
            return Err(TrustError::Exists { path: there.display().to_string() }.into());
        }
    }
    let file = database_file(url)?;
    if let Some(there) = file.as_ref().filter(|file| file.exists()) {
        return Err(TrustError::Exists { path: there.display().to_string() }.into());
    }
    progress.begin(msg!("trust-stage-reading"), None);
    let opened = checked(place).await;
    progress.end();
    let archive = opened?;
    let manifest = archive.manifest().clone();
    let archive = match (&file, manifest.database) {
        (Some(file), Backed::Sqlite) => into_file(archive, &manifest, file, progress).await?,
        (None, Backed::Postgres) => into_server(archive, &manifest, url, progress).await?,
        (_, other) => return Err(TrustError::OtherDatabase { backup: other.as_str() }.into()),
    };
    let written = match files {
        Some(folder) => folders(archive, folder).await?,
        None => 0,
    };
    let store = Store::open_existing(url).await?;
    store.migrate().await?;
    let interrupted = store.interrupted_companies().await;
    store.close().await;
    let interrupted = interrupted?;
    Ok(Restored { manifest, files: written, interrupted })
}

async fn into_file(
    archive: Archive,
    manifest: &Manifest,
    file: &Path,
    progress: &dyn Progress,
) -> Result<Archive, AppError> {
    let folder = crate::archive::folder_of(file);
    let work = tempfile::Builder::new().prefix(".relance-restore-").tempdir_in(&folder);
    let work =
        work.map_err(|error| AppError::File { path: folder.display().to_string(), error })?;
    let copy = work.path().join(Backed::Sqlite.file());
    let archive = taken_out(archive, Backed::Sqlite, &copy).await?;
    sqlite::verify(&copy, manifest, progress).await?;
    // Not over a file that came to be meanwhile.
    let failed = |error| AppError::File { path: file.display().to_string(), error };
    let copy = TempPath::try_from_path(&copy).map_err(failed)?;
    copy.persist_noclobber(file).map_err(|refused| failed(refused.error))?;
    Ok(archive)
}

async fn into_server(
    archive: Archive,
    manifest: &Manifest,
    url: &str,
    progress: &dyn Progress,
) -> Result<Archive, AppError> {
    let store = Store::open_existing(url).await?;
    if !store.has_nothing().await? {
        return Err(TrustError::DatabaseNotEmpty.into());
    }
    let work = tempfile::tempdir().map_err(|error| AppError::File {
        path: std::env::temp_dir().display().to_string(),
        error,
    })?;
    let copy = work.path().join(Backed::Postgres.file());
    let archive = taken_out(archive, Backed::Postgres, &copy).await?;
    postgres::fill(&store, url, &copy).await?;
    store.migrate().await?;
    history_holds(&store, manifest, progress).await?;
    Ok(archive)
}

async fn taken_out(mut archive: Archive, kind: Backed, place: &Path) -> Result<Archive, AppError> {
    let place = place.to_owned();
    blocking(move || {
        archive.extract(kind.file(), &place).map_err(TrustError::from)?;
        Ok(archive)
    })
    .await
}

async fn folders(mut archive: Archive, folder: &Path) -> Result<u64, AppError> {
    let folder = folder.to_owned();
    blocking(move || Ok(archive.extract_folders(&folder).map_err(TrustError::from)?)).await
}
