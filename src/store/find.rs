//! Finding due items by name, and how many are open.

use chrono::NaiveDate;
use sea_orm::{ConnectionTrait, Value};

use super::amount;
use super::connection::Store;
use super::error::StoreError;
use super::rows::{Columns, sql, text};
use crate::domain::company::CompanyCode;
use crate::domain::identity::{DueItemId, InvoiceId};
use crate::domain::money::{Currency, Money};

/// A due item as people know it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FoundItem {
    /// The customer to be invoiced.
    pub customer_code: String,
    pub customer_name: String,
    pub invoice: InvoiceId,
    pub item: DueItemId,
    pub number: String,
    pub instalment: u32,
    pub due_date: NaiveDate,
    pub open: Money,
}

/// How much is open.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct OpenCounts {
    /// Customers to be invoiced with at least one open item.
    pub customers: u64,
    pub items: u64,
}

impl Store {
    /// The items that a name means: `INVOICE` all its instalments, `INVOICE/2`
    /// the second; both with the customer's code before, `C0012/INVOICE`. A
    /// number may itself contain `/`: every reading that exists is found.
    /// Settled items are found too.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn find_item(
        &self,
        company: &CompanyCode,
        name: &str,
    ) -> Result<Vec<FoundItem>, StoreError> {
        let mut values = vec![text(company.as_str())];
        let readings = condition(readings_of(name.trim()), &mut values);
        let statement = format!(
            "SELECT c.code, c.name, i.id, d.id, i.number, d.instalment, d.due_date, \
             d.open_amount, i.currency FROM invoices i \
             JOIN customers c ON c.id = i.customer_id JOIN due_items d ON d.invoice_id = i.id \
             WHERE c.company = $1 AND ({readings}) ORDER BY c.id, i.id, d.instalment"
        );
        let connection = self.readers();
        let rows = connection.query_all_raw(sql(connection, statement, values)).await?;
        rows.iter().map(|row| found(Columns::of(row))).collect()
    }

    /// # Errors
    /// When the database fails.
    pub async fn open_counts(&self, company: &CompanyCode) -> Result<OpenCounts, StoreError> {
        let statement = "SELECT count(*), CAST(COALESCE(sum(items), 0) AS BIGINT) FROM (\
            SELECT count(*) AS items FROM customers c JOIN due_items d ON d.customer_id = c.id \
            WHERE c.company = $1 AND d.open_amount > 0 GROUP BY c.id) AS open_customers";
        let connection = self.readers();
        let row =
            connection.query_one_raw(sql(connection, statement, [text(company.as_str())])).await?;
        let Some(row) = row else { return Ok(OpenCounts::default()) };
        let mut columns = Columns::of(&row);
        Ok(OpenCounts {
            customers: columns.take::<i64>()?.unsigned_abs(),
            items: columns.take::<i64>()?.unsigned_abs(),
        })
    }
}

/// One way to read the name of an item.
struct Reading<'a> {
    customer: Option<&'a str>,
    number: &'a str,
    instalment: Option<i32>,
}

fn readings_of(name: &str) -> Vec<Reading<'_>> {
    let with_customer = name.match_indices('/').filter_map(|(place, _)| {
        let (customer, rest) = (name.get(..place)?, name.get(place + 1..)?);
        Some((Some(customer), rest))
    });
    let mut readings = Vec::new();
    for (customer, rest) in std::iter::once((None, name)).chain(with_customer) {
        readings.push(Reading { customer, number: rest, instalment: None });
        let instalment = rest
            .rsplit_once('/')
            .and_then(|(number, instalment)| Some((number, instalment.parse::<i32>().ok()?)));
        if let Some((number, instalment)) = instalment {
            readings.push(Reading { customer, number, instalment: Some(instalment) });
        }
    }
    readings
}

/// The condition that an invoice has a name: `NUMBER`, or `CUSTOMER/NUMBER`.
pub(super) fn of_invoice(name: &str, values: &mut Vec<Value>) -> String {
    let mut readings = readings_of(name.trim());
    readings.retain(|reading| reading.instalment.is_none());
    condition(readings, values)
}

/// The condition that any of the readings applies.
fn condition(readings: Vec<Reading<'_>>, values: &mut Vec<Value>) -> String {
    let mut any = Vec::with_capacity(readings.len());
    for reading in readings {
        let mut all = Vec::new();
        let mut place = |column: &str, value: Value| {
            values.push(value);
            all.push(format!("{column} = ${}", values.len()));
        };
        place("i.number", text(reading.number));
        if let Some(customer) = reading.customer {
            place("c.code", text(customer));
        }
        if let Some(instalment) = reading.instalment {
            place("d.instalment", Value::Int(Some(instalment)));
        }
        any.push(format!("({})", all.join(" AND ")));
    }
    any.join(" OR ")
}

fn found(mut columns: Columns<'_>) -> Result<FoundItem, StoreError> {
    Ok(FoundItem {
        customer_code: columns.take()?,
        customer_name: columns.take()?,
        invoice: InvoiceId(columns.take()?),
        item: DueItemId(columns.take()?),
        number: columns.take()?,
        instalment: columns.take::<i32>()?.unsigned_abs(),
        due_date: columns.take()?,
        open: {
            let open = amount::from_stored(columns.take()?);
            Money::new(open, currency("invoices.currency", columns.take()?)?)
        },
    })
}

pub(super) fn currency(column: &'static str, stored: String) -> Result<Currency, StoreError> {
    stored.parse().map_err(|_| StoreError::bad_value(column, stored))
}
