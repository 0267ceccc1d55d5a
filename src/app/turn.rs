//! Waiting for one's turn: a company is changed by one at a time.

use std::time::Duration;

use super::error::AppError;
use crate::domain::company::CompanyCode;
use crate::store::{RunLock, Store, StoreError};

/// How often the lock is asked for, and how long apart.
const TRIES: u32 = 25;
const APART: Duration = Duration::from_millis(200);

/// The lock that a change of the company's data needs; waits a few seconds for
/// others who change something.
///
/// # Errors
/// When a run of the company is at work, or the lock cannot be asked for.
pub async fn turn(store: &Store, company: &CompanyCode) -> Result<RunLock, AppError> {
    for _ in 1..TRIES {
        match store.lock_runs(company).await {
            Err(StoreError::RunInProgress { .. }) => tokio::time::sleep(APART).await,
            other => return Ok(other?),
        }
    }
    Ok(store.lock_runs(company).await?)
}

/// The lock that sending a run of the company needs, together with others who
/// send it; waits a few seconds for those who change something.
///
/// # Errors
/// When somebody changes something for long, or the lock cannot be asked for.
pub async fn joined(store: &Store, company: &CompanyCode) -> Result<RunLock, StoreError> {
    for _ in 1..TRIES {
        match store.join_runs(company).await {
            Err(StoreError::RunInProgress { .. }) => tokio::time::sleep(APART).await,
            other => return other,
        }
    }
    store.join_runs(company).await
}
