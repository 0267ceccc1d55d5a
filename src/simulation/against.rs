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
use crate::plan::outcome::{CustomerPlan, ItemRef, Reason};
use crate::plan::past::{Past, RecordedLine};

/// What is compared, the same for every customer.
pub struct Against<'a> {
    /// Nobody pays; its days do not count here.
    pub play: Play<'a>,
    /// In the order of the days, and of a day's executions.
    pub executions: &'a [Execution],
}

/// One execution of a day, on record or by the schedule or both.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Execution {
    pub day: NaiveDate,
    /// The one on record.
    pub run: Option<RunId>,
    /// Whether the rules are played.
    pub played: bool,
}

/// Plays the days for one customer and compares each of them with the record.
/// What people sent by hand, or another batch did, is a fact of its day.
pub fn against(against: &Against<'_>, past: Past) -> Compared {
    let (mut hindsight, facts) = Hindsight::of(past);
    let mut compared = Compared { settled: hindsight.settled(), ..Compared::default() };
    compared.dates_unknown = hindsight.dates_unknown();
    let mut player = Player::new(&against.play, Arc::new(facts));
    let mut comparing = Comparing { against, compared, differed: BTreeSet::new() };
    for executions in against.executions.chunk_by(|a, b| a.day == b.day) {
        let mut simulated = Simulated::default();
        for &Execution { day, run, played } in executions {
            hindsight.begin(player.facts_mut(), day, run);
            if played {
                let plan = player.day(day);
                hindsight.end(player.facts_mut(), &plan, day, run);
                simulated.add(plan);
            }
        }
        if let Some(Execution { day, .. }) = executions.first() {
            let recorded = hindsight.recorded(player.facts(), *day);
            comparing.day(*day, player.facts(), &simulated, &recorded);
        }
    }
    comparing.compared
}

/// A customer's lines of one day, one for each item.
pub(super) type Recorded = BTreeMap<ItemRef, RecordedLine>;

/// What the rules did on one day, all executions taken together: as on record,
/// an item counts once, by the last reminder of it.
#[derive(Default)]
struct Simulated {
    lines: BTreeMap<ItemRef, SimulatedLine>,
    /// Why items were not reminded, by the last execution.
    reasons: BTreeMap<ItemRef, Reason>,
    reminders: usize,
}

struct SimulatedLine {
    /// Among the reminders of the day.
    reminder: usize,
    level: LevelCode,
    open: Money,
}

impl Simulated {
    fn add(&mut self, plan: CustomerPlan) {
        for reminder in plan.reminders {
            for line in reminder.lines {
                let (level, number) = (reminder.level.clone(), self.reminders);
                let told = SimulatedLine { reminder: number, level, open: line.open };
                self.lines.insert(line.item, told);
            }
            self.reminders += 1;
        }
        let reasons = plan.skipped.into_iter().map(|skipped| (skipped.item, skipped.reason));
        self.reasons.extend(reasons);
    }
}

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
        simulated: &Simulated,
        recorded: &Recorded,
    ) {
        self.sum(day, facts, simulated, recorded);
        let both = recorded.keys().chain(simulated.lines.keys()).copied();
        for at in both.collect::<BTreeSet<ItemRef>>() {
            let (line, played) = (recorded.get(&at), simulated.lines.get(&at));
            let what = match (line, played) {
                (Some(line), Some(played)) if line.level == played.level => {
                    self.compared.counts.same += 1;
                    self.compared.counts.not_sent += u64::from(!line.sent);
                    continue;
                }
                (Some(line), Some(played)) => What::OtherLevel {
                    recorded: line.level.clone(),
                    simulated: played.level.clone(),
                },
                (Some(line), None) => What::OnlyRecorded {
                    recorded: line.level.clone(),
                    reason: simulated.reasons.get(&at).cloned(),
                },
                (None, Some(played)) => What::OnlySimulated { simulated: played.level.clone() },
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
            let open = recorded.or(played.map(|played| played.open));
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
        simulated: &Simulated,
        recorded: &Recorded,
    ) {
        let mut counted: BTreeSet<ReminderId> = BTreeSet::new();
        for (at, line) in recorded {
            let sums = self.compared.of(day, &line.level);
            sums.recorded.reminders += u64::from(counted.insert(line.reminder));
            let currency = facts.invoices[at.invoice].invoice.currency;
            sums.recorded.asked.add(Money::new(line.open, currency));
        }
        let failed = |reason: &&Reason| matches!(reason, Reason::ScriptFailed { .. });
        self.compared.script_failures += simulated.reasons.values().filter(failed).count() as u64;
        let mut counted: BTreeSet<usize> = BTreeSet::new();
        for line in simulated.lines.values() {
            let sums = self.compared.of(day, &line.level);
            sums.simulated.reminders += u64::from(counted.insert(line.reminder));
            sums.simulated.asked.add(line.open);
        }
    }
}
