//! The customer follow-up (suivi de l'arriéré): everything about one
//! customer's arrears on one page.

use std::collections::BTreeMap;
use std::sync::Arc;

use chrono::NaiveDate;
use rust_decimal::Decimal;

use super::engine::Engine;
use super::error::AppError;
use super::follow_up_error::FollowUpError;
use crate::domain::company::CompanyCode;
use crate::domain::hold::Hold;
use crate::domain::money::Currency;
use crate::plan::facts::CustomerFacts;
use crate::plan::follow_up::DueState;
use crate::store::{HistoryFilter, HistoryRecord, Noted, NotedItem};

/// How many history records are shown.
const LAST_RECORDS: u64 = 10;

/// A customer as its follow-up shows it.
#[derive(Debug, Clone)]
pub struct CustomerFollowUp {
    pub as_of: NaiveDate,
    /// The customer with contacts, credits and invoices that are open.
    pub facts: Arc<CustomerFacts>,
    /// By due date.
    pub items: Vec<OpenItem>,
    pub totals: BTreeMap<Currency, Total>,
    /// The newest first.
    pub history: Vec<HistoryRecord>,
}

/// A due item that is not settled.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OpenItem {
    pub noted: NotedItem,
    /// Negative before the due date.
    pub days_late: i64,
    /// Holds in force on its invoice.
    pub holds: Vec<Hold>,
    pub promise: Option<DueState>,
}

/// What is owed in one currency; never added up with another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Total {
    pub open: Decimal,
    /// The part of `open` that is past its due date.
    pub overdue: Decimal,
    /// Credit notes and unallocated payments, positive.
    pub credits: Decimal,
}

impl Total {
    pub fn balance(&self) -> Decimal {
        self.open - self.credits
    }
}

/// The follow-up of a customer, whether or not anything is open.
///
/// # Errors
/// When there is no such customer or the store fails.
pub async fn show(
    engine: &Engine,
    company: &CompanyCode,
    code: &str,
    as_of: NaiveDate,
) -> Result<CustomerFollowUp, AppError> {
    let facts = engine.store.customer_facts(company, code).await?;
    let facts = facts.ok_or_else(|| FollowUpError::UnknownCustomer { code: code.to_owned() })?;
    let noted = engine.store.noted_items(company, Noted::Customer(code)).await?;
    let items: Vec<OpenItem> =
        noted.into_iter().map(|noted| open_item(&facts, noted, as_of)).collect();
    let filter = HistoryFilter { customer: Some(code.to_owned()), run: None, limit: LAST_RECORDS };
    let history = engine.store.history(company, &filter).await?;
    Ok(CustomerFollowUp { as_of, totals: totals(&facts, &items), facts, items, history })
}

fn open_item(facts: &CustomerFacts, noted: NotedItem, as_of: NaiveDate) -> OpenItem {
    let invoice = facts
        .invoices
        .iter()
        .find(|facts| facts.invoice.items.iter().any(|item| item.id == noted.item));
    OpenItem {
        days_late: (as_of - noted.due_date).num_days(),
        holds: invoice.map(|facts| facts.invoice.holds.clone()).unwrap_or_default(),
        promise: noted.follow_up.promised_on.map(|day| DueState::of(day, as_of)),
        noted,
    }
}

fn totals(facts: &CustomerFacts, items: &[OpenItem]) -> BTreeMap<Currency, Total> {
    let mut totals: BTreeMap<Currency, Total> = BTreeMap::new();
    for item in items {
        let open = item.noted.open;
        let total = totals.entry(open.currency).or_default();
        total.open += open.amount;
        if item.days_late > 0 {
            total.overdue += open.amount;
        }
    }
    for credit in &facts.credits {
        totals.entry(credit.currency).or_default().credits += credit.open_amount;
    }
    totals
}
