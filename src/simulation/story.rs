//! What became of a customer while the schedule was played.

use std::sync::Arc;

use chrono::NaiveDate;

use crate::domain::address::EmailAddress;
use crate::domain::identity::DueItemId;
use crate::domain::level::LevelCode;
use crate::domain::money::Money;
use crate::plan::facts::CustomerFacts;
use crate::plan::outcome::{ItemRef, Reason, totals};

/// A customer from the first day to the last.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CustomerStory {
    /// After the last day. Items keep their places; what was paid meanwhile
    /// has nothing open.
    pub facts: Arc<CustomerFacts>,
    /// Reminders, day by day.
    pub entries: Vec<Entry>,
    /// Every item of the facts, in their order.
    pub items: Vec<ItemStory>,
}

/// One reminder on one day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    pub day: NaiveDate,
    pub level: LevelCode,
    pub lines: Vec<EntryLine>,
    pub to: Vec<EmailAddress>,
    pub cc: Vec<EmailAddress>,
}

impl Entry {
    /// Sums per currency.
    pub fn totals(&self) -> Vec<Money> {
        totals(self.lines.iter().map(|line| line.open))
    }
}

/// A due item in a reminder.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct EntryLine {
    pub item: DueItemId,
    pub at: ItemRef,
    pub days_late: i64,
    /// What is asked for.
    pub open: Money,
}

/// One due item from the first day to the last.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ItemStory {
    pub id: DueItemId,
    pub at: ItemRef,
    /// Day by day.
    pub reminded: Vec<(NaiveDate, LevelCode)>,
    /// Why it was not reminded, one entry for each kind of reason.
    pub stood: Vec<Stood>,
    /// The reason of the last execution and its place in `stood`; `None` when
    /// that one reminded the item.
    pub(super) last: Option<(usize, Reason)>,
    pub paid: Option<Paid>,
}

/// A reason that stood for some executions.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stood {
    /// As the first of these executions gave it.
    pub reason: Reason,
    pub executions: u32,
}

/// A payment in full.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Paid {
    pub on: NaiveDate,
    pub amount: Money,
}

impl ItemStory {
    pub(super) fn new(id: DueItemId, at: ItemRef) -> Self {
        Self { id, at, reminded: Vec::new(), stood: Vec::new(), last: None, paid: None }
    }

    /// Why the last execution did not remind it; `None` when it did.
    pub fn last_reason(&self) -> Option<&Reason> {
        self.last.as_ref().map(|(_, reason)| reason)
    }

    /// The last reason, with how often reasons of its kind stood.
    pub fn last_stood(&self) -> Option<Stood> {
        let (at, reason) = self.last.as_ref()?;
        Some(Stood { reason: reason.clone(), executions: self.stood[*at].executions })
    }

    /// The reason that stood most often, of several the one met first.
    pub fn usual_reason(&self) -> Option<&Stood> {
        self.stood.iter().rev().max_by_key(|stood| stood.executions)
    }

    pub(super) fn stands(&mut self, reason: Reason) {
        let known = self.stood.iter().position(|stood| kind(&stood.reason) == kind(&reason));
        let at = known.unwrap_or_else(|| {
            self.stood.push(Stood { reason: reason.clone(), executions: 0 });
            self.stood.len() - 1
        });
        self.stood[at].executions += 1;
        self.last = Some((at, reason));
    }

    /// The last reason stood for so many executions more.
    pub(super) fn stands_on(&mut self, executions: u32) {
        if let Some((at, _)) = self.last {
            self.stood[at].executions += executions;
        }
    }
}

/// Reasons of one kind are counted together: the same code, level and name.
fn kind(reason: &Reason) -> (&'static str, Option<&str>) {
    (reason.code(), detail(reason))
}

/// What tells reasons of one code apart for whoever mends the rules.
pub(super) fn detail(reason: &Reason) -> Option<&str> {
    match reason {
        Reason::Exclusion { name } => Some(name),
        Reason::NeverLowered { proposed: level, .. }
        | Reason::AlreadyAtLevel { level }
        | Reason::RepeatNotDue { level, .. }
        | Reason::OutsideBounds { level, .. } => Some(level.as_str()),
        _ => None,
    }
}
