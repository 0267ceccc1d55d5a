//! The lock that a run holds from planning to its end; it vanishes with the
//! process.

use std::fs::{File, TryLockError};

use sea_orm::{ConnectionTrait, DatabaseConnection};

use super::connection::{Place, Store, dedicated, lock_file};
use super::error::StoreError;
use super::rows::{sql, text};
use crate::domain::company::CompanyCode;

/// Held by the one process that runs a batch of a company. Dropping it
/// releases it.
pub struct RunLock {
    held: Held,
}

enum Held {
    File(File),
    /// A session advisory lock lasts as long as its connection.
    Session {
        session: DatabaseConnection,
        company: CompanyCode,
    },
}

impl Store {
    /// Takes the lock of a company without waiting.
    ///
    /// # Errors
    /// [`StoreError::RunInProgress`] when it is held, by this process or
    /// another; or when the lock cannot be asked for.
    pub async fn lock_runs(&self, company: &CompanyCode) -> Result<RunLock, StoreError> {
        match self.place() {
            Place::File(database) => {
                let path = lock_file(database, company.as_str());
                let failed =
                    |cause| StoreError::LockFile { path: path.display().to_string(), cause };
                let file = File::options()
                    .create(true)
                    .truncate(false)
                    .write(true)
                    .open(&path)
                    .map_err(failed)?;
                match file.try_lock() {
                    Ok(()) => Ok(RunLock { held: Held::File(file) }),
                    Err(TryLockError::WouldBlock) => {
                        Err(StoreError::RunInProgress { company: company.clone() })
                    }
                    Err(TryLockError::Error(cause)) => Err(failed(cause)),
                }
            }
            Place::Server { url } => {
                let session = dedicated(url).await?;
                lock_session(&session, company).await?;
                Ok(RunLock { held: Held::Session { session, company: company.clone() } })
            }
        }
    }
}

async fn lock_session(
    session: &DatabaseConnection,
    company: &CompanyCode,
) -> Result<(), StoreError> {
    let statement = sql(
        session,
        "SELECT pg_try_advisory_lock(hashtextextended(\
         'relance/run/' || current_schema() || '/' || $1, 0))",
        [text(company.as_str())],
    );
    let row = session.query_one_raw(statement).await?;
    if row.is_some_and(|row| row.try_get_by_index(0).unwrap_or(false)) {
        Ok(())
    } else {
        Err(StoreError::RunInProgress { company: company.clone() })
    }
}

impl RunLock {
    /// Takes the lock anew where the connection that held it was lost; no
    /// change where it is still held.
    ///
    /// # Errors
    /// As [`Store::lock_runs`].
    pub async fn renew(&self) -> Result<(), StoreError> {
        match &self.held {
            Held::File(_) => Ok(()),
            // The session that holds the lock is given it once more.
            Held::Session { session, company } => lock_session(session, company).await,
        }
    }

    /// Releases the lock now.
    pub async fn release(self) {
        match self.held {
            Held::File(file) => drop(file),
            // Closing ends the session, and the lock with it, in any case.
            Held::Session { session, .. } => session.close().await.unwrap_or_default(),
        }
    }
}
