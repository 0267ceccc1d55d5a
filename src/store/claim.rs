//! Taking reminders up for sending.

use sea_orm::{ConnectionTrait, DatabaseTransaction, DbBackend, QueryResult};

use super::connection::Store;
use super::error::StoreError;
use super::membership::Member;
use super::rows::{Columns, number, parameters, sql, text};
use super::run::{ReminderState, RunState};
use super::{db_clock, enclosures, lists, packing, turns};
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
    /// Of a letter: how its file is named.
    pub letter: Option<QueuedLetter>,
    /// What goes with a letter.
    pub enclosures: Vec<Enclosure>,
    /// The sending account, where the rules name any.
    pub account: Option<String>,
    /// Tries before, of one whose last try was put off.
    pub attempts: u32,
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
    /// Takes up to `count` reminders whose time has come, oldest first, and
    /// none that another process takes at the same time: they are recorded as
    /// being sent by this process before this returns. None where the run is
    /// not being sent, or a person has stopped it.
    ///
    /// # Errors
    /// [`StoreError::Unchecked`] when the data may have changed since it was
    /// known what they have overtaken ([`Store::cancel_overtaken`]);
    /// [`StoreError::LeaseLost`] when others took this process for dead; or
    /// when the database fails.
    pub async fn claim(&self, run: RunId, count: u32) -> Result<Vec<QueuedReminder>, StoreError> {
        let me = self.member().await?;
        let transaction = self.begin().await?;
        if !may_claim(&transaction, run, &me).await? {
            return Ok(Vec::new());
        }
        let taken = take(&transaction, run, count, &me).await?;
        if taken.is_empty() {
            return Ok(Vec::new());
        }
        let mut claimed = read(&transaction, run, &taken).await?;
        let letters: Vec<ReminderId> =
            claimed.iter().filter(|it| it.letter.is_some()).map(|it| it.id).collect();
        let mut enclosures = enclosures::of(&transaction, &letters).await?;
        for reminder in &mut claimed {
            reminder.enclosures = enclosures.remove(&reminder.id).unwrap_or_default();
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

/// Holds the run in its state, and this process among the living, until the
/// end of the transaction.
async fn may_claim(
    transaction: &DatabaseTransaction,
    run: RunId,
    me: &Member,
) -> Result<bool, StoreError> {
    let held = match transaction.get_database_backend() {
        DbBackend::Postgres => "FOR SHARE OF runs FOR KEY SHARE OF workers",
        _ => "",
    };
    let statement = format!(
        "SELECT runs.state, CAST(CASE WHEN runs.halted_at IS NULL THEN 0 ELSE 1 END AS BIGINT), \
         CAST(CASE WHEN {} THEN 1 ELSE 0 END AS BIGINT) \
         FROM runs JOIN workers ON workers.id = $2 WHERE runs.id = $1 {held}",
        turns::CHECKED
    );
    let values = [number(run.0), text(me.id.as_str())];
    let row = transaction.query_one_raw(sql(transaction, statement, values)).await?;
    let Some(row) = row else { return Err(StoreError::LeaseLost) };
    let mut columns = Columns::of(&row);
    let state = RunState::from_stored(&columns.take::<String>()?)?;
    let (halted, checked): (i64, i64) = (columns.take()?, columns.take()?);
    if state != RunState::Dispatching || halted == 1 {
        return Ok(false);
    }
    if checked == 1 { Ok(true) } else { Err(StoreError::Unchecked { run }) }
}

async fn take(
    transaction: &DatabaseTransaction,
    run: RunId,
    count: u32,
    me: &Member,
) -> Result<Vec<i64>, StoreError> {
    let skip = match transaction.get_database_backend() {
        DbBackend::Postgres => "FOR UPDATE SKIP LOCKED",
        _ => "",
    };
    let now = db_clock::now(transaction);
    // Materialized, so that it is asked once and the limit holds.
    let statement = format!(
        "WITH next AS MATERIALIZED (SELECT id FROM reminders \
         WHERE run_id = $1 AND state = $2 AND (next_try_at IS NULL OR next_try_at <= {now}) \
         ORDER BY id LIMIT $3 {skip}) \
         UPDATE reminders SET state = $4, taken_by = $5 WHERE id IN (SELECT id FROM next) \
         RETURNING id"
    );
    let values = [
        number(run.0),
        text(ReminderState::Queued.as_str()),
        number(i64::from(count)),
        text(ReminderState::Sending.as_str()),
        text(me.id.as_str()),
    ];
    let rows = transaction.query_all_raw(sql(transaction, statement, values)).await?;
    rows.iter().map(|row| Columns::of(row).take()).collect()
}

async fn read(
    transaction: &DatabaseTransaction,
    run: RunId,
    taken: &[i64],
) -> Result<Vec<QueuedReminder>, StoreError> {
    let statement = format!(
        "SELECT r.id, r.recipients, m.envelope_from, m.envelope_to, m.packing, m.message, \
         r.account, r.attempts,          r.format, r.level, c.code, \
         r.id - (SELECT MIN(id) FROM reminders WHERE run_id = $1) + 1 \
         FROM reminders r JOIN messages m ON m.reminder_id = r.id \
         JOIN customers c ON c.id = r.customer_id WHERE r.id IN ({}) ORDER BY r.id",
        parameters(2, taken.len())
    );
    let values = std::iter::once(run.0).chain(taken.iter().copied()).map(number);
    let rows = transaction.query_all_raw(sql(transaction, statement, values)).await?;
    rows.iter().map(queued).collect()
}

fn queued(row: &QueryResult) -> Result<QueuedReminder, StoreError> {
    let mut columns = Columns::of(row);
    let id = ReminderId(columns.take()?);
    let recipients: String = columns.take()?;
    let recipients = lists::from_stored("reminders.recipients", &recipients)?.len();
    let from: String = columns.take()?;
    let to = lists::from_stored("messages.envelope_to", columns.take::<String>()?.as_str())?;
    let mut envelope_to: Vec<EmailAddress> =
        to.iter().map(|to| address("messages.envelope_to", to)).collect::<Result<_, _>>()?;
    // Recipients come first, then copies.
    let envelope_cc = envelope_to.split_off(recipients.min(envelope_to.len()));
    let packing: String = columns.take()?;
    let message = packing::unpacked(&packing, columns.take()?)?;
    let (account, attempts): (_, i32) = (columns.take()?, columns.take()?);
    Ok(QueuedReminder {
        id,
        envelope_from: address("messages.envelope_from", &from)?,
        envelope_to,
        envelope_cc,
        message,
        account,
        letter: letter(columns)?,
        enclosures: Vec::new(),
        attempts: attempts.unsigned_abs(),
    })
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
