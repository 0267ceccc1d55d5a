//! What is done once a day, by one process.

use chrono::{DateTime, TimeDelta, Utc};
use sea_orm::ConnectionTrait;

use super::connection::Store;
use super::error::StoreError;
use super::rows::{moment, sql, text};

/// A little less than a day, so that it is not done later each day.
const APART: TimeDelta = TimeDelta::hours(23);

impl Store {
    /// Whether it is the caller's turn to do this: no process has begun it
    /// within a day.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn begin_daily(&self, duty: &str, now: DateTime<Utc>) -> Result<bool, StoreError> {
        let transaction = self.begin().await?;
        let statement = "INSERT INTO daily_duties (name, begun_at) VALUES ($1, $2) \
            ON CONFLICT (name) DO UPDATE SET begun_at = excluded.begun_at \
            WHERE daily_duties.begun_at <= $3 OR daily_duties.begun_at > $2";
        let values = [text(duty), moment(now), moment(now - APART)];
        let done = transaction.execute_raw(sql(&transaction, statement, values)).await?;
        transaction.commit().await?;
        Ok(done.rows_affected() > 0)
    }
}
