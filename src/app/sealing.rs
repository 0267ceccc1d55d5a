//! Sealing the history: what was recorded enters the chain.

use std::time::{Duration, Instant};

use chrono::{DateTime, Utc};

use crate::store::{Cursor, Store, StoreError};

/// So long the end of a run may take to seal its history; the rest is sealed
/// by the worker, by the next run, or by `relance audit seal`.
const AFTER_A_RUN: Duration = Duration::from_secs(2);

/// Which rows are looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Extent {
    /// Those that came in since the last time.
    Recent,
    /// All, which finds those of transactions that took minutes.
    All,
}

/// Seals what waits, and returns how many rows that was. Stops early, between
/// two transactions, when `enough` says so.
///
/// # Errors
/// When the database fails; what was sealed before stays so.
pub async fn seal(
    store: &Store,
    extent: Extent,
    now: impl Fn() -> DateTime<Utc>,
    enough: impl Fn() -> bool,
) -> Result<u64, StoreError> {
    let mut cursor = match extent {
        Extent::Recent => store.seal_cursor().await?,
        Extent::All => Cursor::beginning(),
    };
    let mut rows = 0;
    // Looked at before a turn to write is asked for.
    while !enough() && store.waits_for_seal(&cursor).await? {
        let batch = store.seal(&mut cursor, now()).await?;
        rows += batch.rows;
        if !batch.more {
            break;
        }
    }
    Ok(rows)
}

/// Seals what a run, or an erasure, has left in the history. That it fails
/// stops nothing: the rows wait.
pub async fn after_a_run(store: &Store, now: impl Fn() -> DateTime<Utc>) {
    let begun = Instant::now();
    let enough = || begun.elapsed() > AFTER_A_RUN;
    if let Err(error) = seal(store, Extent::Recent, now, enough).await {
        tracing::warn!(%error, "the history is not sealed yet");
    }
}
