//! One customer, day by day: plan, aftermath, payments, the next day.

use std::collections::BTreeMap;
use std::sync::Arc;

use chrono::NaiveDate;
use rust_decimal::Decimal;

use super::calm::Calm;
use super::payments::{Payments, Reminding};
use super::story::{CustomerStory, Entry, EntryLine, ItemStory, Paid};
use crate::domain::money::Money;
use crate::plan::aftermath::aftermath;
use crate::plan::facts::CustomerFacts;
use crate::plan::outcome::{CustomerPlan, ItemRef, PlannedReminder};
use crate::plan::plan_customer;
use crate::plan::policy::Policy;

/// What is played, the same for every customer.
pub struct Play<'a> {
    pub policy: &'a Policy,
    /// The days of the executions, in their order; a day stands twice where the
    /// batch runs twice on it.
    pub days: &'a [NaiveDate],
    /// The last day of the period, with or without an execution: payments up to
    /// it come in.
    pub to: NaiveDate,
    /// By how many days a reminder postpones the expected payment.
    pub postpone_days: u32,
    pub payments: &'a dyn Payments,
}

/// Plays every day for one customer. Customers do not touch each other, so
/// they can be played in any order and at once.
pub fn play(play: &Play<'_>, facts: Arc<CustomerFacts>) -> CustomerStory {
    let calm = Calm::of(play.policy);
    let mut player = Player::new(play, facts);
    let mut next = 0;
    while let Some(&day) = play.days.get(next) {
        let plan = player.day(day);
        next += 1;
        let quiet = plan.reminders.is_empty() && plan.temporary_holds.is_empty();
        if quiet && let Some(calm) = &calm {
            next += player.pass(day, calm, &play.days[next..]);
        }
    }
    player.end()
}

/// Plays single days, for those who change the facts in between.
pub struct Player<'a> {
    play: &'a Play<'a>,
    facts: Arc<CustomerFacts>,
    entries: Vec<Entry>,
    items: BTreeMap<ItemRef, ItemStory>,
    /// Payments to come.
    expected: BTreeMap<ItemRef, NaiveDate>,
}

impl<'a> Player<'a> {
    /// `play.days` do not count here.
    pub fn new(play: &'a Play<'a>, facts: Arc<CustomerFacts>) -> Self {
        let mut items = BTreeMap::new();
        for (invoice, of_invoice) in facts.invoices.iter().enumerate() {
            for (item, due) in of_invoice.invoice.items.iter().enumerate() {
                let at = ItemRef { invoice, item };
                items.insert(at, ItemStory::new(due.id, at));
            }
        }
        Self { play, facts, entries: Vec::new(), items, expected: BTreeMap::new() }
    }

    /// The facts as they stand, to be changed between two days. Invoices and
    /// items keep their places: what is settled has nothing open.
    pub fn facts_mut(&mut self) -> &mut CustomerFacts {
        Arc::make_mut(&mut self.facts)
    }

    pub fn facts(&self) -> &CustomerFacts {
        &self.facts
    }

    /// One execution: payments up to that day come in, the batch is planned and
    /// carried out.
    pub fn day(&mut self, day: NaiveDate) -> CustomerPlan {
        self.receive(day);
        let plan = plan_customer(self.play.policy, &self.facts, day);
        for skipped in &plan.skipped {
            if let Some(item) = self.items.get_mut(&skipped.item) {
                item.stands(skipped.reason.clone());
            }
        }
        for reminder in &plan.reminders {
            self.remind(reminder, day);
        }
        if !plan.reminders.is_empty() || !plan.temporary_holds.is_empty() {
            self.facts = Arc::new(aftermath(&plan, self.play.postpone_days, |_| true).facts);
        }
        plan
    }

    /// What became of the customer.
    pub fn end(mut self) -> CustomerStory {
        self.receive(self.play.to);
        let items = self.items.into_values().collect();
        CustomerStory { facts: self.facts, entries: self.entries, items }
    }

    /// How many of the days to come go as `day` went; they count for the
    /// reasons. The last day is always played, so that what is told of it is
    /// exact.
    fn pass(&mut self, day: NaiveDate, calm: &Calm, to_come: &[NaiveDate]) -> usize {
        let paid = self.expected.values().min().copied();
        let turn = [calm.next_turn(&self.facts, day), paid].into_iter().flatten().min();
        let until = turn.map_or(to_come.len(), |turn| to_come.partition_point(|&day| day < turn));
        let passed = until.min(to_come.len().saturating_sub(1));
        let executions = u32::try_from(passed).unwrap_or(u32::MAX);
        for item in self.items.values_mut() {
            item.stands_on(executions);
        }
        passed
    }

    fn receive(&mut self, day: NaiveDate) {
        let due = self.expected.iter().filter(|&(_, &on)| on <= day);
        let due: Vec<(ItemRef, NaiveDate)> = due.map(|(&at, &on)| (at, on)).collect();
        for (at, on) in due {
            self.expected.remove(&at);
            let invoice = &mut Arc::make_mut(&mut self.facts).invoices[at.invoice].invoice;
            let item = &mut invoice.items[at.item];
            let amount = Money::new(item.open_amount, invoice.currency);
            item.open_amount = Decimal::ZERO;
            if let Some(story) = self.items.get_mut(&at) {
                story.paid = Some(Paid { on, amount });
            }
        }
    }

    fn remind(&mut self, reminder: &PlannedReminder, day: NaiveDate) {
        let mut lines = Vec::with_capacity(reminder.lines.len());
        for line in &reminder.lines {
            let Some(item) = self.items.get_mut(&line.item) else { continue };
            item.reminded.push((day, reminder.level.clone()));
            item.last = None;
            let level = &reminder.level;
            let times = item.reminded.iter().filter(|(_, at)| at == level).count();
            let time = u32::try_from(times).unwrap_or(u32::MAX);
            let reminding = Reminding { item: item.id, level, time, on: day };
            if let Some(paid) = self.play.payments.settles(reminding) {
                let known = self.expected.get(&line.item);
                let earliest = known.map_or(paid, |&known| known.min(paid));
                self.expected.insert(line.item, earliest);
            }
            let (at, days_late, open) = (line.item, line.days_late, line.open);
            lines.push(EntryLine { item: item.id, at, days_late, open });
        }
        self.entries.push(Entry {
            day,
            level: reminder.level.clone(),
            lines,
            to: reminder.to.iter().map(|to| to.address.clone()).collect(),
            cc: reminder.cc.clone(),
        });
    }
}
