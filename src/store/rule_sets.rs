//! The rules and templates that runs were planned with, each set once.

use chrono::{DateTime, Utc};
use sea_orm::{ConnectionTrait, Value};

use super::connection::Store;
use super::error::StoreError;
use super::rows::{Columns, moment, number, sql, text};
use super::run::RunState;
use super::transitions;
use crate::domain::identity::RunId;

impl Store {
    /// Whether a set is kept.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn has_rule_set(&self, digest: &str) -> Result<bool, StoreError> {
        let connection = self.readers();
        let read = "SELECT digest FROM rule_sets WHERE digest = $1";
        Ok(connection.query_one_raw(sql(connection, read, [text(digest)])).await?.is_some())
    }

    /// Keeps a set; one that is kept already stays.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn add_rule_set(
        &self,
        digest: &str,
        files: Vec<u8>,
        now: DateTime<Utc>,
    ) -> Result<(), StoreError> {
        let transaction = self.begin().await?;
        let add = "INSERT INTO rule_sets (digest, files, recorded_at) VALUES ($1, $2, $3) \
            ON CONFLICT (digest) DO NOTHING";
        let values = [text(digest), Value::Bytes(Some(files)), moment(now)];
        transaction.execute_raw(sql(&transaction, add, values)).await?;
        transaction.commit().await?;
        Ok(())
    }

    /// Notes the set that a run is planned with.
    ///
    /// # Errors
    /// When the run is not being recorded or the database fails.
    pub async fn note_rule_set(&self, run: RunId, digest: &str) -> Result<(), StoreError> {
        let transaction = self.begin().await?;
        transitions::require(&transaction, run, &[RunState::Recording]).await?;
        let note = "UPDATE runs SET rule_set = $2 WHERE id = $1";
        transaction.execute_raw(sql(&transaction, note, [number(run.0), text(digest)])).await?;
        transaction.commit().await?;
        Ok(())
    }

    /// The files of a set, packed.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn rule_set(&self, digest: &str) -> Result<Option<Vec<u8>>, StoreError> {
        let connection = self.readers();
        let read = "SELECT files FROM rule_sets WHERE digest = $1";
        let row = connection.query_one_raw(sql(connection, read, [text(digest)])).await?;
        row.map(|row| Columns::of(&row).take()).transpose()
    }
}
