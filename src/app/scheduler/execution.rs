//! Carrying out one start: its run is recorded, and sent unless somebody has
//! to confirm it.

use chrono::{DateTime, TimeDelta, Utc};

use crate::app::batch_run::{self, Purpose};
use crate::app::clock::Clock;
use crate::app::error::AppError;
use crate::app::node::Node;
use crate::app::patience::patiently;
use crate::app::progress::Unwatched;
use crate::app::runs::{self, Outcome, Sending};
use crate::dispatch::StopSignal;
use crate::domain::identity::RunId;
use crate::store::{Again, RunIntent, RunState, Slot, SlotEnd, StoreError};

/// Who acts, in the audit log.
const ACTOR: &str = "schedule";
/// The wait while another run of the company is at work.
const BUSY: TimeDelta = TimeDelta::seconds(3);
/// The wait after a server that could not be used; it doubles.
const FIRST_DELAY: TimeDelta = TimeDelta::seconds(15);
const LONGEST_DELAY: TimeDelta = TimeDelta::minutes(10);
/// A start that processes broke down over so often is given up.
const MOST_ATTEMPTS: u32 = 12;

/// What came of a start.
enum Came {
    Ended(SlotEnd),
    /// The process was asked to stop.
    Stopped,
}

/// Carries out a start that this process holds, and records what came of it.
pub async fn carry_out(node: &Node, slot: &Slot, lease: &str, stop: &StopSignal) {
    let (company, batch) = (&slot.company, &slot.batch);
    let came = carried_out(node, slot, stop).await;
    let now = node.clock().now();
    let recorded = match came {
        Ok(Came::Ended(end)) => {
            tracing::info!(%company, batch, slot = %slot.slot, ?end, "a scheduled start has ended");
            patiently(async |_| node.store.end_slot(slot.id, lease, &end, now).await).await
        }
        Ok(Came::Stopped) => {
            let again = Again { from: None, detail: None, counts: false };
            node.store.give_slot_back(slot.id, lease, &again).await
        }
        Err(error) => {
            tracing::warn!(%company, batch, slot = %slot.slot, %error, "a scheduled start failed");
            match again(&error, slot, now) {
                Some(again) => node.store.give_slot_back(slot.id, lease, &again).await,
                None => {
                    let end = SlotEnd::Missed { detail: error.to_string() };
                    patiently(async |_| node.store.end_slot(slot.id, lease, &end, now).await).await
                }
            }
        }
    };
    if let Err(error) = recorded {
        // The lease runs out, and it is taken up again.
        tracing::warn!(%company, batch, %error, "what came of a start is not recorded");
    }
}

/// How a start that failed is tried again; `None`: never.
fn again(error: &AppError, slot: &Slot, now: DateTime<Utc>) -> Option<Again> {
    let (wait, counts) = match error {
        AppError::Store(StoreError::RunInProgress { .. }) | AppError::Unfinished { .. } => {
            (BUSY, false)
        }
        // Recorded and not sent to its end: nothing of it is lost.
        AppError::Dispatch { .. } | AppError::ServerMissing { .. } => (delay(slot), true),
        AppError::Store(error) if error.may_pass() && slot.attempts < MOST_ATTEMPTS => {
            (delay(slot), true)
        }
        _ => return None,
    };
    Some(Again { from: Some(now + wait), detail: Some(error.to_string()), counts })
}

fn delay(slot: &Slot) -> TimeDelta {
    let doubled = FIRST_DELAY * 2_i32.pow(slot.attempts.saturating_sub(1).min(10));
    doubled.min(LONGEST_DELAY)
}

async fn carried_out(node: &Node, slot: &Slot, stop: &StopSignal) -> Result<Came, AppError> {
    let engine = &node.engine();
    let clock = match slot.run_date {
        Some(day) => node.clock().on(day),
        None => node.clock(),
    };
    let transport = &node.transport()?;
    let sending = Sending { engine, clock: &clock, transport, progress: &Unwatched, stop };
    // What an earlier process has recorded of it.
    let key = request_key(slot);
    let begun = engine.store.run_of_request(&slot.company, &key).await?;
    let run = match begun {
        Some(run) => run,
        None if slot.attempts > MOST_ATTEMPTS => return Err(AppError::Worker),
        None => match record(&sending, slot, key, &clock).await? {
            Some(run) => run,
            None => return Ok(Came::Stopped),
        },
    };
    node.store.slot_runs(slot.id, run).await?;
    confirm(&sending, slot, run).await
}

/// By which the run of a start is found again.
fn request_key(slot: &Slot) -> String {
    format!("schedule/{}/{}", slot.batch, slot.slot.format("%FT%RZ"))
}

async fn record(
    sending: &Sending<'_>,
    slot: &Slot,
    key: String,
    clock: &Clock,
) -> Result<Option<RunId>, AppError> {
    let engine = sending.engine;
    let scope = engine.scope_of_batch(Some(&slot.batch), &slot.company, clock)?;
    let purpose = Purpose { intent: RunIntent::Send, forced_reason: None, request: Some(key) };
    let Some(recorded) = runs::record(sending, &scope, &purpose).await? else { return Ok(None) };
    runs::audit(&engine.store, ACTOR, "run-recorded", recorded.run, clock).await;
    Ok(Some(recorded.run))
}

/// Sends what is recorded, unless it is a flood: somebody has to confirm that.
async fn confirm(sending: &Sending<'_>, slot: &Slot, run: RunId) -> Result<Came, AppError> {
    let engine = sending.engine;
    let mut id = run;
    loop {
        let run = engine.store.run(id).await?.ok_or(AppError::UnknownRun { run: id })?;
        match run.state {
            RunState::Finished | RunState::Cancelled => {
                return Ok(Came::Ended(SlotEnd::Done(id)));
            }
            RunState::Planned if batch_run::flood(engine, &run).await?.is_some() => {
                let (company, run) = (&slot.company, id.0);
                tracing::warn!(%company, run, "far more reminders than usual: somebody has to confirm");
                return Ok(Came::Ended(SlotEnd::Unconfirmed(id)));
            }
            RunState::Recording | RunState::Planned | RunState::Dispatching => {}
        }
        match runs::go_on(sending, id).await {
            Ok(Outcome::Sent(sent)) if sent.stopped => return Ok(Came::Stopped),
            Ok(Outcome::Sent(_)) => {
                runs::audit(&engine.store, ACTOR, "run-sent", id, sending.clock).await;
            }
            Ok(Outcome::Anew(anew)) => {
                id = anew;
                engine.store.slot_runs(slot.id, id).await?;
            }
            // Somebody was faster: the run tells how it ended.
            Ok(Outcome::Dropped) | Err(AppError::NothingToResume) => {}
            Err(error) => return Err(error),
        }
    }
}
