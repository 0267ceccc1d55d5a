//! Why the store could not do what it was asked.

use std::fmt;
use std::sync::Arc;

use rust_decimal::Decimal;
use sea_orm::{DbErr, RuntimeErr};

use super::run::RunState;
use crate::domain::company::CompanyCode;
use crate::domain::identity::RunId;
use crate::wording::{Message, msg};

/// A row of an import names another row that neither the import nor the
/// store knows.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct UnknownReference {
    /// What the row is, such as `due_items`.
    pub entity: &'static str,
    /// The row's own key.
    pub row: String,
    /// What it refers to, such as `invoices`.
    pub to: &'static str,
    /// The key that is unknown.
    pub key: String,
}

impl UnknownReference {
    pub fn message(&self) -> Message {
        msg!(
            "store-unknown-reference",
            entity = self.entity,
            row = &self.row,
            to = self.to,
            key = &self.key
        )
    }
}

impl fmt::Display for UnknownReference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.message().fmt(f)
    }
}

#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// Neither `sqlite:FILE` nor `postgres://…`.
    #[error("{}", self.message())]
    UnsupportedUrl { url: String },
    /// The database cannot be reached or opened; the location is without
    /// password.
    #[error("{}", self.message())]
    CannotOpen { location: String, cause: String },
    /// The file is something else than an SQLite database, or damaged.
    #[error("{}", self.message())]
    NotADatabase { cause: String },
    /// Another process keeps the database busy for too long.
    #[error("{}", self.message())]
    NoDatabase { location: String },
    #[error("{}", self.message())]
    Locked,
    #[error("{}", self.message())]
    DiskFull,
    #[error("{}", self.message())]
    ReadOnly,
    /// The connection was lost or refused.
    #[error("{}", self.message())]
    Connection { cause: String },
    /// Written by a later version of Relance.
    #[error("{}", self.message())]
    NewerSchema { migrations: Vec<String> },
    /// Another process runs a batch of the company, or imports its data.
    #[error("{}", self.message())]
    RunInProgress { company: CompanyCode },
    #[error("{}", self.message())]
    LockFile { path: String, cause: std::io::Error },
    /// Everything that an import refers to in vain; nothing was applied.
    #[error("{}", self.message())]
    UnknownReferences(Vec<UnknownReference>),
    /// Two rows of one import have the same key; nothing was applied.
    #[error("{}", self.message())]
    RepeatedKey { entity: &'static str, key: String },
    /// More than four decimals, or too large to store exactly.
    #[error("{}", self.message())]
    Amount { entity: &'static str, row: String, amount: Decimal },
    #[error("{}", self.message())]
    NoSuchRun { run: RunId },
    /// The run is not in a state that allows this.
    #[error("{}", self.message())]
    WrongState { run: RunId, state: RunState },
    /// A run cannot end while reminders wait for their result.
    #[error("{}", self.message())]
    Outstanding { run: RunId, count: u64 },
    /// The data may have changed since it was known what they have overtaken.
    #[error("{}", self.message())]
    Unchecked { run: RunId },
    /// Others took this process for dead: what it had taken up is theirs.
    #[error("{}", self.message())]
    LeaseLost,
    /// A column holds what it never should.
    #[error("{}", self.message())]
    BadValue { column: &'static str, value: String },
    #[error("{}", self.message())]
    Database { cause: String },
    /// The system gives no random bytes.
    #[error("{}", self.message())]
    Random { cause: String },
}

impl StoreError {
    pub(super) fn bad_value(column: &'static str, value: impl Into<String>) -> Self {
        Self::BadValue { column, value: value.into() }
    }

    /// Whether the same may succeed a little later: the database is busy, out
    /// of reach, or its lock is not free yet.
    pub fn may_pass(&self) -> bool {
        matches!(
            self,
            Self::Locked
                | Self::Connection { .. }
                | Self::CannotOpen { .. }
                | Self::RunInProgress { .. }
        )
    }

    pub fn message(&self) -> Message {
        match self {
            Self::UnsupportedUrl { url } => msg!("store-unsupported-url", url = url),
            Self::CannotOpen { location, cause } => {
                msg!("store-cannot-open", location = location, cause = cause)
            }
            Self::NotADatabase { cause } => msg!("store-not-a-database", cause = cause),
            Self::NoDatabase { location } => msg!("store-no-database", location = location),
            Self::Locked => msg!("store-locked"),
            Self::DiskFull => msg!("store-disk-full"),
            Self::ReadOnly => msg!("store-read-only"),
            Self::Connection { cause } => msg!("store-connection", cause = cause),
            Self::NewerSchema { migrations } => {
                msg!("store-newer-schema", migrations = migrations.join(", "))
            }
            Self::RunInProgress { company } => {
                msg!("store-run-in-progress", company = company.as_str())
            }
            Self::LockFile { path, cause } => {
                msg!("store-lock-file", path = path, cause = cause.to_string())
            }
            Self::UnknownReferences(references) => msg!(
                "store-unknown-references",
                count = references.len(),
                list = references.iter().map(|each| format!("\n{each}")).collect::<String>()
            ),
            Self::RepeatedKey { entity, key } => {
                msg!("store-repeated-key", entity = *entity, key = key)
            }
            Self::Amount { entity, row, amount } => {
                msg!("store-amount", entity = *entity, row = row, amount = amount.to_string())
            }
            Self::NoSuchRun { run } => msg!("store-no-such-run", run = run.0.to_string()),
            Self::WrongState { run, state } => {
                msg!("store-wrong-state", run = run.0.to_string(), state = state.as_str())
            }
            Self::Outstanding { run, count } => {
                msg!("store-outstanding", run = run.0.to_string(), count = *count)
            }
            Self::Unchecked { run } => msg!("store-unchecked", run = run.0.to_string()),
            Self::LeaseLost => msg!("store-lease-lost"),
            Self::BadValue { column, value } => {
                msg!("store-bad-value", column = *column, value = value)
            }
            Self::Database { cause } => msg!("store-database", cause = cause),
            Self::Random { cause } => msg!("store-random", cause = cause),
        }
    }
}

impl From<DbErr> for StoreError {
    fn from(error: DbErr) -> Self {
        match &error {
            DbErr::Conn(RuntimeErr::SqlxError(cause))
            | DbErr::Exec(RuntimeErr::SqlxError(cause))
            | DbErr::Query(RuntimeErr::SqlxError(cause)) => of_driver(cause),
            DbErr::ConnectionAcquire(_) | DbErr::Conn(_) => {
                Self::Connection { cause: error.to_string() }
            }
            _ => Self::Database { cause: error.to_string() },
        }
    }
}

fn of_driver(error: &Arc<sqlx::Error>) -> StoreError {
    let cause = error.to_string();
    match error.as_ref() {
        sqlx::Error::Database(database) => {
            of_code(database.code().as_deref().unwrap_or_default(), database.message())
        }
        sqlx::Error::Io(_)
        | sqlx::Error::Tls(_)
        | sqlx::Error::PoolTimedOut
        | sqlx::Error::PoolClosed
        | sqlx::Error::WorkerCrashed => StoreError::Connection { cause },
        _ => StoreError::Database { cause },
    }
}

/// SQLite gives extended result codes as decimal numbers, PostgreSQL five
/// characters of which the first two are a class.
fn of_code(code: &str, cause: &str) -> StoreError {
    let cause = cause.to_owned();
    if code.len() == 5 {
        return match code {
            "53100" => StoreError::DiskFull,
            "55P03" => StoreError::Locked,
            "25006" => StoreError::ReadOnly,
            _ if ["08", "28", "57"].iter().any(|class| code.starts_with(class)) => {
                StoreError::Connection { cause }
            }
            _ => StoreError::Database { cause },
        };
    }
    match code.parse::<u32>().map(|code| code & 0xff) {
        Ok(5 | 6) => StoreError::Locked,
        Ok(8) => StoreError::ReadOnly,
        Ok(11 | 26) => StoreError::NotADatabase { cause },
        Ok(13) => StoreError::DiskFull,
        _ => StoreError::Database { cause },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_of_the_databases_become_clear_words() {
        for (code, words) in [
            ("5", "the database is busy"),
            ("517", "the database is busy"),
            ("8", "the database cannot be written"),
            ("1032", "the database cannot be written"),
            ("11", "is not an SQLite database, or it is damaged (cause)"),
            ("26", "is not an SQLite database, or it is damaged (cause)"),
            ("13", "the disk of the database is full"),
            ("787", "the database reported: cause"),
            ("53100", "the disk of the database is full"),
            ("55P03", "the database is busy"),
            ("57P01", "the connection to the database failed: cause"),
            ("28P01", "the connection to the database failed: cause"),
            ("23505", "the database reported: cause"),
            ("", "the database reported: cause"),
        ] {
            let text = of_code(code, "cause").to_string();
            assert!(text.contains(words), "{code}: {text}");
        }
    }
}
