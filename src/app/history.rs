//! What was sent, and each message as it was sent.

use super::engine::Engine;
use super::error::AppError;
use crate::domain::company::CompanyCode;
use crate::domain::identity::ReminderId;
use crate::store::{HistoryFilter, HistoryRecord, Run};

/// The records of a company, newest first.
///
/// # Errors
/// When the store fails.
pub async fn history(
    engine: &Engine,
    company: &CompanyCode,
    filter: &HistoryFilter,
) -> Result<Vec<HistoryRecord>, AppError> {
    Ok(engine.store.history(company, filter).await?)
}

/// A reminder's message, byte for byte.
///
/// # Errors
/// When there is no such reminder.
pub async fn message(engine: &Engine, reminder: i64) -> Result<Vec<u8>, AppError> {
    let message = engine.store.message(ReminderId(reminder)).await?;
    message.ok_or(AppError::NoMessage { reminder })
}

/// The runs of a company, newest first.
///
/// # Errors
/// When the store fails.
pub async fn runs(
    engine: &Engine,
    company: &CompanyCode,
    limit: u64,
) -> Result<Vec<Run>, AppError> {
    Ok(engine.store.runs(company, limit).await?)
}
