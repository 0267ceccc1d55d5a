//! Days on which nothing about a customer can change: they need no planning.

use chrono::{NaiveDate, TimeDelta};

use crate::domain::invoice::DueItem;
use crate::plan::facts::CustomerFacts;
use crate::plan::level::reference_date;
use crate::plan::policy::{HOOKS, Policy};

/// When decisions can change that depend on nothing but the facts and the
/// number of days.
pub(super) struct Calm {
    /// Days from the reference date on which another rule begins to hold.
    turns: Vec<i64>,
    repeats: Vec<u32>,
    bornerel: bool,
}

impl Calm {
    /// `None` where conditions or hooks may look at the date as they like.
    pub(super) fn of(policy: &Policy) -> Option<Self> {
        // Also of hooks that only word or group: where one fails, there is no
        // reminder.
        let hooked = HOOKS.iter().any(|hook| policy.scripts.hook_origin(hook).is_some());
        if hooked || !policy.exclusions.is_empty() || policy.filter.when.is_some() {
            return None;
        }
        let levels = policy.ladder.levels();
        let bounds = levels.iter().map(|level| level.bounds);
        let bounds = bounds.chain(policy.ladder.excluded().iter().copied());
        let mut turns: Vec<i64> = bounds
            .flat_map(|bounds| {
                let after = bounds.upper().map(|upper| i64::from(upper) + 1);
                [Some(i64::from(bounds.lower())), after]
            })
            .flatten()
            .collect();
        turns.sort_unstable();
        turns.dedup();
        let repeats = levels.iter().filter_map(|level| level.repeat_every_days).collect();
        Some(Self { turns, repeats, bornerel: policy.switches.bornerel })
    }

    /// The first day after `day` on which a decision about one of the
    /// items may differ from that of `day`, the facts being as they are;
    /// `None` when there is none.
    pub(super) fn next_turn(&self, facts: &CustomerFacts, day: NaiveDate) -> Option<NaiveDate> {
        let items = facts.invoices.iter().flat_map(|facts| &facts.invoice.items);
        // Settled ones as well: by their levels a batch takes up holds.
        items.filter_map(|item| self.turn_of(item, day)).min()
    }

    fn turn_of(&self, item: &DueItem, day: NaiveDate) -> Option<NaiveDate> {
        let reference = reference_date(item, self.bornerel);
        let passed = (day - reference).num_days();
        let next = self.turns.partition_point(|&turn| turn <= passed);
        let by_days = self.turns.get(next).and_then(|&turn| after(reference, turn));
        // Reminded on a day: not again on that day, whatever the level.
        let reminded = item.last_reminded_on.into_iter().flat_map(|last| {
            let repeats = self.repeats.iter().map(move |&every| after(last, i64::from(every)));
            [Some(last), after(last, 1)].into_iter().chain(repeats).flatten()
        });
        by_days.into_iter().chain(reminded.filter(|&turn| turn > day)).min()
    }
}

fn after(date: NaiveDate, days: i64) -> Option<NaiveDate> {
    date.checked_add_signed(TimeDelta::try_days(days)?)
}
