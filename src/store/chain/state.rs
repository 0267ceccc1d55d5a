//! Where the chain stands.

use chrono::{DateTime, Utc};
use sea_orm::{ConnectionTrait, Value};

use crate::chain::{Digest, Head, Kind};
use crate::store::connection::Store;
use crate::store::error::StoreError;
use crate::store::rows::{Columns, moment, number, sql, text};

/// Rows that wait to be sealed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unsealed {
    pub kind: Kind,
    pub rows: u64,
    /// The lowest number among them.
    pub first: i64,
    /// When the oldest was recorded.
    pub oldest: DateTime<Utc>,
}

/// How a verification of the chain ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChainCheck {
    pub at: DateTime<Utc>,
    /// The end of what was checked.
    pub head: Head,
    /// The name of what was wrong.
    pub flaw: Option<String>,
}

/// The last entry.
pub(in crate::store) async fn head(connection: &impl ConnectionTrait) -> Result<Head, StoreError> {
    let statement = "SELECT position, hash FROM chain ORDER BY position DESC LIMIT 1";
    let Some(row) = connection.query_one_raw(sql(connection, statement, [])).await? else {
        return Ok(Head::EMPTY);
    };
    let mut columns = Columns::of(&row);
    let entries = columns.take()?;
    let hash = Digest::from_bytes(&columns.take::<Vec<u8>>()?).unwrap_or(Digest::NONE);
    Ok(Head { entries, hash })
}

impl Store {
    /// What waits to be sealed, of each kind that has any.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn unsealed(&self) -> Result<Vec<Unsealed>, StoreError> {
        let connection = self.readers();
        let mut found = Vec::new();
        for kind in Kind::ALL.into_iter().filter(|kind| *kind != Kind::Reminders) {
            let time = if kind == Kind::FollowUp { "changed_at" } else { "recorded_at" };
            let statement = format!(
                "SELECT count(*), MIN(t.id), MIN(t.{time}) FROM {} t WHERE NOT EXISTS \
                 (SELECT 1 FROM chain WHERE chain.kind = $1 AND chain.row_id = t.id)",
                kind.as_str()
            );
            let values = [text(kind.as_str())];
            let row = connection.query_one_raw(sql(connection, statement, values)).await?;
            let Some(row) = row else { continue };
            let mut columns = Columns::of(&row);
            let rows = columns.take::<i64>()?.unsigned_abs();
            let (first, oldest) = (columns.take()?, columns.take()?);
            if let (Some(first), Some(oldest)) = (first, oldest) {
                found.push(Unsealed { kind, rows, first, oldest });
            }
        }
        Ok(found)
    }

    /// Keeps how a verification ended.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn keep_chain_check(&self, check: &ChainCheck) -> Result<(), StoreError> {
        let transaction = self.begin().await?;
        let statement = "INSERT INTO chain_checks (checked_at, entries, hash, flaw) \
            VALUES ($1, $2, $3, $4)";
        let values = [
            moment(check.at),
            number(check.head.entries),
            text(check.head.hash.to_string()),
            Value::String(check.flaw.clone()),
        ];
        transaction.execute_raw(sql(&transaction, statement, values)).await?;
        transaction.commit().await?;
        Ok(())
    }

    /// How the last verification ended.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn last_chain_check(&self) -> Result<Option<ChainCheck>, StoreError> {
        let connection = self.readers();
        let statement = "SELECT checked_at, entries, hash, flaw FROM chain_checks \
            ORDER BY id DESC LIMIT 1";
        let row = connection.query_one_raw(sql(connection, statement, [])).await?;
        let Some(row) = row else { return Ok(None) };
        let mut columns = Columns::of(&row);
        let (at, entries) = (columns.take()?, columns.take()?);
        let hash: String = columns.take()?;
        let hash = hash.parse().map_err(|()| StoreError::bad_value("chain_checks.hash", hash))?;
        Ok(Some(ChainCheck { at, head: Head { entries, hash }, flaw: columns.take()? }))
    }
}
