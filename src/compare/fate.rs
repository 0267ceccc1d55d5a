//! What one side decides about each due item of a customer.

use std::collections::BTreeSet;

use crate::domain::address::EmailAddress;
use crate::domain::level::LevelCode;
use crate::plan::outcome::{CustomerPlan, ItemRef, PlannedReminder, Reason};

/// What becomes of one due item.
#[derive(Clone, Copy)]
pub(super) enum Fate<'a> {
    Reminded(&'a PlannedReminder),
    Left(&'a Reason),
}

impl<'a> Fate<'a> {
    pub fn level(self) -> Option<&'a LevelCode> {
        match self {
            Self::Reminded(reminder) => Some(&reminder.level),
            Self::Left(_) => None,
        }
    }
}

/// The fates of all items of a customer, by their positions.
pub(super) struct Fates<'a> {
    /// Where the items of each invoice begin.
    offsets: Vec<usize>,
    fates: Vec<Option<Fate<'a>>>,
}

impl<'a> Fates<'a> {
    pub fn of(plan: &'a CustomerPlan) -> Self {
        let mut offsets = Vec::with_capacity(plan.facts.invoices.len());
        let mut count = 0;
        for facts in &plan.facts.invoices {
            offsets.push(count);
            count += facts.invoice.items.len();
        }
        let mut fates = Self { offsets, fates: vec![None; count] };
        for reminder in &plan.reminders {
            for line in &reminder.lines {
                fates.set(line.item, Fate::Reminded(reminder));
            }
        }
        for skipped in &plan.skipped {
            fates.set(skipped.item, Fate::Left(&skipped.reason));
        }
        fates
    }

    fn place(&self, item: ItemRef) -> Option<usize> {
        Some(self.offsets.get(item.invoice)? + item.item)
    }

    fn set(&mut self, item: ItemRef, fate: Fate<'a>) {
        if let Some(entry) = self.place(item).and_then(|at| self.fates.get_mut(at)) {
            *entry = Some(fate);
        }
    }

    /// An item that no part of the plan speaks of is settled.
    pub fn get(&self, item: ItemRef) -> Fate<'a> {
        let fate = self.place(item).and_then(|at| self.fates.get(at).copied().flatten());
        fate.unwrap_or(Fate::Left(&Reason::Settled))
    }
}

/// The addresses that a reminder is for, in any order.
pub(super) fn recipients(reminder: &PlannedReminder) -> BTreeSet<&EmailAddress> {
    reminder.to.iter().map(|to| &to.address).collect()
}

/// The addresses that get a copy, in any order.
pub(super) fn copies(reminder: &PlannedReminder) -> BTreeSet<&EmailAddress> {
    reminder.cc.iter().collect()
}

/// The items that share a reminder.
pub(super) fn items(reminder: &PlannedReminder) -> BTreeSet<ItemRef> {
    reminder.lines.iter().map(|line| line.item).collect()
}

/// Whether both go to the same people, copies included.
pub(super) fn same_people(one: &PlannedReminder, two: &PlannedReminder) -> bool {
    recipients(one) == recipients(two) && copies(one) == copies(two)
}

/// Whether an item is left out for the same reason on both sides. Figures of a
/// rule that still leaves it out are no change; nor is where a script failed,
/// since the two sets lie in different folders.
pub(super) fn same_reason(one: &Reason, two: &Reason) -> bool {
    match (one, two) {
        (Reason::Exclusion { name: one }, Reason::Exclusion { name: two }) => one == two,
        (Reason::RefusedByHook { .. }, Reason::RefusedByHook { .. })
        | (Reason::UnknownLevel { .. }, Reason::UnknownLevel { .. }) => one == two,
        (Reason::ScriptFailed { error: one }, Reason::ScriptFailed { error: two }) => {
            one.message == two.message
        }
        _ => one.code() == two.code(),
    }
}
