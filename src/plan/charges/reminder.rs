//! What a reminder asks for beside the open amounts.

use rust_decimal::Decimal;

use super::{ChargeRules, Interest};
use crate::domain::level::LevelCode;
use crate::domain::money::Money;
use crate::plan::outcome::{CustomerPlan, ItemRef, Line, PlannedReminder, totals};

/// The charges of a reminder, at the level that it is made for.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ReminderCharges {
    /// One per line of the reminder, in its order.
    pub lines: Vec<LineCharges>,
}

/// The charges of one line.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct LineCharges {
    /// The fee of the line's invoice, on one line of one reminder only.
    pub fee: Option<Money>,
    /// Never of a total of zero.
    pub interest: Option<Interest>,
}

impl ReminderCharges {
    /// Nothing is charged.
    pub fn is_empty(&self) -> bool {
        self.lines.iter().all(|line| line.fee.is_none() && line.interest.is_none())
    }

    /// The invoices that bear the fee.
    pub fn fee_count(&self) -> usize {
        self.lines.iter().filter(|line| line.fee.is_some()).count()
    }

    /// `None` when no invoice bears the fee.
    pub fn fee_total(&self) -> Option<Money> {
        totals(self.lines.iter().filter_map(|line| line.fee)).into_iter().next()
    }

    /// Per currency, in the order of the currencies' codes.
    pub fn interest_totals(&self) -> Vec<Money> {
        totals(self.lines.iter().filter_map(|line| Some(line.interest.as_ref()?.total)))
    }
}

/// The charges of one of the plan's reminders.
pub fn of(rules: &ChargeRules, plan: &CustomerPlan, reminder: &PlannedReminder) -> ReminderCharges {
    let debtor = &plan.facts.billed.customer;
    let line = |line: &Line| {
        let fee = match rules.fee(debtor, line.days_late, &reminder.level) {
            Ok(fee) if !fee.amount.amount.is_zero() && bears_fee(rules, plan, reminder, line) => {
                Some(fee.amount)
            }
            _ => None,
        };
        let due_date = item(plan, line.item).map(|item| item.due_date);
        let interest = due_date.and_then(|due_date| {
            rules
                .interest(debtor, line.open, due_date, plan.run_date, &reminder.level)
                .ok()
                .filter(|interest| interest.total.amount > Decimal::ZERO)
        });
        LineCharges { fee, interest }
    };
    ReminderCharges { lines: reminder.lines.iter().map(line).collect() }
}

/// An invoice bears the fee once, though several of its instalments may be
/// reminded of, even in several reminders: the oldest of them bears it.
fn bears_fee(
    rules: &ChargeRules,
    plan: &CustomerPlan,
    reminder: &PlannedReminder,
    line: &Line,
) -> bool {
    let alone = plan
        .facts
        .invoices
        .get(line.item.invoice)
        .is_some_and(|facts| facts.invoice.items.len() == 1);
    if alone {
        return true;
    }
    let debtor = &plan.facts.billed.customer;
    let age = |at: ItemRef| item(plan, at).map(|item| (item.due_date, item.instalment));
    let asks = |level: &LevelCode, other: &Line| {
        other.item.invoice == line.item.invoice && rules.fee(debtor, other.days_late, level).is_ok()
    };
    let oldest = std::iter::once(reminder)
        .chain(&plan.reminders)
        .flat_map(|reminder| reminder.lines.iter().map(move |line| (&reminder.level, line)))
        .filter(|(level, other)| asks(level, other))
        .map(|(_, other)| other.item)
        .min_by_key(|&at| age(at));
    oldest == Some(line.item)
}

fn item(plan: &CustomerPlan, at: ItemRef) -> Option<&crate::domain::invoice::DueItem> {
    plan.facts.invoices.get(at.invoice)?.invoice.items.get(at.item)
}
