//! The customer's switches for manual and automatic reminders.

use super::clock::Clock;
use super::engine::Engine;
use super::error::AppError;
use super::follow_up_error::FollowUpError;
use super::turn::turn;
use crate::domain::company::CompanyCode;
use crate::domain::customer::DunningSettings;
use crate::store::{RunLock, SwitchEdit};

/// The switches before and after.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Switched {
    pub before: DunningSettings,
    pub after: DunningSettings,
}

/// Sets a customer's switches under the lock of the company's runs.
///
/// # Errors
/// When the customer is unknown or a run is at work.
pub async fn set(
    engine: &Engine,
    company: &CompanyCode,
    customer: &str,
    edit: SwitchEdit,
    author: &str,
    clock: &Clock,
) -> Result<Switched, AppError> {
    let lock = turn(&engine.store, company).await?;
    set_locked(engine, company, customer, edit, author, clock, lock).await
}

/// As [`set`], under a lock that is held; it is given back.
///
/// # Errors
/// When the customer is unknown.
pub async fn set_locked(
    engine: &Engine,
    company: &CompanyCode,
    customer: &str,
    edit: SwitchEdit,
    author: &str,
    clock: &Clock,
    lock: RunLock,
) -> Result<Switched, AppError> {
    let set = engine.store.set_switches(company, customer, edit, author, clock.now()).await;
    lock.release().await;
    match set? {
        Some((before, after)) => Ok(Switched { before, after }),
        None => Err(FollowUpError::UnknownCustomer { code: customer.to_owned() }.into()),
    }
}
