//! The lock of a company's runs; it vanishes with the process. One changes the
//! data or records a run, alone; or several send one run, together, while
//! nobody changes anything.

use std::fs::{File, TryLockError};

use sea_orm::{ConnectionTrait, DatabaseConnection};

use super::connection::{Place, Store, dedicated, lock_file};
use super::error::StoreError;
use super::rows::{sql, text};
use crate::domain::company::CompanyCode;

/// Held by the one process that changes a company's data, or by each of those
/// that send its run. Dropping it releases it.
pub struct RunLock {
    held: Held,
    company: CompanyCode,
    way: Way,
}

/// With whom a lock is held.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Way {
    Alone,
    Together,
}

enum Held {
    File {
        file: File,
        path: String,
    },
    /// A session advisory lock lasts as long as its connection.
    Session(DatabaseConnection),
}

impl Store {
    /// Takes the lock of a company alone, without waiting.
    ///
    /// # Errors
    /// [`StoreError::RunInProgress`] when it is held, by this process or
    /// another; or when the lock cannot be asked for.
    pub async fn lock_runs(&self, company: &CompanyCode) -> Result<RunLock, StoreError> {
        let lock = self.lock(company, Way::Alone).await?;
        self.begin_turn(company).await?;
        Ok(lock)
    }

    /// Takes the lock of a company together with others who send its run,
    /// without waiting.
    ///
    /// # Errors
    /// [`StoreError::RunInProgress`] when somebody holds it alone; or when the
    /// lock cannot be asked for.
    pub async fn join_runs(&self, company: &CompanyCode) -> Result<RunLock, StoreError> {
        self.lock(company, Way::Together).await
    }

    async fn lock(&self, company: &CompanyCode, way: Way) -> Result<RunLock, StoreError> {
        let held = match self.place() {
            Place::File(database) => {
                let path = lock_file(database, company.as_str());
                let file = File::options().create(true).truncate(false).write(true).open(&path);
                let path = path.display().to_string();
                match file {
                    Ok(file) => Held::File { file, path },
                    Err(cause) => return Err(StoreError::LockFile { path, cause }),
                }
            }
            Place::Server { url } => Held::Session(dedicated(url).await?),
        };
        let lock = RunLock { held, company: company.clone(), way };
        lock.take(way).await?;
        Ok(lock)
    }
}

impl RunLock {
    async fn take(&self, way: Way) -> Result<(), StoreError> {
        let company = &self.company;
        match &self.held {
            Held::File { file, path } => {
                let taken = match way {
                    Way::Alone => file.try_lock(),
                    Way::Together => file.try_lock_shared(),
                };
                taken.map_err(|error| match error {
                    TryLockError::WouldBlock => {
                        StoreError::RunInProgress { company: company.clone() }
                    }
                    TryLockError::Error(cause) => {
                        StoreError::LockFile { path: path.clone(), cause }
                    }
                })
            }
            Held::Session(session) => {
                let function = match way {
                    Way::Alone => "pg_try_advisory_lock",
                    Way::Together => "pg_try_advisory_lock_shared",
                };
                if said_yes(session, function, company).await? {
                    Ok(())
                } else {
                    Err(StoreError::RunInProgress { company: company.clone() })
                }
            }
        }
    }

    /// Lets others send the run too; whoever wants to change the data waits on.
    /// On SQLite somebody may have taken a turn between the two.
    ///
    /// # Errors
    /// As [`Store::join_runs`]; then nothing is held.
    pub async fn share(mut self) -> Result<Self, StoreError> {
        if self.way == Way::Alone {
            self.take(Way::Together).await?;
            if let Held::Session(session) = &self.held {
                said_yes(session, "pg_advisory_unlock", &self.company).await?;
            }
            self.way = Way::Together;
        }
        Ok(self)
    }

    /// Takes the lock anew where the connection that held it was lost; no
    /// change where it is still held.
    ///
    /// # Errors
    /// As [`Store::lock_runs`].
    pub async fn renew(&self) -> Result<(), StoreError> {
        match &self.held {
            Held::File { .. } => Ok(()),
            // The session that holds the lock is given it once more.
            Held::Session(_) => self.take(self.way).await,
        }
    }

    /// Releases the lock now.
    pub async fn release(self) {
        match self.held {
            Held::File { file, .. } => drop(file),
            // Closing ends the session, and the lock with it, in any case.
            Held::Session(session) => session.close().await.unwrap_or_default(),
        }
    }
}

async fn said_yes(
    session: &DatabaseConnection,
    function: &str,
    company: &CompanyCode,
) -> Result<bool, StoreError> {
    let statement = format!(
        "SELECT {function}(hashtextextended('relance/run/' || current_schema() || '/' || $1, 0))"
    );
    let row = session.query_one_raw(sql(session, statement, [text(company.as_str())])).await?;
    Ok(row.is_some_and(|row| row.try_get_by_index(0).unwrap_or(false)))
}
