//! Items that the rules do not catch, in groups of one reason.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::story::{CustomerStory, ItemStory, Stood, detail};
use super::tally::Sum;
use crate::domain::level::{LevelCode, Standing};
use crate::domain::money::Money;
use crate::plan::outcome::Reason;
use crate::plan::policy::{Origin, Policy};

/// One item as people know it, at the end.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Case {
    pub customer: String,
    pub name: String,
    pub invoice: String,
    pub instalment: u32,
    pub due_date: NaiveDate,
    pub open: Money,
    pub standing: Standing,
    pub last_reminded_on: Option<NaiveDate>,
    pub reason: Reason,
    /// Executions for which reasons of this kind stood.
    pub executions: u32,
}

impl Case {
    pub(super) fn of(story: &CustomerStory, item: &ItemStory, stood: &Stood) -> Self {
        let customer = &story.facts.billed.customer;
        let invoice = &story.facts.invoices[item.at.invoice].invoice;
        let due = &invoice.items[item.at.item];
        Self {
            customer: customer.code.clone(),
            name: customer.name.clone(),
            invoice: invoice.number.clone(),
            instalment: due.instalment,
            due_date: due.due_date,
            open: Money::new(due.open_amount, invoice.currency),
            standing: due.standing.clone(),
            last_reminded_on: due.last_reminded_on,
            reason: stood.reason.clone(),
            executions: stood.executions,
        }
    }
}

/// What the items of a group share. Nothing in it comes from the data alone,
/// so that there are only so many groups.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct GroupKey {
    /// Place of the level on the ladder and its code, where the items stand at
    /// one that the rules know.
    pub level: Option<(usize, LevelCode)>,
    pub reason: &'static str,
    /// A level or an exclusion that the reason names.
    detail: Option<String>,
}

/// Items of one key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Group {
    pub sum: Sum,
    /// Where the rule behind the reason is written.
    pub rule: Option<Origin>,
    /// The first ones; there may be more.
    pub cases: Vec<Case>,
}

/// Groups with the first cases of each.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Groups {
    groups: BTreeMap<GroupKey, Group>,
}

impl Groups {
    /// Takes in a case; of each group at most `keep` are kept one by one.
    pub(super) fn add(&mut self, policy: &Policy, keep: usize, by_level: bool, case: Case) {
        let level = match &case.standing {
            Standing::At(code) if by_level => {
                policy.ladder.rank(code).map(|rank| (rank, code.clone()))
            }
            _ => None,
        };
        let detail = detail(&case.reason).map(str::to_owned);
        let key = GroupKey { level, reason: case.reason.code(), detail };
        let group = self.groups.entry(key).or_insert_with(|| Group {
            sum: Sum::default(),
            rule: super::rule::rule_of(policy, &case.reason),
            cases: Vec::new(),
        });
        group.sum.add(case.open);
        if group.cases.len() < keep {
            group.cases.push(case);
        }
    }

    /// Takes in what others have met after.
    pub(super) fn merge(&mut self, keep: usize, other: Self) {
        for (key, group) in other.groups {
            match self.groups.get_mut(&key) {
                Some(known) => {
                    known.sum.merge(&group.sum);
                    let room = keep.saturating_sub(known.cases.len());
                    known.cases.extend(group.cases.into_iter().take(room));
                }
                None => {
                    self.groups.insert(key, group);
                }
            }
        }
    }

    pub fn is_empty(&self) -> bool {
        self.groups.is_empty()
    }

    /// Whether some group does not hold all of its cases.
    pub fn is_cut(&self) -> bool {
        self.groups.values().any(|group| group.sum.items > group.cases.len() as u64)
    }

    /// By level, then by reason.
    pub fn iter(&self) -> impl Iterator<Item = (&GroupKey, &Group)> {
        self.groups.iter()
    }

    /// All groups together.
    pub fn sum(&self) -> Sum {
        let mut sum = Sum::default();
        for group in self.groups.values() {
            sum.merge(&group.sum);
        }
        sum
    }
}
