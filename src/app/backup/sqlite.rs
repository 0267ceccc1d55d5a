//! Copies of an SQLite database.

use std::path::Path;

use super::{Copied, history_holds};
use crate::app::error::AppError;
use crate::app::progress::Progress;
use crate::app::trust_error::TrustError;
use crate::archive::{Backed, Manifest};
use crate::store::Store;

/// A copy of one moment, checked.
pub async fn copy(store: &Store, work: &Path) -> Result<Copied, AppError> {
    let file = work.join(Backed::Sqlite.file());
    store.copy_to(&file).await?;
    let copied = open(&file).await?;
    let head = copied.chain_head().await;
    let disorder = copied.disorder().await;
    copied.close().await;
    if let Some(cause) = disorder? {
        return Err(TrustError::Damaged { cause }.into());
    }
    Ok(Copied { kind: Backed::Sqlite, file, head: head? })
}

/// Whether a file taken out of a backup is in order, with its history.
pub async fn verify(
    file: &Path,
    manifest: &Manifest,
    progress: &dyn Progress,
) -> Result<(), AppError> {
    let store = open(file).await?;
    let found = in_order(&store, manifest, progress).await;
    store.close().await;
    found
}

async fn in_order(
    store: &Store,
    manifest: &Manifest,
    progress: &dyn Progress,
) -> Result<(), AppError> {
    if let Some(cause) = store.disorder().await? {
        return Err(TrustError::Damaged { cause }.into());
    }
    store.migrate().await?;
    history_holds(store, manifest, progress).await
}

async fn open(file: &Path) -> Result<Store, AppError> {
    Ok(Store::open_existing(&format!("sqlite:{}", file.display())).await?)
}
