//! What a simulation tells: sums of any number of customers, and a bounded
//! number of single cases.

use std::collections::BTreeMap;
use std::sync::Arc;

use chrono::NaiveDate;
use rayon::prelude::*;

use super::busy::{Busiest, busiest_window};
use super::cases::{Case, Groups};
use super::play::{Play, play};
use super::story::{CustomerStory, ItemStory, Stood};
use super::tally::{Sum, Tally};
use super::uncaught::{is_too_young, telling};
use crate::domain::level::{Ladder, LevelCode, Standing};
use crate::domain::money::Money;
use crate::plan::facts::CustomerFacts;
use crate::plan::outcome::Reason;
use crate::plan::policy::Policy;

/// What counts as too much, and as stuck.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Measures {
    /// The period, both days counted.
    pub from: NaiveDate,
    pub to: NaiveDate,
    /// More mails than this within the window are too many.
    pub more_than: u32,
    /// Days.
    pub window: u32,
    /// Days without a further reminder after which an item is stuck.
    pub stuck_after: u32,
    /// Single cases kept in each list.
    pub keep: usize,
}

/// A customer that gets too many mails.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Busy {
    pub customer: String,
    pub name: String,
    pub busiest: Busiest,
}

/// What came of it all. Its size depends on the number of days, levels and
/// kept cases, not on the number of customers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Report {
    pub measures: Measures,
    /// Levels of the ladder, in its order.
    pub levels: Vec<LevelCode>,
    pub customers: u64,
    /// What was open on the first day.
    pub open: Sum,
    /// Customers and items reminded at least once.
    pub reminded_customers: u64,
    pub reminded_items: u64,
    pub total: Tally,
    per_day: BTreeMap<(NaiveDate, LevelCode), Tally>,
    /// Items of which a script could not decide, at one execution at least.
    pub script_failures: u64,
    /// Paid within the period.
    pub paid: Sum,
    /// Customers with too many mails…
    pub busy_customers: u64,
    busy: Vec<Busy>,
    /// Items that no level ever caught, by the reason that stood most often.
    pub never_caught: Groups,
    /// Items without a reminder because the first level is still to come.
    pub not_yet: Sum,
    /// Open items that stand at a level and were not reminded again for long,
    /// by level and last reason.
    pub stuck: Groups,
}

impl Report {
    /// Nothing yet, for a company with these levels.
    pub fn new(measures: Measures, ladder: &Ladder) -> Self {
        Self {
            measures,
            levels: ladder.levels().iter().map(|level| level.code.clone()).collect(),
            customers: 0,
            open: Sum::default(),
            reminded_customers: 0,
            reminded_items: 0,
            total: Tally::default(),
            per_day: BTreeMap::new(),
            script_failures: 0,
            paid: Sum::default(),
            busy_customers: 0,
            busy: Vec::new(),
            never_caught: Groups::default(),
            not_yet: Sum::default(),
            stuck: Groups::default(),
        }
    }

    /// Takes in a customer.
    pub fn add(&mut self, policy: &Policy, story: &CustomerStory) {
        self.customers += 1;
        self.reminded_customers += u64::from(!story.entries.is_empty());
        for entry in &story.entries {
            self.total.add(entry);
            self.per_day.entry((entry.day, entry.level.clone())).or_default().add(entry);
        }
        self.add_busy(story);
        for item in &story.items {
            self.add_item(policy, story, item);
        }
    }

    fn add_busy(&mut self, story: &CustomerStory) {
        let mails: Vec<NaiveDate> = story.entries.iter().map(|entry| entry.day).collect();
        let busiest = busiest_window(&mails, self.measures.window);
        if let Some(busiest) = busiest.filter(|found| found.mails > self.measures.more_than) {
            let customer = &story.facts.billed.customer;
            let (customer, name) = (customer.code.clone(), customer.name.clone());
            self.busy_customers += 1;
            self.busy.push(Busy { customer, name, busiest });
            self.trim_busy();
        }
    }

    fn add_item(&mut self, policy: &Policy, story: &CustomerStory, item: &ItemStory) {
        let invoice = &story.facts.invoices[item.at.invoice].invoice;
        let due = &invoice.items[item.at.item];
        self.reminded_items += u64::from(!item.reminded.is_empty());
        let failed = |stood: &Stood| matches!(stood.reason, Reason::ScriptFailed { .. });
        self.script_failures += u64::from(item.stood.iter().any(failed));
        if let Some(paid) = item.paid {
            self.open.add(paid.amount);
            self.paid.add(paid.amount);
            return;
        }
        if due.open_amount.is_sign_negative() || due.open_amount.is_zero() {
            return;
        }
        let open = Money::new(due.open_amount, invoice.currency);
        self.open.add(open);
        let keep = self.measures.keep;
        if matches!(due.standing, Standing::At(_)) {
            let quiet_since = |last: NaiveDate| (self.measures.to - last).num_days();
            let long = i64::from(self.measures.stuck_after);
            let stuck = due.last_reminded_on.is_none_or(|last| quiet_since(last) >= long);
            if stuck && let Some(stood) = item.last_stood() {
                self.stuck.add(policy, keep, true, Case::of(story, item, &stood));
            }
        } else if is_too_young(policy, item) {
            self.not_yet.add(open);
        } else if let Some(stood) = telling(policy, item) {
            self.never_caught.add(policy, keep, false, Case::of(story, item, stood));
        }
    }

    /// Takes in what others have met after; both have the same measures.
    #[must_use]
    pub fn merged(mut self, other: Self) -> Self {
        let keep = self.measures.keep;
        self.customers += other.customers;
        self.open.merge(&other.open);
        self.reminded_customers += other.reminded_customers;
        self.reminded_items += other.reminded_items;
        self.total.merge(&other.total);
        for (key, tally) in other.per_day {
            self.per_day.entry(key).or_default().merge(&tally);
        }
        self.script_failures += other.script_failures;
        self.paid.merge(&other.paid);
        self.busy_customers += other.busy_customers;
        self.busy.extend(other.busy);
        self.trim_busy();
        self.never_caught.merge(keep, other.never_caught);
        self.not_yet.merge(&other.not_yet);
        self.stuck.merge(keep, other.stuck);
        self
    }

    /// Keeps the busiest ones once there are twice as many.
    fn trim_busy(&mut self) {
        if self.busy.len() > self.measures.keep.saturating_mul(2) {
            self.keep_busiest();
        }
    }

    fn keep_busiest(&mut self) {
        self.busy.sort_by(busiest_first);
        self.busy.truncate(self.measures.keep);
    }

    /// The customers with the most mails, the busiest first; there may be more.
    pub fn busy(&self) -> Vec<&Busy> {
        let mut busy: Vec<&Busy> = self.busy.iter().collect();
        busy.sort_by(|a, b| busiest_first(a, b));
        busy.truncate(self.measures.keep);
        busy
    }

    /// Whether some list does not hold all of its cases.
    pub fn is_cut(&self) -> bool {
        let busy = self.busy_customers > self.busy().len() as u64;
        busy || self.never_caught.is_cut() || self.stuck.is_cut()
    }

    /// Reminders of one day and level, in the order of the days and the
    /// ladder.
    pub fn per_day(&self) -> Vec<(NaiveDate, &LevelCode, &Tally)> {
        let mut rows: Vec<_> =
            self.per_day.iter().map(|((day, level), tally)| (*day, level, tally)).collect();
        rows.sort_by_key(|(day, level, _)| (*day, self.rank(level)));
        rows
    }

    /// Every level that the ladder has, in its order.
    pub fn per_level(&self) -> Vec<(&LevelCode, Tally)> {
        let mut levels: Vec<(&LevelCode, Tally)> =
            self.levels.iter().map(|level| (level, Tally::default())).collect();
        for ((_, level), tally) in &self.per_day {
            if let Some((_, sum)) = levels.iter_mut().find(|(known, _)| *known == level) {
                sum.merge(tally);
            }
        }
        levels
    }

    pub(super) fn rank(&self, level: &LevelCode) -> Option<usize> {
        self.levels.iter().position(|known| known == level)
    }
}

fn busiest_first(a: &Busy, b: &Busy) -> std::cmp::Ordering {
    b.busiest.mails.cmp(&a.busiest.mails).then_with(|| a.customer.cmp(&b.customer))
}

/// Plays every customer on all cores and sums up. The result is the same on
/// any number of threads.
pub fn play_all(
    to_play: &Play<'_>,
    measures: &Measures,
    customers: Vec<Arc<CustomerFacts>>,
) -> Report {
    let nothing = || Report::new(measures.clone(), &to_play.policy.ladder);
    let played = customers.into_par_iter().fold(nothing, |mut report, facts| {
        report.add(to_play.policy, &play(to_play, facts));
        report
    });
    let mut report = played.reduce(nothing, Report::merged);
    report.keep_busiest();
    report
}
