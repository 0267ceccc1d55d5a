//! The schedules of a company's batches: where they stand, and what people do
//! about them.

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use chrono_tz::Tz;

use super::clock::Clock;
use super::engine::{self, Engine};
use super::error::AppError;
use super::schedule_error::ScheduleError;
use crate::domain::company::CompanyCode;
use crate::rules::set::{Batch, CompanyRules};
use crate::schedule::{Schedule, passed};
use crate::store::{
    NewAuditEntry, NewSlot, Pause, ScheduleState, Slot, SlotReason, SlotState, Store,
};

/// Starts ahead that are shown.
pub const AHEAD: usize = 3;
/// A start that is not taken up for so long is late.
const LATE: TimeDelta = TimeDelta::seconds(30);
/// Longer than this without a look: no process looks after schedules.
const UNATTENDED: TimeDelta = TimeDelta::minutes(5);

/// Where the schedule of a batch stands for a company.
#[derive(Debug, Clone, PartialEq)]
pub struct BatchTimes {
    pub batch: String,
    /// `None`: started by hand only.
    pub schedule: Option<Schedule>,
    /// The next starts; none while it is paused without an end.
    pub next: Vec<DateTime<Tz>>,
    pub pause: Option<Pause>,
    /// A start that has passed and waits for another run of the company to end.
    pub late: Option<DateTime<Tz>>,
    /// A missed start that somebody has to decide about.
    pub waiting: Option<Slot>,
    /// The start that came last, whatever became of it.
    pub last: Option<Slot>,
    /// Whether some process has looked after it lately.
    pub attended: bool,
}

/// What somebody decides about a missed start.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Answer {
    Run,
    Skip,
}

/// Every batch of a company, in the order of the rules.
///
/// # Errors
/// When the store fails.
pub async fn times(
    engine: &Engine,
    rules: &CompanyRules,
    clock: &Clock,
) -> Result<Vec<BatchTimes>, AppError> {
    let company = &rules.company.code;
    let states = engine.store.schedule_states(Some(company)).await?;
    let slots = engine.store.recent_slots(company).await?;
    let busy = slots.iter().any(|slot| slot.state == SlotState::Claimed)
        || engine.store.unfinished_run(company).await?.is_some();
    let own = engine.batches_of(company);
    Ok(own
        .map(|batch| {
            let state = states.iter().find(|state| state.batch == batch.name);
            let slots = slots.iter().filter(|slot| slot.batch == batch.name).collect();
            batch_times(batch, rules, state, slots, busy, clock)
        })
        .collect())
}

fn batch_times(
    batch: &Batch,
    rules: &CompanyRules,
    state: Option<&ScheduleState>,
    slots: Vec<&Slot>,
    busy: bool,
    clock: &Clock,
) -> BatchTimes {
    let now = clock.now();
    let pause = state.and_then(|state| state.pause.clone());
    let pause = pause.filter(|pause| pause.until.is_none_or(|until| until > now));
    let waiting = slots.iter().copied().find(|slot| slot.state == SlotState::Waiting);
    let (mut next, mut late) = (Vec::new(), None);
    if let Some(schedule) = &batch.schedule {
        next = match &pause {
            None => schedule.ahead(&rules.calendar, now, clock.as_of()).take(AHEAD).collect(),
            Some(Pause { until: Some(until), .. }) => {
                schedule.slots_from(&rules.calendar, *until).take(AHEAD).collect()
            }
            Some(Pause { until: None, .. }) => Vec::new(),
        };
        if let Some(state) = state.filter(|_| busy && pause.is_none()) {
            let until = now - LATE;
            let passed = passed(schedule, &rules.calendar, state.handled_until, until);
            late = passed.map(|passed| passed.latest);
        }
    }
    let looked = state.is_some_and(|state| now - state.handled_until < UNATTENDED);
    BatchTimes {
        batch: batch.name.clone(),
        schedule: batch.schedule.clone(),
        next,
        pause,
        attended: looked || late.is_some(),
        late,
        waiting: waiting.cloned(),
        last: slots.first().copied().cloned(),
    }
}

/// A batch that starts by itself for a company.
///
/// # Errors
/// When the batch is unknown, does not run for the company, or is started by
/// hand only.
fn scheduled<'a>(
    engine: &'a Engine,
    rules: &CompanyRules,
    batch: &str,
) -> Result<&'a Schedule, AppError> {
    let batch = engine::batch(&engine.rules, Some(batch))?;
    if !batch.runs_for(&rules.company.code) {
        return Err(AppError::CompanyNotInBatch {
            company: rules.company.code.to_string(),
            batch: batch.name.clone(),
        });
    }
    let none = || ScheduleError::NoSchedule { batch: batch.name.clone() };
    Ok(batch.schedule.as_ref().ok_or_else(none)?)
}

/// Lets a batch start no more by itself: for good, or until the beginning of a
/// day in its time zone. What passes meanwhile is skipped.
///
/// # Errors
/// As [`AppError::UnknownBatch`] and the like; when the day has begun already;
/// when the store fails.
pub async fn pause(
    engine: &Engine,
    rules: &CompanyRules,
    batch: &str,
    until: Option<NaiveDate>,
    reason: &str,
    by: &str,
    clock: &Clock,
) -> Result<(), AppError> {
    let schedule = scheduled(engine, rules, batch)?;
    let now = clock.now();
    let until = match until {
        Some(day) => {
            let begins = schedule.beginning(day, schedule.time_zone).map(|at| at.to_utc());
            let over = || ScheduleError::PauseOver { day };
            Some(begins.filter(|begins| *begins > now).ok_or_else(over)?)
        }
        None => None,
    };
    let company = &rules.company.code;
    let pause = Pause { by: by.to_owned(), at: now, reason: reason.to_owned(), until };
    engine.store.pause_schedule(company, batch, &pause).await?;
    audit(&engine.store, by, "schedule-paused", company, batch, reason, now).await;
    Ok(())
}

/// Lets a batch start by itself again.
///
/// # Errors
/// As [`pause`]; when it is not paused.
pub async fn resume(
    engine: &Engine,
    rules: &CompanyRules,
    batch: &str,
    by: &str,
    clock: &Clock,
) -> Result<(), AppError> {
    let schedule = scheduled(engine, rules, batch)?;
    let (company, now) = (&rules.company.code, clock.now());
    let states = engine.store.schedule_states(Some(company)).await?;
    let state = states.into_iter().find(|state| state.batch == batch && state.pause.is_some());
    let Some(state) = state else {
        return Err(ScheduleError::NotPaused { batch: batch.to_owned() }.into());
    };
    pass_over(&engine.store, rules, schedule, &state, now, now).await?;
    engine.store.end_pause(company, batch, None).await?;
    audit(&engine.store, by, "schedule-resumed", company, batch, "", now).await;
    Ok(())
}

/// Skips what has passed in a pause, up to a moment.
pub(super) async fn pass_over(
    store: &Store,
    rules: &CompanyRules,
    schedule: &Schedule,
    state: &ScheduleState,
    until: DateTime<Utc>,
    now: DateTime<Utc>,
) -> Result<(), AppError> {
    let Some(passed) = passed(schedule, &rules.calendar, state.handled_until, until) else {
        return Ok(());
    };
    let new = NewSlot {
        company: state.company.clone(),
        batch: state.batch.clone(),
        slot: passed.latest.to_utc(),
        earlier: passed.earlier,
    };
    store.let_slot_go(&new, Some(SlotReason::Paused), until, now).await?;
    Ok(())
}

/// Decides about the missed start that waits: it runs as soon as a process
/// looks, dated today, or is skipped.
///
/// # Errors
/// As [`pause`]; when none waits.
pub async fn answer(
    engine: &Engine,
    rules: &CompanyRules,
    batch: &str,
    answer: Answer,
    by: &str,
    clock: &Clock,
) -> Result<(), AppError> {
    scheduled(engine, rules, batch)?;
    let (company, now) = (&rules.company.code, clock.now());
    let none = || ScheduleError::NothingToAnswer { batch: batch.to_owned() };
    let slots = engine.store.recent_slots(company).await?;
    let waiting = slots.iter().find(|slot| slot.batch == batch && slot.state == SlotState::Waiting);
    let waiting = waiting.ok_or_else(none)?;
    let (run_date, action) = match answer {
        Answer::Run => (Some(clock.run_date(rules.company.time_zone)), "schedule-answered-run"),
        Answer::Skip => (None, "schedule-answered-skip"),
    };
    if !engine.store.answer_slot(waiting.id, run_date, by, now).await? {
        return Err(none().into());
    }
    let detail = waiting.slot.to_rfc3339();
    audit(&engine.store, by, action, company, batch, &detail, now).await;
    Ok(())
}

/// What was done stands, even where the entry fails: then the log tells it.
async fn audit(
    store: &Store,
    actor: &str,
    action: &str,
    company: &CompanyCode,
    batch: &str,
    detail: &str,
    now: DateTime<Utc>,
) {
    let object = format!("{company}/{batch}");
    let entry = NewAuditEntry { actor, action, object: &object, detail };
    if let Err(error) = store.audit(&entry, now).await {
        tracing::error!(%error, actor, action, object, "not in the audit log");
    }
}
