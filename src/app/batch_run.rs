//! Executing a batch: it is recorded as a whole before anything is sent.

use std::collections::HashSet;
use std::path::Path;

use super::clock::Clock;
use super::engine::{Engine, Scope};
use super::error::AppError;
use super::parts;
use super::planning::{self, Prepared};
use super::preview::{self, Preview, Warning};
use super::progress::Progress;
use super::report::{Rows, Tallies};
use super::rule_sets;
use crate::domain::channel::Channel;
use crate::domain::identity::RunId;
use crate::store::{NewLine, NewReminder, NewRun, Run, RunIntent, RunLock, RunState};

/// A batch that is recorded, rendered mails included, and not yet sent. While
/// it exists no other run of the company can start.
pub struct Recorded {
    pub run: RunId,
    pub preview: Preview,
    pub lock: RunLock,
}

/// What a batch is recorded for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Purpose {
    pub intent: RunIntent,
    /// Why it may run although its date lies before the last run's.
    pub forced_reason: Option<String>,
    /// The key of what asks for it, by which it is found again.
    pub request: Option<String>,
}

/// Plans, renders and records a batch.
///
/// # Errors
/// When another run is in progress or did not come to its end; when the run
/// date lies before the last executed run's and no reason to go on is given;
/// when the store fails.
pub async fn record(
    engine: &Engine,
    scope: &Scope,
    clock: &Clock,
    purpose: &Purpose,
    progress: &dyn Progress,
) -> Result<Recorded, AppError> {
    let lock = engine.store.lock_runs(scope.company()).await?;
    record_locked(engine, scope, clock, purpose, progress, lock).await
}

/// As [`record`], and gives what was recorded one by one as well; with `out`,
/// writes each recorded mail there as `.eml` and `.html`.
///
/// # Errors
/// As [`record`], or when a file cannot be written.
pub async fn record_with_rows(
    engine: &Engine,
    scope: &Scope,
    clock: &Clock,
    purpose: &Purpose,
    out: Option<&Path>,
    progress: &dyn Progress,
) -> Result<(Recorded, Rows), AppError> {
    if let Some(out) = out {
        preview::create_dir(out).await?;
    }
    let lock = engine.store.lock_runs(scope.company()).await?;
    let mut rows = Rows::default();
    let keep = async |prepared: Prepared| {
        if let Some(out) = out {
            preview::write_mails(out, &prepared).await?;
        }
        rows.add(prepared);
        Ok(())
    };
    let run = begin(engine, scope, clock, purpose).await?;
    let recorded = plan(engine, scope, clock, run, progress, lock, keep).await?;
    Ok((recorded, rows))
}

/// As [`record`], under a lock that is held already.
///
/// # Errors
/// As [`record`].
pub async fn record_locked(
    engine: &Engine,
    scope: &Scope,
    clock: &Clock,
    purpose: &Purpose,
    progress: &dyn Progress,
    lock: RunLock,
) -> Result<Recorded, AppError> {
    let store = &engine.store;
    let run = begin(engine, scope, clock, purpose).await?;
    let mail_date = clock.mail_date(scope.rules.company.time_zone);
    if !parts::can_be_shared(store, scope).await? {
        let let_go = async |_: Prepared| Ok(());
        return plan(engine, scope, clock, run, progress, lock, let_go).await;
    }
    let (report, digest) = parts::together(engine, scope, run, mail_date, progress).await?;
    store.finish_recording(run, report.counts(), &digest).await?;
    let preview = preview::of_report(engine, scope, clock, report).await?;
    Ok(Recorded { run, preview, lock })
}

/// Begins the record, with the rules that the run is planned with.
async fn begin(
    engine: &Engine,
    scope: &Scope,
    clock: &Clock,
    purpose: &Purpose,
) -> Result<RunId, AppError> {
    let forced_reason = purpose.forced_reason.as_deref();
    if let Some(unfinished) = engine.store.unfinished_run(scope.company()).await? {
        return Err(AppError::Unfinished { run: unfinished.id });
    }
    refuse_older_date(engine, scope, forced_reason).await?;
    let run = engine
        .store
        .begin_run_for(
            &NewRun {
                company: scope.company().clone(),
                channel: Channel::Batch,
                batch: scope.batch.name.clone(),
                author: String::new(),
                run_date: scope.run_date,
                rules_digest: engine.rules.digest.clone(),
                intent: purpose.intent,
                forced_reason: forced_reason.map(str::to_owned),
                created_at: clock.now(),
            },
            purpose.request.as_deref(),
        )
        .await?;
    rule_sets::keep(engine, run, clock.now()).await?;
    Ok(run)
}

/// Hands each customer to `keep` once it is recorded: a run lets it go, so
/// that its memory does not grow with the books.
async fn plan(
    engine: &Engine,
    scope: &Scope,
    clock: &Clock,
    run: RunId,
    progress: &dyn Progress,
    lock: RunLock,
    mut keep: impl AsyncFnMut(Prepared) -> Result<(), AppError>,
) -> Result<Recorded, AppError> {
    let mut report = Tallies::new(&scope.rules.ladder);
    let mail_date = clock.mail_date(scope.rules.company.time_zone);
    let digest =
        planning::prepare(engine, scope, mail_date, progress, async |page: Vec<Prepared>| {
            let reminders = page.iter().flat_map(new_reminders).collect();
            engine.store.record_reminders(run, reminders).await?;
            let holds: Vec<_> =
                page.iter().flat_map(|prepared| prepared.plan.temporary_hold_ids()).collect();
            engine.store.record_temporary_holds(run, &holds).await?;
            for prepared in page {
                report.add(&prepared);
                keep(prepared).await?;
            }
            Ok(())
        })
        .await?;
    engine.store.finish_recording(run, report.counts(), &digest).await?;
    let preview = preview::of_report(engine, scope, clock, report).await?;
    Ok(Recorded { run, preview, lock })
}

/// A run dated before the last one is refused, unless a reason is stated; it
/// is kept with the run.
async fn refuse_older_date(
    engine: &Engine,
    scope: &Scope,
    forced_reason: Option<&str>,
) -> Result<(), AppError> {
    let last = engine.store.last_executed_run_date(scope.company(), &scope.batch.name).await?;
    match last {
        Some(last) if scope.run_date < last && forced_reason.is_none() => {
            Err(AppError::OlderThanLastRun { date: scope.run_date, last })
        }
        _ => Ok(()),
    }
}

/// A saved plan, ready to be sent precisely as it was previewed.
///
/// # Errors
/// When it is no saved plan, or the data under it have changed since; the
/// error names the customers whose reminders would be different now.
pub async fn open_plan(
    engine: &Engine,
    run: RunId,
    progress: &dyn Progress,
) -> Result<(Run, RunLock), AppError> {
    let saved = engine.store.run(run).await?.ok_or(AppError::UnknownRun { run })?;
    if saved.state != RunState::Planned || saved.channel != Channel::Batch {
        return Err(AppError::NotAPlan { run, state: saved.state });
    }
    let lock = engine.store.lock_runs(&saved.company).await?;
    if let Some(unfinished) = engine.store.unfinished_run(&saved.company).await? {
        return Err(AppError::Unfinished { run: unfinished.id });
    }
    let engine = &rule_sets::engine_of(engine, &saved).await?;
    let scope = engine.scope_of(&saved)?;
    refuse_older_date(engine, &scope, saved.forced_reason.as_deref()).await?;
    refuse_changed_data(engine, &scope, &saved, progress).await?;
    Ok((saved, lock))
}

async fn refuse_changed_data(
    engine: &Engine,
    scope: &Scope,
    saved: &Run,
    progress: &dyn Progress,
) -> Result<(), AppError> {
    match changed_customers(engine, scope, saved, progress).await? {
        Some(customers) => Err(AppError::DataChanged { run: saved.id, customers }),
        None => Ok(()),
    }
}

/// Whether the data under a recorded run are what they were when it was
/// planned.
///
/// # Errors
/// When its company or batch is no longer in the rules, or the store fails.
pub async fn is_current(
    engine: &Engine,
    run: &Run,
    progress: &dyn Progress,
) -> Result<bool, AppError> {
    let engine = &rule_sets::engine_of(engine, run).await?;
    let scope = engine.scope_of(run)?;
    Ok(changed_customers(engine, &scope, run, progress).await?.is_none())
}

/// The warning that a recorded run must be confirmed for, by the same rule as
/// a new one; none for what was chosen by hand.
///
/// # Errors
/// When its company or batch is no longer in the rules, or the store fails.
pub async fn flood(engine: &Engine, run: &Run) -> Result<Option<Warning>, AppError> {
    preview::flood(engine, &engine.scope_of(run)?, run.counts.reminders).await
}

/// Customers whose reminders would be different now; `None` when nothing
/// changed.
async fn changed_customers(
    engine: &Engine,
    scope: &Scope,
    saved: &Run,
    progress: &dyn Progress,
) -> Result<Option<Vec<String>>, AppError> {
    let mut now: HashSet<(String, String)> = HashSet::new();
    let company = scope.rules.company.clone();
    let digest = planning::plan(engine, scope, progress, async |page| {
        for plan in page {
            for reminder in &plan.reminders {
                let id = super::mailing::message_id(&company, &plan, reminder);
                now.insert((id, plan.facts.billed.customer.code.clone()));
            }
        }
        Ok(())
    })
    .await?;
    if saved.facts_digest.as_deref() == Some(digest.as_str()) {
        return Ok(None);
    }
    let then: HashSet<(String, String)> = engine
        .store
        .reminders(saved.id, None)
        .await?
        .into_iter()
        .map(|reminder| (reminder.message_id, reminder.customer_code))
        .collect();
    let mut customers: Vec<String> =
        now.symmetric_difference(&then).map(|(_, customer)| customer.clone()).collect();
    customers.sort();
    customers.dedup();
    Ok(Some(customers))
}

/// What the store records of a customer's reminders. Mails that could not be
/// rendered are left out; the report tells them.
pub(super) fn new_reminders(prepared: &Prepared) -> Vec<NewReminder> {
    let plan = &prepared.plan;
    plan.reminders
        .iter()
        .zip(&prepared.mails)
        .filter_map(|(reminder, prepared)| {
            let mail = prepared.mail.as_ref().ok()?;
            let lines = reminder
                .lines
                .iter()
                .map(|line| {
                    let item =
                        &plan.facts.invoices[line.item.invoice].invoice.items[line.item.item];
                    NewLine {
                        item: item.id,
                        open_amount: line.open.amount,
                        level_before: item.standing.clone(),
                        days_late: line.days_late,
                    }
                })
                .collect();
            Some(NewReminder {
                customer: plan.facts.id(),
                level: reminder.level.clone(),
                language: mail.language.clone(),
                message_id: prepared.message_id.clone(),
                to: reminder.to.iter().map(|to| to.address.clone()).collect(),
                cc: reminder.cc.clone(),
                subject: mail.subject.clone(),
                message: mail.message.clone(),
                format: prepared.format,
                enclosures: prepared.enclosures.clone(),
                envelope_from: mail.envelope_from.clone(),
                envelope_to: mail.envelope_to.clone(),
                account: reminder.account.clone(),
                lines,
            })
        })
        .collect()
}
