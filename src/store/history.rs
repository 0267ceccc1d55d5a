//! What was done: the records of a company.

use chrono::{DateTime, Utc};
use sea_orm::ConnectionTrait;

use super::connection::Store;
use super::error::StoreError;
use super::lists;
use super::rows::{Columns, number, sql, text};
use crate::domain::company::CompanyCode;
use crate::domain::identity::{ReminderId, RunId};
use crate::domain::level::LevelCode;

/// Which records are asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HistoryFilter {
    /// Code of a customer.
    pub customer: Option<String>,
    pub run: Option<RunId>,
    /// At most so many, the newest.
    pub limit: u64,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum HistoryResult {
    Sent,
    Failed,
    /// Never sent: the facts had changed before its turn came.
    Cancelled,
    /// A hold was placed on an invoice by hand.
    HoldPlaced,
    /// The hold of an invoice was lifted, by hand or after a run.
    HoldLifted,
    /// A customer's switch for manual or automatic reminders was changed.
    SwitchChanged,
    /// A mail that was sent came back.
    Bounced,
}

impl HistoryResult {
    const ALL: [Self; 7] = [
        Self::Sent,
        Self::Failed,
        Self::Cancelled,
        Self::HoldPlaced,
        Self::HoldLifted,
        Self::SwitchChanged,
        Self::Bounced,
    ];

    /// The name used in the store and in JSON.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Sent => "sent",
            Self::Failed => "failed",
            Self::Cancelled => "cancelled",
            Self::HoldPlaced => "hold_placed",
            Self::HoldLifted => "hold_lifted",
            Self::SwitchChanged => "switch_changed",
            Self::Bounced => "bounced",
        }
    }
}

/// One thing that was done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HistoryRecord {
    /// Grows with time.
    pub id: i64,
    pub at: DateTime<Utc>,
    pub run: Option<RunId>,
    pub reminder: Option<ReminderId>,
    pub customer_code: String,
    pub customer_name: String,
    pub level: Option<LevelCode>,
    pub to: Vec<String>,
    pub cc: Vec<String>,
    pub subject: String,
    /// Empty where no message was involved.
    pub message_id: String,
    pub result: HistoryResult,
    /// The server's words, why it failed or was cancelled, the invoice of the
    /// hold, or the switch before and after.
    pub detail: String,
    /// Who did it, or sent it by hand; empty where a batch did.
    pub author: String,
}

impl Store {
    /// The records of a company, newest first.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn history(
        &self,
        company: &CompanyCode,
        filter: &HistoryFilter,
    ) -> Result<Vec<HistoryRecord>, StoreError> {
        self.history_before(company, filter, None).await
    }

    /// As [`Store::history`], before the record of this number.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn history_before(
        &self,
        company: &CompanyCode,
        filter: &HistoryFilter,
        before: Option<i64>,
    ) -> Result<Vec<HistoryRecord>, StoreError> {
        let mut statement = String::from(
            "SELECT h.id, h.recorded_at, h.run_id, h.reminder_id, c.code, c.name, r.level, \
             r.recipients, r.copies, r.subject, r.message_id, h.result, h.detail, \
             COALESCE(NULLIF(h.author, ''), u.author, '') \
             FROM history h JOIN customers c ON c.id = h.customer_id \
             LEFT JOIN reminders r ON r.id = h.reminder_id \
             LEFT JOIN runs u ON u.id = h.run_id WHERE h.company = $1",
        );
        let mut values = vec![text(company.as_str())];
        if let Some(customer) = &filter.customer {
            values.push(text(customer.as_str()));
            statement.push_str(&format!(" AND c.code = ${}", values.len()));
        }
        if let Some(run) = filter.run {
            values.push(number(run.0));
            statement.push_str(&format!(" AND h.run_id = ${}", values.len()));
        }
        if let Some(before) = before {
            values.push(number(before));
            statement.push_str(&format!(" AND h.id < ${}", values.len()));
        }
        values.push(number(i64::try_from(filter.limit).unwrap_or(i64::MAX)));
        statement.push_str(&format!(" ORDER BY h.id DESC LIMIT ${}", values.len()));
        let connection = self.readers();
        let rows = connection.query_all_raw(sql(connection, statement, values)).await?;
        rows.iter().map(|row| record(Columns::of(row))).collect()
    }
}

fn record(mut columns: Columns<'_>) -> Result<HistoryRecord, StoreError> {
    let id = columns.take()?;
    let at = columns.take()?;
    let run = columns.take::<Option<i64>>()?.map(RunId);
    let reminder = columns.take::<Option<i64>>()?.map(ReminderId);
    let customer_code = columns.take()?;
    let customer_name = columns.take()?;
    let level = columns.take::<Option<String>>()?.filter(|code| !code.is_empty());
    let level = level.map(|code| LevelCode::new(&code));
    let to = addresses("reminders.recipients", columns.take()?)?;
    let cc = addresses("reminders.copies", columns.take()?)?;
    let subject = columns.take::<Option<String>>()?.unwrap_or_default();
    let message_id = columns.take::<Option<String>>()?.unwrap_or_default();
    let result: String = columns.take()?;
    let result = HistoryResult::ALL
        .into_iter()
        .find(|known| known.as_str() == result)
        .ok_or_else(|| StoreError::bad_value("history.result", result))?;
    let detail = columns.take()?;
    let author = columns.take()?;
    Ok(HistoryRecord {
        id,
        at,
        run,
        reminder,
        customer_code,
        customer_name,
        level,
        to,
        cc,
        subject,
        message_id,
        result,
        detail,
        author,
    })
}

fn addresses(column: &'static str, stored: Option<String>) -> Result<Vec<String>, StoreError> {
    stored.map_or(Ok(Vec::new()), |stored| lists::from_stored(column, &stored))
}
