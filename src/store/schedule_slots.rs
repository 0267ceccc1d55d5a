//! Starts of batches that were taken up, wait for an answer, or were let go:
//! each start once, whichever process saw it.

use chrono::{DateTime, NaiveDate, Utc};
use sea_orm::{ConnectionTrait, DatabaseTransaction, QueryResult, Value};

use super::connection::Store;
use super::error::StoreError;
use super::rows::{Columns, day, moment, number, sql, text};
use crate::domain::company::CompanyCode;
use crate::domain::identity::RunId;

/// What became of a start.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SlotState {
    /// A process is at it, or the next one that looks is to be.
    Claimed,
    /// Its run has come to its end.
    Done,
    /// Its run is recorded and waits for somebody to confirm it.
    Unconfirmed,
    /// Missed: somebody decides whether it is run.
    Waiting,
    Skipped,
    /// It could not be carried out.
    Missed,
}

impl SlotState {
    const ALL: [Self; 6] =
        [Self::Claimed, Self::Done, Self::Unconfirmed, Self::Waiting, Self::Skipped, Self::Missed];

    /// The name used in the store and in JSON.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Claimed => "claimed",
            Self::Done => "done",
            Self::Unconfirmed => "unconfirmed",
            Self::Waiting => "waiting",
            Self::Skipped => "skipped",
            Self::Missed => "missed",
        }
    }
}

/// Why a start was skipped or missed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SlotReason {
    /// The rules say so of what was missed.
    Rule,
    Paused,
    /// A later start came before somebody had answered.
    Overtaken,
    /// Somebody decided so.
    Answered,
    /// The words of the error are beside it.
    Error,
}

impl SlotReason {
    const ALL: [Self; 5] = [Self::Rule, Self::Paused, Self::Overtaken, Self::Answered, Self::Error];

    /// The name used in the store and in JSON.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Rule => "rule",
            Self::Paused => "paused",
            Self::Overtaken => "overtaken",
            Self::Answered => "answered",
            Self::Error => "error",
        }
    }
}

/// A start as it is on record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Slot {
    pub id: i64,
    pub company: CompanyCode,
    pub batch: String,
    pub slot: DateTime<Utc>,
    /// Starts before it that it stands for.
    pub earlier: u64,
    pub state: SlotState,
    pub reason: Option<SlotReason>,
    pub detail: Option<String>,
    /// The day that its run is dated; none before it is known to run.
    pub run_date: Option<NaiveDate>,
    pub run: Option<RunId>,
    pub answered_by: Option<String>,
    pub leased_until: Option<DateTime<Utc>>,
    /// How often a process has taken it up.
    pub attempts: u32,
}

/// A start that has passed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewSlot {
    pub company: CompanyCode,
    pub batch: String,
    pub slot: DateTime<Utc>,
    pub earlier: u64,
}

/// What a process that takes up a start holds it by.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lease {
    /// Of this process and this start alone.
    pub key: String,
    pub until: DateTime<Utc>,
}

/// How a start is taken up again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Again {
    /// Not before; `None`: at once.
    pub from: Option<DateTime<Utc>>,
    /// Why it has to be.
    pub detail: Option<String>,
    /// Whether it was an attempt.
    pub counts: bool,
}

/// How a start came to its end.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SlotEnd {
    Done(RunId),
    Unconfirmed(RunId),
    Missed { detail: String },
}

const COLUMNS: &str = "id, company, batch, slot, earlier, state, reason, detail, run_date, run_id, \
    answered_by, leased_until, attempts";

impl Store {
    /// Takes up a start; `None` where another process was faster.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn claim_slot(
        &self,
        new: &NewSlot,
        run_date: NaiveDate,
        lease: &Lease,
        now: DateTime<Utc>,
    ) -> Result<Option<i64>, StoreError> {
        let transaction = self.begin().await?;
        let columns = "state, run_date, lease, leased_until, attempts, changed_at";
        let values = [
            text(SlotState::Claimed.as_str()),
            day(run_date),
            text(&lease.key),
            moment(lease.until),
            Value::Int(Some(1)),
            moment(now),
        ];
        let claimed = insert(&transaction, new, new.slot, columns, values).await?;
        if claimed.is_some() {
            overtake(&transaction, new, now).await?;
        }
        transaction.commit().await?;
        Ok(claimed)
    }

    /// Lets a start go: it waits for an answer, or is skipped for a reason.
    /// Gives whether this process was the one that did so. There is nothing
    /// else to do up to `until`.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn let_slot_go(
        &self,
        new: &NewSlot,
        skipped: Option<SlotReason>,
        until: DateTime<Utc>,
        now: DateTime<Utc>,
    ) -> Result<bool, StoreError> {
        let transaction = self.begin().await?;
        let state = if skipped.is_some() { SlotState::Skipped } else { SlotState::Waiting };
        let values = [
            text(state.as_str()),
            Value::String(skipped.map(|reason| reason.as_str().to_owned())),
            Value::Int(Some(0)),
            moment(now),
        ];
        let columns = "state, reason, attempts, changed_at";
        let id = insert(&transaction, new, until, columns, values).await?;
        if id.is_some() {
            overtake(&transaction, new, now).await?;
        }
        transaction.commit().await?;
        Ok(id.is_some())
    }

    /// The starts that a process is at, or that wait for one.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn claimed_slots(&self) -> Result<Vec<Slot>, StoreError> {
        let statement = format!(
            "SELECT {COLUMNS} FROM schedule_slots WHERE state = 'claimed' ORDER BY slot, id"
        );
        let rows = self.readers().query_all_raw(sql(self.readers(), statement, [])).await?;
        rows.iter().map(slot).collect()
    }

    /// The newest start of each batch of a company, and those that are open.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn recent_slots(&self, company: &CompanyCode) -> Result<Vec<Slot>, StoreError> {
        let statement = format!(
            "SELECT {COLUMNS} FROM schedule_slots WHERE company = $1 AND \
             (state IN ('claimed', 'waiting') OR id IN (\
             SELECT MAX(id) FROM schedule_slots WHERE company = $1 GROUP BY batch)) \
             ORDER BY id DESC"
        );
        let values = [text(company.as_str())];
        let rows = self.readers().query_all_raw(sql(self.readers(), statement, values)).await?;
        rows.iter().map(slot).collect()
    }

    /// Takes up a start that nobody is at any more; gives whether this process
    /// has it now.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn take_slot(
        &self,
        id: i64,
        lease: &Lease,
        now: DateTime<Utc>,
    ) -> Result<bool, StoreError> {
        let statement = "UPDATE schedule_slots SET lease = $2, leased_until = $3, \
            detail = NULL, attempts = attempts + 1, changed_at = $4 WHERE id = $1 AND state = 'claimed' \
            AND (leased_until IS NULL OR leased_until < $4)";
        let values = [number(id), text(&lease.key), moment(lease.until), moment(now)];
        Ok(self.change_rows(statement, values).await? > 0)
    }

    /// Holds a start for longer.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn renew_slot(&self, id: i64, lease: &Lease) -> Result<(), StoreError> {
        let statement = "UPDATE schedule_slots SET leased_until = $3 \
            WHERE id = $1 AND lease = $2 AND state = 'claimed'";
        self.change_rows(statement, [number(id), text(&lease.key), moment(lease.until)]).await?;
        Ok(())
    }

    /// Notes the run of a start.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn slot_runs(&self, id: i64, run: RunId) -> Result<(), StoreError> {
        let statement = "UPDATE schedule_slots SET run_id = $2 WHERE id = $1";
        self.change_rows(statement, [number(id), number(run.0)]).await?;
        Ok(())
    }

    /// Gives a start back to whoever looks next.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn give_slot_back(
        &self,
        id: i64,
        lease: &str,
        again: &Again,
    ) -> Result<(), StoreError> {
        let statement = "UPDATE schedule_slots SET lease = NULL, leased_until = $3, detail = $4, \
            attempts = attempts - $5 WHERE id = $1 AND lease = $2 AND state = 'claimed'";
        let values = [
            number(id),
            text(lease),
            Value::ChronoDateTimeUtc(again.from),
            Value::String(again.detail.clone()),
            Value::Int(Some(i32::from(!again.counts))),
        ];
        self.change_rows(statement, values).await?;
        Ok(())
    }

    /// Records how a start came to its end, unless it was taken over.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn end_slot(
        &self,
        id: i64,
        lease: &str,
        end: &SlotEnd,
        now: DateTime<Utc>,
    ) -> Result<(), StoreError> {
        let (state, run, detail) = match end {
            SlotEnd::Done(run) => (SlotState::Done, Some(run.0), None),
            SlotEnd::Unconfirmed(run) => (SlotState::Unconfirmed, Some(run.0), None),
            SlotEnd::Missed { detail } => (SlotState::Missed, None, Some(detail.clone())),
        };
        let reason = detail.is_some().then(|| SlotReason::Error.as_str().to_owned());
        let statement = "UPDATE schedule_slots SET state = $3, run_id = COALESCE($4, run_id), \
            reason = $5, detail = $6, lease = NULL, leased_until = NULL, changed_at = $7 \
            WHERE id = $1 AND lease = $2 AND state = 'claimed'";
        let values = [
            number(id),
            text(lease),
            text(state.as_str()),
            Value::BigInt(run),
            Value::String(reason),
            Value::String(detail),
            moment(now),
        ];
        self.change_rows(statement, values).await?;
        Ok(())
    }

    /// Answers for a start that waits: it is run, dated a day, or skipped.
    /// Gives whether it did wait.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn answer_slot(
        &self,
        id: i64,
        run_date: Option<NaiveDate>,
        by: &str,
        now: DateTime<Utc>,
    ) -> Result<bool, StoreError> {
        let (state, reason) = match run_date {
            Some(_) => (SlotState::Claimed, None),
            None => (SlotState::Skipped, Some(SlotReason::Answered.as_str().to_owned())),
        };
        let statement = "UPDATE schedule_slots SET state = $2, reason = $3, run_date = $4, \
            answered_by = $5, changed_at = $6 WHERE id = $1 AND state = 'waiting'";
        let values = [
            number(id),
            text(state.as_str()),
            Value::String(reason),
            Value::ChronoDate(run_date),
            text(by),
            moment(now),
        ];
        Ok(self.change_rows(statement, values).await? > 0)
    }
}

/// Adds a start, unless somebody has gone past it or it is there.
async fn insert(
    transaction: &DatabaseTransaction,
    new: &NewSlot,
    handled_until: DateTime<Utc>,
    columns: &str,
    more: impl IntoIterator<Item = Value>,
) -> Result<Option<i64>, StoreError> {
    let key = [text(new.company.as_str()), text(&new.batch), moment(new.slot)];
    // The row of the schedule is what processes wait for each other at.
    let marked = "UPDATE schedule_states SET handled_until = $4 \
        WHERE company = $1 AND batch = $2 AND handled_until < $3";
    let values = key.iter().cloned().chain([moment(handled_until)]);
    let marked = transaction.execute_raw(sql(transaction, marked, values)).await?;
    if marked.rows_affected() == 0 {
        return Ok(None);
    }
    let earlier = i64::try_from(new.earlier).unwrap_or(i64::MAX);
    let values: Vec<Value> = key.into_iter().chain([number(earlier)]).chain(more).collect();
    let statement = format!(
        "INSERT INTO schedule_slots (company, batch, slot, earlier, {columns}) VALUES ({}) \
         ON CONFLICT (company, batch, slot) DO NOTHING RETURNING id",
        super::rows::parameters(1, values.len())
    );
    let row = transaction.query_one_raw(sql(transaction, statement, values)).await?;
    row.map(|row| Columns::of(&row).take()).transpose()
}

/// Nobody is asked about an earlier start any more.
async fn overtake(
    transaction: &DatabaseTransaction,
    new: &NewSlot,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    let statement = "UPDATE schedule_slots SET state = 'skipped', reason = 'overtaken', \
        changed_at = $4 WHERE company = $1 AND batch = $2 AND slot < $3 AND state = 'waiting'";
    let values = [text(new.company.as_str()), text(&new.batch), moment(new.slot), moment(now)];
    transaction.execute_raw(sql(transaction, statement, values)).await?;
    Ok(())
}

fn slot(row: &QueryResult) -> Result<Slot, StoreError> {
    let mut columns = Columns::of(row);
    let id = columns.take()?;
    let company: String = columns.take()?;
    let (batch, slot) = (columns.take()?, columns.take()?);
    let earlier: i64 = columns.take()?;
    let (state, reason): (String, Option<String>) = (columns.take()?, columns.take()?);
    let (detail, run_date) = (columns.take()?, columns.take()?);
    let run: Option<i64> = columns.take()?;
    let (answered_by, leased_until) = (columns.take()?, columns.take()?);
    let attempts: i32 = columns.take()?;
    let known = SlotState::ALL.into_iter().find(|known| known.as_str() == state);
    Ok(Slot {
        id,
        company: CompanyCode(company.into()),
        batch,
        slot,
        earlier: earlier.unsigned_abs(),
        state: known.ok_or_else(|| StoreError::bad_value("schedule_slots.state", state))?,
        reason: SlotReason::ALL.into_iter().find(|known| Some(known.as_str()) == reason.as_deref()),
        detail,
        run_date,
        run: run.map(RunId),
        answered_by,
        leased_until,
        attempts: attempts.unsigned_abs(),
    })
}
