//! Taking reminders up for sending.

use sea_orm::ConnectionTrait;

use super::connection::Store;
use super::enclosures;
use super::error::StoreError;
use super::lists;
use super::rows::{Columns, number, sql, text};
use super::run::ReminderState;
use crate::domain::address::EmailAddress;
use crate::domain::document::Enclosure;
use crate::domain::identity::{ReminderId, RunId};
use crate::domain::letter::LetterFormat;
use crate::domain::level::LevelCode;

/// A reminder to be handed to the server.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct QueuedReminder {
    pub id: ReminderId,
    pub message: Vec<u8>,
    pub envelope_from: EmailAddress,
    /// Whom it is for.
    pub envelope_to: Vec<EmailAddress>,
    /// Who gets a copy.
    pub envelope_cc: Vec<EmailAddress>,
    /// The sending account, where the rules name any.
    pub account: Option<String>,
    /// Of a letter: how its file is named.
    pub letter: Option<QueuedLetter>,
    /// What goes with a letter.
    pub enclosures: Vec<Enclosure>,
}

/// What a letter's file is named after.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct QueuedLetter {
    /// From 1, in print order: a letter keeps it when it is tried again.
    pub number: u64,
    pub customer_code: String,
    pub level: LevelCode,
    pub format: LetterFormat,
}

/// How many reminders of a run stand where.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct ReminderCounts {
    pub queued: u64,
    pub sending: u64,
    pub sent: u64,
    pub failed: u64,
    pub drafted: u64,
    pub cancelled: u64,
}

impl ReminderCounts {
    /// All reminders of the run.
    pub fn total(&self) -> u64 {
        let Self { queued, sending, sent, failed, drafted, cancelled } = *self;
        queued + sending + sent + failed + drafted + cancelled
    }
}

impl Store {
    /// Takes up to `count` queued reminders, oldest first: they are recorded
    /// as being sent before this returns.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn claim(&self, run: RunId, count: u32) -> Result<Vec<QueuedReminder>, StoreError> {
        let transaction = self.begin().await?;
        let read = "SELECT r.id, r.recipients, m.envelope_from, m.envelope_to, m.message, \
            r.account, r.format, r.level, c.code, \
            r.id - (SELECT MIN(id) FROM reminders WHERE run_id = $1) + 1 \
            FROM reminders r JOIN messages m ON m.reminder_id = r.id \
            JOIN customers c ON c.id = r.customer_id \
            WHERE r.run_id = $1 AND r.state = $2 ORDER BY r.id LIMIT $3";
        let queued = text(ReminderState::Queued.as_str());
        let values = [number(run.0), queued.clone(), number(i64::from(count))];
        let rows = transaction.query_all_raw(sql(&transaction, read, values)).await?;
        let mut claimed: Vec<QueuedReminder> = rows
            .iter()
            .map(|row| {
                let mut columns = Columns::of(row);
                let id = ReminderId(columns.take()?);
                let recipients: String = columns.take()?;
                let recipients = lists::from_stored("reminders.recipients", &recipients)?.len();
                let from: String = columns.take()?;
                let to =
                    lists::from_stored("messages.envelope_to", columns.take::<String>()?.as_str())?;
                let mut envelope_to: Vec<EmailAddress> = to
                    .iter()
                    .map(|to| address("messages.envelope_to", to))
                    .collect::<Result<_, _>>()?;
                // Recipients come first, then copies.
                let envelope_cc = envelope_to.split_off(recipients.min(envelope_to.len()));
                let (message, account) = (columns.take()?, columns.take()?);
                Ok(QueuedReminder {
                    id,
                    envelope_from: address("messages.envelope_from", &from)?,
                    envelope_to,
                    envelope_cc,
                    message,
                    account,
                    letter: letter(columns)?,
                    enclosures: Vec::new(),
                })
            })
            .collect::<Result<_, StoreError>>()?;
        let letters: Vec<ReminderId> =
            claimed.iter().filter(|it| it.letter.is_some()).map(|it| it.id).collect();
        let mut enclosures = enclosures::of(&transaction, &letters).await?;
        for reminder in &mut claimed {
            reminder.enclosures = enclosures.remove(&reminder.id).unwrap_or_default();
        }
        if let Some(last) = claimed.last() {
            let take = "UPDATE reminders SET state = $1 \
                WHERE run_id = $2 AND state = $3 AND id <= $4";
            let sending = text(ReminderState::Sending.as_str());
            let values = [sending, number(run.0), queued, number(last.id.0)];
            transaction.execute_raw(sql(&transaction, take, values)).await?;
        }
        transaction.commit().await?;
        Ok(claimed)
    }

    /// The sending accounts that reminders of a run are still to leave by.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn accounts_to_leave_by(&self, run: RunId) -> Result<Vec<String>, StoreError> {
        let read = "SELECT DISTINCT account FROM reminders \
            WHERE run_id = $1 AND state IN ($2, $3) AND account IS NOT NULL ORDER BY account";
        let waiting = [ReminderState::Queued, ReminderState::Sending].map(ReminderState::as_str);
        let values = [number(run.0), text(waiting[0]), text(waiting[1])];
        let connection = self.readers();
        let rows = connection.query_all_raw(sql(connection, read, values)).await?;
        rows.iter().map(|row| Columns::of(row).take()).collect()
    }

    /// How many reminders of a run stand where.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn reminder_counts(&self, run: RunId) -> Result<ReminderCounts, StoreError> {
        let count = "SELECT state, count(*) FROM reminders WHERE run_id = $1 GROUP BY state";
        let connection = self.readers();
        let rows = connection.query_all_raw(sql(connection, count, [number(run.0)])).await?;
        let mut counts = ReminderCounts::default();
        for row in &rows {
            let mut columns = Columns::of(row);
            let state = ReminderState::from_stored(columns.take::<String>()?.as_str())?;
            let place = match state {
                ReminderState::Queued => &mut counts.queued,
                ReminderState::Sending => &mut counts.sending,
                ReminderState::Sent => &mut counts.sent,
                ReminderState::Failed => &mut counts.failed,
                ReminderState::Drafted => &mut counts.drafted,
                ReminderState::Cancelled => &mut counts.cancelled,
            };
            *place = columns.take::<i64>()?.unsigned_abs();
        }
        Ok(counts)
    }
}

/// From the format on: format, level, customer's code, number.
pub(super) fn letter(mut columns: Columns<'_>) -> Result<Option<QueuedLetter>, StoreError> {
    let Some(format) = columns.take::<Option<String>>()? else { return Ok(None) };
    let level: String = columns.take()?;
    Ok(Some(QueuedLetter {
        level: LevelCode::new(&level),
        customer_code: columns.take()?,
        number: columns.take::<i64>()?.unsigned_abs(),
        format: LetterFormat::parse(&format)
            .ok_or_else(|| StoreError::bad_value("reminders.format", format))?,
    }))
}

fn address(column: &'static str, stored: &str) -> Result<EmailAddress, StoreError> {
    stored.parse().map_err(|_| StoreError::bad_value(column, stored))
}
