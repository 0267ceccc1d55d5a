//! What was sent, and each message as it was sent.

use super::engine::Engine;
use super::error::AppError;
use super::opened::{self, Opened};
use crate::domain::company::CompanyCode;
use crate::domain::identity::ReminderId;
use crate::store::{HistoryFilter, HistoryQuery, HistoryRecord, ReminderRecord, Run};

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

/// The records of a company that fit, newest first, and whether there are
/// more than the query's limit.
///
/// # Errors
/// When the store fails.
pub async fn page(
    engine: &Engine,
    company: &CompanyCode,
    query: &HistoryQuery,
) -> Result<(Vec<HistoryRecord>, bool), AppError> {
    let one_more = HistoryQuery { limit: query.limit.saturating_add(1), ..query.clone() };
    let mut records = engine.store.history_page(company, &one_more).await?;
    let limit = usize::try_from(query.limit).unwrap_or(usize::MAX);
    let more = records.len() > limit;
    records.truncate(limit);
    Ok((records, more))
}

/// A reminder of a company with the message or the letter that it is.
pub struct Kept {
    pub record: ReminderRecord,
    /// The whole message, or the file of the letter.
    pub message: Vec<u8>,
    /// The message taken apart; `None` for a letter.
    pub opened: Option<Opened>,
}

/// A reminder as it was made; `None` where the company has no such one.
///
/// # Errors
/// When the store fails.
pub async fn kept(
    engine: &Engine,
    company: &CompanyCode,
    id: ReminderId,
) -> Result<Option<Kept>, AppError> {
    let Some(record) = engine.store.reminder_record(company, id).await? else { return Ok(None) };
    let message = engine.store.message(id).await?.unwrap_or_default();
    let opened = record.format.is_none().then(|| opened::open(&message));
    Ok(Some(Kept { record, message, opened }))
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
