//! The customers of a company, page by page, with what they owe.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use rust_decimal::Decimal;
use sea_orm::{ConnectionTrait, DatabaseTransaction, Value};

use super::amount;
use super::connection::Store;
use super::error::StoreError;
use super::find::currency;
use super::rows::{Columns, day, number, parameters, sql, text};
use super::search::like;
use super::words::Rare;
use crate::domain::company::CompanyCode;
use crate::domain::customer::DunningSettings;
use crate::domain::identity::CustomerId;
use crate::domain::money::Currency;

/// Which customers are asked for.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct CustomerQuery {
    /// Stands in code or name, in upper or lower case.
    pub text: Option<String>,
    /// Something is open.
    pub open: bool,
    /// Something is past its due date.
    pub overdue: bool,
    /// Codes after this one.
    pub after: Option<String>,
    /// At most so many.
    pub limit: u64,
}

/// A customer with its sums per currency.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ListedCustomer {
    pub code: String,
    pub name: String,
    pub dunning: DunningSettings,
    pub sums: BTreeMap<Currency, OpenSums>,
}

/// What is open in one currency.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct OpenSums {
    pub items: u64,
    pub open: Decimal,
    /// The part of `open` that is past its due date.
    pub overdue: Decimal,
    /// Credit notes and unallocated payments, positive.
    pub credits: Decimal,
}

impl OpenSums {
    pub fn balance(&self) -> Decimal {
        self.open - self.credits
    }
}

impl Store {
    /// Customers by their codes. `on` is the day of the search.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn listed_customers(
        &self,
        company: &CompanyCode,
        query: &CustomerQuery,
        on: NaiveDate,
    ) -> Result<Vec<ListedCustomer>, StoreError> {
        let transaction = self.snapshot().await?;
        let mut values = vec![text(company.as_str())];
        let mut wanted = String::from("c.company = $1");
        if let Some(after) = &query.after {
            values.push(text(after));
            wanted.push_str(&format!(" AND c.code > ${}", values.len()));
        }
        if let Some(words) = query.text.as_deref().map(str::trim).filter(|it| !it.is_empty()) {
            if let Some(rare) = Rare::of_customers(&transaction, words).await? {
                wanted.push_str(&format!(" AND {}", rare.customer(&mut values)));
            }
            let either = like(&["c.code", "c.name"], words, &mut values);
            wanted.push_str(&format!(" AND ({either})"));
        }
        if query.overdue {
            values.push(day(on));
            wanted.push_str(&format!(
                " AND EXISTS (SELECT 1 FROM due_items d WHERE d.customer_id = c.id \
                 AND d.open_amount > 0 AND d.due_date < ${})",
                values.len()
            ));
        } else if query.open {
            wanted.push_str(
                " AND EXISTS (SELECT 1 FROM due_items d WHERE d.customer_id = c.id \
                 AND d.open_amount > 0)",
            );
        }
        values.push(number(i64::try_from(query.limit).unwrap_or(i64::MAX)));
        let statement = format!(
            "SELECT c.id, c.code, c.name, c.manual, c.automatic FROM customers c \
             WHERE {wanted} ORDER BY c.code LIMIT ${}",
            values.len()
        );
        let rows = transaction.query_all_raw(sql(&transaction, statement, values)).await?;
        let mut customers = Vec::with_capacity(rows.len());
        for row in &rows {
            let mut columns = Columns::of(row);
            let id = CustomerId(columns.take()?);
            customers.push((
                id,
                ListedCustomer {
                    code: columns.take()?,
                    name: columns.take()?,
                    dunning: DunningSettings {
                        manual: columns.take()?,
                        automatic: columns.take()?,
                    },
                    sums: BTreeMap::new(),
                },
            ));
        }
        let ids: Vec<CustomerId> = customers.iter().map(|(id, _)| *id).collect();
        let mut sums = sums(&transaction, &ids, on).await?;
        transaction.commit().await?;
        Ok(customers
            .into_iter()
            .map(|(id, customer)| {
                let sums = sums.remove(&id).unwrap_or_default();
                ListedCustomer { sums, ..customer }
            })
            .collect())
    }
}

type Sums = BTreeMap<CustomerId, BTreeMap<Currency, OpenSums>>;

async fn sums(
    transaction: &DatabaseTransaction,
    customers: &[CustomerId],
    on: NaiveDate,
) -> Result<Sums, StoreError> {
    let mut sums = Sums::new();
    if customers.is_empty() {
        return Ok(sums);
    }
    let ids = || customers.iter().map(|id| number(id.0));
    let statement = format!(
        "SELECT d.customer_id, i.currency, count(*), CAST(sum(d.open_amount) AS BIGINT), \
         CAST(sum(CASE WHEN d.due_date < $1 THEN d.open_amount ELSE 0 END) AS BIGINT) \
         FROM due_items d JOIN invoices i ON i.id = d.invoice_id \
         WHERE d.open_amount > 0 AND d.customer_id IN ({}) GROUP BY d.customer_id, i.currency",
        parameters(2, customers.len())
    );
    let values: Vec<Value> = std::iter::once(day(on)).chain(ids()).collect();
    let rows = transaction.query_all_raw(sql(transaction, statement, values)).await?;
    for row in &rows {
        let mut columns = Columns::of(row);
        let customer = CustomerId(columns.take()?);
        let currency = currency("invoices.currency", columns.take()?)?;
        let sum = sums.entry(customer).or_default().entry(currency).or_default();
        sum.items = columns.take::<i64>()?.unsigned_abs();
        sum.open = amount::from_stored(columns.take()?);
        sum.overdue = amount::from_stored(columns.take()?);
    }
    let statement = format!(
        "SELECT customer_id, currency, CAST(sum(open_amount) AS BIGINT) FROM credits \
         WHERE open_amount > 0 AND customer_id IN ({}) GROUP BY customer_id, currency",
        parameters(1, customers.len())
    );
    let rows = transaction.query_all_raw(sql(transaction, statement, ids())).await?;
    for row in &rows {
        let mut columns = Columns::of(row);
        let customer = CustomerId(columns.take()?);
        let currency = currency("credits.currency", columns.take()?)?;
        let sum = sums.entry(customer).or_default().entry(currency).or_default();
        sum.credits = amount::from_stored(columns.take()?);
    }
    Ok(sums)
}
