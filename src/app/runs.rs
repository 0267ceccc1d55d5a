//! A run for interfaces that cannot wait for an answer: it is recorded, and
//! sent once somebody has confirmed what was recorded.

use super::batch_run::{self, Purpose, Recorded};
use super::clock::Clock;
use super::engine::{Engine, Scope};
use super::error::AppError;
use super::letters;
use super::preview::Preview;
use super::progress::Progress;
use super::sending::{self, Resumable, Sent};
use crate::dispatch::{StopSignal, Transport};
use crate::domain::channel::Channel;
use crate::domain::identity::RunId;
use crate::store::{NewAuditEntry, Run, RunIntent, RunLock, RunState, Store, StoreError};

/// What to work with while a run is sent.
#[derive(Clone, Copy)]
pub struct Sending<'a> {
    pub engine: &'a Engine,
    pub clock: &'a Clock,
    pub transport: &'a Transport,
    pub progress: &'a dyn Progress,
    pub stop: &'a StopSignal,
}

/// What came of a run that was to be sent.
#[derive(Debug)]
pub enum Outcome {
    Sent(Sent),
    /// The record did not hold any more: nothing was sent, the batch was
    /// recorded anew and waits for its confirmation.
    Anew(RunId),
    /// Chosen by hand and not recorded to its end: dropped, nothing was sent.
    Dropped,
}

/// A batch that is recorded and waits for its confirmation, or, without any
/// reminder, has come to its end.
#[derive(Debug)]
pub struct Waiting {
    pub run: RunId,
    pub preview: Preview,
}

/// Records a batch and lets it wait. Stopped before it is recorded, it leaves
/// nothing that has to be resumed, and gives `None`.
///
/// # Errors
/// As [`batch_run::record`].
pub async fn record(
    sending: &Sending<'_>,
    scope: &Scope,
    purpose: &Purpose,
) -> Result<Option<Waiting>, AppError> {
    let Sending { engine, clock, progress, stop, .. } = *sending;
    let recorded = tokio::select! {
        recorded = batch_run::record(engine, scope, clock, purpose, progress) => recorded?,
        () = stop.stopped() => {
            drop_unrecorded(engine, scope, clock).await?;
            return Ok(None);
        }
    };
    let Recorded { run, preview, lock } = recorded;
    // Nothing to ask about.
    if purpose.intent == RunIntent::Send && preview.report.total.reminders == 0 {
        let recorded = existing(&engine.store, run).await?;
        send(sending, &recorded, lock).await?;
    } else {
        lock.release().await;
    }
    Ok(Some(Waiting { run, preview }))
}

async fn drop_unrecorded(engine: &Engine, scope: &Scope, clock: &Clock) -> Result<(), AppError> {
    match engine.store.unfinished_run(scope.company()).await? {
        Some(run) if run.state == RunState::Recording => {
            sending::cancel(engine, run.id, clock).await?;
        }
        _ => {}
    }
    Ok(())
}

/// Sends what was recorded: a saved plan, a run that waits for its
/// confirmation, or the rest of one that was interrupted.
///
/// # Errors
/// When the run has ended, another one has to come to its end before, a
/// process is at work, the data under a saved plan have changed, the server
/// cannot be used, or the store fails.
pub async fn go_on(sending: &Sending<'_>, id: RunId) -> Result<Outcome, AppError> {
    let Sending { engine, clock, progress, .. } = *sending;
    let run = existing(&engine.store, id).await?;
    if run.state == RunState::Planned && run.intent == RunIntent::Save {
        let (run, lock) = batch_run::open_plan(engine, id, progress).await?;
        return Ok(Outcome::Sent(send(sending, &run, lock).await?));
    }
    // Nodes that are at it need no help, and those that are there help anyway.
    if run.state == RunState::Dispatching
        && run.halted_at.is_none()
        && engine.store.workers_at(id).await? > 0
    {
        return Err(StoreError::RunInProgress { company: run.company }.into());
    }
    match engine.store.unfinished_run(&run.company).await? {
        Some(unfinished) if unfinished.id == id => {}
        Some(unfinished) => return Err(AppError::Unfinished { run: unfinished.id }),
        None => return Err(AppError::NothingToResume),
    }
    match sending::interrupted(engine, &run.company, clock, progress).await? {
        Resumable::Sending(run, lock) | Resumable::Unconfirmed(run, lock) => {
            Ok(Outcome::Sent(send(sending, &run, lock).await?))
        }
        Resumable::Dropped(_) => Ok(Outcome::Dropped),
        Resumable::Recording(run, lock) | Resumable::Changed(run, lock) => {
            Ok(Outcome::Anew(record_anew(sending, &run, lock).await?))
        }
    }
}

/// Records the batch of a dropped run again, on its own date.
async fn record_anew(
    sending: &Sending<'_>,
    dropped: &Run,
    lock: RunLock,
) -> Result<RunId, AppError> {
    let Sending { engine, clock, progress, .. } = *sending;
    let scope = engine.scope_of(dropped)?;
    let purpose = Purpose {
        intent: RunIntent::Send,
        forced_reason: dropped.forced_reason.clone(),
        request: dropped.request.clone(),
    };
    let recorded =
        batch_run::record_locked(engine, &scope, clock, &purpose, progress, lock).await?;
    recorded.lock.release().await;
    Ok(recorded.run)
}

/// Sends the failed reminders of a finished run once more.
///
/// # Errors
/// As [`sending::requeue`] and [`sending::send`].
pub async fn retry(sending: &Sending<'_>, id: RunId) -> Result<Outcome, AppError> {
    let (run, lock) = sending::requeue(sending.engine, id).await?;
    Ok(Outcome::Sent(send(sending, &run, lock).await?))
}

async fn send(sending: &Sending<'_>, run: &Run, lock: RunLock) -> Result<Sent, AppError> {
    let Sending { engine, clock, progress, stop, .. } = *sending;
    let transport = &letters::transport_of(run, sending.transport);
    let sent = sending::send(engine, run, lock, transport, clock, progress, stop).await?;
    if run.channel == Channel::Letter && engine.store.reminder_counts(run.id).await?.sent > 0 {
        letters::list(engine, run, false).await?;
    }
    Ok(sent)
}

async fn existing(store: &Store, run: RunId) -> Result<Run, AppError> {
    store.run(run).await?.ok_or(AppError::UnknownRun { run })
}

/// Who had what done to a run, for the audit log. What was done stands, even
/// where the entry fails: then the log of the service tells it.
pub async fn audit(store: &Store, actor: &str, action: &str, run: RunId, clock: &Clock) {
    let object = run.0.to_string();
    let entry = NewAuditEntry { actor, action, object: &object, detail: "" };
    if let Err(error) = store.audit(&entry, clock.now()).await {
        tracing::error!(%error, actor, action, run = run.0, "not in the audit log");
    }
}
