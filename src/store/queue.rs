//! The queue of a run: who may go on with it, what is put back, what is left.

use chrono::{DateTime, Utc};
use sea_orm::ConnectionTrait;

use super::connection::Store;
use super::db_clock;
use super::error::StoreError;
use super::rows::{Columns, moment, number, sql, text};
use super::run::{ReminderState, RunState};
use super::transitions;
use crate::domain::identity::RunId;

/// What is left of a run.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Backlog {
    /// To be taken up now.
    pub due: u64,
    /// To be tried again later.
    pub waiting: u64,
    /// When the first of those that wait is due, by the clock of the database.
    pub next_try_at: Option<DateTime<Utc>>,
    /// In the hands of somebody.
    pub under_way: u64,
}

/// Reminders of all runs that are being sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct QueueSums {
    pub queued: u64,
    pub sending: u64,
}

impl Store {
    /// Notes which server the mails of a run go to: nodes that have the same
    /// one may help.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn keep_server(&self, run: RunId, server: &str) -> Result<(), StoreError> {
        let writer = self.writer();
        let keep = "UPDATE runs SET server = $2 WHERE id = $1";
        writer.execute_raw(sql(writer, keep, [number(run.0), text(server)])).await?;
        Ok(())
    }

    /// A person stops a run: nobody takes up any more of it, until a person
    /// lets it go on. No change for one that is not being sent.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn halt_run(&self, run: RunId, now: DateTime<Utc>) -> Result<(), StoreError> {
        let writer = self.writer();
        let halt = "UPDATE runs SET halted_at = $2 WHERE id = $1 AND state = $3";
        let values = [number(run.0), moment(now), text(RunState::Dispatching.as_str())];
        writer.execute_raw(sql(writer, halt, values)).await?;
        Ok(())
    }

    /// Whether a person has stopped a run and none has let it go on.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn is_halted(&self, run: RunId) -> Result<bool, StoreError> {
        let connection = self.readers();
        let read = "SELECT id FROM runs WHERE id = $1 AND halted_at IS NOT NULL";
        Ok(connection.query_one_raw(sql(connection, read, [number(run.0)])).await?.is_some())
    }

    /// Runs that a node may help with, oldest first: on their way to this
    /// server, not stopped by a person, with something to take up or nothing
    /// left to wait for.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn runs_to_join(&self, server: &str) -> Result<Vec<RunId>, StoreError> {
        let connection = self.readers();
        let now = db_clock::now(connection);
        let of_run = "SELECT 1 FROM reminders WHERE reminders.run_id = runs.id AND";
        let statement = format!(
            "SELECT runs.id FROM runs WHERE runs.state = $1 AND runs.halted_at IS NULL \
             AND runs.to_server AND runs.folder IS NULL AND runs.server = $2 \
             AND (EXISTS ({of_run} reminders.state = $3 \
             AND (reminders.next_try_at IS NULL OR reminders.next_try_at <= {now})) \
             OR EXISTS ({of_run} reminders.state = $4 AND NOT EXISTS \
             (SELECT 1 FROM workers WHERE workers.id = reminders.taken_by)) \
             OR NOT EXISTS ({of_run} reminders.state IN ($3, $4))) ORDER BY runs.id"
        );
        let values = [
            text(RunState::Dispatching.as_str()),
            text(server),
            text(ReminderState::Queued.as_str()),
            text(ReminderState::Sending.as_str()),
        ];
        let rows = connection.query_all_raw(sql(connection, statement, values)).await?;
        rows.iter().map(|row| Ok(RunId(Columns::of(row).take()?))).collect()
    }

    /// Puts back into the queue what nobody who lives has in hand any more.
    /// Returns how many there were: the server may have them already.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn release_abandoned(&self, run: RunId) -> Result<u64, StoreError> {
        let transaction = self.begin().await?;
        // Nobody takes anything up meanwhile.
        transitions::hold(&transaction, run).await?;
        let release = "UPDATE reminders SET state = $2, taken_by = NULL \
            WHERE run_id = $1 AND state = $3 AND NOT EXISTS \
            (SELECT 1 FROM workers WHERE workers.id = reminders.taken_by)";
        let values = [
            number(run.0),
            text(ReminderState::Queued.as_str()),
            text(ReminderState::Sending.as_str()),
        ];
        let released = transaction.execute_raw(sql(&transaction, release, values)).await?;
        transaction.commit().await?;
        Ok(released.rows_affected())
    }

    /// Puts back into the queue what this process had taken up and did not hand
    /// over.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn release_own(&self, run: RunId) -> Result<(), StoreError> {
        let me = self.member().await?;
        let transaction = self.begin().await?;
        let release = "UPDATE reminders SET state = $2, taken_by = NULL \
            WHERE run_id = $1 AND state = $3 AND taken_by = $4";
        let values = [
            number(run.0),
            text(ReminderState::Queued.as_str()),
            text(ReminderState::Sending.as_str()),
            text(me.id.as_str()),
        ];
        transaction.execute_raw(sql(&transaction, release, values)).await?;
        transaction.commit().await?;
        Ok(())
    }

    /// As [`Store::release_own`]; where the database does not answer, this
    /// process gives itself up for dead, so that others have it in time.
    pub async fn release_or_give_up(&self, run: RunId) {
        if let Err(error) = self.release_own(run).await {
            tracing::warn!(%error, run = run.0, "what was taken up was not put back");
            self.give_up().await;
        }
    }

    /// What is left of a run.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn backlog(&self, run: RunId) -> Result<Backlog, StoreError> {
        let connection = self.readers();
        let now = db_clock::now(connection);
        let statement = format!(
            "SELECT count(CASE WHEN state = $2 AND COALESCE(next_try_at <= {now}, TRUE) \
             THEN 1 END), \
             count(CASE WHEN state = $2 AND next_try_at > {now} THEN 1 END), \
             MIN(CASE WHEN state = $2 AND next_try_at > {now} THEN next_try_at END), \
             count(CASE WHEN state = $3 THEN 1 END) \
             FROM reminders WHERE run_id = $1 AND state IN ($2, $3)"
        );
        let values = [
            number(run.0),
            text(ReminderState::Queued.as_str()),
            text(ReminderState::Sending.as_str()),
        ];
        let row = connection.query_one_raw(sql(connection, statement, values)).await?;
        let Some(row) = row else { return Ok(Backlog::default()) };
        let mut columns = Columns::of(&row);
        let (due, waiting): (i64, i64) = (columns.take()?, columns.take()?);
        let next: Option<i64> = columns.take()?;
        let under_way: i64 = columns.take()?;
        Ok(Backlog {
            due: due.unsigned_abs(),
            waiting: waiting.unsigned_abs(),
            next_try_at: next.map(db_clock::moment),
            under_way: under_way.unsigned_abs(),
        })
    }

    /// What is left of all runs that are being sent.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn queue_sums(&self) -> Result<QueueSums, StoreError> {
        let connection = self.readers();
        let read = "SELECT count(CASE WHEN reminders.state = $2 THEN 1 END), \
            count(CASE WHEN reminders.state = $3 THEN 1 END) \
            FROM reminders JOIN runs ON runs.id = reminders.run_id \
            WHERE runs.state = $1 AND reminders.state IN ($2, $3)";
        let values = [
            text(RunState::Dispatching.as_str()),
            text(ReminderState::Queued.as_str()),
            text(ReminderState::Sending.as_str()),
        ];
        let row = connection.query_one_raw(sql(connection, read, values)).await?;
        let Some(row) = row else { return Ok(QueueSums::default()) };
        let mut columns = Columns::of(&row);
        let (queued, sending): (i64, i64) = (columns.take()?, columns.take()?);
        Ok(QueueSums { queued: queued.unsigned_abs(), sending: sending.unsigned_abs() })
    }
}
