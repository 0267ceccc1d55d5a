//! What an execution leaves on due items and holds (domain document §6, §7),
//! for those who play runs without a store: rule tests and simulations.

use std::collections::BTreeSet;

use chrono::{Days, NaiveDate};

use super::facts::CustomerFacts;
use super::outcome::{CustomerPlan, PlannedReminder};
use crate::domain::channel::Channel;
use crate::domain::follow_up;
use crate::domain::hold::HoldKind;
use crate::domain::identity::DueItemId;
use crate::domain::invoice::DueItem;
use crate::domain::level::{LevelCode, Standing};

/// What a reminder that was sent left on one of its due items.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reminded {
    pub item: DueItemId,
    pub level: LevelCode,
    /// Appended to the status section, word for word.
    pub comment: String,
    /// `None` where the options postpone nothing: the date stays as it is.
    pub expected_payment_date: Option<NaiveDate>,
}

/// A customer after an execution.
#[derive(Debug, Clone)]
pub struct Aftermath {
    pub facts: CustomerFacts,
    /// In the order of the facts.
    pub reminded: Vec<Reminded>,
}

/// The customer's facts after `plan` was carried out. `sent` tells which of
/// its reminders were: one that failed leaves level, date and comment alone.
/// The follow-up, which does not count, changes nothing either. Temporary
/// holds that the batch took are lifted; by hand nothing is.
pub fn aftermath(
    plan: &CustomerPlan,
    postpone_days: u32,
    sent: impl Fn(&PlannedReminder) -> bool,
) -> Aftermath {
    let mut facts = CustomerFacts::clone(&plan.facts);
    let mut reminded = Vec::new();
    if let Some(comment) = follow_up::comment(plan.channel, plan.run_date) {
        let postponed = plan.run_date.checked_add_days(Days::new(u64::from(postpone_days)));
        let expected_payment_date = postponed.filter(|_| postpone_days > 0);
        let mut lines: Vec<_> = plan
            .reminders
            .iter()
            .filter(|reminder| sent(reminder))
            .flat_map(|reminder| {
                reminder.lines.iter().map(move |line| (line.item, &reminder.level))
            })
            .collect();
        lines.sort();
        for (at, level) in lines {
            let item = &mut facts.invoices[at.invoice].invoice.items[at.item];
            remind(item, level, plan.run_date);
            let (level, comment) = (level.clone(), comment.clone());
            reminded.push(Reminded { item: item.id, level, comment, expected_payment_date });
        }
    }
    if plan.channel == Channel::Batch {
        let held: BTreeSet<usize> = plan.temporary_holds.iter().copied().collect();
        for invoice in held {
            let invoice = &mut facts.invoices[invoice].invoice;
            invoice.holds.retain(|hold| hold.kind != HoldKind::Temporary);
        }
    }
    Aftermath { facts, reminded }
}

/// A later date on record stays.
fn remind(item: &mut DueItem, level: &LevelCode, on: NaiveDate) {
    item.standing = Standing::At(level.clone());
    item.last_reminded_on = item.last_reminded_on.max(Some(on));
}
