//! What was done to accounts, tokens, rules and settings. What was done to
//! customers is in the history.

use chrono::{DateTime, Utc};
use sea_orm::{ConnectionTrait, DatabaseTransaction};

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

/// Which deeds; empty texts stand for all.
#[derive(Debug, Clone, Default)]
pub struct AuditFilter {
    pub actor: String,
    pub action: String,
    /// Only entries before the one of this number.
    pub before: Option<i64>,
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
        insert(&transaction, entry, now).await?;
        transaction.commit().await?;
        Ok(())
    }

    /// The actions that were ever recorded.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn audit_actions(&self) -> Result<Vec<String>, StoreError> {
        let statement = "SELECT DISTINCT action FROM audit_log ORDER BY action";
        let rows = self.readers().query_all_raw(sql(self.readers(), statement, [])).await?;
        rows.iter().map(|row| Columns::of(row).take()).collect()
    }

    /// The newest first.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn audit_log(
        &self,
        filter: &AuditFilter,
        limit: u32,
    ) -> Result<Vec<AuditEntry>, StoreError> {
        let mut statement = "SELECT id, recorded_at, actor, action, object, detail FROM audit_log \
            WHERE id < $1"
            .to_owned();
        let mut values = vec![number(filter.before.unwrap_or(i64::MAX)), number(i64::from(limit))];
        for (column, wanted) in [("actor", &filter.actor), ("action", &filter.action)] {
            if !wanted.is_empty() {
                values.push(text(wanted));
                statement.push_str(&format!(" AND {column} = ${}", values.len()));
            }
        }
        statement.push_str(" ORDER BY id DESC LIMIT $2");
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

/// Adds a deed to those of a transaction.
pub(super) async fn insert(
    transaction: &DatabaseTransaction,
    entry: &NewAuditEntry<'_>,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    let statement = "INSERT INTO audit_log (recorded_at, actor, action, object, detail) \
        VALUES ($1, $2, $3, $4, $5)";
    let values = [
        moment(now),
        text(entry.actor),
        text(entry.action),
        text(entry.object),
        text(entry.detail),
    ];
    transaction.execute_raw(sql(transaction, statement, values)).await?;
    Ok(())
}
