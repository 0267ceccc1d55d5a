//! How fee and interest of a due item are computed, so that every figure of a
//! reminder can be explained.

use chrono::NaiveDate;

use super::engine::{Engine, Scope};
use super::error::AppError;
use super::explain::locate;
use super::request::known_level;
use crate::domain::level::{LevelCode, Standing};
use crate::domain::money::Money;
use crate::plan::charges::{FeeRule, Interest, NotCharged};
use crate::plan::facts::CustomerFacts;
use crate::plan::outcome::{ItemRef, totals};
use crate::plan::plan_customer;
use crate::store::FoundItem;

/// The charges of one due item in a reminder of one level.
#[derive(Debug)]
pub struct ItemCharges {
    pub customer_code: String,
    pub customer_name: String,
    pub invoice: String,
    pub instalment: u32,
    pub due_date: NaiveDate,
    pub as_of: NaiveDate,
    pub open: Money,
    pub level: LevelCode,
    /// Owed once for the invoice, whatever the number of its instalments.
    pub fee: Result<FeeRule, NotCharged>,
    pub interest: Result<Interest, NotCharged>,
}

impl ItemCharges {
    pub fn days_late(&self) -> i64 {
        (self.as_of - self.due_date).num_days()
    }

    /// Open amount, fee and interest, never across currencies.
    pub fn totals(&self) -> Vec<Money> {
        let fee = self.fee.as_ref().ok().map(|fee| fee.amount);
        let interest = self.interest.as_ref().ok().map(|interest| interest.total);
        totals([Some(self.open), fee, interest].into_iter().flatten())
    }
}

/// The charges of every open item that `name` names (`INVOICE` or
/// `INVOICE/2`) in a reminder at `level`; without it, at the level that the
/// batch gives the item, else the one it stands at, else the first.
///
/// # Errors
/// When no open item of the company has that name, the level is unknown, or
/// the store fails.
pub async fn of_item(
    engine: &Engine,
    scope: &Scope,
    name: &str,
    level: Option<&str>,
) -> Result<Vec<ItemCharges>, AppError> {
    let level = level.map(|code| known_level(&scope.rules.ladder, code)).transpose()?;
    let mut charges = Vec::new();
    for found in engine.store.find_item(scope.company(), name).await? {
        let facts = engine.store.facts_of(scope.company(), &found.customer_code).await?;
        let Some(facts) = facts else { continue };
        let Some(at) = locate(&facts, &found) else { continue };
        let level = match &level {
            Some(level) => level.clone(),
            None => match usual(scope, &facts, at) {
                Some(level) => level,
                None => continue,
            },
        };
        charges.push(charged(scope, &facts, &found, level));
    }
    Ok(charges)
}

fn usual(scope: &Scope, facts: &std::sync::Arc<CustomerFacts>, at: ItemRef) -> Option<LevelCode> {
    let plan = plan_customer(&scope.rules.policy(&scope.batch), facts, scope.run_date);
    let reminder =
        plan.reminders.iter().find(|reminder| reminder.lines.iter().any(|line| line.item == at));
    if let Some(reminder) = reminder {
        return Some(reminder.level.clone());
    }
    match &facts.invoices.get(at.invoice)?.invoice.items.get(at.item)?.standing {
        Standing::At(level) => Some(level.clone()),
        Standing::New | Standing::Excluded => {
            scope.rules.ladder.levels().first().map(|level| level.code.clone())
        }
    }
}

fn charged(
    scope: &Scope,
    facts: &CustomerFacts,
    found: &FoundItem,
    level: LevelCode,
) -> ItemCharges {
    let rules = &scope.rules.charges;
    let debtor = &facts.billed.customer;
    let (due_date, as_of) = (found.due_date, scope.run_date);
    ItemCharges {
        customer_code: found.customer_code.clone(),
        customer_name: found.customer_name.clone(),
        invoice: found.number.clone(),
        instalment: found.instalment,
        due_date,
        as_of,
        open: found.open,
        fee: rules.fee(debtor, (as_of - due_date).num_days(), &level).cloned(),
        interest: rules.interest(debtor, found.open, due_date, as_of, &level),
        level,
    }
}
