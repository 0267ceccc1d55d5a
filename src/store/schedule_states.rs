//! How far the schedule of each batch was looked after, and where it pauses.

use chrono::{DateTime, Utc};
use sea_orm::{ConnectionTrait, QueryResult, Value};

use super::connection::Store;
use super::error::StoreError;
use super::rows::{Columns, moment, sql, text};
use crate::domain::company::CompanyCode;

/// The schedule of a batch for a company.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ScheduleState {
    pub company: CompanyCode,
    pub batch: String,
    /// Starts up to here were taken up, or let go.
    pub handled_until: DateTime<Utc>,
    pub pause: Option<Pause>,
}

/// A batch that does not start by itself for now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pause {
    pub by: String,
    pub at: DateTime<Utc>,
    pub reason: String,
    /// When it starts again; `None`: when somebody says so.
    pub until: Option<DateTime<Utc>>,
}

impl Store {
    /// The schedules that were ever looked after: of one company, or all.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn schedule_states(
        &self,
        company: Option<&CompanyCode>,
    ) -> Result<Vec<ScheduleState>, StoreError> {
        let mut statement = "SELECT company, batch, handled_until, paused_by, paused_at, \
            pause_reason, paused_until FROM schedule_states"
            .to_owned();
        let values: Vec<Value> = company.iter().map(|code| text(code.as_str())).collect();
        if company.is_some() {
            statement.push_str(" WHERE company = $1");
        }
        let rows = self.readers().query_all_raw(sql(self.readers(), statement, values)).await?;
        rows.iter().map(state).collect()
    }

    /// Begins to look after a schedule: earlier starts are none of it.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn begin_schedule(
        &self,
        company: &CompanyCode,
        batch: &str,
        now: DateTime<Utc>,
    ) -> Result<(), StoreError> {
        let statement = "INSERT INTO schedule_states (company, batch, handled_until) \
            VALUES ($1, $2, $3) ON CONFLICT (company, batch) DO NOTHING";
        self.change_rows(statement, [text(company.as_str()), text(batch), moment(now)]).await?;
        Ok(())
    }

    /// Notes that there is nothing to do up to a moment.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn mark_schedule(
        &self,
        company: &CompanyCode,
        batch: &str,
        until: DateTime<Utc>,
    ) -> Result<(), StoreError> {
        let statement = "UPDATE schedule_states SET handled_until = $3 \
            WHERE company = $1 AND batch = $2 AND handled_until < $3";
        self.change_rows(statement, [text(company.as_str()), text(batch), moment(until)]).await?;
        Ok(())
    }

    /// Where a clock was far ahead: looks after what comes after `now` again.
    /// What was taken up stays so.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn set_schedule_back(
        &self,
        company: &CompanyCode,
        batch: &str,
        now: DateTime<Utc>,
    ) -> Result<(), StoreError> {
        let statement = "UPDATE schedule_states SET handled_until = $3 \
            WHERE company = $1 AND batch = $2 AND handled_until > $3";
        self.change_rows(statement, [text(company.as_str()), text(batch), moment(now)]).await?;
        Ok(())
    }

    /// Pauses a batch, or changes its pause.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn pause_schedule(
        &self,
        company: &CompanyCode,
        batch: &str,
        pause: &Pause,
    ) -> Result<(), StoreError> {
        let statement = "INSERT INTO schedule_states \
            (company, batch, handled_until, paused_by, paused_at, pause_reason, paused_until) \
            VALUES ($1, $2, $4, $3, $4, $5, $6) ON CONFLICT (company, batch) DO UPDATE SET \
            paused_by = $3, paused_at = $4, pause_reason = $5, paused_until = $6";
        let values = [
            text(company.as_str()),
            text(batch),
            text(&pause.by),
            moment(pause.at),
            text(&pause.reason),
            Value::ChronoDateTimeUtc(pause.until),
        ];
        self.change_rows(statement, values).await?;
        Ok(())
    }

    /// Ends a pause that is over, or any that there is; gives whether there
    /// was one.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn end_pause(
        &self,
        company: &CompanyCode,
        batch: &str,
        over: Option<DateTime<Utc>>,
    ) -> Result<bool, StoreError> {
        let mut statement = "UPDATE schedule_states SET paused_by = NULL, paused_at = NULL, \
            pause_reason = NULL, paused_until = NULL \
            WHERE company = $1 AND batch = $2 AND paused_at IS NOT NULL"
            .to_owned();
        let mut values = vec![text(company.as_str()), text(batch)];
        if let Some(over) = over {
            statement.push_str(" AND paused_until <= $3");
            values.push(moment(over));
        }
        Ok(self.change_rows(&statement, values).await? > 0)
    }

    pub(super) async fn change_rows(
        &self,
        statement: &str,
        values: impl IntoIterator<Item = Value>,
    ) -> Result<u64, StoreError> {
        let transaction = self.begin().await?;
        let done = transaction.execute_raw(sql(&transaction, statement, values)).await?;
        transaction.commit().await?;
        Ok(done.rows_affected())
    }
}

fn state(row: &QueryResult) -> Result<ScheduleState, StoreError> {
    let mut columns = Columns::of(row);
    let company: String = columns.take()?;
    let (batch, handled_until) = (columns.take()?, columns.take()?);
    let (by, at): (Option<String>, Option<DateTime<Utc>>) = (columns.take()?, columns.take()?);
    let (reason, until): (Option<String>, _) = (columns.take()?, columns.take()?);
    let pause = match (by, at) {
        (Some(by), Some(at)) => Some(Pause { by, at, reason: reason.unwrap_or_default(), until }),
        _ => None,
    };
    Ok(ScheduleState { company: CompanyCode(company.into()), batch, handled_until, pause })
}
