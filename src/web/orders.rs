//! What is begun in the background for a run, whoever orders it: a page or a
//! program.

use std::sync::Arc;
use std::time::Duration;

use uuid::Uuid;

use super::error::WebError;
use super::jobs::{Ending, Job, Kind, Refused};
use super::visit::CompanyVisit;
use crate::app::batch_run::Purpose;
use crate::app::engine::Scope;
use crate::app::runs::{self, Outcome, Sending};
use crate::domain::identity::RunId;
use crate::store::RunIntent;

/// How long a request waits for a job that may come to its end at once.
pub const SOON: Duration = Duration::from_secs(2);

/// What is done to a run that is recorded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Deed {
    /// A plan, a confirmed run, or the rest of one that was interrupted is
    /// sent.
    GoOn,
    /// What failed is sent once more.
    Retry,
}

/// Begins to send. The same key gives the same job.
///
/// # Errors
/// When no mail server can be named.
pub fn send(
    visit: &CompanyVisit,
    run: RunId,
    key: Uuid,
    deed: Deed,
) -> Result<Result<Job, Refused>, WebError> {
    let transport = visit.web.transport()?;
    let (engine, clock) = (visit.engine.clone(), visit.clock());
    let author = visit.author().to_owned();
    let jobs = &visit.web.jobs;
    Ok(jobs.start(key, visit.code(), Kind::Run, Some(run), move |job| async move {
        let sending = Sending {
            engine: &engine,
            clock: &clock,
            transport: &transport,
            progress: &job,
            stop: job.stop_signal(),
        };
        let (action, outcome) = match deed {
            Deed::GoOn => ("run-sent", runs::go_on(&sending, run).await?),
            Deed::Retry => ("run-retried", runs::retry(&sending, run).await?),
        };
        runs::audit(&engine.store, &author, action, run, &clock).await;
        Ok(match outcome {
            Outcome::Sent(sent) => Ending::Sent(sent),
            Outcome::Anew(run) => Ending::Anew(run),
            Outcome::Dropped => Ending::Dropped,
        })
    }))
}

/// Stops a run, for all processes that send it. Returns whether any does.
///
/// # Errors
/// When the store fails.
pub async fn stop(visit: &CompanyVisit, run: RunId) -> Result<bool, WebError> {
    let (store, clock) = (&visit.engine.store, visit.clock());
    let job = visit.web.jobs.of_run(visit.code(), run).filter(|job| !job.has_ended());
    if job.is_none() && store.workers_at(run).await? == 0 {
        return Ok(false);
    }
    store.halt_run(run, clock.now()).await?;
    if let Some(job) = job {
        job.stop();
    }
    runs::audit(store, visit.author(), "run-stopped", run, &clock).await;
    Ok(true)
}

/// Begins to record a batch, to be sent once it is confirmed or to be kept.
/// The same key gives the same job.
///
/// # Errors
/// When no mail server can be named.
pub fn record(
    visit: &CompanyVisit,
    scope: Scope,
    purpose: Purpose,
    key: Uuid,
) -> Result<Result<Job, Refused>, WebError> {
    let transport = visit.web.transport()?;
    let (engine, clock) = (visit.engine.clone(), visit.clock());
    let author = visit.author().to_owned();
    let jobs = &visit.web.jobs;
    Ok(jobs.start(key, visit.code(), Kind::Run, None, move |job| async move {
        let sending = Sending {
            engine: &engine,
            clock: &clock,
            transport: &transport,
            progress: &job,
            stop: job.stop_signal(),
        };
        let Some(waiting) = runs::record(&sending, &scope, &purpose).await? else {
            return Ok(Ending::Stopped);
        };
        let action = if purpose.intent == RunIntent::Save { "plan-saved" } else { "run-recorded" };
        runs::audit(&engine.store, &author, action, waiting.run, &clock).await;
        Ok(Ending::Recorded { run: waiting.run, preview: Arc::new(waiting.preview) })
    }))
}
