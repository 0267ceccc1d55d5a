//! Which reminder of one side is which of the other: they are paired by the
//! items that they share.

use std::collections::{BTreeMap, BTreeSet};

use super::fate::{items, same_people};
use crate::plan::outcome::{ItemRef, PlannedReminder};

/// What changes about a reminder.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum ReminderKind {
    Appears,
    Disappears,
    Level,
    Recipients,
    /// It is about other items than before.
    Items,
}

/// A reminder on both sides, or on one where the other has none for any of its
/// items. Positions within the plans.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pair {
    pub before: Option<usize>,
    pub after: Option<usize>,
    /// Nothing when level, people and items are the same.
    pub kinds: Vec<ReminderKind>,
}

/// Pairs reminders, those that share the most items first; among equals, those
/// of the same level.
pub(super) fn pair(before: &[PlannedReminder], after: &[PlannedReminder]) -> Vec<Pair> {
    let mut owner: BTreeMap<ItemRef, usize> = BTreeMap::new();
    for (position, reminder) in before.iter().enumerate() {
        owner.extend(reminder.lines.iter().map(|line| (line.item, position)));
    }
    let mut shared: BTreeMap<(usize, usize), usize> = BTreeMap::new();
    for (position, reminder) in after.iter().enumerate() {
        for line in &reminder.lines {
            if let Some(&owner) = owner.get(&line.item) {
                *shared.entry((owner, position)).or_default() += 1;
            }
        }
    }
    let mut candidates: Vec<_> = shared
        .into_iter()
        .map(|((old, new), count)| (count, before[old].level == after[new].level, old, new))
        .collect();
    candidates.sort_by_key(|&(count, same_level, old, new)| {
        (std::cmp::Reverse((count, same_level)), old, new)
    });
    let (mut old_taken, mut new_taken) = (BTreeSet::new(), BTreeSet::new());
    let mut pairs = Vec::with_capacity(after.len());
    for (_, _, old, new) in candidates {
        if !old_taken.contains(&old) && !new_taken.contains(&new) {
            old_taken.insert(old);
            new_taken.insert(new);
            let kinds = kinds(&before[old], &after[new]);
            pairs.push(Pair { before: Some(old), after: Some(new), kinds });
        }
    }
    pairs.extend((0..before.len()).filter(|old| !old_taken.contains(old)).map(|old| Pair {
        before: Some(old),
        after: None,
        kinds: vec![ReminderKind::Disappears],
    }));
    pairs.extend((0..after.len()).filter(|new| !new_taken.contains(new)).map(|new| Pair {
        before: None,
        after: Some(new),
        kinds: vec![ReminderKind::Appears],
    }));
    pairs
}

fn kinds(before: &PlannedReminder, after: &PlannedReminder) -> Vec<ReminderKind> {
    let mut kinds = Vec::new();
    if before.level != after.level {
        kinds.push(ReminderKind::Level);
    }
    if !same_people(before, after) {
        kinds.push(ReminderKind::Recipients);
    }
    if items(before) != items(after) {
        kinds.push(ReminderKind::Items);
    }
    kinds
}
