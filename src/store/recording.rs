//! Recording a run as a whole before anything is sent.

use std::collections::HashMap;

use chrono::{DateTime, NaiveDate, Utc};
use rust_decimal::Decimal;
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ConnectionTrait, DatabaseTransaction, EntityTrait,
};

use super::amount;
use super::connection::Store;
use super::entity::{message, reminder_line, run, run_hold};
use super::error::StoreError;
use super::lists;
use super::rows::{Columns, number, parameters, sql, text};
use super::run::{ReminderState, RunIntent, RunState};
use crate::domain::address::EmailAddress;
use crate::domain::channel::Channel;
use crate::domain::company::CompanyCode;
use crate::domain::document::Enclosure;
use crate::domain::identity::{CustomerId, DueItemId, HoldId, RunId};
use crate::domain::language::Language;
use crate::domain::letter::LetterFormat;
use crate::domain::level::{LevelCode, Standing};

/// Rows per statement: few enough for the parameters of a statement, many
/// enough that statements cost little.
const ROWS: usize = 250;

/// Bytes of messages per statement, from which on the next one begins.
const BYTES: usize = 16 * 1024 * 1024;

/// A run that begins.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewRun {
    pub company: CompanyCode,
    pub channel: Channel,
    /// The name of the batch; for what is sent by hand, a name of its own, so
    /// that it counts for no batch.
    pub batch: String,
    /// Who sends by hand; empty for a batch.
    pub author: String,
    pub run_date: NaiveDate,
    pub rules_digest: String,
    pub intent: RunIntent,
    pub forced_reason: Option<String>,
    pub created_at: DateTime<Utc>,
}

/// How much a run holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct RunCounts {
    pub reminders: u64,
    pub items: u64,
    /// Items that are not reminded.
    pub skipped: u64,
}

/// A reminder with its finished message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewReminder {
    pub customer: CustomerId,
    pub level: LevelCode,
    pub language: Language,
    /// Unique within a run.
    pub message_id: String,
    pub to: Vec<EmailAddress>,
    pub cc: Vec<EmailAddress>,
    pub subject: String,
    /// The mail, or the file of the letter.
    pub message: Vec<u8>,
    /// The format of a letter; `None` for a mail.
    pub format: Option<LetterFormat>,
    /// What goes with a letter; a mail has it inside.
    pub enclosures: Vec<Enclosure>,
    pub envelope_from: EmailAddress,
    pub envelope_to: Vec<EmailAddress>,
    pub lines: Vec<NewLine>,
}

/// A due item in a reminder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewLine {
    pub item: DueItemId,
    pub open_amount: Decimal,
    pub level_before: Standing,
    pub days_late: i64,
}

impl Store {
    /// Begins the record of a run. A plan whose saving was interrupted is
    /// dropped: the caller holds the company's lock, so nobody is at it any more.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn begin_run(&self, new: &NewRun) -> Result<RunId, StoreError> {
        self.begin_run_for(new, None).await
    }

    /// As [`Store::begin_run`], with the key of what asked for it. A run with
    /// that key that was given up gives it away.
    ///
    /// # Errors
    /// When another run has the key, or the database fails.
    pub async fn begin_run_for(
        &self,
        new: &NewRun,
        request: Option<&str>,
    ) -> Result<RunId, StoreError> {
        let transaction = self.begin().await?;
        if let Some(key) = request {
            super::run_requests::free(&transaction, &new.company, key).await?;
        }
        super::transitions::drop_half_saved(&transaction, &new.company, new.created_at).await?;
        let row = run::ActiveModel {
            company: Set(new.company.to_string()),
            batch: Set(new.batch.clone()),
            run_date: Set(new.run_date),
            state: Set(RunState::Recording.as_str().to_owned()),
            intent: Set(new.intent.as_str().to_owned()),
            to_server: Set(None),
            rules_digest: Set(new.rules_digest.clone()),
            facts_digest: Set(None),
            forced_reason: Set(new.forced_reason.clone()),
            reminders: Set(0),
            items: Set(0),
            skipped: Set(0),
            channel: Set(new.channel.as_str().to_owned()),
            author: Set(new.author.clone()),
            folder: Set(None),
            request_key: Set(request.map(str::to_owned)),
            created_at: Set(new.created_at),
            ended_at: Set(None),
            ..Default::default()
        };
        let row = row.insert(&transaction).await?;
        transaction.commit().await?;
        Ok(RunId(row.id))
    }

    /// Notes where the letters of a run are written to, for its resumption.
    ///
    /// # Errors
    /// When the run is not being recorded or the database fails.
    pub async fn keep_folder(&self, run: RunId, folder: &str) -> Result<(), StoreError> {
        let transaction = self.begin().await?;
        super::transitions::require(&transaction, run, &[RunState::Recording]).await?;
        let row = run::ActiveModel {
            id: Set(run.0),
            folder: Set(Some(folder.to_owned())),
            ..Default::default()
        };
        row.update(&transaction).await?;
        transaction.commit().await?;
        Ok(())
    }

    /// Adds reminders, with lines and messages, to a run that is being
    /// recorded. All of them or none.
    ///
    /// # Errors
    /// When the run is not being recorded or the database fails.
    pub async fn record_reminders(
        &self,
        run: RunId,
        reminders: Vec<NewReminder>,
    ) -> Result<(), StoreError> {
        if reminders.is_empty() {
            return Ok(());
        }
        let transaction = self.begin().await?;
        super::transitions::require(&transaction, run, &[RunState::Recording]).await?;
        let (mut chunk, mut bytes) = (Vec::new(), 0);
        for new in reminders {
            bytes += new.message.len();
            chunk.push(new);
            if chunk.len() == ROWS || bytes >= BYTES {
                record_chunk(&transaction, run, std::mem::take(&mut chunk)).await?;
                bytes = 0;
            }
        }
        if !chunk.is_empty() {
            record_chunk(&transaction, run, chunk).await?;
        }
        transaction.commit().await?;
        Ok(())
    }

    /// Notes the temporary holds that the end of the run lifts.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn record_temporary_holds(
        &self,
        run: RunId,
        holds: &[HoldId],
    ) -> Result<(), StoreError> {
        if holds.is_empty() {
            return Ok(());
        }
        let transaction = self.begin().await?;
        for chunk in holds.chunks(ROWS) {
            let rows = chunk
                .iter()
                .map(|hold| run_hold::ActiveModel { run_id: Set(run.0), hold_id: Set(hold.0) });
            run_hold::Entity::insert_many(rows).exec_without_returning(&transaction).await?;
        }
        transaction.commit().await?;
        Ok(())
    }

    /// The record is complete: from here on the run is a saved plan.
    ///
    /// # Errors
    /// When the run is not being recorded or the database fails.
    pub async fn finish_recording(
        &self,
        run: RunId,
        counts: RunCounts,
        facts_digest: &str,
    ) -> Result<(), StoreError> {
        let transaction = self.begin().await?;
        super::transitions::require(&transaction, run, &[RunState::Recording]).await?;
        let row = run::ActiveModel {
            id: Set(run.0),
            state: Set(RunState::Planned.as_str().to_owned()),
            facts_digest: Set(Some(facts_digest.to_owned())),
            reminders: Set(stored_count(counts.reminders)),
            items: Set(stored_count(counts.items)),
            skipped: Set(stored_count(counts.skipped)),
            ..Default::default()
        };
        row.update(&transaction).await?;
        transaction.commit().await?;
        Ok(())
    }
}

fn stored_count(count: u64) -> i64 {
    i64::try_from(count).unwrap_or(i64::MAX)
}

async fn record_chunk(
    transaction: &DatabaseTransaction,
    run: RunId,
    chunk: Vec<NewReminder>,
) -> Result<(), StoreError> {
    let ids = insert_reminders(transaction, run, &chunk).await?;
    let mut messages = Vec::with_capacity(chunk.len());
    let mut lines = Vec::with_capacity(chunk.len() * 2);
    for new in chunk {
        let Some(&id) = ids.get(&new.message_id) else {
            return Err(StoreError::bad_value("reminders.message_id", new.message_id));
        };
        for line in &new.lines {
            lines.push(line_row(id, &new.message_id, line)?);
        }
        super::enclosures::record(transaction, id, new.enclosures).await?;
        messages.push(message::ActiveModel {
            reminder_id: Set(id),
            envelope_from: Set(new.envelope_from.to_string()),
            envelope_to: Set(addresses(&new.envelope_to)),
            message: Set(new.message),
        });
    }
    message::Entity::insert_many(messages).exec_without_returning(transaction).await?;
    for chunk in lines.chunks(ROWS) {
        reminder_line::Entity::insert_many(chunk.to_vec())
            .exec_without_returning(transaction)
            .await?;
    }
    Ok(())
}

fn line_row(
    reminder: i64,
    message_id: &str,
    line: &NewLine,
) -> Result<reminder_line::ActiveModel, StoreError> {
    let open_amount = amount::to_stored(line.open_amount).ok_or_else(|| StoreError::Amount {
        entity: "reminder_lines",
        row: message_id.to_owned(),
        amount: line.open_amount,
    })?;
    Ok(reminder_line::ActiveModel {
        reminder_id: Set(reminder),
        item_id: Set(line.item.0),
        open_amount: Set(open_amount),
        level_before: Set(line.level_before.code().map(str::to_owned)),
        days_late: Set(line.days_late),
    })
}

fn addresses(addresses: &[EmailAddress]) -> String {
    let texts: Vec<&str> = addresses.iter().map(EmailAddress::as_str).collect();
    lists::to_stored(&texts)
}

/// Message-ID to identity.
async fn insert_reminders(
    transaction: &DatabaseTransaction,
    run: RunId,
    chunk: &[NewReminder],
) -> Result<HashMap<String, i64>, StoreError> {
    const COLUMNS: usize = 11;
    let mut statement = String::from(
        "INSERT INTO reminders (run_id, customer_id, level, language, message_id, recipients, \
         copies, subject, state, attempts, format) VALUES ",
    );
    let mut values = Vec::with_capacity(chunk.len() * COLUMNS);
    for (position, new) in chunk.iter().enumerate() {
        if position > 0 {
            statement.push_str(", ");
        }
        statement.push('(');
        statement.push_str(&parameters(position * COLUMNS + 1, COLUMNS));
        statement.push(')');
        values.extend([
            number(run.0),
            number(new.customer.0),
            text(new.level.as_str()),
            text(new.language.as_str()),
            text(new.message_id.as_str()),
            text(addresses(&new.to)),
            text(addresses(&new.cc)),
            text(new.subject.as_str()),
            text(ReminderState::Queued.as_str()),
            sea_orm::Value::Int(Some(0)),
            sea_orm::Value::String(new.format.map(|format| format.extension().to_owned())),
        ]);
    }
    statement.push_str(" RETURNING id, message_id");
    let rows = transaction.query_all_raw(sql(transaction, statement, values)).await?;
    rows.iter()
        .map(|row| {
            let mut columns = Columns::of(row);
            let id = columns.take()?;
            Ok((columns.take()?, id))
        })
        .collect()
}
