//! What was done to accounts, tokens, rules and settings. What was done to
//! customers is in the history.

use chrono::{DateTime, Utc};
use sea_orm::ConnectionTrait;

use super::connection::Store;
use super::error::StoreError;
use super::rows::{Columns, moment, number, sql, text};

/// A deed to be recorded.
#[derive(Debug, Clone)]
pub struct NewAuditEntry<'a> {
    /// A login or the name of a token.
    pub actor: &'a str,
    /// What was done, such as `user-created`.
    pub action: &'a str,
    /// What it was done to.
    pub object: &'a str,
    pub detail: &'a str,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AuditEntry {
    pub id: i64,
    pub at: DateTime<Utc>,
    pub actor: String,
    pub action: String,
    pub object: String,
    pub detail: String,
}

impl Store {
    /// # Errors
    /// When the database fails.
    pub async fn audit(
        &self,
        entry: &NewAuditEntry<'_>,
        now: DateTime<Utc>,
    ) -> Result<(), StoreError> {
        let transaction = self.begin().await?;
        let statement = "INSERT INTO audit_log (recorded_at, actor, action, object, detail) \
            VALUES ($1, $2, $3, $4, $5)";
        let values = [
            moment(now),
            text(entry.actor),
            text(entry.action),
            text(entry.object),
            text(entry.detail),
        ];
        transaction.execute_raw(sql(&transaction, statement, values)).await?;
        transaction.commit().await?;
        Ok(())
    }

    /// The newest first, before the entry of this number where one is named.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn audit_log(
        &self,
        before: Option<i64>,
        limit: u32,
    ) -> Result<Vec<AuditEntry>, StoreError> {
        let statement = "SELECT id, recorded_at, actor, action, object, detail FROM audit_log \
            WHERE id < $1 ORDER BY id DESC LIMIT $2";
        let values = [number(before.unwrap_or(i64::MAX)), number(i64::from(limit))];
        let rows = self.readers().query_all_raw(sql(self.readers(), statement, values)).await?;
        rows.iter()
            .map(|row| {
                let mut columns = Columns::of(row);
                Ok(AuditEntry {
                    id: columns.take()?,
                    at: columns.take()?,
                    actor: columns.take()?,
                    action: columns.take()?,
                    object: columns.take()?,
                    detail: columns.take()?,
                })
            })
            .collect()
    }
}
