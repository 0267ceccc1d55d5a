//! Webhooks: made, tried, switched, removed.

use chrono::{DateTime, Utc};

use super::error::AppError;
use super::webhook_error::WebhookError;
use super::webhook_signature::SigningKey;
use super::webhook_target::Reach;
use crate::domain::company::CompanyCode;
use crate::domain::webhook::WebhookEvent;
use crate::store::{self, NewAuditEntry, NewWebhook, Store, Webhook};

/// A webhook that somebody asks for.
pub struct Wanted<'a> {
    pub company: &'a CompanyCode,
    pub url: &'a str,
    pub events: &'a [WebhookEvent],
}

/// Makes a webhook; its key is told this once.
///
/// # Errors
/// When the address leads where webhooks may not, or no event is named.
pub async fn create(
    store: &Store,
    wanted: &Wanted<'_>,
    reach: Reach,
    actor: &str,
    now: DateTime<Utc>,
) -> Result<(i64, SigningKey), AppError> {
    let url = reach.address(wanted.url)?;
    if wanted.events.is_empty() {
        return Err(WebhookError::NoEvents.into());
    }
    let key = SigningKey::new()?;
    let webhook = NewWebhook {
        company: wanted.company,
        url: url.as_str(),
        events: wanted.events,
        signing_key: key.reveal(),
        created_by: actor,
    };
    let id = store.add_webhook(&webhook, now).await?;
    audit(store, actor, "webhook-created", wanted.company, url.as_str(), now).await?;
    Ok((id, key))
}

/// Switches a webhook on or off.
///
/// # Errors
/// When the database fails.
pub async fn switch(
    store: &Store,
    webhook: &Webhook,
    active: bool,
    actor: &str,
    now: DateTime<Utc>,
) -> Result<(), AppError> {
    store.switch_webhook(webhook.id, active).await?;
    let action = if active { "webhook-switched-on" } else { "webhook-switched-off" };
    audit(store, actor, action, &webhook.company, &webhook.url, now).await
}

/// Removes a webhook and what waits for it.
///
/// # Errors
/// When the database fails.
pub async fn remove(
    store: &Store,
    webhook: &Webhook,
    actor: &str,
    now: DateTime<Utc>,
) -> Result<(), AppError> {
    store.remove_webhook(webhook.id).await?;
    audit(store, actor, "webhook-removed", &webhook.company, &webhook.url, now).await
}

/// Queues a delivery that tells of nothing, to try the webhook.
///
/// # Errors
/// When the database fails.
pub async fn try_out(store: &Store, webhook: &Webhook, now: DateTime<Utc>) -> Result<(), AppError> {
    let trial = store::trial(webhook.id, webhook.company.as_str(), now);
    Ok(store.add_webhook_delivery(&trial, now).await?)
}

async fn audit(
    store: &Store,
    actor: &str,
    action: &str,
    company: &CompanyCode,
    url: &str,
    now: DateTime<Utc>,
) -> Result<(), AppError> {
    let entry = NewAuditEntry { actor, action, object: company.as_str(), detail: url };
    Ok(store.audit(&entry, now).await?)
}
