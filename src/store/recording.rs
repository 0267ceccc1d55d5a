//! Recording a run as a whole before anything is sent.

use std::collections::HashMap;
use std::sync::Arc;

use chrono::{DateTime, NaiveDate, Utc};
use rust_decimal::Decimal;
use sea_orm::{ActiveModelTrait, ActiveValue::Set, DatabaseTransaction, EntityTrait, Value};

use super::amount;
use super::bulk::{Bulk, Kind};
use super::connection::Store;
use super::entity::{run, run_hold};
use super::error::StoreError;
use super::lists;
use super::packing;
use super::rows::{Columns, number, text};
use super::run::{ReminderState, RunIntent, RunState};
use crate::domain::address::EmailAddress;
use crate::domain::channel::Channel;
use crate::domain::company::CompanyCode;
use crate::domain::document::Enclosure;
use crate::domain::identity::{CustomerId, DueItemId, HoldId, RunId};
use crate::domain::language::Language;
use crate::domain::letter::LetterFormat;
use crate::domain::level::{LevelCode, Standing};

/// Reminders recorded at once: enough that statements cost little, few enough
/// to hold their messages twice.
const ROWS: usize = 1_000;

/// Bytes of messages recorded at once, from which on the next statement begins.
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
    /// The sending account, where the rules name any.
    pub account: Option<Arc<str>>,
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
            halted_at: Set(None),
            server: Set(None),
            rule_set: Set(None),
            checked_turn: Set(None),
            mail_date: Set(None),
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
        record_all(&transaction, run, reminders).await?;
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
        record_holds(&transaction, run, holds).await?;
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

pub(super) async fn record_all(
    transaction: &DatabaseTransaction,
    run: RunId,
    reminders: Vec<NewReminder>,
) -> Result<(), StoreError> {
    let (mut chunk, mut bytes) = (Vec::new(), 0);
    for new in reminders {
        bytes += new.message.len();
        chunk.push(new);
        if chunk.len() == ROWS || bytes >= BYTES {
            record_chunk(transaction, run, std::mem::take(&mut chunk)).await?;
            bytes = 0;
        }
    }
    if !chunk.is_empty() {
        record_chunk(transaction, run, chunk).await?;
    }
    Ok(())
}

pub(super) async fn record_holds(
    transaction: &DatabaseTransaction,
    run: RunId,
    holds: &[HoldId],
) -> Result<(), StoreError> {
    for chunk in holds.chunks(ROWS) {
        let rows = chunk
            .iter()
            .map(|hold| run_hold::ActiveModel { run_id: Set(run.0), hold_id: Set(hold.0) });
        run_hold::Entity::insert_many(rows).exec_without_returning(transaction).await?;
    }
    Ok(())
}

fn stored_count(count: u64) -> i64 {
    i64::try_from(count).unwrap_or(i64::MAX)
}

async fn record_chunk(
    transaction: &DatabaseTransaction,
    run: RunId,
    mut chunk: Vec<NewReminder>,
) -> Result<(), StoreError> {
    let ids = insert_reminders(transaction, run, &chunk).await?;
    let plain: Vec<Vec<u8>> =
        chunk.iter_mut().map(|new| std::mem::take(&mut new.message)).collect();
    let packed = packing::packed(plain);
    let mut messages = Bulk::new("messages", &MESSAGE, chunk.len());
    let mut lines =
        Bulk::new("reminder_lines", &LINE, chunk.iter().map(|new| new.lines.len()).sum());
    for (new, (packing, message)) in chunk.into_iter().zip(packed) {
        let Some(&id) = ids.get(&new.message_id) else {
            return Err(StoreError::bad_value("reminders.message_id", new.message_id));
        };
        for line in &new.lines {
            lines.add(line_row(id, &new.message_id, line)?);
        }
        super::enclosures::record(transaction, id, new.enclosures).await?;
        messages.add([
            number(id),
            text(new.envelope_from.to_string()),
            text(addresses(&new.envelope_to)),
            text(packing.as_str()),
            Value::Bytes(Some(message)),
        ]);
    }
    messages.insert(transaction).await?;
    lines.insert(transaction).await?;
    Ok(())
}

const MESSAGE: [(&str, Kind); 5] = [
    ("reminder_id", Kind::Number),
    ("envelope_from", Kind::Text),
    ("envelope_to", Kind::Text),
    ("packing", Kind::Text),
    ("message", Kind::Bytes),
];

const LINE: [(&str, Kind); 5] = [
    ("reminder_id", Kind::Number),
    ("item_id", Kind::Number),
    ("open_amount", Kind::Number),
    ("level_before", Kind::TextOrNull),
    ("days_late", Kind::Number),
];

fn line_row(reminder: i64, message_id: &str, line: &NewLine) -> Result<[Value; 5], StoreError> {
    let open_amount = amount::to_stored(line.open_amount).ok_or_else(|| StoreError::Amount {
        entity: "reminder_lines",
        row: message_id.to_owned(),
        amount: line.open_amount,
    })?;
    Ok([
        number(reminder),
        number(line.item.0),
        number(open_amount),
        text(line.level_before.code().unwrap_or_default()),
        number(line.days_late),
    ])
}

fn addresses(addresses: &[EmailAddress]) -> String {
    let texts: Vec<&str> = addresses.iter().map(EmailAddress::as_str).collect();
    lists::to_stored(&texts)
}

const REMINDER: [(&str, Kind); 12] = [
    ("run_id", Kind::Number),
    ("customer_id", Kind::Number),
    ("level", Kind::Text),
    ("language", Kind::Text),
    ("message_id", Kind::Text),
    ("recipients", Kind::Text),
    ("copies", Kind::Text),
    ("subject", Kind::Text),
    ("state", Kind::Text),
    ("attempts", Kind::Number),
    ("format", Kind::TextOrNull),
    ("account", Kind::TextOrNull),
];

/// Message-ID to identity.
async fn insert_reminders(
    transaction: &DatabaseTransaction,
    run: RunId,
    chunk: &[NewReminder],
) -> Result<HashMap<String, i64>, StoreError> {
    let mut rows = Bulk::new("reminders", &REMINDER, chunk.len());
    for new in chunk {
        rows.add([
            number(run.0),
            number(new.customer.0),
            text(new.level.as_str()),
            text(new.language.as_str()),
            text(new.message_id.as_str()),
            text(addresses(&new.to)),
            text(addresses(&new.cc)),
            text(new.subject.as_str()),
            text(ReminderState::Queued.as_str()),
            number(0),
            text(new.format.map_or("", LetterFormat::extension)),
            text(new.account.as_deref().unwrap_or_default()),
        ]);
    }
    let rows = rows.insert_returning(transaction, "id, message_id").await?;
    rows.iter()
        .map(|row| {
            let mut columns = Columns::of(row);
            let id = columns.take()?;
            Ok((columns.take()?, id))
        })
        .collect()
}
