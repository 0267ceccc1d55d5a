//! The plans of one customer under two policies.

use std::collections::BTreeSet;
use std::sync::Arc;

use chrono::NaiveDate;

use super::cause::Cause;
use super::fate::{Fate, Fates, items, same_reason};
use super::mails::{AllDiffer, Names, Regrouped, name};
use super::pairing::{Pair, pair};
use super::responsible::{Both, Decided};
use crate::domain::address::EmailAddress;
use crate::domain::level::{LevelCode, Standing};
use crate::domain::money::Money;
use crate::plan::explain_in;
use crate::plan::facts::Account;
use crate::plan::outcome::{CustomerPlan, ItemRef, PlannedReminder, Reason};
use crate::plan::policy::Policy;
use crate::plan::trace::Step;

/// What changes about a due item.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    Appears,
    Disappears,
    Level,
    Recipients,
    /// It shares its mail with other items than before.
    Group,
    /// Left out on both sides, for another reason.
    Reason,
}

/// A due item as people know it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ItemName {
    pub invoice: String,
    pub instalment: u32,
}

/// What one side decides about an item.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    Reminded {
        level: LevelCode,
        to: Vec<EmailAddress>,
        cc: Vec<EmailAddress>,
        /// The items of the mail, this one included; all of them share the list.
        items: Arc<[ItemName]>,
    },
    Left(Reason),
}

/// A due item for which something changes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ItemChange {
    pub customer_code: Arc<str>,
    pub customer_name: Arc<str>,
    pub item: ItemName,
    pub due_date: NaiveDate,
    pub days_late: i64,
    pub open: Money,
    pub standing: Standing,
    /// Never empty, in the order of [`Kind`].
    pub kinds: Vec<Kind>,
    pub cause: Cause,
    pub before: Outcome,
    pub after: Outcome,
    /// The step of a rule that decided on each side.
    pub deciding: (Option<Step>, Option<Step>),
}

/// The level that an item gets on each side, and what is open.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ItemLevels {
    pub before: Option<LevelCode>,
    pub after: Option<LevelCode>,
    pub open: Money,
}

/// Everything that changes for one customer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CustomerChanges {
    pub pairs: Vec<Pair>,
    pub items: Vec<ItemChange>,
    /// Of every item.
    pub levels: Vec<ItemLevels>,
}

/// Compares the plans that two policies make of the same facts on the same day.
pub fn compare_customer(
    policies: (&Policy, &Policy),
    before: &CustomerPlan,
    after: &CustomerPlan,
) -> CustomerChanges {
    let fates = (Fates::of(before), Fates::of(after));
    let mut changes = CustomerChanges {
        pairs: pair(&before.reminders, &after.reminders),
        items: Vec::new(),
        levels: Vec::new(),
    };
    let mut changed = Vec::new();
    let mut mails = AllDiffer::new();
    for (invoice, facts) in after.facts.invoices.iter().enumerate() {
        for (item, due) in facts.invoice.items.iter().enumerate() {
            let at = ItemRef { invoice, item };
            let (old, new) = (fates.0.get(at), fates.1.get(at));
            changes.levels.push(ItemLevels {
                before: old.level().cloned(),
                after: new.level().cloned(),
                open: Money::new(due.open_amount, facts.invoice.currency),
            });
            let kinds = kinds(old, new, &mut mails);
            if !kinds.is_empty() {
                changed.push(Changed { at, old, new, kinds });
            }
        }
    }
    if changed.is_empty() {
        return changes;
    }
    let mut comparison = Comparison {
        policies,
        before,
        after,
        account: Arc::new(Account::new(&after.facts)),
        names: (Names::new(before), Names::new(after)),
        regrouped: Regrouped::new(),
    };
    // Items whose own decision changes come first: they are why others share
    // their mail with other items.
    let mut causes: Vec<(ItemRef, Cause)> = Vec::new();
    let mut rows: Vec<Option<ItemChange>> = changed.iter().map(|_| None).collect();
    for own in [true, false] {
        for (row, one) in rows.iter_mut().zip(&changed) {
            if (one.kinds != [Kind::Group]) == own {
                let change = comparison.change(one, &causes);
                if own {
                    causes.push((one.at, change.cause.clone()));
                }
                *row = Some(change);
            }
        }
    }
    changes.items = rows.into_iter().flatten().collect();
    changes
}

fn kinds(before: Fate<'_>, after: Fate<'_>, mails: &mut AllDiffer) -> Vec<Kind> {
    match (before, after) {
        (Fate::Left(_), Fate::Reminded(_)) => vec![Kind::Appears],
        (Fate::Reminded(_), Fate::Left(_)) => vec![Kind::Disappears],
        (Fate::Left(one), Fate::Left(two)) if same_reason(one, two) => Vec::new(),
        (Fate::Left(_), Fate::Left(_)) => vec![Kind::Reason],
        (Fate::Reminded(one), Fate::Reminded(two)) => {
            let mut kinds = Vec::new();
            if one.level != two.level {
                kinds.push(Kind::Level);
            }
            let differs = mails.of(one, two);
            if differs.people {
                kinds.push(Kind::Recipients);
            }
            if differs.items {
                kinds.push(Kind::Group);
            }
            kinds
        }
    }
}

struct Changed<'a> {
    at: ItemRef,
    old: Fate<'a>,
    new: Fate<'a>,
    kinds: Vec<Kind>,
}

struct Comparison<'a> {
    policies: (&'a Policy, &'a Policy),
    before: &'a CustomerPlan,
    after: &'a CustomerPlan,
    account: Arc<Account>,
    names: (Names<'a>, Names<'a>),
    regrouped: Regrouped,
}

impl Comparison<'_> {
    /// `causes` are those of the items whose own decision changes.
    fn change(&mut self, changed: &Changed<'_>, causes: &[(ItemRef, Cause)]) -> ItemChange {
        let Changed { at, old, new, kinds } = changed;
        let invoice = &self.after.facts.invoices[at.invoice].invoice;
        let due = &invoice.items[at.item];
        let explain =
            |policy, plan: &CustomerPlan| explain_in(policy, &self.account, *at, plan.run_date);
        let (before, after) = self.policies;
        let both = Both {
            before: Decided { policy: before, fate: *old, steps: explain(before, self.before) },
            after: Decided { policy: after, fate: *new, steps: explain(after, self.after) },
            currency: invoice.currency,
        };
        let cause = match (old, new) {
            (Fate::Reminded(one), Fate::Reminded(two)) if *kinds == [Kind::Group] => {
                self.regrouped.get(one, two, || {
                    let others = symmetric_difference(one, two);
                    let found = causes.iter().find(|(item, _)| others.contains(item));
                    found.map_or_else(|| both.hook("group_key"), |(_, cause)| cause.clone())
                })
            }
            _ => both.cause(),
        };
        let by_level = !matches!(kinds.first(), Some(Kind::Recipients | Kind::Group));
        let customer = &self.after.facts.billed.customer;
        ItemChange {
            customer_code: customer.code.as_str().into(),
            customer_name: customer.name.as_str().into(),
            item: name(self.after, *at),
            due_date: due.due_date,
            days_late: (self.after.run_date - due.due_date).num_days(),
            open: Money::new(due.open_amount, invoice.currency),
            standing: due.standing.clone(),
            kinds: kinds.clone(),
            before: outcome(&self.names.0, *old),
            after: outcome(&self.names.1, *new),
            deciding: (both.before.deciding(by_level), both.after.deciding(by_level)),
            cause,
        }
    }
}

fn symmetric_difference(one: &PlannedReminder, two: &PlannedReminder) -> BTreeSet<ItemRef> {
    items(one).symmetric_difference(&items(two)).copied().collect()
}

fn outcome(names: &Names<'_>, fate: Fate<'_>) -> Outcome {
    match fate {
        Fate::Reminded(reminder) => Outcome::Reminded {
            level: reminder.level.clone(),
            to: reminder.to.iter().map(|to| to.address.clone()).collect(),
            cc: reminder.cc.clone(),
            items: names.of(reminder),
        },
        Fate::Left(reason) => Outcome::Left(reason.clone()),
    }
}
