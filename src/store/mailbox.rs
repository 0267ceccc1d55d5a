//! What came back to the mailbox: each message is handled once, however often
//! and by however many processes it is read.

use chrono::{DateTime, Utc};
use sea_orm::{ConnectionTrait, DatabaseTransaction, Value};

use super::bounces::{self, Bounce};
use super::connection::Store;
use super::error::StoreError;
use super::history::HistoryResult;
use super::lists;
use super::rows::{Columns, moment, number, parameters, sql, text};
use super::run::ReminderState;
use super::suppressions::{self, NewSuppression};
use crate::domain::company::CompanyCode;
use crate::domain::identity::{CustomerId, ReminderId, RunId};
use crate::domain::incoming::{Effect, MessageKind, MessageOutcome};

/// Whoever reads the mailbox, for the history.
pub const MAILBOX: &str = "mailbox";

/// A mail of ours that something can come back from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SentMail {
    pub company: CompanyCode,
    pub run: RunId,
    pub reminder: ReminderId,
    pub customer: CustomerId,
    pub message_id: String,
    /// Recipients, then copies.
    pub went_to: Vec<String>,
}

/// A message with what becomes of it.
#[derive(Debug, Clone)]
pub struct NewMessage<'a> {
    /// Tells it from every other.
    pub digest: &'a str,
    pub kind: MessageKind,
    pub outcome: MessageOutcome,
    pub effects: &'a [Effect],
    /// The reminder that it is about; without one nothing else is kept.
    pub about: Option<&'a SentMail>,
    pub sender: &'a str,
    pub subject: &'a str,
    pub written_at: Option<DateTime<Utc>>,
    pub detail: &'a str,
    pub excerpt: &'a str,
    pub read_at: DateTime<Utc>,
}

/// A message that came back on a reminder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CameBack {
    pub read_at: DateTime<Utc>,
    pub kind: MessageKind,
    pub outcome: MessageOutcome,
    pub sender: String,
    pub subject: String,
    pub written_at: Option<DateTime<Utc>>,
    /// What servers said, one line for each recipient.
    pub detail: String,
    /// What somebody wrote.
    pub excerpt: String,
}

/// Up to where a mailbox of a server was read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct MailboxPosition {
    pub validity: u32,
    pub last_uid: u32,
}

impl Store {
    /// The mails with these Message-IDs, of all companies, that something can
    /// come back from; the newest first.
    ///
    /// # Errors
    /// When the database fails or holds what it should not.
    pub async fn mails_with(&self, message_ids: &[String]) -> Result<Vec<SentMail>, StoreError> {
        if message_ids.is_empty() {
            return Ok(Vec::new());
        }
        // A draft may have been sent by its author; what failed may have arrived
        // all the same.
        let states = [
            ReminderState::Sent,
            ReminderState::Sending,
            ReminderState::Failed,
            ReminderState::Drafted,
        ];
        let statement = format!(
            "SELECT u.company, u.id, r.id, r.customer_id, r.message_id, r.recipients, r.copies \
             FROM reminders r JOIN runs u ON u.id = r.run_id \
             WHERE r.format IS NULL AND r.state IN ($1, $2, $3, $4) AND r.message_id IN ({}) \
             ORDER BY r.id DESC LIMIT 100",
            parameters(5, message_ids.len())
        );
        let states = states.into_iter().map(|state| text(state.as_str()));
        let values = states.chain(message_ids.iter().map(text));
        let connection = self.readers();
        let rows = connection.query_all_raw(sql(connection, statement, values)).await?;
        rows.iter()
            .map(|row| {
                let mut columns = Columns::of(row);
                let company = CompanyCode(columns.take::<String>()?.into());
                let (run, reminder) = (RunId(columns.take()?), ReminderId(columns.take()?));
                let customer = CustomerId(columns.take()?);
                let message_id = columns.take()?;
                let mut went_to = Vec::new();
                for column in ["reminders.recipients", "reminders.copies"] {
                    went_to.extend(lists::from_stored(column, &columns.take::<String>()?)?);
                }
                Ok(SentMail { company, run, reminder, customer, message_id, went_to })
            })
            .collect()
    }

    /// Whether a message was handled before.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn is_handled(&self, digest: &str) -> Result<bool, StoreError> {
        let statement = "SELECT 1 FROM mailbox_messages WHERE digest = $1";
        let connection = self.readers();
        let row = connection.query_one_raw(sql(connection, statement, [text(digest)])).await?;
        Ok(row.is_some())
    }

    /// Records a message and all that it changes, in one transaction; `false`
    /// when it was handled before, by whomever.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn handle(&self, message: &NewMessage<'_>) -> Result<bool, StoreError> {
        let transaction = self.begin().await?;
        let is_new = note(&transaction, message).await?;
        if is_new && let Some(mail) = message.about {
            for effect in message.effects {
                carry_out(&transaction, mail, effect, message.read_at).await?;
            }
        }
        transaction.commit().await?;
        Ok(is_new)
    }

    /// What came back on a reminder, the oldest first.
    ///
    /// # Errors
    /// When the database fails or holds what it should not.
    pub async fn came_back(&self, reminder: ReminderId) -> Result<Vec<CameBack>, StoreError> {
        let statement = "SELECT read_at, kind, outcome, sender, subject, written_at, detail, \
            excerpt FROM mailbox_messages WHERE reminder_id = $1 ORDER BY id";
        let connection = self.readers();
        let rows =
            connection.query_all_raw(sql(connection, statement, [number(reminder.0)])).await?;
        rows.iter().map(|row| came_back(Columns::of(row))).collect()
    }

    /// Up to where a mailbox of a server was read.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn mailbox_position(
        &self,
        mailbox: &str,
    ) -> Result<Option<MailboxPosition>, StoreError> {
        let statement = "SELECT validity, last_uid FROM mailbox_positions WHERE mailbox = $1";
        let connection = self.readers();
        let row = connection.query_one_raw(sql(connection, statement, [text(mailbox)])).await?;
        row.map(|row| {
            let mut columns = Columns::of(&row);
            let mut part = |column| {
                let stored: i64 = columns.take()?;
                u32::try_from(stored).map_err(|_| StoreError::bad_value(column, stored.to_string()))
            };
            Ok(MailboxPosition {
                validity: part("mailbox_positions.validity")?,
                last_uid: part("mailbox_positions.last_uid")?,
            })
        })
        .transpose()
    }

    /// Remembers up to where a mailbox of a server was read.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn keep_mailbox_position(
        &self,
        mailbox: &str,
        position: MailboxPosition,
    ) -> Result<(), StoreError> {
        let transaction = self.begin().await?;
        // Two processes may read at once: the one behind does not go back.
        let statement = "INSERT INTO mailbox_positions (mailbox, validity, last_uid) \
            VALUES ($1, $2, $3) ON CONFLICT (mailbox) DO UPDATE \
            SET validity = excluded.validity, last_uid = excluded.last_uid \
            WHERE mailbox_positions.validity <> excluded.validity \
            OR mailbox_positions.last_uid < excluded.last_uid";
        let values = [
            text(mailbox),
            number(i64::from(position.validity)),
            number(i64::from(position.last_uid)),
        ];
        transaction.execute_raw(sql(&transaction, statement, values)).await?;
        transaction.commit().await?;
        Ok(())
    }
}

async fn note(
    transaction: &DatabaseTransaction,
    message: &NewMessage<'_>,
) -> Result<bool, StoreError> {
    // Of what has nothing to do with us, only that it was looked at.
    let kept = |words: &str| text(if message.about.is_some() { words } else { "" });
    let statement = "INSERT INTO mailbox_messages (digest, read_at, kind, outcome, reminder_id, \
        sender, subject, written_at, detail, excerpt) \
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) ON CONFLICT (digest) DO NOTHING";
    let values = [
        text(message.digest),
        moment(message.read_at),
        text(message.kind.as_str()),
        text(message.outcome.as_str()),
        Value::BigInt(message.about.map(|mail| mail.reminder.0)),
        kept(message.sender),
        kept(message.subject),
        Value::ChronoDateTimeUtc(message.written_at.filter(|_| message.about.is_some())),
        kept(message.detail),
        kept(message.excerpt),
    ];
    let noted = transaction.execute_raw(sql(transaction, statement, values)).await?;
    Ok(noted.rows_affected() > 0)
}

async fn carry_out(
    transaction: &DatabaseTransaction,
    mail: &SentMail,
    effect: &Effect,
    at: DateTime<Utc>,
) -> Result<(), StoreError> {
    match effect {
        Effect::Bounced { detail } => {
            let bounce = Bounce {
                company: &mail.company,
                run: mail.run,
                reminder: mail.reminder,
                detail,
                author: MAILBOX,
                at,
            };
            bounces::insert(transaction, &bounce).await?;
        }
        Effect::Answered { detail } => {
            record(transaction, mail, HistoryResult::Answered, detail, at).await?;
        }
        Effect::Complained { detail } => {
            record(transaction, mail, HistoryResult::Complained, detail, at).await?;
        }
        Effect::Suppressed { address, cause, detail } => {
            let new = NewSuppression {
                company: Some(&mail.company),
                address,
                cause: *cause,
                detail,
                customer: Some(mail.customer),
                reminder: Some(mail.reminder),
                author: MAILBOX,
                at,
            };
            suppressions::insert(transaction, &new).await?;
        }
    }
    Ok(())
}

async fn record(
    transaction: &DatabaseTransaction,
    mail: &SentMail,
    result: HistoryResult,
    detail: &str,
    at: DateTime<Utc>,
) -> Result<(), StoreError> {
    let statement = "INSERT INTO history (company, recorded_at, run_id, reminder_id, customer_id, \
        result, attempts, detail, author) VALUES ($1, $2, $3, $4, $5, $6, 0, $7, $8)";
    let values = [
        text(mail.company.as_str()),
        moment(at),
        number(mail.run.0),
        number(mail.reminder.0),
        number(mail.customer.0),
        text(result.as_str()),
        text(detail),
        text(MAILBOX),
    ];
    transaction.execute_raw(sql(transaction, statement, values)).await?;
    Ok(())
}

fn came_back(mut columns: Columns<'_>) -> Result<CameBack, StoreError> {
    let read_at = columns.take()?;
    let kind: String = columns.take()?;
    let kind = MessageKind::ALL
        .into_iter()
        .find(|known| known.as_str() == kind)
        .ok_or_else(|| StoreError::bad_value("mailbox_messages.kind", kind))?;
    let outcome: String = columns.take()?;
    let outcome = MessageOutcome::ALL
        .into_iter()
        .find(|known| known.as_str() == outcome)
        .ok_or_else(|| StoreError::bad_value("mailbox_messages.outcome", outcome))?;
    Ok(CameBack {
        read_at,
        kind,
        outcome,
        sender: columns.take()?,
        subject: columns.take()?,
        written_at: columns.take()?,
        detail: columns.take()?,
        excerpt: columns.take()?,
    })
}
