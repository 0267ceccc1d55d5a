//! What all items of a mail share, found once however many they are.

use std::cell::OnceCell;
use std::collections::HashMap;
use std::sync::Arc;

use super::cause::Cause;
use super::customer::ItemName;
use super::fate::{items, same_people};
use crate::plan::outcome::{CustomerPlan, ItemRef, PlannedReminder};

/// A due item as people know it.
pub(super) fn name(plan: &CustomerPlan, at: ItemRef) -> ItemName {
    let invoice = &plan.facts.invoices[at.invoice].invoice;
    ItemName { invoice: invoice.number.clone(), instalment: invoice.items[at.item].instalment }
}

/// The names of the items of each reminder of a plan.
pub(super) struct Names<'a> {
    plan: &'a CustomerPlan,
    /// By the first item of a reminder: an item is in one reminder only.
    of: HashMap<ItemRef, OnceCell<Arc<[ItemName]>>>,
}

impl<'a> Names<'a> {
    pub fn new(plan: &'a CustomerPlan) -> Self {
        let firsts = plan.reminders.iter().filter_map(first);
        Self { plan, of: firsts.map(|item| (item, OnceCell::new())).collect() }
    }

    pub fn of(&self, reminder: &PlannedReminder) -> Arc<[ItemName]> {
        let names = || reminder.lines.iter().map(|line| name(self.plan, line.item)).collect();
        match first(reminder).and_then(|first| self.of.get(&first)) {
            Some(known) => Arc::clone(known.get_or_init(names)),
            None => names(),
        }
    }
}

/// How two mails differ that share items.
#[derive(Clone, Copy)]
pub(super) struct Differs {
    pub people: bool,
    pub items: bool,
}

/// What is known of two mails, one of each side.
pub(super) struct Mails<T>(HashMap<(ItemRef, ItemRef), T>);

/// How the mails of each side differ.
pub(super) type AllDiffer = Mails<Differs>;

/// Why items share their mail with others than before.
pub(super) type Regrouped = Mails<Cause>;

impl<T: Clone> Mails<T> {
    pub fn new() -> Self {
        Self(HashMap::new())
    }

    pub fn get(
        &mut self,
        one: &PlannedReminder,
        two: &PlannedReminder,
        find: impl FnOnce() -> T,
    ) -> T {
        match first(one).zip(first(two)) {
            Some(key) => self.0.entry(key).or_insert_with(find).clone(),
            None => find(),
        }
    }
}

impl AllDiffer {
    pub fn of(&mut self, one: &PlannedReminder, two: &PlannedReminder) -> Differs {
        self.get(one, two, || Differs {
            people: !same_people(one, two),
            items: one.lines != two.lines && items(one) != items(two),
        })
    }
}

fn first(reminder: &PlannedReminder) -> Option<ItemRef> {
    reminder.lines.first().map(|line| line.item)
}
