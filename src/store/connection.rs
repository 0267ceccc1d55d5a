//! Opening a database and bringing its schema up to date.

use std::path::{Path, PathBuf};
use std::str::FromStr;
use std::sync::Arc;
use std::time::Duration;

use relance_migrations::{Migrator, MigratorTrait, seaql_migrations};
use sea_orm::{
    ConnectOptions, ConnectionTrait, Database, DatabaseBackend, DatabaseConnection,
    DatabaseTransaction, DbErr, EntityTrait, QuerySelect, SqliteTransactionMode,
    TransactionOptions, TransactionTrait,
};
use sqlx::Connection;
use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqliteSynchronous};

use super::error::StoreError;
use super::membership::{LEASE, Presence};

/// How long a statement waits for another process that writes to SQLite.
const BUSY_TIMEOUT: Duration = Duration::from_secs(15);
/// Connections that read at once.
const READERS: u32 = 4;

/// The record of everything. Cheap to clone.
#[derive(Clone)]
pub struct Store {
    /// SQLite has one writer at a time: a pool of one, so that writers of this
    /// process queue up instead of finding the database busy.
    writer: DatabaseConnection,
    readers: DatabaseConnection,
    place: Arc<Place>,
    pub(super) presence: Arc<Presence>,
}

/// Where the database is.
pub(super) enum Place {
    File(PathBuf),
    Server { url: String },
}

impl Store {
    /// Opens `sqlite:FILE`, which is created where missing, or
    /// `postgres://USER:PASSWORD@HOST/DATABASE`.
    ///
    /// # Errors
    /// When the URL is of another kind or the database cannot be opened.
    pub async fn open(url: &str) -> Result<Self, StoreError> {
        Self::open_with(url, true).await
    }

    /// As [`Store::open`], but a database that is missing is not created.
    ///
    /// # Errors
    /// As [`Store::open`], and [`StoreError::NoDatabase`].
    pub async fn open_existing(url: &str) -> Result<Self, StoreError> {
        Self::open_with(url, false).await
    }

    async fn open_with(url: &str, create: bool) -> Result<Self, StoreError> {
        let unsupported = || StoreError::UnsupportedUrl { url: without_password(url) };
        if url.starts_with("postgres://") || url.starts_with("postgresql://") {
            answers(url).await?;
            let mut options = quiet(url);
            options.max_connections(READERS + 1);
            let connection = connect(options, url).await?;
            let place = Arc::new(Place::Server { url: url.to_owned() });
            let (writer, readers) = (connection.clone(), connection);
            return Ok(Self { writer, readers, place, presence: Presence::new(LEASE) });
        }
        if !url.starts_with("sqlite:") || url.contains(":memory:") || url.contains("mode=memory") {
            return Err(unsupported());
        }
        let file = SqliteConnectOptions::from_str(url).map_err(|_| unsupported())?;
        let file = file.get_filename().to_owned();
        if !create && !file.exists() {
            return Err(StoreError::NoDatabase { location: without_password(url) });
        }
        let writer = connect(sqlite(url, 1), url).await?;
        // One lock for one database, however its path is written.
        let file = file.canonicalize().unwrap_or(file);
        let readers = connect(sqlite(url, READERS), url).await?;
        let place = Arc::new(Place::File(file));
        Ok(Self { writer, readers, place, presence: Presence::new(LEASE) })
    }

    /// Brings the schema up to date; changes nothing when it is.
    ///
    /// # Errors
    /// When a later version of Relance wrote the database, or the database
    /// fails.
    pub async fn migrate(&self) -> Result<(), StoreError> {
        let applied: Vec<String> = match self.applied().await {
            Ok(versions) => versions,
            Err(error @ StoreError::NotADatabase { .. }) => return Err(error),
            // A new database has no table of migrations yet.
            Err(_) => Vec::new(),
        };
        let known: Vec<String> = Migrator::get_migration_files()
            .iter()
            .map(|migration| migration.name().to_owned())
            .collect();
        let newer: Vec<String> =
            applied.iter().filter(|version| !known.contains(version)).cloned().collect();
        if !newer.is_empty() {
            return Err(StoreError::NewerSchema { migrations: newer });
        }
        if known.iter().any(|version| !applied.contains(version)) {
            self.migrate_in_turn().await?;
        }
        Ok(())
    }

    /// Whether the database answers with the schema of this version.
    ///
    /// # Errors
    /// When it does not answer.
    pub async fn is_current(&self) -> Result<bool, StoreError> {
        let mut applied = self.applied().await?;
        applied.sort();
        let files = Migrator::get_migration_files();
        Ok(applied.iter().map(String::as_str).eq(files.iter().map(|file| file.name())))
    }

    /// All of it or nothing, one process after the other: a second one finds
    /// nothing left to do.
    async fn migrate_in_turn(&self) -> Result<(), StoreError> {
        let transaction = self.begin().await?;
        if transaction.get_database_backend() == DatabaseBackend::Postgres {
            let turn = "SELECT pg_advisory_xact_lock(hashtextextended('relance/migrate', 0))";
            transaction.execute_unprepared(turn).await?;
        }
        Migrator::up(&transaction, None).await?;
        transaction.commit().await?;
        Ok(())
    }

    async fn applied(&self) -> Result<Vec<String>, StoreError> {
        Ok(seaql_migrations::Entity::find()
            .select_only()
            .column(seaql_migrations::Column::Version)
            .into_tuple()
            .all(&self.readers)
            .await?)
    }

    /// The migrations that were applied, in their order.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn schema(&self) -> Result<Vec<String>, StoreError> {
        let mut applied = self.applied().await?;
        applied.sort();
        Ok(applied)
    }

    /// Closes all connections and waits for their end.
    pub async fn close(self) {
        // Whatever fails has closed them too.
        self.readers.close().await.unwrap_or_default();
        self.writer.close().await.unwrap_or_default();
    }

    pub(super) fn readers(&self) -> &DatabaseConnection {
        &self.readers
    }

    /// For single statements; more than one go in a transaction.
    pub(super) fn writer(&self) -> &DatabaseConnection {
        &self.writer
    }

    pub(super) fn place(&self) -> &Place {
        &self.place
    }

    /// A transaction that is going to write: on SQLite it waits for its turn
    /// at the start, where waiting is possible.
    pub(super) async fn begin(&self) -> Result<DatabaseTransaction, DbErr> {
        let options = TransactionOptions {
            sqlite_transaction_mode: Some(SqliteTransactionMode::Immediate),
            ..TransactionOptions::default()
        };
        self.writer.begin_with_options(options).await
    }
}

/// A pool asks again and again and then only tells that time is up; one
/// connection tells what is wrong.
async fn answers(url: &str) -> Result<(), StoreError> {
    let failed = |error: sqlx::Error| StoreError::CannotOpen {
        location: without_password(url),
        cause: error.to_string(),
    };
    let connection = sqlx::PgConnection::connect(url).await.map_err(failed)?;
    connection.close().await.map_err(failed)
}

/// A connection of its own that lives as long as it is held.
pub(super) async fn dedicated(url: &str) -> Result<DatabaseConnection, StoreError> {
    let mut options = quiet(url);
    options
        .max_connections(1)
        .idle_timeout(None::<Duration>)
        .max_lifetime(None::<Duration>)
        .test_before_acquire(false);
    connect(options, url).await
}

async fn connect(options: ConnectOptions, url: &str) -> Result<DatabaseConnection, StoreError> {
    Database::connect(options).await.map_err(|error| match StoreError::from(error) {
        StoreError::Connection { cause } | StoreError::Database { cause } => {
            StoreError::CannotOpen { location: without_password(url), cause }
        }
        other => other,
    })
}

fn quiet(url: &str) -> ConnectOptions {
    let mut options = ConnectOptions::new(url);
    options
        .sqlx_logging(false)
        .connect_timeout(Duration::from_secs(10))
        // A process that is held up, or a machine that is lost, in the middle of
        // a transaction keeps its locks no longer than its lease.
        .map_sqlx_postgres_opts(|postgres| {
            let lease = format!("{}s", LEASE.as_secs());
            postgres.options([("idle_in_transaction_session_timeout", lease)])
        });
    options
}

fn sqlite(url: &str, connections: u32) -> ConnectOptions {
    let mut options = quiet(url);
    options.max_connections(connections).map_sqlx_sqlite_opts(|sqlite| {
        sqlite
            .create_if_missing(true)
            .journal_mode(SqliteJournalMode::Wal)
            .synchronous(SqliteSynchronous::Full)
            .foreign_keys(true)
            .busy_timeout(BUSY_TIMEOUT)
            .pragma("cache_size", "-32768")
            .pragma("wal_autocheckpoint", "4096")
            .row_buffer_size(512)
    });
    options
}

/// Messages and logs show where the database is, never the password.
pub(super) fn without_password(url: &str) -> String {
    let shown = url.split('?').next().unwrap_or(url);
    match shown.split_once("://").and_then(|(scheme, rest)| Some((scheme, rest.rsplit_once('@')?)))
    {
        Some((scheme, (login, place))) => {
            let user = login.split(':').next().unwrap_or_default();
            format!("{scheme}://{user}@{place}")
        }
        None => shown.to_owned(),
    }
}

/// The file that stands for the lock of a company, beside the database.
pub(super) fn lock_file(database: &Path, company: &str) -> PathBuf {
    let mut name = database.file_name().unwrap_or_default().to_os_string();
    name.push("-");
    for byte in company.bytes() {
        if byte.is_ascii_alphanumeric() {
            name.push(char::from(byte).to_string());
        } else {
            name.push(format!("%{byte:02X}"));
        }
    }
    name.push(".lock");
    database.with_file_name(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_password_is_shown() {
        for (url, shown) in [
            (
                "postgres://bob:s3cret@db.example/relance?sslmode=require",
                "postgres://bob@db.example/relance",
            ),
            ("postgres://bob:p@ss@db.example/relance", "postgres://bob@db.example/relance"),
            ("postgres://db.example/relance", "postgres://db.example/relance"),
            ("sqlite:relance.db", "sqlite:relance.db"),
        ] {
            assert_eq!(without_password(url), shown);
        }
    }

    #[test]
    fn a_company_has_a_lock_file_of_its_own() {
        let file = lock_file(Path::new("data/relance.db"), "A/B é");
        assert_eq!(file, Path::new("data/relance.db-A%2FB%20%C3%A9.lock"));
    }
}
