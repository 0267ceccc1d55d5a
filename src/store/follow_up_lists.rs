//! Open items with something noted on them: promises and next actions.

use chrono::NaiveDate;
use sea_orm::{ConnectionTrait, QueryResult, Value};

use super::amount;
use super::connection::Store;
use super::error::StoreError;
use super::find::currency;
use super::rows::{Columns, day, sql, text};
use crate::domain::company::CompanyCode;
use crate::domain::follow_up::FollowUp;
use crate::domain::identity::DueItemId;
use crate::domain::level::Standing;
use crate::domain::money::Money;

/// An open item with its follow-up information.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NotedItem {
    /// The customer to be invoiced.
    pub customer_code: String,
    pub customer_name: String,
    pub item: DueItemId,
    pub number: String,
    pub instalment: u32,
    pub due_date: NaiveDate,
    pub open: Money,
    pub standing: Standing,
    pub last_reminded_on: Option<NaiveDate>,
    pub expected_payment_date: Option<NaiveDate>,
    /// Code of the invoice's person in charge, else the customer's.
    pub in_charge: Option<String>,
    pub follow_up: FollowUp,
}

impl NotedItem {
    /// `INVOICE/INSTALMENT`.
    pub fn name(&self) -> String {
        format!("{}/{}", self.number, self.instalment)
    }
}

/// Which open items are asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Noted<'a> {
    /// With a promised payment date, the earliest first.
    Promise,
    /// With a day or a person for a next action, the earliest first.
    Action,
    /// With a promised payment date up to this day, the earliest first.
    PromiseUntil(NaiveDate),
    /// With a day for a next action up to this one, the earliest first.
    ActionUntil(NaiveDate),
    /// All of one customer, by due date.
    Customer(&'a str),
}

impl Noted<'_> {
    /// The condition, and the order; the value of a parameter is added.
    fn parts(self, values: &mut Vec<Value>) -> (&'static str, &'static str) {
        const BY_PROMISE: &str = "d.promised_on, c.code, d.id";
        match self {
            Self::Promise => ("d.promised_on IS NOT NULL", BY_PROMISE),
            Self::Action => (
                "(d.next_action_on IS NOT NULL OR d.next_action_by IS NOT NULL)",
                "d.next_action_on IS NULL, d.next_action_on, c.code, d.id",
            ),
            Self::PromiseUntil(last) => {
                values.push(day(last));
                ("d.promised_on <= $2", BY_PROMISE)
            }
            Self::ActionUntil(last) => {
                values.push(day(last));
                ("d.next_action_on <= $2", "d.next_action_on, c.code, d.id")
            }
            Self::Customer(code) => {
                values.push(text(code));
                ("c.code = $2", "d.due_date, i.number, d.instalment")
            }
        }
    }
}

pub(super) const COLUMNS: &str = "SELECT c.code, c.name, d.id, i.number, d.instalment, d.due_date, \
    d.open_amount, i.currency, d.level, d.last_reminded_on, d.expected_payment_date, \
    COALESCE(p.code, q.code), d.status, d.comment, d.promised_on, d.disputed, \
    d.next_action_on, d.next_action_by";

const BY_CUSTOMER: &str = "FROM customers c JOIN due_items d ON d.customer_id = c.id";

/// SQLite reads the left side of a CROSS JOIN first: few items have a day
/// noted on them, and an index knows which.
pub(super) const BY_ITEM: &str = "FROM due_items d CROSS JOIN customers c";

/// Of either.
pub(super) const CONDITION: &str =
    "WHERE c.id = d.customer_id AND c.company = $1 AND d.open_amount > 0";

/// Joined to either.
pub(super) const INVOICES: &str = "JOIN invoices i ON i.id = d.invoice_id \
    LEFT JOIN collaborators p ON p.id = i.person_in_charge_id \
    LEFT JOIN collaborators q ON q.id = c.person_in_charge_id";

impl Store {
    /// # Errors
    /// When the database fails.
    pub async fn noted_items(
        &self,
        company: &CompanyCode,
        which: Noted<'_>,
    ) -> Result<Vec<NotedItem>, StoreError> {
        let mut values = vec![text(company.as_str())];
        let (condition, order) = which.parts(&mut values);
        let statement = format!(
            "{COLUMNS} {BY_CUSTOMER} {INVOICES} {CONDITION} AND {condition} ORDER BY {order}"
        );
        let connection = self.readers();
        let rows = connection.query_all_raw(sql(connection, statement, values)).await?;
        rows.iter().map(noted).collect()
    }

    /// The first so many of the items, and how many there are in all.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn first_noted(
        &self,
        company: &CompanyCode,
        which: Noted<'_>,
        first: usize,
    ) -> Result<(Vec<NotedItem>, u64), StoreError> {
        let mut values = vec![text(company.as_str())];
        let (condition, order) = which.parts(&mut values);
        let connection = self.readers();
        let count = format!("SELECT count(*) {BY_ITEM} {CONDITION} AND {condition}");
        let row = connection.query_one_raw(sql(connection, count, values.clone())).await?;
        let count = row.map(|row| Columns::of(&row).take::<i64>()).transpose()?;
        let statement = format!(
            "{COLUMNS} {BY_ITEM} {INVOICES} {CONDITION} AND {condition} \
             ORDER BY {order} LIMIT {first}"
        );
        let rows = connection.query_all_raw(sql(connection, statement, values)).await?;
        let items = rows.iter().map(noted).collect::<Result<_, _>>()?;
        Ok((items, count.unwrap_or(0).unsigned_abs()))
    }

    /// How many open items have a promised payment date before `as_of`.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn broken_promises(
        &self,
        company: &CompanyCode,
        as_of: NaiveDate,
    ) -> Result<u64, StoreError> {
        let statement = "SELECT count(*) FROM customers c \
            JOIN due_items d ON d.customer_id = c.id \
            WHERE c.company = $1 AND d.open_amount > 0 AND d.promised_on < $2";
        let connection = self.readers();
        let values = [text(company.as_str()), day(as_of)];
        let row = connection.query_one_raw(sql(connection, statement, values)).await?;
        let count = row.map(|row| Columns::of(&row).take::<i64>()).transpose()?;
        Ok(count.unwrap_or(0).unsigned_abs())
    }

    /// Codes of the company's collaborators.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn collaborator_codes(
        &self,
        company: &CompanyCode,
    ) -> Result<Vec<String>, StoreError> {
        let statement = "SELECT code FROM collaborators WHERE company = $1 ORDER BY code";
        let connection = self.readers();
        let values = [text(company.as_str())];
        let rows = connection.query_all_raw(sql(connection, statement, values)).await?;
        rows.iter().map(|row| Columns::of(row).take()).collect()
    }
}

pub(super) fn noted(row: &QueryResult) -> Result<NotedItem, StoreError> {
    let mut columns = Columns::of(row);
    Ok(NotedItem {
        customer_code: columns.take()?,
        customer_name: columns.take()?,
        item: DueItemId(columns.take()?),
        number: columns.take()?,
        instalment: columns.take::<i32>()?.unsigned_abs(),
        due_date: columns.take()?,
        open: {
            let open = amount::from_stored(columns.take()?);
            Money::new(open, currency("invoices.currency", columns.take()?)?)
        },
        standing: Standing::from_code(columns.take::<Option<String>>()?.as_deref()),
        last_reminded_on: columns.take()?,
        expected_payment_date: columns.take()?,
        in_charge: columns.take()?,
        follow_up: FollowUp {
            status: columns.take()?,
            comment: columns.take()?,
            promised_on: columns.take()?,
            disputed: columns.take()?,
            next_action_on: columns.take()?,
            next_action_by: columns.take()?,
        },
    })
}
