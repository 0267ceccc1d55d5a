//! Why an item gets what it gets, step by step.

use std::sync::Arc;

use chrono::NaiveDate;

use super::engine::{Engine, Scope};
use super::error::AppError;
use crate::domain::level::LevelCode;
use crate::domain::money::Money;
use crate::plan::facts::CustomerFacts;
use crate::plan::outcome::{ItemRef, Reason};
use crate::plan::trace::Step;
use crate::plan::{explain_item, plan_customer};
use crate::store::FoundItem;

/// The explanation of one due item.
#[derive(Debug)]
pub struct Explanation {
    pub customer_code: String,
    pub customer_name: String,
    pub invoice: String,
    pub instalment: u32,
    pub due_date: NaiveDate,
    pub open: Money,
    pub run_date: NaiveDate,
    pub steps: Vec<Step>,
    pub result: Result<InReminder, Reason>,
}

/// The reminder that the item is in.
#[derive(Debug)]
pub struct InReminder {
    pub level: LevelCode,
    pub to: Vec<String>,
    pub cc: Vec<String>,
    /// The items that share it, this one included.
    pub items: Vec<String>,
}

/// Explains every item that `name` names: `INVOICE` all its instalments,
/// `INVOICE/2` the second. None when no item of the company has that name.
///
/// # Errors
/// When the store fails.
pub async fn explain(
    engine: &Engine,
    scope: &Scope,
    name: &str,
) -> Result<Vec<Explanation>, AppError> {
    let found = engine.store.find_item(scope.company(), name).await?;
    let mut explanations = Vec::new();
    for item in found {
        explanations.push(explain_found(engine, scope, &item).await?);
    }
    Ok(explanations)
}

async fn explain_found(
    engine: &Engine,
    scope: &Scope,
    found: &FoundItem,
) -> Result<Explanation, AppError> {
    let facts = engine.store.facts_of(scope.company(), &found.customer_code).await?;
    let located = facts.and_then(|facts| locate(&facts, found).map(|at| (facts, at)));
    let (steps, result) = match located {
        Some((facts, at)) => decide(scope, &facts, at),
        None => (Vec::new(), Err(Reason::Settled)),
    };
    Ok(Explanation {
        customer_code: found.customer_code.clone(),
        customer_name: found.customer_name.clone(),
        invoice: found.number.clone(),
        instalment: found.instalment,
        due_date: found.due_date,
        open: found.open,
        run_date: scope.run_date,
        steps,
        result,
    })
}

/// The facts hold open items only.
pub(super) fn locate(facts: &CustomerFacts, found: &FoundItem) -> Option<ItemRef> {
    let invoice = facts.invoices.iter().position(|facts| facts.invoice.id == found.invoice)?;
    let items = &facts.invoices[invoice].invoice.items;
    let item = items.iter().position(|item| item.id == found.item)?;
    Some(ItemRef { invoice, item })
}

fn decide(
    scope: &Scope,
    facts: &Arc<CustomerFacts>,
    at: ItemRef,
) -> (Vec<Step>, Result<InReminder, Reason>) {
    let policy = scope.rules.policy(&scope.batch);
    let steps = explain_item(&policy, facts, at, scope.run_date);
    let plan = plan_customer(&policy, facts, scope.run_date);
    let reminder =
        plan.reminders.iter().find(|reminder| reminder.lines.iter().any(|line| line.item == at));
    let result = match reminder {
        Some(reminder) => Ok(InReminder {
            level: reminder.level.clone(),
            to: reminder.to.iter().map(|to| to.address.to_string()).collect(),
            cc: reminder.cc.iter().map(ToString::to_string).collect(),
            items: reminder
                .lines
                .iter()
                .map(|line| {
                    let invoice = &facts.invoices[line.item.invoice].invoice;
                    let instalment = invoice.items[line.item.item].instalment;
                    format!("{}/{instalment}", invoice.number)
                })
                .collect(),
        }),
        None => Err(plan
            .skipped
            .into_iter()
            .find(|skipped| skipped.item == at)
            .map_or(Reason::Settled, |skipped| skipped.reason)),
    };
    (steps, result)
}
