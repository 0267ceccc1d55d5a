//! Filling the store: CSV folders, FEC files, the demonstration company.

use std::path::Path;

use chrono::NaiveDate;

use super::clock::Clock;
use super::error::AppError;
use super::progress::Progress;
use crate::demo;
use crate::domain::company::Company;
use crate::import::{self, FecOptions, set::ImportSet};
use crate::store::{ImportReport, RunLock, Store};
use crate::wording::msg;

/// What demonstration data are marked with in the log of imports.
const DEMO_SOURCE: &str = "demo";

/// Ends the stage of reading.
fn was_read(set: &ImportSet, progress: &dyn Progress) {
    progress.advance(set.row_count());
    progress.end();
}

/// The stage of storing.
async fn store_watched(
    store: &Store,
    company: &Company,
    set: &ImportSet,
    source: &str,
    clock: &Clock,
    progress: &dyn Progress,
) -> Result<ImportReport, AppError> {
    progress.begin(msg!("app-stage-storing"), Some(set.row_count()));
    let report = import_set(store, company, set, source, clock).await?;
    progress.advance(set.row_count());
    progress.end();
    Ok(report)
}

/// Imports a CSV folder, whole or not at all. Its rows may refer to what is
/// stored already.
///
/// # Errors
/// Every bad row of every file, or a store that fails.
pub async fn csv_folder(
    store: &Store,
    company: &Company,
    folder: &Path,
    clock: &Clock,
    progress: &dyn Progress,
) -> Result<ImportReport, AppError> {
    progress.begin(msg!("app-stage-reading"), None);
    let read = import::csv_folder(folder)?;
    let set = if read.refers_elsewhere() {
        let stored = store.keys(&company.code).await?;
        read.resolve(|target| stored.have(target))?
    } else {
        read.resolve(|_| false)?
    };
    was_read(&set, progress);
    store_watched(store, company, &set, &folder.display().to_string(), clock, progress).await
}

/// Imports the open items of a FEC file, whole or not at all.
///
/// # Errors
/// Every bad line, or a store that fails.
pub async fn fec(
    store: &Store,
    company: &Company,
    file: &Path,
    options: &FecOptions,
    clock: &Clock,
    progress: &dyn Progress,
) -> Result<ImportReport, AppError> {
    progress.begin(msg!("app-stage-reading"), None);
    let set = import::fec(file, options)?;
    was_read(&set, progress);
    store_watched(store, company, &set, &file.display().to_string(), clock, progress).await
}

/// Fills the store with the demonstration company, the same for the same
/// date and seed.
///
/// # Errors
/// When the store holds anything else for the company.
pub async fn demo(
    store: &Store,
    company: &Company,
    as_of: NaiveDate,
    seed: u64,
    clock: &Clock,
    progress: &dyn Progress,
) -> Result<ImportReport, AppError> {
    let last = store.last_import(&company.code).await?;
    if let Some(other) = last.filter(|last| last.source != DEMO_SOURCE) {
        return Err(AppError::NotEmpty { last_import: other.source });
    }
    store_watched(store, company, &demo::company(as_of, seed), DEMO_SOURCE, clock, progress).await
}

/// Imports rows that were checked, whole or not at all, and gives the lock
/// back.
///
/// # Errors
/// When they refer to what does not exist, or the store fails.
pub async fn rows(
    store: &Store,
    company: &Company,
    set: &ImportSet,
    source: &str,
    clock: &Clock,
    turn: RunLock,
) -> Result<ImportReport, AppError> {
    let imported = store.import(&company.code, set, clock.now(), source).await;
    turn.release().await;
    Ok(imported?)
}

/// Under the lock of the company's runs: what a run is sending does not change
/// under it.
async fn import_set(
    store: &Store,
    company: &Company,
    set: &ImportSet,
    source: &str,
    clock: &Clock,
) -> Result<ImportReport, AppError> {
    let lock = store.lock_runs(&company.code).await?;
    let imported = store.import(&company.code, set, clock.now(), source).await;
    lock.release().await;
    Ok(imported?)
}
