//! Sending what is recorded: the end of a run, its resumption after a crash,
//! and the retry of what failed.

use chrono::{DateTime, Utc};

use super::batch_run;
use super::clock::Clock;
use super::courier::Courier;
use super::engine::Engine;
use super::error::AppError;
use super::progress::{Progress, Unwatched};
use super::rule_sets;
use super::sealing;
use super::sending_error::SendingError;
use super::turn::joined;
use crate::dispatch::{StopSignal, Transport};
use crate::domain::channel::Channel;
use crate::domain::identity::RunId;
use crate::store::{AtWork, Cancellation, Run, RunLock, RunState, Store, StoreError};

/// What a run has come to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sent {
    pub run: RunId,
    /// By all who sent it meanwhile.
    pub sent: u64,
    pub failed: u64,
    /// Recipients that the server refused in mails that others received.
    pub refused_recipients: u64,
    /// Reminders that an interrupted process had taken up: those that the
    /// server had acknowledged are sent again with the same Message-ID.
    pub in_doubt: u64,
    /// Reminders that payments or later reminders have overtaken since they
    /// were recorded; they are cancelled.
    pub overtaken: u64,
    /// Invoices whose temporary hold was lifted.
    pub holds_lifted: u64,
    /// Stopped before the end; `resume` goes on.
    pub stopped: bool,
    /// Reminders that are tried again later: the run goes on then.
    pub waiting: u64,
    /// When the first of them is due.
    pub waiting_until: Option<DateTime<Utc>>,
}

/// What `resume` found.
pub enum Resumable {
    /// Recorded and partly sent: sending goes on.
    Sending(Run, RunLock),
    /// Recorded and not yet confirmed; nothing was sent.
    Unconfirmed(Run, RunLock),
    /// Interrupted while it was being recorded: nothing was sent, the record
    /// was dropped, the batch is to be recorded anew.
    Recording(Run, RunLock),
    /// By hand, and interrupted while it was being recorded: nothing was sent,
    /// the record was dropped. Whoever chose the items has to choose again.
    Dropped(Run),
    /// Recorded, never confirmed, and the data under it have changed: nothing
    /// was sent, the record was dropped, the batch is to be recorded anew.
    Changed(Run, RunLock),
}

/// Looks for a run that was interrupted, under the lock of its company. One
/// whose mails go to a server may be in the hands of others, who then send it
/// together.
///
/// # Errors
/// When there is none, or a process is still at it.
pub async fn interrupted(
    engine: &Engine,
    company: &crate::domain::company::CompanyCode,
    clock: &Clock,
    progress: &dyn Progress,
) -> Result<Resumable, AppError> {
    if let Some(run) = engine.store.unfinished_run(company).await?
        && is_shared(&run)
    {
        let lock = joined(&engine.store, company).await?;
        return Ok(Resumable::Sending(run, lock));
    }
    let lock = engine.store.lock_runs(company).await?;
    let run = engine.store.unfinished_run(company).await?.ok_or(AppError::NothingToResume)?;
    Ok(match run.state {
        RunState::Recording => {
            engine.store.cancel_run(run.id, clock.now()).await?;
            if run.channel == Channel::Batch {
                Resumable::Recording(run, lock)
            } else {
                lock.release().await;
                Resumable::Dropped(run)
            }
        }
        // What was chosen by hand stays chosen; what does not hold any more is
        // cancelled when sending starts.
        RunState::Planned if run.channel != Channel::Batch => Resumable::Unconfirmed(run, lock),
        RunState::Planned if batch_run::is_current(engine, &run, progress).await? => {
            Resumable::Unconfirmed(run, lock)
        }
        RunState::Planned => {
            engine.store.cancel_run(run.id, clock.now()).await?;
            Resumable::Changed(run, lock)
        }
        _ => Resumable::Sending(run, lock),
    })
}

/// Drops a saved plan, or the rest of a run that was interrupted: what is
/// queued is never sent. The temporary holds are lifted when something was
/// sent before (domain document §6).
///
/// # Errors
/// When the run is unknown, ended already, or a process is still at it.
pub async fn cancel(engine: &Engine, id: RunId, clock: &Clock) -> Result<Cancellation, AppError> {
    let run = engine.store.run(id).await?.ok_or(AppError::UnknownRun { run: id })?;
    let lock = engine.store.lock_runs(&run.company).await?;
    let cancelled = engine.store.cancel_run(id, clock.now()).await?;
    lock.release().await;
    Ok(cancelled)
}

/// Puts the failed reminders of a finished run back into the queue.
///
/// # Errors
/// When none failed or the run is not finished.
pub async fn requeue(engine: &Engine, id: RunId) -> Result<(Run, RunLock), AppError> {
    let run = engine.store.run(id).await?.ok_or(AppError::UnknownRun { run: id })?;
    let lock = engine.store.lock_runs(&run.company).await?;
    if let Some(unfinished) = engine.store.unfinished_run(&run.company).await? {
        return Err(AppError::Unfinished { run: unfinished.id });
    }
    if run.state != RunState::Finished || engine.store.requeue_failed(id).await? == 0 {
        return Err(AppError::NothingToRetry { run: id });
    }
    Ok((run, lock))
}

/// Letters, and mails to a folder, are written by one process.
fn is_shared(run: &Run) -> bool {
    run.state == RunState::Dispatching && run.to_server == Some(true) && run.folder.is_none()
}

/// Sends the queued reminders of a run that still hold and, when all have their result, ends
/// the run and lifts its temporary holds. Each result is recorded with level,
/// date, comment, expected payment date and history in one transaction
/// (domain document §6). From here on others may help; a run that a person had
/// stopped goes on.
///
/// # Errors
/// When the server cannot be used or the store fails; what was sent is
/// recorded and `resume` goes on.
pub async fn send(
    engine: &Engine,
    run: &Run,
    lock: RunLock,
    transport: &Transport,
    clock: &Clock,
    progress: &dyn Progress,
    stop: &StopSignal,
) -> Result<Sent, AppError> {
    let engine = &rule_sets::engine_of(engine, run).await?;
    let (store, scope) = (&engine.store, engine.scope_of(run)?);
    // Mails in a folder reach nobody: what a server had begun, it goes on with.
    if run.to_server == Some(true) && !transport.is_server() {
        return Err(AppError::ServerMissing { run: run.id });
    }
    let in_hand = in_hand(store, run)?;
    let lock = match lock.share().await {
        // Somebody changes the data between the two; it is looked at below.
        Err(StoreError::RunInProgress { .. }) => joined(store, &run.company).await?,
        other => other?,
    };
    if transport.is_server() {
        refuse_lost_accounts(store, run, transport).await?;
        store.keep_server(run.id, &transport.to_string()).await?;
    }
    store.start_dispatch(run.id, transport.is_server()).await?;
    store.bury_the_dead().await?;
    // Before the queue is put in order: who was under way may have arrived.
    let overtaken = store
        .cancel_overtaken(run.id, clock.now(), |method| scope.rules.never_dunned.contains(method))
        .await?;
    let scope = &scope;
    let courier = Courier { engine, scope, run, lock: &lock, transport, clock, progress, stop };
    let sent = courier.carry(overtaken, true).await?;
    drop(in_hand);
    lock.release().await;
    sealing::after_a_run(store, || clock.now()).await;
    Ok(sent)
}

/// Helps others to send a run, or takes it over from those who are gone, unless
/// a person has stopped it. `None` when there is nothing to do for this process.
///
/// # Errors
/// As [`send`].
pub async fn help(
    engine: &Engine,
    id: RunId,
    transport: &Transport,
    clock: &Clock,
    stop: &StopSignal,
) -> Result<Option<Sent>, AppError> {
    let store = &engine.store;
    let Some(found) = store.run(id).await? else { return Ok(None) };
    let Some(in_hand) = store.take_in_hand(id) else { return Ok(None) };
    let lock = match store.join_runs(&found.company).await {
        Err(StoreError::RunInProgress { .. }) => return Ok(None),
        other => other?,
    };
    let Some(run) = store.run(id).await?.filter(|run| is_shared(run) && run.halted_at.is_none())
    else {
        return Ok(None);
    };
    refuse_lost_accounts(store, &run, transport).await?;
    let engine = &rule_sets::engine_of(engine, &run).await?;
    let (run, scope) = (&run, engine.scope_of(&run)?);
    let never_dunned = |method: &str| scope.rules.never_dunned.contains(method);
    let overtaken = store.cancel_overtaken_since(id, clock.now(), never_dunned).await?;
    let (scope, progress) = (&scope, &Unwatched);
    let courier = Courier { engine, scope, run, lock: &lock, transport, clock, progress, stop };
    let sent = courier.carry(overtaken, false).await?;
    drop(in_hand);
    lock.release().await;
    sealing::after_a_run(store, || clock.now()).await;
    Ok(Some(sent))
}

/// A mail never leaves by another account than the one it was recorded with: it
/// would be from a server that the receiver does not expect.
async fn refuse_lost_accounts(
    store: &Store,
    run: &Run,
    transport: &Transport,
) -> Result<(), AppError> {
    let recorded = store.accounts_to_leave_by(run.id).await?;
    match recorded.into_iter().find(|account| !transport.has(account)) {
        Some(account) => Err(SendingError::AccountGone { run: run.id, account }.into()),
        None => Ok(()),
    }
}

fn in_hand(store: &Store, run: &Run) -> Result<AtWork, StoreError> {
    let in_progress = || StoreError::RunInProgress { company: run.company.clone() };
    store.take_in_hand(run.id).ok_or_else(in_progress)
}
