//! The facts of selected due items, page by page of customers.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

use chrono::NaiveDate;
use sea_orm::ConnectionTrait;

use super::connection::Store;
use super::error::StoreError;
use super::facts::facts;
use super::facts_parties as parties;
use super::rows::{Columns, number, sql, text};
use super::search::{Conditions, Criteria};
use crate::domain::company::CompanyCode;
use crate::domain::identity::{CustomerId, DueItemId};
use crate::plan::facts::CustomerFacts;

/// Customers farther apart than this are read one by one rather than with
/// everybody between them.
const GAP: i64 = 64;

/// Which due items are meant: those that fit all criteria and, where items
/// were named, are among them.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Selection {
    pub named: Option<BTreeSet<DueItemId>>,
    pub criteria: Criteria,
}

/// A customer and those of its items that are meant.
#[derive(Debug, Clone)]
pub struct Selected {
    pub facts: Arc<CustomerFacts>,
    pub items: BTreeSet<DueItemId>,
}

impl Store {
    /// The next customers with selected open items, by their codes, after the
    /// code given. Empty at the end. `on` is the day of the selection.
    ///
    /// # Errors
    /// When the database fails, or an amount has more than four decimals.
    pub async fn selection_page(
        &self,
        company: &CompanyCode,
        selection: &Selection,
        on: NaiveDate,
        after: Option<&str>,
        count: u32,
    ) -> Result<Vec<Selected>, StoreError> {
        let transaction = self.snapshot().await?;
        let mut conditions = Conditions::of(company);
        conditions.add(&selection.criteria, on)?;
        if let Some(named) = &selection.named {
            if named.is_empty() {
                return Ok(Vec::new());
            }
            conditions.one_of("d.id", named.iter().map(|item| number(item.0)).collect());
        }
        if let Some(after) = after {
            conditions.with("c.code > ?", text(after));
        }
        let from = "due_items d JOIN invoices i ON i.id = d.invoice_id \
            JOIN customers c ON c.id = d.customer_id";
        let Conditions { text: wanted, mut values } = conditions;
        values.push(number(i64::from(count)));
        let statement = format!(
            "WITH page AS (SELECT DISTINCT c.code AS code FROM {from} WHERE {wanted} \
             ORDER BY code LIMIT ${}) \
             SELECT c.code, c.id, d.id FROM {from} JOIN page ON page.code = c.code \
             WHERE {wanted} ORDER BY c.code, d.id",
            values.len()
        );
        let rows = transaction.query_all_raw(sql(&transaction, statement, values)).await?;
        let mut items: BTreeMap<CustomerId, BTreeSet<DueItemId>> = BTreeMap::new();
        let mut order = Vec::new();
        for row in &rows {
            let mut columns = Columns::of(row);
            let _code: String = columns.take()?;
            let customer = CustomerId(columns.take()?);
            if order.last() != Some(&customer) {
                order.push(customer);
            }
            items.entry(customer).or_default().insert(DueItemId(columns.take()?));
        }
        let mut facts = read(&transaction, company, items.keys().copied()).await?;
        transaction.commit().await?;
        Ok(order
            .into_iter()
            .filter_map(|customer| {
                let facts = facts.remove(&customer)?;
                Some(Selected { facts, items: items.remove(&customer).unwrap_or_default() })
            })
            .collect())
    }

    /// The facts of these customers.
    ///
    /// # Errors
    /// When the database fails or holds what it should not.
    pub async fn facts_of_customers(
        &self,
        company: &CompanyCode,
        customers: &BTreeSet<CustomerId>,
    ) -> Result<HashMap<CustomerId, Arc<CustomerFacts>>, StoreError> {
        let transaction = self.snapshot().await?;
        let facts = read(&transaction, company, customers.iter().copied()).await?;
        transaction.commit().await?;
        Ok(facts)
    }
}

/// `customers` in rising order.
async fn read(
    transaction: &sea_orm::DatabaseTransaction,
    company: &CompanyCode,
    customers: impl Iterator<Item = CustomerId>,
) -> Result<HashMap<CustomerId, Arc<CustomerFacts>>, StoreError> {
    let mut near: Vec<Vec<CustomerId>> = Vec::new();
    for customer in customers {
        match near.last_mut() {
            Some(group)
                if group.last().is_some_and(|last| customer.0.saturating_sub(last.0) <= GAP) =>
            {
                group.push(customer);
            }
            _ => near.push(vec![customer]),
        }
    }
    let mut found = HashMap::new();
    for ids in near {
        let customers = parties::by_ids(transaction, &ids).await?;
        for facts in facts(transaction, company, customers).await? {
            found.insert(facts.id(), facts);
        }
    }
    Ok(found)
}
