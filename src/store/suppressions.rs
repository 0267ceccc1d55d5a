//! The suppression list: addresses that nothing is sent to any more. What was
//! lifted stays on record.

use chrono::{DateTime, Utc};
use sea_orm::{ConnectionTrait, DatabaseTransaction, Value};

use super::connection::Store;
use super::error::StoreError;
use super::rows::{Columns, moment, number, parameters, sql, text};
use crate::domain::address::EmailAddress;
use crate::domain::company::CompanyCode;
use crate::domain::identity::{CustomerId, ReminderId};
use crate::domain::suppression::{SuppressedAddresses, SuppressionCause};

/// An address to be put on the list.
#[derive(Debug, Clone, Copy)]
pub struct NewSuppression<'a> {
    /// `None` for all companies.
    pub company: Option<&'a CompanyCode>,
    pub address: &'a EmailAddress,
    pub cause: SuppressionCause,
    /// The server's words, or a reason in words.
    pub detail: &'a str,
    pub customer: Option<CustomerId>,
    /// The reminder that came back.
    pub reminder: Option<ReminderId>,
    pub author: &'a str,
    pub at: DateTime<Utc>,
}

/// An address on the list, now or once.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Suppression {
    pub id: i64,
    /// For all companies.
    pub everywhere: bool,
    /// In the form that lists keep.
    pub address: String,
    pub cause: SuppressionCause,
    pub detail: String,
    pub customer: Option<SuppressedCustomer>,
    pub reminder: Option<ReminderId>,
    pub since: DateTime<Utc>,
    pub author: String,
    pub lifted: Option<Lifted>,
}

/// Whose mails came back, or who was named.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SuppressedCustomer {
    pub id: CustomerId,
    pub code: String,
    pub name: String,
}

/// That an address is written to again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lifted {
    pub at: DateTime<Utc>,
    pub by: String,
    pub reason: String,
}

/// Which addresses of the list.
#[derive(Debug, Clone, Default)]
pub struct SuppressionQuery {
    /// A part of the address, in upper or lower case.
    pub text: Option<String>,
    /// Code of a customer.
    pub customer: Option<String>,
    /// Those lifted as well.
    pub with_lifted: bool,
    /// Only those before the one of this number.
    pub before: Option<i64>,
    /// At most so many, the newest.
    pub limit: u64,
}

/// Somebody on record with an address.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AddressHolder {
    pub customer: CustomerId,
    /// A contact's or a site's name.
    pub name: String,
    /// As it was written.
    pub email: String,
}

impl Store {
    /// Puts an address on the list; `false` when it is on it already.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn suppress(&self, new: &NewSuppression<'_>) -> Result<bool, StoreError> {
        let transaction = self.begin().await?;
        let added = insert(&transaction, new).await?;
        transaction.commit().await?;
        Ok(added)
    }

    /// Takes an address off the list of a company, or of all (`None`); `false`
    /// when it is not on it.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn lift_suppression(
        &self,
        company: Option<&CompanyCode>,
        address: &EmailAddress,
        reason: &str,
        author: &str,
        at: DateTime<Utc>,
    ) -> Result<bool, StoreError> {
        let transaction = self.begin().await?;
        let statement = "UPDATE suppressions SET lifted_at = $1, lifted_by = $2, \
            lifted_reason = $3 WHERE address = $4 AND company = $5 AND lifted_at IS NULL";
        let values = [
            moment(at),
            text(author),
            text(reason),
            text(address.normal()),
            text(list_of(company)),
        ];
        let lifted = transaction.execute_raw(sql(&transaction, statement, values)).await?;
        transaction.commit().await?;
        Ok(lifted.rows_affected() > 0)
    }

    /// The list of a company, with what is on that of all companies; the newest
    /// first.
    ///
    /// # Errors
    /// When the database fails or holds what it should not.
    pub async fn suppressions(
        &self,
        company: &CompanyCode,
        query: &SuppressionQuery,
    ) -> Result<Vec<Suppression>, StoreError> {
        let mut statement = "SELECT s.id, s.company, s.address, s.cause, s.detail, c.id, c.code, \
            c.name, s.reminder_id, s.since, s.author, s.lifted_at, s.lifted_by, s.lifted_reason \
            FROM suppressions s LEFT JOIN customers c ON c.id = s.customer_id AND c.company = $1 \
            WHERE s.company IN ($1, '') AND s.id < $2"
            .to_owned();
        let mut values = vec![text(company.as_str()), number(query.before.unwrap_or(i64::MAX))];
        if !query.with_lifted {
            statement.push_str(" AND s.lifted_at IS NULL");
        }
        if let Some(part) = &query.text {
            // Lists keep addresses in lower case.
            values.push(text(part.trim().to_lowercase()));
            let place = match self.readers().get_database_backend() {
                sea_orm::DatabaseBackend::Postgres => "strpos",
                _ => "instr",
            };
            statement.push_str(&format!(" AND {place}(s.address, ${}) > 0", values.len()));
        }
        if let Some(code) = &query.customer {
            values.push(text(code));
            statement.push_str(&format!(" AND c.code = ${}", values.len()));
        }
        values.push(number(i64::try_from(query.limit).unwrap_or(i64::MAX)));
        statement.push_str(&format!(" ORDER BY s.id DESC LIMIT ${}", values.len()));
        let connection = self.readers();
        let rows = connection.query_all_raw(sql(connection, statement, values)).await?;
        rows.iter().map(|row| suppression(Columns::of(row))).collect()
    }

    /// How many addresses nothing of a company is sent to.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn count_suppressions(&self, company: &CompanyCode) -> Result<u64, StoreError> {
        let statement =
            "SELECT count(*) FROM suppressions WHERE company IN ($1, '') AND lifted_at IS NULL";
        let connection = self.readers();
        let values = [text(company.as_str())];
        let row = connection.query_one_raw(sql(connection, statement, values)).await?;
        let count = row.map_or(Ok(0), |row| Columns::of(&row).take::<i64>())?;
        Ok(count.unsigned_abs())
    }

    /// Contacts and sites of these customers with the e-mail that is used.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn address_holders(
        &self,
        customers: &[CustomerId],
    ) -> Result<Vec<AddressHolder>, StoreError> {
        if customers.is_empty() {
            return Ok(Vec::new());
        }
        let these = parameters(1, customers.len());
        let statement = format!(
            "SELECT customer_id, name, COALESCE(NULLIF(TRIM(customer_email), ''), identity_email) \
             FROM contacts WHERE customer_id IN ({these}) \
             UNION ALL SELECT customer_id, name, email FROM sites WHERE customer_id IN ({these})"
        );
        let connection = self.readers();
        let values = customers.iter().map(|customer| number(customer.0));
        let rows = connection.query_all_raw(sql(connection, statement, values)).await?;
        let mut holders = Vec::new();
        for row in &rows {
            let mut columns = Columns::of(row);
            let (customer, name) = (CustomerId(columns.take()?), columns.take()?);
            if let Some(email) = columns.take::<Option<String>>()? {
                holders.push(AddressHolder { customer, name, email });
            }
        }
        Ok(holders)
    }
}

/// Puts an address on the list, where it is not on it.
pub(super) async fn insert(
    transaction: &DatabaseTransaction,
    new: &NewSuppression<'_>,
) -> Result<bool, StoreError> {
    let statement = "INSERT INTO suppressions (company, address, cause, detail, customer_id, \
        reminder_id, since, author) VALUES ($1, $2, $3, $4, $5, $6, $7, $8) \
        ON CONFLICT (address, company) WHERE lifted_at IS NULL DO NOTHING";
    let values = [
        text(list_of(new.company)),
        text(new.address.normal()),
        text(new.cause.as_str()),
        text(new.detail),
        Value::BigInt(new.customer.map(|customer| customer.0)),
        Value::BigInt(new.reminder.map(|reminder| reminder.0)),
        moment(new.at),
        text(new.author),
    ];
    let inserted = transaction.execute_raw(sql(transaction, statement, values)).await?;
    Ok(inserted.rows_affected() > 0)
}

/// The addresses that nothing of a company is sent to.
pub(super) async fn in_force(
    connection: &impl ConnectionTrait,
    company: &CompanyCode,
) -> Result<SuppressedAddresses, StoreError> {
    let statement =
        "SELECT address FROM suppressions WHERE company IN ($1, '') AND lifted_at IS NULL";
    let values = [text(company.as_str())];
    let rows = connection.query_all_raw(sql(connection, statement, values)).await?;
    rows.iter().map(|row| Columns::of(row).take::<String>()).collect()
}

/// Those of these addresses that nothing of a run's company is sent to.
pub(super) async fn among(
    connection: &impl ConnectionTrait,
    run: i64,
    normal: &[String],
) -> Result<SuppressedAddresses, StoreError> {
    if normal.is_empty() {
        return Ok(SuppressedAddresses::default());
    }
    let statement = format!(
        "SELECT s.address FROM suppressions s JOIN runs u ON s.company IN (u.company, '') \
         WHERE u.id = $1 AND s.lifted_at IS NULL AND s.address IN ({})",
        parameters(2, normal.len())
    );
    let values = std::iter::once(number(run)).chain(normal.iter().map(text));
    let rows = connection.query_all_raw(sql(connection, statement, values)).await?;
    rows.iter().map(|row| Columns::of(row).take::<String>()).collect()
}

/// Nothing stands for the list of all companies.
fn list_of(company: Option<&CompanyCode>) -> &str {
    company.map_or("", CompanyCode::as_str)
}

fn suppression(mut columns: Columns<'_>) -> Result<Suppression, StoreError> {
    let id = columns.take()?;
    let everywhere = columns.take::<String>()?.is_empty();
    let address = columns.take()?;
    let cause: String = columns.take()?;
    let cause = SuppressionCause::parse(&cause)
        .ok_or_else(|| StoreError::bad_value("suppressions.cause", cause))?;
    let detail = columns.take()?;
    let customer: (Option<i64>, Option<String>, Option<String>) =
        (columns.take()?, columns.take()?, columns.take()?);
    let customer = match customer {
        (Some(id), Some(code), Some(name)) => {
            Some(SuppressedCustomer { id: CustomerId(id), code, name })
        }
        _ => None,
    };
    let reminder = columns.take::<Option<i64>>()?.map(ReminderId);
    let (since, author) = (columns.take()?, columns.take()?);
    let lifted: (Option<DateTime<Utc>>, Option<String>, Option<String>) =
        (columns.take()?, columns.take()?, columns.take()?);
    let lifted = lifted.0.map(|at| Lifted {
        at,
        by: lifted.1.unwrap_or_default(),
        reason: lifted.2.unwrap_or_default(),
    });
    Ok(Suppression {
        id,
        everywhere,
        address,
        cause,
        detail,
        customer,
        reminder,
        since,
        author,
        lifted,
    })
}
