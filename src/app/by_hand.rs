//! What somebody chose and looked at is recorded once, and leaves.

use std::path::PathBuf;

use super::clock::Clock;
use super::engine::Engine;
use super::error::AppError;
use super::letters;
use super::preview::Preview;
use super::progress::Unwatched;
use super::report::Rows;
use super::request::{Product, Task};
use super::selection::{self, Origin};
use super::sending;
use crate::dispatch::{StopSignal, Transport};
use crate::domain::identity::RunId;
use crate::store::{Run, RunLock, StoreError};

/// How often, and after how long, a form that is sent twice looks for what
/// came of it while it is still being recorded.
const LOOKS: u32 = 40;
const BETWEEN: std::time::Duration = std::time::Duration::from_millis(250);

/// A form that asks for reminders.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Order {
    pub author: String,
    /// Of this form alone.
    pub key: String,
    /// What was shown to whoever asks, as [`fingerprint`] tells it.
    pub shown: String,
    /// Where letters are written to.
    pub folder: PathBuf,
}

/// What came of an order.
pub enum Ordered {
    /// On record, and to be sent under the lock.
    Recorded(Box<Run>, RunLock),
    /// On record as drafts.
    Drafted(RunId),
    /// This form was carried out before.
    Before(RunId),
    /// It would be something else than what was shown: nothing is recorded.
    Changed,
}

/// What tells two previews apart: the reminders, and who is in them.
pub fn fingerprint(rows: &Rows) -> String {
    let mut hasher = blake3::Hasher::new();
    for row in &rows.reminders {
        hasher.update(row.message_id.as_bytes());
        hasher.update(row.subject.as_bytes());
        hasher.update(&[0]);
    }
    hasher.finalize().to_hex().to_string()
}

/// Records what was chosen, where it still is what was shown; drafts end there.
///
/// # Errors
/// When another run is at work or did not come to its end, or the store fails.
pub async fn order(
    engine: &Engine,
    task: &Task,
    clock: &Clock,
    order: &Order,
) -> Result<Ordered, AppError> {
    let (store, company) = (&engine.store, task.scope.company());
    if let Some(run) = store.run_of_request(company, &order.key).await? {
        return Ok(Ordered::Before(run));
    }
    let folder = match task.product {
        Product::Letter(_) => Some(order.folder.as_path()),
        Product::Mail | Product::Draft => None,
    };
    let origin = Origin { author: &order.author, folder, request: Some(&order.key) };
    let mut rows = Rows::default();
    let keep = |prepared| rows.add(prepared);
    let recorded = match selection::record(engine, task, clock, origin, &Unwatched, keep).await {
        Err(
            error @ (AppError::Store(StoreError::RunInProgress { .. })
            | AppError::Unfinished { .. }),
        ) => {
            // The same form may be at work.
            return match recorded_meanwhile(engine, task, &order.key).await? {
                Some(run) => Ok(Ordered::Before(run)),
                None => Err(error),
            };
        }
        other => other?,
    };
    let run = recorded.run;
    if rows.reminders.is_empty() || fingerprint(&rows) != order.shown {
        store.cancel_run(run, clock.now()).await?;
        store.forget_request(run).await?;
        recorded.lock.release().await;
        return Ok(Ordered::Changed);
    }
    if task.product == Product::Draft {
        store.finish_drafts(run, clock.now()).await?;
        recorded.lock.release().await;
        return Ok(Ordered::Drafted(run));
    }
    let run = store.run(run).await?.ok_or(AppError::UnknownRun { run })?;
    Ok(Ordered::Recorded(Box::new(run), recorded.lock))
}

async fn recorded_meanwhile(
    engine: &Engine,
    task: &Task,
    key: &str,
) -> Result<Option<RunId>, AppError> {
    for _ in 0..LOOKS {
        if let Some(run) = engine.store.run_of_request(task.scope.company(), key).await? {
            return Ok(Some(run));
        }
        match engine.store.lock_runs(task.scope.company()).await {
            // Whoever was at work was somebody else, and is done.
            Ok(lock) => {
                lock.release().await;
                return Ok(None);
            }
            Err(StoreError::RunInProgress { .. }) => tokio::time::sleep(BETWEEN).await,
            Err(error) => return Err(error.into()),
        }
    }
    Ok(None)
}

/// Sends a recorded run, letters to the folder that they were asked for in.
///
/// # Errors
/// As [`sending::send`].
pub async fn send(
    engine: &Engine,
    run: &Run,
    lock: RunLock,
    mails: &Transport,
    clock: &Clock,
    stop: &StopSignal,
) -> Result<sending::Sent, AppError> {
    let transport = letters::transport_of(run, mails);
    sending::send(engine, run, lock, &transport, clock, &Unwatched, stop).await
}

/// A dry run with what tells it apart.
///
/// # Errors
/// When the store fails.
pub async fn look(
    engine: &Engine,
    task: &Task,
    clock: &Clock,
) -> Result<(Preview, Rows, String), AppError> {
    let (preview, rows) = selection::preview(engine, task, clock, None, &Unwatched).await?;
    let fingerprint = fingerprint(&rows);
    Ok((preview, rows, fingerprint))
}
