//! Mails that came back after they were sent.

use chrono::{DateTime, Utc};
use sea_orm::{ConnectionTrait, DatabaseTransaction};

use super::connection::Store;
use super::error::StoreError;
use super::history::HistoryResult;
use super::lists;
use super::rows::{Columns, moment, number, sql, text};
use super::run::{Reminder, ReminderState};
use super::webhook_events;
use crate::domain::company::CompanyCode;
use crate::domain::identity::{ReminderId, RunId};
use crate::domain::level::LevelCode;

/// A reminder with what it belongs to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RecordedReminder {
    pub run: RunId,
    pub reminder: Reminder,
    /// File extension of a letter; `None` for a mail.
    pub format: Option<String>,
    /// When its result was recorded.
    pub settled_at: Option<DateTime<Utc>>,
    /// When it was first known that it came back.
    pub bounced_at: Option<DateTime<Utc>>,
}

/// What is told of a mail that came back.
#[derive(Debug, Clone, Copy)]
pub struct Bounce<'a> {
    pub company: &'a CompanyCode,
    pub run: RunId,
    pub reminder: ReminderId,
    /// The words of the server that gave it back.
    pub detail: &'a str,
    pub author: &'a str,
    pub at: DateTime<Utc>,
}

impl Store {
    /// A reminder of a company.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn reminder_of(
        &self,
        company: &CompanyCode,
        id: ReminderId,
    ) -> Result<Option<RecordedReminder>, StoreError> {
        let statement = "SELECT r.run_id, r.id, r.message_id, c.code, r.level, r.recipients, \
            r.copies, r.subject, r.state, r.detail, r.format, r.settled_at, r.bounced_at FROM reminders r \
            JOIN runs u ON u.id = r.run_id JOIN customers c ON c.id = r.customer_id \
            WHERE u.company = $1 AND r.id = $2";
        let connection = self.readers();
        let values = [text(company.as_str()), number(id.0)];
        let row = connection.query_one_raw(sql(connection, statement, values)).await?;
        row.map(|row| recorded(&mut Columns::of(&row))).transpose()
    }

    /// Records that a mail came back; what of its items changed stays as it is.
    /// `false` when the same was recorded before.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn record_bounce(&self, bounce: Bounce<'_>) -> Result<bool, StoreError> {
        let transaction = self.begin().await?;
        let is_new = insert(&transaction, &bounce).await?;
        transaction.commit().await?;
        Ok(is_new)
    }
}

/// Records that a mail came back, marks its reminder, and tells webhooks.
pub(super) async fn insert(
    transaction: &DatabaseTransaction,
    bounce: &Bounce<'_>,
) -> Result<bool, StoreError> {
    let statement = "INSERT INTO history (company, recorded_at, run_id, reminder_id, \
            customer_id, result, attempts, detail, author) \
            SELECT $1, $2, r.run_id, r.id, r.customer_id, $3, r.attempts, $4, $5 \
            FROM reminders r WHERE r.id = $6 AND NOT EXISTS (SELECT 1 FROM history h \
            WHERE h.reminder_id = $6 AND h.result = $3 AND h.detail = $4)";
    let values = [
        text(bounce.company.as_str()),
        moment(bounce.at),
        text(HistoryResult::Bounced.as_str()),
        text(bounce.detail),
        text(bounce.author),
        number(bounce.reminder.0),
    ];
    let recorded = transaction.execute_raw(sql(transaction, statement, values)).await?;
    let is_new = recorded.rows_affected() > 0;
    if is_new {
        let mark = "UPDATE reminders SET bounced_at = COALESCE(bounced_at, $1) WHERE id = $2";
        let values = [moment(bounce.at), number(bounce.reminder.0)];
        transaction.execute_raw(sql(transaction, mark, values)).await?;
        webhook_events::queue_bounce(transaction, bounce).await?;
    }
    Ok(is_new)
}

fn recorded(columns: &mut Columns<'_>) -> Result<RecordedReminder, StoreError> {
    let run = RunId(columns.take()?);
    let reminder = Reminder {
        id: ReminderId(columns.take()?),
        message_id: columns.take()?,
        customer_code: columns.take()?,
        level: LevelCode::new(&columns.take::<String>()?),
        to: lists::from_stored("reminders.recipients", &columns.take::<String>()?)?,
        cc: lists::from_stored("reminders.copies", &columns.take::<String>()?)?,
        subject: columns.take()?,
        state: ReminderState::from_stored(&columns.take::<String>()?)?,
        detail: columns.take()?,
    };
    Ok(RecordedReminder {
        run,
        reminder,
        format: columns.take()?,
        settled_at: columns.take()?,
        bounced_at: columns.take()?,
    })
}
