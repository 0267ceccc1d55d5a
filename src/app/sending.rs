//! Sending what is recorded: the end of a run, its resumption after a crash,
//! and the retry of what failed.

use std::time::Duration;

use chrono::{DateTime, Utc};

use super::batch_run;
use super::clock::Clock;
use super::engine::Engine;
use super::error::AppError;
use super::letters;
use super::patience::patiently;
use super::progress::Progress;
use super::sending_error::SendingError;
use crate::dispatch::{
    self, Delivery, DeliveryResult, Outgoing, RefusedRecipient, RetryPolicy, StopSignal, Transport,
};
use crate::domain::channel::Channel;
use crate::domain::follow_up;
use crate::domain::identity::RunId;
use crate::rules::set::{Attachments, RuleSet};
use crate::store::{self, Cancellation, Outcome, Run, RunLock, RunState, SettleRules, Store};
use crate::wording::msg;

/// What a run has come to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sent {
    pub run: RunId,
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

/// Looks for a run that was interrupted, under the lock of its company.
///
/// # Errors
/// When there is none, or a process is still at it.
pub async fn interrupted(
    engine: &Engine,
    company: &crate::domain::company::CompanyCode,
    clock: &Clock,
    progress: &dyn Progress,
) -> Result<Resumable, AppError> {
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

/// Sends the queued reminders of a run that still hold and, when all have their result, ends
/// the run and lifts its temporary holds. Each result is recorded with level,
/// date, comment, expected payment date and history in one transaction
/// (domain document §6).
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
    let store = &engine.store;
    let scope = engine.scope_of(run)?;
    // Mails in a folder reach nobody: what a server had begun, it goes on with.
    if run.to_server == Some(true) && !transport.is_server() {
        return Err(AppError::ServerMissing { run: run.id });
    }
    if transport.is_server() {
        refuse_lost_accounts(store, run, transport).await?;
    }
    store.start_dispatch(run.id, transport.is_server()).await?;
    // Before the queue is put in order: who was under way may have arrived.
    let overtaken = store
        .cancel_overtaken(run.id, clock.now(), |method| scope.rules.never_dunned.contains(method))
        .await?;
    let in_doubt = store.release_claimed(run.id).await?;
    let rules = &engine.rules.dispatch;
    let settling = Settling { store, run, lock: &lock, rules: settle_rules(engine, run)? };

    let queued = store.reminder_counts(run.id).await?.queued;
    progress.begin(msg!("app-stage-sending"), Some(queued));
    let claim = match scope.rules.options.attachments {
        Attachments::None => rules.connections.saturating_mul(8).max(32),
        // Messages with files in them: no more than are under way.
        _ => rules.connections,
    };
    let outcome = dispatch::run(
        transport,
        rules.connections as usize,
        1,
        &retry_policy(&engine.rules),
        async || {
            patiently(async |tries| {
                settling.hold_on(tries).await?;
                claimed(store, run.id, claim).await
            })
            .await
        },
        async |deliveries: Vec<Delivery>| {
            let final_one =
                |delivery: &&Delivery| !matches!(delivery.result, DeliveryResult::Deferred { .. });
            let count = deliveries.iter().filter(final_one).count() as u64;
            settling.record(deliveries, clock.now()).await?;
            progress.advance(count);
            Ok::<(), store::StoreError>(())
        },
        stop,
    )
    .await;
    progress.end();
    let summary = outcome.map_err(|interrupted| AppError::Dispatch {
        cause: interrupted.message(store::StoreError::message),
        run: run.id,
    })?;
    if summary.stopped {
        // Taken up and not handed over: in no doubt.
        store.release_claimed(run.id).await?;
    }
    let holds_lifted =
        if summary.stopped { 0 } else { store.finish_run(run.id, clock.now()).await? };
    lock.release().await;
    Ok(Sent {
        run: run.id,
        sent: summary.sent,
        failed: summary.failed,
        refused_recipients: summary.refused_recipients,
        in_doubt,
        overtaken,
        holds_lifted,
        stopped: summary.stopped,
    })
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

fn retry_policy(rules: &RuleSet) -> RetryPolicy {
    RetryPolicy {
        attempts: rules.dispatch.attempts,
        first_delay: Duration::from_millis(rules.dispatch.first_delay_ms),
        waits: rules.sending.retry.clone(),
        longest_in_memory: longest_in_memory(),
        ..RetryPolicy::default()
    }
}

/// How long a mail waits for its next try with the process that took it up.
/// The record knows no mails that wait: until their end, all do.
fn longest_in_memory() -> Duration {
    Duration::MAX
}

async fn claimed(
    store: &Store,
    run: RunId,
    count: u32,
) -> Result<Vec<Outgoing>, store::StoreError> {
    let queued = store.claim(run, count).await?;
    Ok(queued
        .into_iter()
        .map(|reminder| Outgoing {
            id: reminder.id,
            message: reminder.message,
            envelope_from: reminder.envelope_from,
            envelope_to: reminder.envelope_to,
            envelope_cc: reminder.envelope_cc,
            account: reminder.account.map(Into::into),
            attempts: 0,
            file_name: reminder.letter.as_ref().map(|letter| letters::file_name(run, letter)),
            enclosures: reminder.enclosures,
        })
        .collect())
}

/// Writes results back to the run's reminders and due items.
struct Settling<'a> {
    store: &'a Store,
    run: &'a Run,
    lock: &'a RunLock,
    rules: SettleRules,
}

impl Settling<'_> {
    /// A connection that was lost may have taken the lock with it, and nobody
    /// else may take the run up.
    async fn hold_on(&self, failures: u32) -> Result<(), store::StoreError> {
        if failures > 0 { self.lock.renew().await } else { Ok(()) }
    }

    async fn record(
        &self,
        deliveries: Vec<Delivery>,
        at: DateTime<Utc>,
    ) -> Result<(), store::StoreError> {
        let outcomes: Vec<Outcome> = deliveries
            .into_iter()
            .filter_map(|delivery| {
                let (attempts, result) = match delivery.result {
                    DeliveryResult::Sent { attempts, response, refused } => (
                        attempts,
                        store::Delivery::Sent { response: described(response, &refused) },
                    ),
                    DeliveryResult::Failed { attempts, reason, .. } => {
                        (attempts, store::Delivery::Failed { reason: reason.to_string() })
                    }
                    // Nothing to record yet ([`longest_in_memory`]).
                    DeliveryResult::Deferred { .. } => return None,
                };
                Some(Outcome { reminder: delivery.id, at, attempts, delivery: result })
            })
            .collect();
        patiently(async |tries| {
            self.hold_on(tries).await?;
            self.store.settle(self.run.id, self.run.run_date, &outcomes, &self.rules).await
        })
        .await?;
        self.count(&outcomes);
        Ok(())
    }

    /// For the figures of the service; elsewhere nobody counts.
    fn count(&self, outcomes: &[Outcome]) {
        for outcome in outcomes {
            let result = match outcome.delivery {
                store::Delivery::Sent { .. } => "sent",
                store::Delivery::Failed { .. } => "failed",
            };
            metrics::counter!("relance_reminders_total",
                "company" => self.run.company.to_string(),
                "channel" => self.run.channel.as_str(),
                "result" => result)
            .increment(1);
        }
    }
}

/// The server's words, and the recipients that it did not take.
fn described(response: String, refused: &[RefusedRecipient]) -> String {
    refused
        .iter()
        .fold(response, |text, refused| format!("{text}; {}: {}", refused.address, refused.reason))
}

fn settle_rules(engine: &Engine, run: &Run) -> Result<SettleRules, AppError> {
    let scope = engine.scope_of(run)?;
    Ok(SettleRules {
        comment: follow_up::comment(run.channel, run.run_date),
        postpone_days: scope.rules.options.postpone_expected_payment_days,
        author: match run.author.as_str() {
            "" => run.batch.clone(),
            author => author.to_owned(),
        },
    })
}
