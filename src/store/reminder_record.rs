//! One reminder as it stands on record, with its lines.

use chrono::{DateTime, NaiveDate, Utc};
use sea_orm::ConnectionTrait;

use super::amount;
use super::connection::Store;
use super::enclosures;
use super::error::StoreError;
use super::find::currency;
use super::lists;
use super::rows::{Columns, number, sql, text};
use super::run::ReminderState;
use crate::domain::channel::Channel;
use crate::domain::company::CompanyCode;
use crate::domain::document::Enclosure;
use crate::domain::identity::{ReminderId, RunId};
use crate::domain::letter::LetterFormat;
use crate::domain::level::LevelCode;
use crate::domain::money::Money;

/// A reminder of a run.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReminderRecord {
    pub id: ReminderId,
    pub run: RunId,
    pub run_date: NaiveDate,
    pub channel: Channel,
    /// The name of the batch, or of what is sent by hand.
    pub batch: String,
    /// Who sent it by hand; empty where a batch did.
    pub author: String,
    pub customer_code: String,
    pub customer_name: String,
    /// None for what belongs to no level, such as follow-up mails.
    pub level: Option<LevelCode>,
    pub language: String,
    pub to: Vec<String>,
    pub cc: Vec<String>,
    pub subject: String,
    pub message_id: String,
    pub state: ReminderState,
    /// How often it was handed over.
    pub attempts: u32,
    pub settled_at: Option<DateTime<Utc>>,
    /// The server's words, or the reason of failure.
    pub detail: String,
    /// Of a letter.
    pub format: Option<LetterFormat>,
    /// When it was first known that it came back.
    pub bounced_at: Option<DateTime<Utc>>,
    pub lines: Vec<RecordedLine>,
}

/// A due item as it was reminded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RecordedLine {
    pub invoice: String,
    pub instalment: u32,
    pub due_date: NaiveDate,
    /// What was asked for.
    pub open: Money,
    /// Run date minus due date.
    pub days_late: i64,
    pub level_before: Option<LevelCode>,
    /// None while the reminder has changed nothing.
    pub level_after: Option<LevelCode>,
}

impl Store {
    /// A reminder of a company; `None` where the company has no such one.
    ///
    /// # Errors
    /// When the database fails or holds what it should not.
    pub async fn reminder_record(
        &self,
        company: &CompanyCode,
        id: ReminderId,
    ) -> Result<Option<ReminderRecord>, StoreError> {
        let read = "SELECT r.id, u.id, u.run_date, u.channel, u.batch, u.author, c.code, c.name, \
            r.level, r.language, r.recipients, r.copies, r.subject, r.message_id, r.state, \
            r.attempts, r.settled_at, r.detail, r.format, r.bounced_at \
            FROM reminders r JOIN runs u ON u.id = r.run_id \
            JOIN customers c ON c.id = r.customer_id WHERE u.company = $1 AND r.id = $2";
        let connection = self.readers();
        let values = [text(company.as_str()), number(id.0)];
        let row = connection.query_one_raw(sql(connection, read, values)).await?;
        let Some(row) = row else { return Ok(None) };
        let mut record = record(Columns::of(&row))?;
        record.lines = self.recorded_lines(id).await?;
        Ok(Some(record))
    }

    /// By due date.
    async fn recorded_lines(&self, id: ReminderId) -> Result<Vec<RecordedLine>, StoreError> {
        let read = "SELECT i.number, d.instalment, d.due_date, l.open_amount, i.currency, \
            l.days_late, l.level_before, f.level_after \
            FROM reminder_lines l JOIN due_items d ON d.id = l.item_id \
            JOIN invoices i ON i.id = d.invoice_id \
            LEFT JOIN follow_up_changes f ON f.item_id = l.item_id \
            AND f.reminder_id = l.reminder_id \
            WHERE l.reminder_id = $1 ORDER BY d.due_date, i.number, d.instalment";
        let connection = self.readers();
        let rows = connection.query_all_raw(sql(connection, read, [number(id.0)])).await?;
        rows.iter().map(|row| line(Columns::of(row))).collect()
    }

    /// The files that go with a letter, in their order.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn enclosures_of(&self, id: ReminderId) -> Result<Vec<Enclosure>, StoreError> {
        let mut found = enclosures::of(self.readers(), &[id]).await?;
        Ok(found.remove(&id).unwrap_or_default())
    }
}

fn record(mut columns: Columns<'_>) -> Result<ReminderRecord, StoreError> {
    Ok(ReminderRecord {
        id: ReminderId(columns.take()?),
        run: RunId(columns.take()?),
        run_date: columns.take()?,
        channel: {
            let channel: String = columns.take()?;
            Channel::parse(&channel)
                .ok_or_else(|| StoreError::bad_value("runs.channel", channel))?
        },
        batch: columns.take()?,
        author: columns.take()?,
        customer_code: columns.take()?,
        customer_name: columns.take()?,
        level: level(Some(columns.take()?)),
        language: columns.take()?,
        to: lists::from_stored("reminders.recipients", &columns.take::<String>()?)?,
        cc: lists::from_stored("reminders.copies", &columns.take::<String>()?)?,
        subject: columns.take()?,
        message_id: columns.take()?,
        state: ReminderState::from_stored(&columns.take::<String>()?)?,
        attempts: columns.take::<i32>()?.unsigned_abs(),
        settled_at: columns.take()?,
        detail: columns.take::<Option<String>>()?.unwrap_or_default(),
        format: columns.take::<Option<String>>()?.as_deref().and_then(LetterFormat::parse),
        bounced_at: columns.take()?,
        lines: Vec::new(),
    })
}

fn line(mut columns: Columns<'_>) -> Result<RecordedLine, StoreError> {
    Ok(RecordedLine {
        invoice: columns.take()?,
        instalment: columns.take::<i32>()?.unsigned_abs(),
        due_date: columns.take()?,
        open: {
            let open = amount::from_stored(columns.take()?);
            Money::new(open, currency("invoices.currency", columns.take()?)?)
        },
        days_late: columns.take()?,
        level_before: level(columns.take()?),
        level_after: level(columns.take()?),
    })
}

fn level(stored: Option<String>) -> Option<LevelCode> {
    stored.filter(|code| !code.is_empty()).map(|code| LevelCode::new(&code))
}
