//! What is due, and who takes it up.

use std::collections::{HashMap, HashSet};

use chrono::{DateTime, TimeDelta, Utc};

use super::at_work::AtWork;
use crate::app::engine::Engine;
use crate::app::error::AppError;
use crate::app::node::Node;
use crate::app::schedule::pass_over;
use crate::domain::company::CompanyCode;
use crate::rules::set::CompanyRules;
use crate::schedule::{Schedule, Verdict, passed, verdict};
use crate::store::{NewSlot, ScheduleState, Slot, SlotReason, SlotState};

/// How often it is noted that there was nothing to do.
const MARK: TimeDelta = TimeDelta::seconds(60);
/// A schedule that was looked after up to further ahead than this was so by a
/// clock that was wrong.
const AHEAD: TimeDelta = TimeDelta::hours(1);

/// What is known of the schedules between one look and the next.
#[derive(Default)]
pub struct Watch {
    /// The next start of each schedule, under the rules of this digest.
    next: HashMap<(CompanyCode, String), (String, Next)>,
    /// Starts of which the log has told that they have to wait.
    told: HashSet<(CompanyCode, String, DateTime<Utc>)>,
}

/// Nothing happens between these moments.
#[derive(Clone, Copy)]
struct Next {
    looked: DateTime<Utc>,
    at: Option<DateTime<Utc>>,
}

/// One batch of one company.
struct Scheduled<'a> {
    engine: &'a Engine,
    rules: &'a CompanyRules,
    batch: &'a str,
    schedule: &'a Schedule,
}

/// Takes up what is due. What goes wrong for one company stops no other; gives
/// whether all went well.
///
/// # Errors
/// When the database cannot be asked what is due.
pub async fn look(node: &Node, watch: &mut Watch, at_work: &mut AtWork) -> Result<bool, AppError> {
    let mut well = true;
    let engine = node.engine();
    let states = node.store.schedule_states(None).await?;
    let claimed = node.store.claimed_slots().await?;
    for slot in &claimed {
        if !at_work.has(&slot.company) {
            take_over(node, slot, at_work).await?;
        }
    }
    for rules in &engine.rules.companies {
        let company = &rules.company.code;
        for batch in engine.batches_of(company) {
            let Some(schedule) = &batch.schedule else { continue };
            let own =
                |state: &&ScheduleState| state.company == *company && state.batch == batch.name;
            let state = states.iter().find(own);
            let scheduled = Scheduled { engine: &engine, rules, batch: &batch.name, schedule };
            let busy = at_work.has(company) || claimed.iter().any(|slot| slot.company == *company);
            let done = scheduled.look(node, state, watch, at_work, busy).await;
            if let Err(error) = done {
                let batch = &batch.name;
                tracing::warn!(%company, batch, %error, "the schedule cannot be kept for now");
                well = false;
            }
        }
    }
    Ok(well)
}

/// Takes up a start that was given back, or whose process is lost.
async fn take_over(node: &Node, slot: &Slot, at_work: &mut AtWork) -> Result<(), AppError> {
    let now = node.clock().now();
    if slot.leased_until.is_some_and(|until| until >= now) {
        return Ok(());
    }
    let lease = AtWork::lease(node);
    if node.store.take_slot(slot.id, &lease, now).await? {
        let (company, batch) = (&slot.company, &slot.batch);
        tracing::info!(%company, batch, slot = %slot.slot, attempts = slot.attempts, "taken up");
        let slot = Slot { attempts: slot.attempts.saturating_add(1), ..slot.clone() };
        at_work.begin(node, slot, lease);
    }
    Ok(())
}

impl Scheduled<'_> {
    fn company(&self) -> &CompanyCode {
        &self.rules.company.code
    }

    async fn look(
        &self,
        node: &Node,
        state: Option<&ScheduleState>,
        watch: &mut Watch,
        at_work: &mut AtWork,
        busy: bool,
    ) -> Result<(), AppError> {
        let (store, now) = (&node.store, node.clock().now());
        let Some(state) = state else {
            return Ok(store.begin_schedule(self.company(), self.batch, now).await?);
        };
        if state.handled_until > now + AHEAD {
            let batch = self.batch;
            tracing::warn!(company = %self.company(), batch, "the clock was put back");
            return Ok(store.set_schedule_back(self.company(), batch, now).await?);
        }
        if let Some(pause) = &state.pause {
            let over = pause.until.filter(|until| *until <= now);
            pass_over(store, self.rules, self.schedule, state, over.unwrap_or(now), now).await?;
            if over.is_some() {
                store.end_pause(self.company(), self.batch, Some(now)).await?;
            }
            return Ok(());
        }
        if !self.something_passed(state, watch, now) {
            if now - state.handled_until > MARK {
                store.mark_schedule(self.company(), self.batch, now).await?;
            }
            return Ok(());
        }
        self.handle(node, state, watch, at_work, busy, now).await
    }

    /// Whether a start may have passed; told without a look at the schedule as
    /// long as its next one lies ahead.
    fn something_passed(
        &self,
        state: &ScheduleState,
        watch: &mut Watch,
        now: DateTime<Utc>,
    ) -> bool {
        let digest = &self.engine.rules.digest;
        let key = (self.company().clone(), self.batch.to_owned());
        if let Some((known, next)) = watch.next.get(&key)
            && known == digest
            && next.looked <= now
        {
            return next.at.is_some_and(|at| at <= now);
        }
        let calendar = &self.rules.calendar;
        let next = self.schedule.slots_after(calendar, state.handled_until.min(now)).next();
        let next = Next { looked: now, at: next.map(|at| at.to_utc()) };
        watch.next.insert(key, (digest.clone(), next));
        next.at.is_some_and(|at| at <= now)
    }

    async fn handle(
        &self,
        node: &Node,
        state: &ScheduleState,
        watch: &mut Watch,
        at_work: &mut AtWork,
        busy: bool,
        now: DateTime<Utc>,
    ) -> Result<(), AppError> {
        let key = (self.company().clone(), self.batch.to_owned());
        let calendar = &self.rules.calendar;
        let Some(passed) = passed(self.schedule, calendar, state.handled_until, now) else {
            watch.next.remove(&key);
            return Ok(());
        };
        let slot = passed.latest.to_utc();
        let new = NewSlot {
            company: self.company().clone(),
            batch: self.batch.to_owned(),
            slot,
            earlier: passed.earlier,
        };
        let zone = self.rules.company.time_zone;
        let (run_date, missed) = match verdict(self.schedule, slot, now) {
            Verdict::OnTime => (slot.with_timezone(&zone).date_naive(), false),
            Verdict::MakeUp => (now.with_timezone(&zone).date_naive(), true),
            Verdict::Skip => return self.let_go(node, &new, Some(SlotReason::Rule), now).await,
            Verdict::Ask => return self.let_go(node, &new, None, now).await,
        };
        let told = (self.company().clone(), self.batch.to_owned(), slot);
        let unfinished = node.store.unfinished_run(self.company()).await?;
        if busy || unfinished.is_some() {
            // It runs once the company is free, as its rule says.
            if missed && watch.told.insert(told) {
                let (company, batch) = (self.company(), self.batch);
                let run = unfinished.map(|run| run.id.0);
                tracing::warn!(%company, batch, %slot, run, "a start waits for another run to end");
            }
            return Ok(());
        }
        let lease = AtWork::lease(node);
        watch.next.remove(&key);
        watch.told.remove(&told);
        if let Some(id) = node.store.claim_slot(&new, run_date, &lease, now).await? {
            let (company, batch) = (self.company(), self.batch);
            tracing::info!(%company, batch, %slot, missed, "a batch starts by its schedule");
            let slot = Slot {
                id,
                company: new.company,
                batch: new.batch,
                slot,
                earlier: new.earlier,
                state: SlotState::Claimed,
                reason: None,
                detail: None,
                run_date: Some(run_date),
                run: None,
                answered_by: None,
                leased_until: Some(lease.until),
                attempts: 1,
            };
            at_work.begin(node, slot, lease);
        }
        Ok(())
    }

    /// A missed start is not made up for by itself.
    async fn let_go(
        &self,
        node: &Node,
        new: &NewSlot,
        skipped: Option<SlotReason>,
        now: DateTime<Utc>,
    ) -> Result<(), AppError> {
        if node.store.let_slot_go(new, skipped, now, now).await? {
            let (company, batch, slot) = (&new.company, &new.batch, new.slot);
            let asks = skipped.is_none();
            tracing::warn!(%company, batch, %slot, earlier = new.earlier, asks, "a start was missed");
        }
        Ok(())
    }
}
