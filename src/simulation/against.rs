//! Days that have passed, played by the rules in force, against what was
//! recorded of them: item by item and day by day.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use chrono::NaiveDate;

use super::difference::{Compared, Difference, What};
use super::hindsight::Hindsight;
use super::play::{Play, Player};
use super::rule::rule_of;
use crate::domain::identity::{ReminderId, RunId};
use crate::domain::level::LevelCode;
use crate::domain::money::Money;
use crate::plan::facts::CustomerFacts;
use crate::plan::outcome::{CustomerPlan, ItemRef, Reason, Skipped};
use crate::plan::past::{Past, RecordedLine};

/// What is compared, the same for every customer.
pub struct Against<'a> {
    /// Its days are those on which the rules are played; nobody pays.
    pub play: Play<'a>,
    /// The executions on record, each day with its run.
    pub runs: &'a BTreeMap<NaiveDate, RunId>,
}

/// Plays the days for one customer and compares each of them with the record.
/// What people sent by hand, or another batch did, is a fact of its day.
pub fn against(against: &Against<'_>, past: Past) -> Compared {
    let (mut hindsight, facts) = Hindsight::of(past);
    let mut compared = Compared { settled: hindsight.settled(), ..Compared::default() };
    compared.dates_unknown = hindsight.dates_unknown();
    let mut player = Player::new(&against.play, Arc::new(facts));
    let mut comparing = Comparing { against, compared, differed: BTreeSet::new() };
    let played: BTreeSet<NaiveDate> = against.play.days.iter().copied().collect();
    let days: BTreeSet<NaiveDate> = played.iter().chain(against.runs.keys()).copied().collect();
    for day in days {
        let run = against.runs.get(&day).copied();
        hindsight.begin(player.facts_mut(), day, run);
        let recorded = hindsight.recorded(player.facts(), day);
        let plan = played.contains(&day).then(|| player.day(day));
        if let Some(plan) = &plan {
            hindsight.end(player.facts_mut(), plan, &recorded);
        }
        comparing.day(day, player.facts(), plan.as_ref(), &recorded);
    }
    comparing.compared
}

/// A customer's lines of one day, one for each item.
pub(super) type Recorded = BTreeMap<ItemRef, RecordedLine>;

struct Comparing<'a> {
    against: &'a Against<'a>,
    compared: Compared,
    /// Items that were not alike on an earlier day.
    differed: BTreeSet<ItemRef>,
}

impl Comparing<'_> {
    fn day(
        &mut self,
        day: NaiveDate,
        facts: &CustomerFacts,
        plan: Option<&CustomerPlan>,
        recorded: &Recorded,
    ) {
        self.sum(day, facts, plan, recorded);
        let mut simulated: BTreeMap<ItemRef, (&LevelCode, Money)> = BTreeMap::new();
        for reminder in plan.iter().flat_map(|plan| &plan.reminders) {
            for line in &reminder.lines {
                simulated.insert(line.item, (&reminder.level, line.open));
            }
        }
        let both: BTreeSet<ItemRef> = recorded.keys().chain(simulated.keys()).copied().collect();
        for at in both {
            let (line, played) = (recorded.get(&at), simulated.get(&at));
            let what = match (line, played) {
                (Some(line), Some((level, _))) if line.level == **level => {
                    self.compared.counts.same += 1;
                    self.compared.counts.not_sent += u64::from(!line.sent);
                    continue;
                }
                (Some(line), Some((level, _))) => {
                    What::OtherLevel { recorded: line.level.clone(), simulated: (*level).clone() }
                }
                (Some(line), None) => What::OnlyRecorded {
                    recorded: line.level.clone(),
                    reason: plan.and_then(|plan| {
                        let skipped = plan.skipped.iter().find(|skipped| skipped.item == at);
                        skipped.map(|skipped| skipped.reason.clone())
                    }),
                },
                (None, Some((level, _))) => What::OnlySimulated { simulated: (*level).clone() },
                (None, None) => continue,
            };
            self.compared.counts.not_sent += u64::from(line.is_some_and(|line| !line.sent));
            let policy = self.against.play.policy;
            let rule = match &what {
                What::OtherLevel { simulated, .. } | What::OnlySimulated { simulated } => {
                    policy.origins.levels.get(simulated).cloned()
                }
                What::OnlyRecorded { reason, .. } => {
                    reason.as_ref().and_then(|reason| rule_of(policy, reason))
                }
            };
            let invoice = &facts.invoices[at.invoice].invoice;
            let item = &invoice.items[at.item];
            let recorded = line.map(|line| Money::new(line.open, invoice.currency));
            let open = recorded.or(played.map(|(_, open)| *open));
            let follows = !self.differed.insert(at);
            self.compared.counts.add(&what, follows);
            self.compared.differences.push(Difference {
                day,
                customer: facts.billed.customer.code.clone(),
                name: facts.billed.customer.name.clone(),
                invoice: invoice.number.clone(),
                instalment: item.instalment,
                days_late: (day - item.due_date).num_days(),
                open: open.unwrap_or_else(|| Money::new(item.open_amount, invoice.currency)),
                what,
                rule,
                follows,
            });
        }
    }

    fn sum(
        &mut self,
        day: NaiveDate,
        facts: &CustomerFacts,
        plan: Option<&CustomerPlan>,
        recorded: &Recorded,
    ) {
        let mut counted: BTreeSet<ReminderId> = BTreeSet::new();
        for (at, line) in recorded {
            let sums = self.compared.of(day, &line.level);
            sums.recorded.reminders += u64::from(counted.insert(line.reminder));
            let currency = facts.invoices[at.invoice].invoice.currency;
            sums.recorded.asked.add(Money::new(line.open, currency));
        }
        let failed = |skipped: &&Skipped| matches!(skipped.reason, Reason::ScriptFailed { .. });
        let skipped = plan.iter().flat_map(|plan| &plan.skipped);
        self.compared.script_failures += skipped.filter(failed).count() as u64;
        for reminder in plan.iter().flat_map(|plan| &plan.reminders) {
            let sums = self.compared.of(day, &reminder.level);
            sums.simulated.reminders += 1;
            for line in &reminder.lines {
                sums.simulated.asked.add(line.open);
            }
        }
    }
}
