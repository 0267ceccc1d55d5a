//! A run that several processes plan: its customers in parts, each planned and
//! recorded by one of them, in one transaction with its result.

use sea_orm::{ConnectionTrait, DatabaseTransaction, DbBackend, Value};

use super::connection::Store;
use super::error::StoreError;
use super::facts_parties::OPEN;
use super::recording::{NewReminder, record_all, record_holds};
use super::rows::{Columns, number, sql, text};
use super::run::RunState;
use super::transitions;
use crate::domain::company::CompanyCode;
use crate::domain::identity::{CustomerId, HoldId, RunId};

/// Customers with something open that follow each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Part {
    pub run: RunId,
    /// From 0, in the order of the customers' identities.
    pub number: i32,
    pub first: CustomerId,
    pub last: CustomerId,
    pub customers: u32,
}

/// What came of a part.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlannedPart {
    /// Fingerprints of the facts, one after the other.
    pub digests: Vec<u8>,
    pub sums: String,
}

/// A part while it is recorded: all of it or nothing.
pub struct PartRecord {
    transaction: DatabaseTransaction,
    part: Part,
}

impl Store {
    /// Whether other machines can work on the database at the same time.
    pub fn is_on_a_server(&self) -> bool {
        self.writer().get_database_backend() == DbBackend::Postgres
    }

    /// Cuts the customers of a run that is being recorded into parts.
    ///
    /// # Errors
    /// When the run is not being recorded or the database fails.
    pub async fn cut_into_parts(
        &self,
        run: RunId,
        company: &CompanyCode,
        size: u32,
        mail_date: &str,
    ) -> Result<(), StoreError> {
        let transaction = self.begin().await?;
        transitions::require(&transaction, run, &[RunState::Recording]).await?;
        let note = "UPDATE runs SET mail_date = $2 WHERE id = $1";
        transaction.execute_raw(sql(&transaction, note, [number(run.0), text(mail_date)])).await?;
        let cut = format!(
            "INSERT INTO run_parts (run_id, part, first_customer, last_customer, customers) \
             SELECT CAST($1 AS BIGINT), CAST(part AS INTEGER), MIN(id), MAX(id), \
             CAST(count(*) AS INTEGER) FROM \
             (SELECT id, (row_number() OVER (ORDER BY id) - 1) / $3 AS part \
             FROM customers WHERE company = $2 AND {OPEN}) numbered GROUP BY part"
        );
        let values = [number(run.0), text(company.as_str()), number(i64::from(size))];
        transaction.execute_raw(sql(&transaction, cut, values)).await?;
        transaction.commit().await?;
        Ok(())
    }

    /// Runs that have parts which nobody who lives has in hand, with the date
    /// of their mails.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn runs_to_plan(&self) -> Result<Vec<(RunId, String)>, StoreError> {
        let connection = self.readers();
        let read = format!(
            "SELECT runs.id, runs.mail_date FROM runs WHERE runs.state = $1 \
             AND runs.mail_date IS NOT NULL AND EXISTS (SELECT 1 FROM run_parts \
             WHERE run_parts.run_id = runs.id AND {OPEN_PART}) ORDER BY runs.id"
        );
        let values = [text(RunState::Recording.as_str())];
        let rows = connection.query_all_raw(sql(connection, read, values)).await?;
        rows.iter()
            .map(|row| {
                let mut columns = Columns::of(row);
                Ok((RunId(columns.take()?), columns.take()?))
            })
            .collect()
    }

    /// Takes the next part that nobody who lives has in hand.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn take_part(&self, run: RunId) -> Result<Option<Part>, StoreError> {
        let me = self.member().await?;
        let transaction = self.begin().await?;
        let skip = match transaction.get_database_backend() {
            DbBackend::Postgres => "FOR UPDATE SKIP LOCKED",
            _ => "",
        };
        let take = format!(
            "WITH next AS MATERIALIZED (SELECT part FROM run_parts \
             WHERE run_id = $1 AND {OPEN_PART} ORDER BY part LIMIT 1 {skip}) \
             UPDATE run_parts SET taken_by = $2 \
             WHERE run_id = $1 AND part IN (SELECT part FROM next) \
             RETURNING part, first_customer, last_customer, customers"
        );
        let values = [number(run.0), text(me.id.as_str())];
        let row = transaction.query_one_raw(sql(&transaction, take, values)).await?;
        transaction.commit().await?;
        let Some(row) = row else { return Ok(None) };
        let mut columns = Columns::of(&row);
        let (part, first, last) = (columns.take()?, columns.take()?, columns.take()?);
        let customers: i32 = columns.take()?;
        Ok(Some(Part {
            run,
            number: part,
            first: CustomerId(first),
            last: CustomerId(last),
            customers: customers.unsigned_abs(),
        }))
    }

    /// Leaves a part to others.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn put_part_back(&self, part: Part) -> Result<(), StoreError> {
        let me = self.member().await?;
        let transaction = self.begin().await?;
        let back = "UPDATE run_parts SET taken_by = NULL \
            WHERE run_id = $1 AND part = $2 AND taken_by = $3 AND sums IS NULL";
        let values = [number(part.run.0), Value::Int(Some(part.number)), text(me.id.as_str())];
        transaction.execute_raw(sql(&transaction, back, values)).await?;
        transaction.commit().await?;
        Ok(())
    }

    /// Begins to record a part that this process has in hand; `None` when it
    /// has not any more, or the run is not being recorded.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn record_part(&self, part: Part) -> Result<Option<PartRecord>, StoreError> {
        let me = self.member().await?;
        let transaction = self.begin().await?;
        let (share, hold) = match transaction.get_database_backend() {
            DbBackend::Postgres => ("FOR SHARE", "FOR UPDATE"),
            _ => ("", ""),
        };
        let recording = format!("SELECT id FROM runs WHERE id = $1 AND state = $2 {share}");
        let values = [number(part.run.0), text(RunState::Recording.as_str())];
        let run = transaction.query_one_raw(sql(&transaction, recording, values)).await?;
        let mine = format!(
            "SELECT part FROM run_parts \
             WHERE run_id = $1 AND part = $2 AND taken_by = $3 AND sums IS NULL {hold}"
        );
        let values = [number(part.run.0), Value::Int(Some(part.number)), text(me.id.as_str())];
        let mine = transaction.query_one_raw(sql(&transaction, mine, values)).await?;
        Ok((run.is_some() && mine.is_some()).then_some(PartRecord { transaction, part }))
    }

    /// How many parts of a run have no result yet.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn parts_left(&self, run: RunId) -> Result<u64, StoreError> {
        let connection = self.readers();
        let read = "SELECT count(*) FROM run_parts WHERE run_id = $1 AND sums IS NULL";
        let row = connection.query_one_raw(sql(connection, read, [number(run.0)])).await?;
        let left: i64 = row.map_or(Ok(0), |row| Columns::of(&row).take())?;
        Ok(left.unsigned_abs())
    }

    /// What came of all parts of a run, in their order; from here on it has
    /// none.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn put_parts_together(&self, run: RunId) -> Result<Vec<PlannedPart>, StoreError> {
        let transaction = self.begin().await?;
        let read = "SELECT digests, sums FROM run_parts WHERE run_id = $1 ORDER BY part";
        let rows = transaction.query_all_raw(sql(&transaction, read, [number(run.0)])).await?;
        let parts = rows
            .iter()
            .map(|row| {
                let mut columns = Columns::of(row);
                Ok(PlannedPart { digests: columns.take()?, sums: columns.take()? })
            })
            .collect::<Result<_, StoreError>>()?;
        let forget = "DELETE FROM run_parts WHERE run_id = $1";
        transaction.execute_raw(sql(&transaction, forget, [number(run.0)])).await?;
        transaction.commit().await?;
        Ok(parts)
    }
}

const OPEN_PART: &str = "run_parts.sums IS NULL AND NOT EXISTS \
    (SELECT 1 FROM workers WHERE workers.id = run_parts.taken_by)";

impl PartRecord {
    /// Adds reminders, with lines and messages, and temporary holds to lift.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn add(
        &self,
        reminders: Vec<NewReminder>,
        holds: &[HoldId],
    ) -> Result<(), StoreError> {
        record_all(&self.transaction, self.part.run, reminders).await?;
        record_holds(&self.transaction, self.part.run, holds).await
    }

    /// The part is recorded, with what came of it.
    ///
    /// # Errors
    /// When the database fails; then nothing of the part is recorded.
    pub async fn finish(self, planned: PlannedPart) -> Result<(), StoreError> {
        let Self { transaction, part } = self;
        let done = "UPDATE run_parts SET digests = $3, sums = $4 WHERE run_id = $1 AND part = $2";
        let values = [
            number(part.run.0),
            Value::Int(Some(part.number)),
            Value::Bytes(Some(planned.digests)),
            text(planned.sums),
        ];
        transaction.execute_raw(sql(&transaction, done, values)).await?;
        transaction.commit().await?;
        Ok(())
    }
}
