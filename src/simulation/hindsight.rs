//! The facts of a customer day by day, as far as the record tells them.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use rust_decimal::Decimal;

use super::against::Recorded;
use crate::domain::credit::Credit;
use crate::domain::hold::Hold;
use crate::domain::identity::{DueItemId, HoldId, InvoiceId, RunId};
use crate::domain::invoice::DueItem;
use crate::domain::level::Standing;
use crate::plan::facts::CustomerFacts;
use crate::plan::outcome::{CustomerPlan, ItemRef};
use crate::plan::past::{ItemPast, LiftedHold, Lifting, Past, RecordedLine};

/// A hold and when it was lifted.
struct Held {
    invoice: usize,
    hold: Hold,
    lifted: Option<(NaiveDate, Lifting)>,
}

/// What is known of all days.
pub(super) struct Hindsight {
    /// As known today.
    today: BTreeMap<ItemRef, DueItem>,
    credits: Vec<Credit>,
    past: BTreeMap<DueItemId, ItemPast>,
    holds: Vec<Held>,
    /// Temporary holds that an execution has taken.
    taken: BTreeSet<HoldId>,
    /// Lines of other reminders that are facts already, item by item.
    applied: BTreeMap<DueItemId, usize>,
}

impl Hindsight {
    /// With the facts at the beginning of the first day.
    pub(super) fn of(past: Past) -> (Self, CustomerFacts) {
        let Past { mut facts, items, lifted } = past;
        let mut lifted_of: BTreeMap<InvoiceId, Vec<LiftedHold>> = BTreeMap::new();
        for lifted in lifted {
            lifted_of.entry(lifted.invoice).or_default().push(lifted);
        }
        let mut today = BTreeMap::new();
        let mut holds = Vec::new();
        for (invoice, of_invoice) in facts.invoices.iter_mut().enumerate() {
            let of_invoice = &mut of_invoice.invoice;
            for (item, due) in of_invoice.items.iter().enumerate() {
                today.insert(ItemRef { invoice, item }, due.clone());
            }
            let in_force = of_invoice.holds.drain(..);
            holds.extend(in_force.map(|hold| Held { invoice, hold, lifted: None }));
            let lifted = lifted_of.remove(&of_invoice.id).unwrap_or_default();
            holds.extend(lifted.into_iter().map(|lifted| Held {
                invoice,
                hold: lifted.hold,
                lifted: Some((lifted.on, lifted.by)),
            }));
        }
        let credits = std::mem::take(&mut facts.credits);
        let (taken, applied) = (BTreeSet::new(), BTreeMap::new());
        (Self { today, credits, past: items, holds, taken, applied }, facts)
    }

    pub(super) fn settled(&self) -> u64 {
        self.today.values().filter(|item| item.open_amount <= Decimal::ZERO).count() as u64
    }

    pub(super) fn dates_unknown(&self) -> u64 {
        self.past.values().filter(|item| item.date_unknown).count() as u64
    }

    /// The facts at the moment of an execution of that day; `run` is the one on
    /// record.
    pub(super) fn begin(&mut self, facts: &mut CustomerFacts, day: NaiveDate, run: Option<RunId>) {
        facts.credits = self.credits.iter().filter(|credit| credit.date <= day).cloned().collect();
        for (&at, today) in &self.today {
            let invoice = &mut facts.invoices[at.invoice].invoice;
            let exists = invoice.date <= day;
            let item = &mut invoice.items[at.item];
            item.open_amount = today.open_amount;
            item.status.clone_from(&today.status);
            (item.promised_on, item.disputed) = (today.promised_on, today.disputed);
            if let Some(past) = self.past.get(&item.id) {
                let applied = self.applied.entry(item.id).or_default();
                recall(item, past, applied, day, run);
            }
            if !exists {
                item.open_amount = Decimal::ZERO;
            }
        }
        self.hold(facts, day);
    }

    /// What was recorded for the batch on that day: of two lines of an item,
    /// the one that was sent, else the later one.
    pub(super) fn recorded(&self, facts: &CustomerFacts, day: NaiveDate) -> Recorded {
        let mut recorded = Recorded::new();
        for &at in self.today.keys() {
            let id = facts.invoices[at.invoice].invoice.items[at.item].id;
            let Some(past) = self.past.get(&id) else { continue };
            let lines = past.lines.iter().filter(|line| line.own && line.on == day);
            if let Some(line) = lines.max_by_key(|line| (line.sent, line.run, line.reminder)) {
                recorded.insert(at, line.clone());
            }
        }
        recorded
    }

    /// After an execution: a reminder that did not go out leaves nothing, as it
    /// left nothing then.
    pub(super) fn end(
        &mut self,
        facts: &mut CustomerFacts,
        plan: &CustomerPlan,
        day: NaiveDate,
        run: Option<RunId>,
    ) {
        self.taken.extend(plan.temporary_hold_ids());
        for line in plan.reminders.iter().flat_map(|reminder| &reminder.lines) {
            let at = line.item;
            let before = &plan.facts.invoices[at.invoice].invoice.items[at.item];
            let past = self.past.get(&before.id);
            let attempt = past.and_then(|past| attempt(past, day, run));
            if attempt.is_some_and(|attempt| !attempt.sent) {
                let item = &mut facts.invoices[at.invoice].invoice.items[at.item];
                item.standing = before.standing.clone();
                item.last_reminded_on = before.last_reminded_on;
            }
        }
    }

    fn hold(&self, facts: &mut CustomerFacts, day: NaiveDate) {
        for facts in &mut facts.invoices {
            facts.invoice.holds.clear();
        }
        for held in &self.holds {
            let invoice = &mut facts.invoices[held.invoice].invoice;
            // A hold that was placed on the day of a reminder came after it.
            let reminded = |item: &DueItem| {
                self.past.get(&item.id).is_some_and(|past| {
                    past.lines.iter().any(|line| line.own && line.sent && line.on == day)
                })
            };
            let placed = held.hold.placed_on < day
                || (held.hold.placed_on == day && !invoice.items.iter().any(reminded));
            let lifted = match held.lifted {
                Some((on, Lifting::ByHand)) => on <= day,
                Some((on, Lifting::OtherBatch)) => on < day,
                // The execution that is played lifts it, if the rules do.
                Some((_, Lifting::Batch)) | None => false,
            };
            if placed && !lifted && !self.taken.contains(&held.hold.id) {
                invoice.holds.push(held.hold.clone());
            }
        }
    }
}

/// The next reminder of an item on record that day, from an execution on; the
/// last one where no further execution is on record.
fn attempt(past: &ItemPast, day: NaiveDate, run: Option<RunId>) -> Option<&RecordedLine> {
    let own = past.lines.iter().filter(|line| line.own && line.on == day);
    match run {
        Some(run) => own.filter(|line| line.run >= run).min_by_key(|line| (line.run, !line.sent)),
        None => own.max_by_key(|line| (line.sent, line.run, line.reminder)),
    }
}

/// What the record tells of an item on a day. What is noted on the day itself
/// counts from the next day on.
fn recall(
    item: &mut DueItem,
    past: &ItemPast,
    applied: &mut usize,
    day: NaiveDate,
    run: Option<RunId>,
) {
    let earlier = |line: &RecordedLine| {
        line.on < day || (line.on == day && run.is_some_and(|run| line.run < run))
    };
    if let Some(next) = past.lines.iter().find(|line| !earlier(line)) {
        item.open_amount = next.open;
    }
    if let Some(note) = past.notes.iter().find(|note| note.on >= day) {
        item.status.clone_from(&note.status_before);
        (item.promised_on, item.disputed) = (note.promised_on_before, note.disputed_before);
    }
    let others = past.lines.iter().filter(|line| !line.own).skip(*applied);
    let before =
        |on: NaiveDate, id: RunId| on < day || (on == day && run.is_none_or(|run| id < run));
    for line in others.take_while(|line| before(line.on, line.run)) {
        item.standing = Standing::At(line.level.clone());
        item.last_reminded_on = item.last_reminded_on.max(Some(line.on));
        *applied += 1;
    }
}
