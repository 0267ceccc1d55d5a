//! Whether the history is what it was.

use std::collections::VecDeque;

use chrono::{DateTime, Utc};
use tokio::task::JoinHandle;

use super::error::AppError;
use super::progress::Progress;
use crate::chain::{Flaw, Head, Place, Walk, What};
use crate::store::{ChainCheck, SealedRow, Store, StoreError};
use crate::wording::msg;

/// Entries that are read at once, and with their messages.
const PAGE: i64 = 2_000;
const PAGE_WITH_MESSAGES: i64 = 100;
/// Pages that are read ahead.
const AHEAD: usize = 3;

/// What is to be checked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Verify {
    /// A head that was kept: the chain must go on from it.
    pub kept: Option<Head>,
    /// The messages of reminders too, which takes a while.
    pub messages: bool,
}

/// What a verification found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verification {
    /// The end of what holds: to be kept elsewhere when there is no flaw.
    pub head: Head,
    /// The first thing that is wrong.
    pub flaw: Option<Flaw>,
    /// Texts whose erasure is on record.
    pub erased: i64,
    /// Rows that wait to be sealed, and when the oldest was recorded.
    pub unsealed: u64,
    pub oldest_unsealed: Option<DateTime<Utc>>,
}

/// Goes along the chain as it is now, to its end or to the first flaw.
///
/// # Errors
/// When the database fails.
pub async fn verify(
    store: &Store,
    what: Verify,
    progress: &dyn Progress,
) -> Result<Verification, AppError> {
    // Before the first page: what is erased meanwhile is not expected.
    let erasures = store.erasures_on_record().await?;
    let end = store.chain_head().await?.entries;
    progress.begin(msg!("trust-stage-verifying"), Some(end.unsigned_abs()));
    let mut walk = Walk::new(what.kept);
    let walked = go_along(store, &mut walk, end, what.messages, progress).await;
    progress.end();
    let mut flaw = walked?.or_else(|| walk.finish(&erasures).err());
    let waiting = store.unsealed().await?;
    for row in &waiting {
        if flaw.is_none() && walk.is_inserted(row.kind, row.first) {
            let place = Place { position: None, kind: row.kind, row: row.first };
            flaw = Some(Flaw { place: Some(place), what: What::RowInserted });
        }
    }
    Ok(Verification {
        head: walk.head(),
        flaw,
        erased: walk.erased(),
        unsealed: waiting.iter().map(|waiting| waiting.rows).sum(),
        oldest_unsealed: waiting.iter().map(|waiting| waiting.oldest).min(),
    })
}

/// As [`verify`], and keeps how it ended. Where no head is given, the chain
/// must go on from where it was found in order the last time.
///
/// # Errors
/// As [`verify`].
pub async fn verify_and_keep(
    store: &Store,
    what: Verify,
    progress: &dyn Progress,
    now: DateTime<Utc>,
) -> Result<Verification, AppError> {
    let last = store.last_chain_check().await?.filter(|check| check.flaw.is_none());
    let kept = what.kept.or(last.map(|check| check.head));
    let found = verify(store, Verify { kept, ..what }, progress).await?;
    let flaw = found.flaw.map(|flaw| flaw.what.as_str().to_owned());
    store.keep_chain_check(&ChainCheck { at: now, head: found.head, flaw }).await?;
    Ok(found)
}

async fn go_along(
    store: &Store,
    walk: &mut Walk,
    end: i64,
    messages: bool,
    progress: &dyn Progress,
) -> Result<Option<Flaw>, AppError> {
    let page = if messages { PAGE_WITH_MESSAGES } else { PAGE };
    let mut begins = (0..end).step_by(usize::try_from(page).unwrap_or(1));
    let mut ahead: VecDeque<Reading> = VecDeque::new();
    loop {
        while ahead.len() < AHEAD
            && let Some(after) = begins.next()
        {
            let (store, through) = (store.clone(), (after + page).min(end));
            ahead.push_back(Reading(tokio::spawn(async move {
                store.chain_page(after, through, messages).await
            })));
        }
        let Some(mut reading) = ahead.pop_front() else { return Ok(None) };
        let rows = (&mut reading.0).await.map_err(|_| AppError::Worker)??;
        for SealedRow { entry, row, erasures } in &rows {
            if let Err(flaw) = walk.step(entry, row.as_ref(), erasures) {
                return Ok(Some(flaw));
            }
        }
        progress.advance(rows.len() as u64);
    }
}

/// A page that is read by another task, as long as somebody waits for it.
struct Reading(JoinHandle<Result<Vec<SealedRow>, StoreError>>);

impl Drop for Reading {
    fn drop(&mut self) {
        self.0.abort();
    }
}
