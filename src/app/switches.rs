//! The customer's switches for manual and automatic reminders.

use super::clock::Clock;
use super::engine::Engine;
use super::error::AppError;
use super::follow_up_error::FollowUpError;
use crate::domain::company::CompanyCode;
use crate::domain::customer::DunningSettings;
use crate::store::SwitchEdit;

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
    let lock = engine.store.lock_runs(company).await?;
    let set = engine.store.set_switches(company, customer, edit, author, clock.now()).await;
    lock.release().await;
    match set? {
        Some((before, after)) => Ok(Switched { before, after }),
        None => Err(FollowUpError::UnknownCustomer { code: customer.to_owned() }.into()),
    }
}
