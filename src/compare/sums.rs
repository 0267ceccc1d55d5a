//! What changes in a whole batch, in sums that do not grow with the number of
//! customers, and grouped by the rule responsible.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use super::cause::Cause;
use super::customer::{CustomerChanges, ItemChange, Kind, Outcome};
use super::pairing::ReminderKind;
use crate::domain::level::{Ladder, LevelCode};
use crate::domain::money::{Currency, Money};
use crate::plan::outcome::{CustomerPlan, PlannedReminder};

/// Examples kept of each move that a rule is responsible for.
const EXAMPLES: usize = 2;

/// How much there is of something; currencies are never added up.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Tally {
    pub reminders: u64,
    pub items: u64,
    amounts: BTreeMap<Currency, Decimal>,
}

impl Tally {
    /// Per currency, by the currencies' codes.
    pub fn amounts(&self) -> Vec<Money> {
        self.amounts.iter().map(|(&currency, &amount)| Money::new(amount, currency)).collect()
    }

    fn item(&mut self, open: Money) {
        self.items += 1;
        *self.amounts.entry(open.currency).or_default() += open.amount;
    }
}

/// From what to what an item goes, as far as it is counted.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Move {
    Appears(LevelCode),
    Disappears(LevelCode),
    Level(LevelCode, LevelCode),
    Recipients(LevelCode),
    Group(LevelCode),
    /// Codes of the reasons.
    Reason(&'static str, &'static str),
}

impl Move {
    fn of(change: &ItemChange) -> Self {
        match (&change.before, &change.after) {
            (Outcome::Left(one), Outcome::Left(two)) => Self::Reason(one.code(), two.code()),
            (Outcome::Left(_), Outcome::Reminded { level, .. }) => Self::Appears(level.clone()),
            (Outcome::Reminded { level, .. }, Outcome::Left(_)) => Self::Disappears(level.clone()),
            (Outcome::Reminded { level: one, .. }, Outcome::Reminded { level: two, .. }) => {
                if one != two {
                    Self::Level(one.clone(), two.clone())
                } else if change.kinds.contains(&Kind::Recipients) {
                    Self::Recipients(two.clone())
                } else {
                    Self::Group(two.clone())
                }
            }
        }
    }
}

/// What one rule is responsible for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CauseGroup {
    pub cause: Cause,
    pub total: Tally,
    pub moves: BTreeMap<Move, Moved>,
}

/// The items that go from the same to the same.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Moved {
    pub tally: Tally,
    /// The first few.
    pub examples: Vec<ItemChange>,
}

/// The changes of a batch in sums.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Sums {
    /// Levels of both sides, those of the new one first.
    pub ladder: Vec<LevelCode>,
    pub before: Tally,
    pub after: Tally,
    pub appear: Tally,
    pub disappear: Tally,
    pub other_level: Tally,
    pub other_recipients: Tally,
    pub other_group: Tally,
    /// Items left out on both sides for different reasons.
    pub other_reason: Tally,
    /// Mails about the same items, at the same level, to the same people, in
    /// other words.
    pub other_text: Tally,
    /// Items by their level on each side; none where they are left out.
    pub matrix: BTreeMap<(Option<LevelCode>, Option<LevelCode>), Tally>,
    groups: Vec<CauseGroup>,
}

impl Sums {
    /// Nothing yet, for companies with these levels.
    pub fn new(before: &Ladder, after: &Ladder) -> Self {
        let mut ladder: Vec<LevelCode> =
            after.levels().iter().map(|level| level.code.clone()).collect();
        for level in before.levels() {
            if !ladder.contains(&level.code) {
                ladder.push(level.code.clone());
            }
        }
        Self { ladder, ..Self::default() }
    }

    /// Takes in a customer's plans and what changes between them.
    pub fn add(&mut self, before: &CustomerPlan, after: &CustomerPlan, changes: &CustomerChanges) {
        self.before.reminders += before.reminders.len() as u64;
        self.after.reminders += after.reminders.len() as u64;
        for item in &changes.levels {
            if item.before.is_some() {
                self.before.item(item.open);
            }
            if item.after.is_some() {
                self.after.item(item.open);
            }
            let key = (item.before.clone(), item.after.clone());
            self.matrix.entry(key).or_default().item(item.open);
        }
        for kind in changes.pairs.iter().flat_map(|pair| &pair.kinds) {
            match kind {
                ReminderKind::Appears => self.appear.reminders += 1,
                ReminderKind::Disappears => self.disappear.reminders += 1,
                ReminderKind::Level => self.other_level.reminders += 1,
                ReminderKind::Recipients => self.other_recipients.reminders += 1,
                ReminderKind::Items => self.other_group.reminders += 1,
            }
        }
        for change in &changes.items {
            for kind in &change.kinds {
                let tally = match kind {
                    Kind::Appears => &mut self.appear,
                    Kind::Disappears => &mut self.disappear,
                    Kind::Level => &mut self.other_level,
                    Kind::Recipients => &mut self.other_recipients,
                    Kind::Group => &mut self.other_group,
                    Kind::Reason => &mut self.other_reason,
                };
                tally.item(change.open);
            }
            self.group(change);
        }
    }

    /// Takes in a mail in other words.
    pub fn add_text(&mut self, reminder: &PlannedReminder) {
        self.other_text.reminders += 1;
        for line in &reminder.lines {
            self.other_text.item(line.open);
        }
    }

    fn group(&mut self, change: &ItemChange) {
        let known = self.groups.iter().position(|group| group.cause == change.cause);
        let at = known.unwrap_or_else(|| {
            self.groups.push(CauseGroup {
                cause: change.cause.clone(),
                total: Tally::default(),
                moves: BTreeMap::new(),
            });
            self.groups.len() - 1
        });
        let group = &mut self.groups[at];
        group.total.item(change.open);
        let moved = group.moves.entry(Move::of(change)).or_default();
        moved.tally.item(change.open);
        if moved.examples.len() < EXAMPLES {
            moved.examples.push(change.clone());
        }
    }

    /// The rules responsible, that of the most items first.
    pub fn groups(&self) -> Vec<&CauseGroup> {
        let mut groups: Vec<&CauseGroup> = self.groups.iter().collect();
        groups.sort_by_key(|group| std::cmp::Reverse(group.total.items));
        groups
    }

    /// Whether nothing changes, neither who is reminded of what nor the words.
    pub fn is_empty(&self) -> bool {
        self.groups.is_empty() && self.other_text.reminders == 0
    }
}
