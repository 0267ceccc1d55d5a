//! The way of a run's reminders from the queue to the server and their results
//! back: what one process does of it, alone or beside others.

use std::cell::Cell;
use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};
use tokio_util::task::AbortOnDropHandle;

use super::clock::Clock;
use super::engine::{Engine, Scope};
use super::error::AppError;
use super::letters;
use super::patience::patiently;
use super::progress::Progress;
use super::sending::Sent;
use crate::dispatch::{
    self, Delivery, DeliveryResult, Interrupted, Outgoing, RefusedRecipient, RetryPolicy, Share,
    StopSignal, Summary, Transport, Trouble,
};
use crate::domain::follow_up;
use crate::domain::identity::RunId;
use crate::rules::set::{Attachments, RuleSet};
use crate::store::{
    self, Backlog, Outcome, QueuedReminder, Run, RunLock, RunState, SettleRules, Store, StoreError,
    WorkerTask,
};
use crate::wording::msg;

/// How often it is looked whether a person has stopped the run, and who else
/// sends.
const OTHERS_LOOK: Duration = Duration::from_secs(1);
/// How often it is looked what others have left, once nothing is left to take
/// up.
const LOOK: Duration = Duration::from_millis(200);

/// A mail that waits longer for its next try is given back to the queue.
const LONGEST_IN_MEMORY: Duration = Duration::from_secs(60);

/// One process at work on a run that is being sent.
pub struct Courier<'a> {
    /// With the rules of the run.
    pub engine: &'a Engine,
    pub scope: &'a Scope,
    pub run: &'a Run,
    /// Held together with others.
    pub lock: &'a RunLock,
    pub transport: &'a Transport,
    pub clock: &'a Clock,
    pub progress: &'a dyn Progress,
    pub stop: &'a StopSignal,
}

/// What came up on the way.
struct Notes {
    /// The part of the limits that this process has.
    share: Share,
    in_doubt: Cell<u64>,
    overtaken: Cell<u64>,
    refused_recipients: Cell<u64>,
}

fn add(to: &Cell<u64>, count: u64) {
    to.set(to.get().saturating_add(count));
}

/// Where a run stands when this process has nothing more to take up.
enum Left {
    /// It has come to its end; so many holds were lifted.
    Nothing {
        holds_lifted: u64,
    },
    /// There is something to take up again.
    Something,
    Stopped,
    /// Others have it in hand, or its time has not come.
    ForLater(Backlog),
}

impl Courier<'_> {
    /// Takes reminders up, hands them over and records what comes of them,
    /// until none is left. With `to_the_end` it waits for what others have in
    /// hand.
    ///
    /// # Errors
    /// When the server cannot be used or the store fails; then what was taken
    /// up and not handed over is put back.
    pub async fn carry(&self, overtaken: u64, to_the_end: bool) -> Result<Sent, AppError> {
        let (store, run) = (&self.engine.store, self.run.id);
        let before = store.reminder_counts(run).await?;
        store.note_task(run, WorkerTask::Sending).await?;
        let share = Share::from(store.senders().await?);
        let watch = look_at_others(store.clone(), run, self.stop.clone(), share.clone());
        let watch = AbortOnDropHandle::new(tokio::spawn(watch));
        let notes = Notes {
            share,
            in_doubt: Cell::default(),
            overtaken: Cell::new(overtaken),
            refused_recipients: Cell::default(),
        };
        self.progress.begin(msg!("app-stage-sending"), Some(before.queued));
        let left = self.until_nothing_is_left(&notes, to_the_end).await;
        self.progress.end();
        drop(watch);
        if !matches!(left, Ok(Left::Nothing { .. })) {
            // Taken up and not handed over: in no doubt.
            store.release_or_give_up(run).await;
        }
        if let Err(error) = store.forget_task(run).await {
            tracing::warn!(%error, run = run.0, "still among those who send it");
        }
        let left = left?;
        let after = store.reminder_counts(run).await?;
        let (holds_lifted, stopped, waiting) = match left {
            Left::Nothing { holds_lifted } => (holds_lifted, false, Backlog::default()),
            Left::Something | Left::Stopped => (0, true, Backlog::default()),
            Left::ForLater(backlog) => (0, false, backlog),
        };
        Ok(Sent {
            run,
            sent: after.sent.saturating_sub(before.sent),
            failed: after.failed.saturating_sub(before.failed),
            refused_recipients: notes.refused_recipients.get(),
            in_doubt: notes.in_doubt.get(),
            overtaken: notes.overtaken.get(),
            holds_lifted,
            stopped,
            waiting: waiting.waiting,
            waiting_until: waiting.next_try_at,
        })
    }

    async fn until_nothing_is_left(
        &self,
        notes: &Notes,
        to_the_end: bool,
    ) -> Result<Left, AppError> {
        let store = &self.engine.store;
        loop {
            add(&notes.in_doubt, store.release_abandoned(self.run.id).await?);
            let stop = self.stop.with_leave(store.lease().await?);
            let summary = match self.hand_over(&stop, notes).await {
                Ok(summary) => summary,
                // What it had in hand is others' now; it begins anew.
                Err(_) if stop.has_lost_leave() && !self.stop.is_stopped() => continue,
                Err(interrupted) => return Err(self.interruption(interrupted).await),
            };
            add(&notes.refused_recipients, summary.refused_recipients);
            if self.stop.is_stopped() && summary.stopped {
                return Ok(Left::Stopped);
            }
            if stop.has_lost_leave() {
                continue;
            }
            match self.left(notes, to_the_end).await? {
                // Others may be about to take it.
                Left::Something if summary.sent == 0 && summary.failed == 0 => {
                    tokio::time::sleep(LOOK).await;
                }
                Left::Something => {}
                left => return Ok(left),
            }
        }
    }

    async fn interruption(&self, interrupted: Interrupted<StoreError>) -> AppError {
        let (store, run) = (&self.engine.store, self.run.id);
        // No other process would fare better: a person has to see to it first.
        if matches!(&interrupted, Interrupted::Transport(Trouble::NothingTaken { .. }))
            && let Err(error) = store.halt_run(run, self.clock.now()).await
        {
            tracing::warn!(%error, run = run.0, "the run was not stopped");
        }
        AppError::Dispatch { cause: interrupted.message(StoreError::message), run }
    }

    async fn hand_over(
        &self,
        stop: &StopSignal,
        notes: &Notes,
    ) -> Result<Summary, Interrupted<StoreError>> {
        let rules = &self.engine.rules.dispatch;
        dispatch::run(
            self.transport,
            rules.connections as usize,
            notes.share.clone(),
            &retry_policy(&self.engine.rules),
            async || {
                patiently(async |tries| {
                    self.hold_on(tries).await?;
                    self.take_up(notes).await
                })
                .await
            },
            async |deliveries: Vec<Delivery>| {
                let settled =
                    |it: &&Delivery| !matches!(it.result, DeliveryResult::Deferred { .. });
                let count = deliveries.iter().filter(settled).count() as u64;
                self.record(deliveries).await?;
                self.progress.advance(count);
                Ok(())
            },
            stop,
        )
        .await
    }

    async fn take_up(&self, notes: &Notes) -> Result<Vec<Outgoing>, StoreError> {
        let (store, run) = (&self.engine.store, self.run.id);
        let rules = &self.engine.rules.dispatch;
        let count = match self.scope.rules.options.attachments {
            Attachments::None => rules.connections.saturating_mul(8).max(32),
            // Messages with files in them: no more than are under way.
            _ => rules.connections,
        };
        // All that was claimed may be for addresses that nothing is sent to.
        let reachable = loop {
            let claimed = self.claimed(count, notes).await?;
            let is_end = claimed.is_empty();
            let reachable = store.leave_out_suppressed(run, claimed, self.clock.now()).await?;
            if is_end || !reachable.is_empty() {
                break reachable;
            }
        };
        Ok(reachable
            .into_iter()
            .map(|reminder| Outgoing {
                id: reminder.id,
                message: reminder.message,
                envelope_from: reminder.envelope_from,
                envelope_to: reminder.envelope_to,
                envelope_cc: reminder.envelope_cc,
                account: reminder.account.map(Into::into),
                attempts: reminder.attempts,
                file_name: reminder.letter.as_ref().map(|it| letters::file_name(run, it)),
                enclosures: reminder.enclosures,
            })
            .collect())
    }

    async fn claimed(&self, count: u32, notes: &Notes) -> Result<Vec<QueuedReminder>, StoreError> {
        let (store, run) = (&self.engine.store, self.run.id);
        match store.claim(run, count).await {
            // The lock was lost for a while, and somebody had a turn.
            Err(StoreError::Unchecked { .. }) => {
                self.lock.renew().await?;
                let never = |method: &str| self.scope.rules.never_dunned.contains(method);
                let now = self.clock.now();
                add(&notes.overtaken, store.cancel_overtaken_since(run, now, never).await?);
                store.claim(run, count).await
            }
            other => other,
        }
    }

    async fn left(&self, notes: &Notes, to_the_end: bool) -> Result<Left, AppError> {
        let (store, run) = (&self.engine.store, self.run.id);
        loop {
            let left = store.backlog(run).await?;
            if left.due + left.waiting + left.under_way == 0 {
                return self.finish().await;
            }
            if self.stop.is_stopped() || store.is_halted(run).await? {
                return Ok(Left::Stopped);
            }
            if left.due > 0 {
                return Ok(Left::Something);
            }
            if left.under_way == 0 || !to_the_end {
                return Ok(Left::ForLater(left));
            }
            tokio::select! {
                () = tokio::time::sleep(LOOK) => {}
                () = self.stop.stopped() => {}
            }
            store.bury_the_dead().await?;
            add(&notes.in_doubt, store.release_abandoned(run).await?);
        }
    }

    async fn finish(&self) -> Result<Left, AppError> {
        match self.engine.store.finish_run(self.run.id, self.clock.now()).await {
            Ok(holds_lifted) => Ok(Left::Nothing { holds_lifted }),
            // Others were first.
            Err(StoreError::WrongState { state: RunState::Finished, .. }) => {
                Ok(Left::Nothing { holds_lifted: 0 })
            }
            Err(StoreError::Outstanding { .. }) => Ok(Left::Something),
            Err(error) => Err(error.into()),
        }
    }

    /// A connection that was lost may have taken the lock with it, and nobody
    /// may change the data under the run.
    async fn hold_on(&self, failures: u32) -> Result<(), StoreError> {
        if failures > 0 { self.lock.renew().await } else { Ok(()) }
    }

    async fn record(&self, deliveries: Vec<Delivery>) -> Result<(), StoreError> {
        let (store, run) = (&self.engine.store, self.run);
        let at = self.clock.now();
        let outcomes: Vec<Outcome> =
            deliveries.into_iter().map(|delivery| outcome(delivery, at)).collect();
        let rules = self.settle_rules();
        patiently(async |tries| {
            self.hold_on(tries).await?;
            store.settle(run.id, run.run_date, &outcomes, &rules).await
        })
        .await?;
        self.count(&outcomes);
        Ok(())
    }

    fn settle_rules(&self) -> SettleRules {
        let run = self.run;
        SettleRules {
            comment: follow_up::comment(run.channel, run.run_date),
            postpone_days: self.scope.rules.options.postpone_expected_payment_days,
            author: match run.author.as_str() {
                "" => run.batch.clone(),
                author => author.to_owned(),
            },
        }
    }

    /// For the figures of the service; elsewhere nobody counts.
    fn count(&self, outcomes: &[Outcome]) {
        for outcome in outcomes {
            let result = match outcome.delivery {
                store::Delivery::Sent { .. } => "sent",
                store::Delivery::Failed { .. } => "failed",
                store::Delivery::Deferred { .. } => "deferred",
            };
            metrics::counter!("relance_reminders_total",
                "company" => self.run.company.to_string(),
                "channel" => self.run.channel.as_str(),
                "result" => result)
            .increment(1);
        }
    }
}

/// Others may have been told by a person to stop; and so many keep the limits
/// together.
async fn look_at_others(store: Store, run: RunId, stop: StopSignal, share: Share) {
    loop {
        tokio::time::sleep(OTHERS_LOOK).await;
        match store.senders().await {
            Ok(senders) => share.set(senders),
            Err(error) => tracing::debug!(%error, run = run.0, "not known who else sends"),
        }
        match store.is_halted(run).await {
            Ok(true) => return stop.stop(),
            Ok(false) => {}
            Err(error) => tracing::debug!(%error, run = run.0, "not known whether to stop"),
        }
    }
}

fn retry_policy(rules: &RuleSet) -> RetryPolicy {
    RetryPolicy {
        attempts: rules.dispatch.attempts,
        first_delay: Duration::from_millis(rules.dispatch.first_delay_ms),
        waits: rules.sending.retry.clone(),
        longest_in_memory: LONGEST_IN_MEMORY,
        ..RetryPolicy::default()
    }
}

fn outcome(delivery: Delivery, at: DateTime<Utc>) -> Outcome {
    let (attempts, result) = match delivery.result {
        DeliveryResult::Sent { attempts, response, refused } => {
            (attempts, store::Delivery::Sent { response: described(response, &refused) })
        }
        DeliveryResult::Failed { attempts, reason, .. } => {
            (attempts, store::Delivery::Failed { reason: reason.to_string() })
        }
        DeliveryResult::Deferred { attempts, reason, wait } => {
            let wait = TimeDelta::from_std(wait).unwrap_or(TimeDelta::MAX);
            let until = at.checked_add_signed(wait).unwrap_or(DateTime::<Utc>::MAX_UTC);
            (attempts, store::Delivery::Deferred { reason: reason.to_string(), until })
        }
    };
    Outcome { reminder: delivery.id, at, attempts, delivery: result }
}

/// The server's words, and the recipients that it did not take.
fn described(response: String, refused: &[RefusedRecipient]) -> String {
    refused
        .iter()
        .fold(response, |text, refused| format!("{text}; {}: {}", refused.address, refused.reason))
}
