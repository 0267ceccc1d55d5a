//! History records of what people do themselves.

use chrono::{DateTime, Utc};
use sea_orm::{ConnectionTrait, DatabaseTransaction};

use super::error::StoreError;
use super::history::HistoryResult;
use super::rows::{moment, number, sql, text};
use crate::domain::company::CompanyCode;

/// Something that a person did to a customer or one of its invoices.
pub(super) struct Deed<'a> {
    pub company: &'a CompanyCode,
    pub customer: i64,
    pub result: HistoryResult,
    /// What it was done to, and how.
    pub detail: String,
    pub author: &'a str,
    pub at: DateTime<Utc>,
}

pub(super) async fn record(
    transaction: &DatabaseTransaction,
    deed: Deed<'_>,
) -> Result<(), StoreError> {
    let statement = "INSERT INTO history (company, recorded_at, customer_id, result, attempts, \
        detail, author) VALUES ($1, $2, $3, $4, 0, $5, $6)";
    let values = [
        text(deed.company.as_str()),
        moment(deed.at),
        number(deed.customer),
        text(deed.result.as_str()),
        text(deed.detail),
        text(deed.author),
    ];
    transaction.execute_raw(sql(transaction, statement, values)).await?;
    Ok(())
}
