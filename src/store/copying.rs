//! Copies of a database that are consistent while others write, and databases
//! that are made from them.

use std::path::{Path, PathBuf};
use std::str::FromStr as _;

use sea_orm::{ConnectionTrait, DatabaseTransaction};
use sqlx::sqlite::SqliteConnectOptions;

use super::connection::{Place, Store};
use super::error::StoreError;
use super::rows::{Columns, sql};
use crate::chain::Head;
use crate::domain::company::CompanyCode;

/// One moment of a PostgreSQL database, which `pg_dump` can be told of, as long
/// as this is held.
pub struct HeldSnapshot {
    transaction: DatabaseTransaction,
    /// For `pg_dump --snapshot`.
    pub name: String,
    /// The head of the chain at that moment.
    pub head: Head,
}

impl HeldSnapshot {
    /// # Errors
    /// When the database fails.
    pub async fn release(self) -> Result<(), StoreError> {
        Ok(self.transaction.rollback().await?)
    }
}

/// The file of an SQLite database; `None` for a server.
///
/// # Errors
/// When the URL is of another kind.
pub fn database_file(url: &str) -> Result<Option<PathBuf>, StoreError> {
    if url.starts_with("postgres://") || url.starts_with("postgresql://") {
        return Ok(None);
    }
    match SqliteConnectOptions::from_str(url) {
        Ok(options) if url.starts_with("sqlite:") => Ok(Some(options.get_filename().to_owned())),
        _ => Err(StoreError::UnsupportedUrl { url: super::connection::without_password(url) }),
    }
}

impl Store {
    /// The URL of a PostgreSQL server; `None` for a file.
    pub fn server_url(&self) -> Option<&str> {
        match self.place() {
            Place::Server { url } => Some(url),
            Place::File(_) => None,
        }
    }

    /// Copies an SQLite database, as it is at one moment, into a new file.
    ///
    /// # Errors
    /// When the file exists or the database fails.
    pub async fn copy_to(&self, file: &Path) -> Result<(), StoreError> {
        let file = file.display().to_string().replace('\'', "''");
        self.readers().execute_unprepared(&format!("VACUUM INTO '{file}'")).await?;
        Ok(())
    }

    /// What an SQLite database says of its own order; `None` when all is well.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn disorder(&self) -> Result<Option<String>, StoreError> {
        let connection = self.readers();
        for (statement, well) in
            [("PRAGMA integrity_check(1)", Some("ok")), ("PRAGMA foreign_key_check", None)]
        {
            let row = connection.query_one_raw(sql(connection, statement, [])).await?;
            let found: Option<String> = row.map(|row| Columns::of(&row).take()).transpose()?;
            if found.as_deref() != well {
                return Ok(Some(found.unwrap_or_default()));
            }
        }
        Ok(None)
    }

    /// Holds one moment of a PostgreSQL database.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn hold_snapshot(&self) -> Result<HeldSnapshot, StoreError> {
        let transaction = self.snapshot().await?;
        let statement = sql(&transaction, "SELECT pg_export_snapshot()", []);
        let row = transaction.query_one_raw(statement).await?;
        let name = row.map(|row| Columns::of(&row).take()).transpose()?.unwrap_or_default();
        let head = super::chain::head(&transaction).await?;
        Ok(HeldSnapshot { transaction, name, head })
    }

    /// The major version of a PostgreSQL server.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn server_version(&self) -> Result<u32, StoreError> {
        let connection = self.readers();
        let statement = "SELECT current_setting('server_version_num')";
        let row = connection.query_one_raw(sql(connection, statement, [])).await?;
        let text: String = row.map(|row| Columns::of(&row).take()).transpose()?.unwrap_or_default();
        let number: u32 =
            text.parse().map_err(|_| StoreError::bad_value("server_version_num", text))?;
        Ok(number / 10_000)
    }

    /// Whether a PostgreSQL database has no tables at all.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn has_nothing(&self) -> Result<bool, StoreError> {
        let connection = self.readers();
        let statement = "SELECT count(*) FROM pg_class JOIN pg_namespace \
            ON pg_namespace.oid = pg_class.relnamespace WHERE relkind IN ('r', 'p', 'v', 'm') \
            AND nspname NOT LIKE 'pg\\_%' AND nspname <> 'information_schema'";
        let row = connection.query_one_raw(sql(connection, statement, [])).await?;
        let count: i64 = row.map(|row| Columns::of(&row).take()).transpose()?.unwrap_or(0);
        Ok(count == 0)
    }

    /// The companies whose last run did not come to its end.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn interrupted_companies(&self) -> Result<Vec<CompanyCode>, StoreError> {
        let connection = self.readers();
        let statement = "SELECT DISTINCT company FROM runs WHERE state IN \
            ('recording', 'dispatching') OR (state = 'planned' AND intent = 'send') \
            ORDER BY company";
        let rows = connection.query_all_raw(sql(connection, statement, [])).await?;
        rows.iter().map(|row| Ok(CompanyCode(Columns::of(row).take::<String>()?.into()))).collect()
    }
}
