//! Webhooks: addresses that are told of what happens to reminders.

use std::sync::Arc;

use chrono::{DateTime, Utc};
use sea_orm::{ConnectionTrait, Value};

use super::connection::Store;
use super::error::StoreError;
use super::lists;
use super::rows::{Columns, moment, number, sql, text};
use crate::domain::company::CompanyCode;
use crate::domain::webhook::WebhookEvent;

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Webhook {
    pub id: i64,
    pub company: CompanyCode,
    pub url: String,
    pub events: Vec<WebhookEvent>,
    /// Whether it is told of anything.
    pub active: bool,
    pub created_by: String,
    pub created_at: DateTime<Utc>,
    /// How many deliveries wait for their next attempt.
    pub pending: i64,
    /// How many deliveries were given up.
    pub given_up: i64,
}

/// A webhook to be made.
pub struct NewWebhook<'a> {
    pub company: &'a CompanyCode,
    pub url: &'a str,
    pub events: &'a [WebhookEvent],
    /// What deliveries are signed with, as its receiver knows it.
    pub signing_key: &'a str,
    pub created_by: &'a str,
}

const SELECTED: &str = "SELECT id, company, url, events, active, created_by, created_at, \
    (SELECT COUNT(*) FROM webhook_deliveries \
     WHERE webhook_id = webhooks.id AND state = 'pending'), \
    (SELECT COUNT(*) FROM webhook_deliveries \
     WHERE webhook_id = webhooks.id AND state = 'given_up') FROM webhooks";

impl Store {
    /// # Errors
    /// When the database fails.
    pub async fn add_webhook(
        &self,
        webhook: &NewWebhook<'_>,
        now: DateTime<Utc>,
    ) -> Result<i64, StoreError> {
        let events: Vec<&str> = webhook.events.iter().map(|event| event.as_str()).collect();
        let transaction = self.begin().await?;
        let statement = "INSERT INTO webhooks \
            (company, url, events, signing_key, active, created_by, created_at) \
            VALUES ($1, $2, $3, $4, $5, $6, $7) RETURNING id";
        let values = [
            text(webhook.company.as_str()),
            text(webhook.url),
            text(lists::to_stored(&events)),
            text(webhook.signing_key),
            Value::Bool(Some(true)),
            text(webhook.created_by),
            moment(now),
        ];
        let added = transaction.query_one_raw(sql(&transaction, statement, values)).await?;
        transaction.commit().await?;
        let added = added.ok_or_else(|| StoreError::bad_value("webhooks.id", ""))?;
        Columns::of(&added).take()
    }

    /// Those of all companies, by company.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn webhooks(&self) -> Result<Vec<Webhook>, StoreError> {
        let statement = format!("{SELECTED} ORDER BY company, id");
        let rows = self.readers().query_all_raw(sql(self.readers(), statement, [])).await?;
        rows.iter().map(|row| webhook(&mut Columns::of(row))).collect()
    }

    /// # Errors
    /// When the database fails.
    pub async fn webhook(&self, id: i64) -> Result<Option<Webhook>, StoreError> {
        let statement = format!("{SELECTED} WHERE id = $1");
        let statement = sql(self.readers(), statement, [number(id)]);
        let row = self.readers().query_one_raw(statement).await?;
        row.map(|row| webhook(&mut Columns::of(&row))).transpose()
    }

    /// What waits for a webhook that is switched off waits on.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn switch_webhook(&self, id: i64, active: bool) -> Result<(), StoreError> {
        let values = [number(id), Value::Bool(Some(active))];
        self.change("UPDATE webhooks SET active = $2 WHERE id = $1", values).await
    }

    /// Removes a webhook with its deliveries.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn remove_webhook(&self, id: i64) -> Result<(), StoreError> {
        self.change("DELETE FROM webhooks WHERE id = $1", [number(id)]).await
    }

    pub(super) async fn change(
        &self,
        statement: &str,
        values: impl IntoIterator<Item = Value>,
    ) -> Result<(), StoreError> {
        let transaction = self.begin().await?;
        transaction.execute_raw(sql(&transaction, statement, values)).await?;
        transaction.commit().await?;
        Ok(())
    }
}

fn webhook(columns: &mut Columns<'_>) -> Result<Webhook, StoreError> {
    Ok(Webhook {
        id: columns.take()?,
        company: CompanyCode(Arc::from(columns.take::<String>()?)),
        url: columns.take()?,
        events: events(&columns.take::<String>()?)?,
        active: columns.take()?,
        created_by: columns.take()?,
        created_at: columns.take()?,
        pending: columns.take()?,
        given_up: columns.take()?,
    })
}

pub(super) fn events(stored: &str) -> Result<Vec<WebhookEvent>, StoreError> {
    let names = lists::from_stored("webhooks.events", stored)?;
    names.iter().map(|name| event(name)).collect()
}

pub(super) fn event(stored: &str) -> Result<WebhookEvent, StoreError> {
    WebhookEvent::parse(stored).ok_or_else(|| StoreError::bad_value("event", stored))
}
