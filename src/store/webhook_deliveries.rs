//! What is to be delivered to webhooks: taken up by one process at a time,
//! tried until it succeeds or is given up.

use chrono::{DateTime, Utc};
use sea_orm::{ConnectionTrait, DatabaseTransaction, DbBackend, Value};

use super::connection::Store;
use super::error::StoreError;
use super::rows::{Columns, moment, number, parameters, sql, text};
use super::webhooks;
use crate::domain::webhook::WebhookEvent;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DeliveryState {
    /// Waits for its next attempt.
    Pending,
    Delivered,
    /// No more attempts are made, unless somebody asks for one.
    GivenUp,
}

impl DeliveryState {
    pub(super) const ALL: [Self; 3] = [Self::Pending, Self::Delivered, Self::GivenUp];

    /// The name used in the store.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Pending => "pending",
            Self::Delivered => "delivered",
            Self::GivenUp => "given_up",
        }
    }

    pub(super) fn from_stored(stored: &str) -> Result<Self, StoreError> {
        Self::ALL
            .into_iter()
            .find(|state| state.as_str() == stored)
            .ok_or_else(|| StoreError::bad_value("webhook_deliveries.state", stored))
    }
}

/// A delivery as it is shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WebhookDelivery {
    pub id: i64,
    pub event_id: String,
    pub event: WebhookEvent,
    pub payload: String,
    pub state: DeliveryState,
    pub attempts: i32,
    pub created_at: DateTime<Utc>,
    /// When a pending one is tried next.
    pub next_at: DateTime<Utc>,
    pub attempted_at: Option<DateTime<Utc>>,
    /// The status of the last answer, where there was one.
    pub status: Option<i32>,
    /// What the last answer said, or why there was none.
    pub detail: Option<String>,
}

/// Something to be delivered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewDelivery {
    pub webhook: i64,
    pub event_id: String,
    pub event: WebhookEvent,
    pub payload: String,
}

/// A delivery that this process has taken up.
#[derive(Clone, PartialEq, Eq)]
pub struct TakenUp {
    pub id: i64,
    pub webhook: i64,
    pub url: String,
    pub signing_key: String,
    pub event_id: String,
    pub payload: String,
    /// Attempts before this one.
    pub attempts: i32,
    pub created_at: DateTime<Utc>,
}

/// How an attempt ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attempt {
    pub state: DeliveryState,
    /// When a pending one is tried again.
    pub next_at: DateTime<Utc>,
    pub status: Option<i32>,
    pub detail: String,
}

/// What is due and may be taken up: not held by another process that lives.
const DUE: &str = "webhook_deliveries.state = 'pending' AND webhook_deliveries.next_at <= $1 \
    AND (webhook_deliveries.leased_until IS NULL OR webhook_deliveries.leased_until < $1)";

impl Store {
    /// # Errors
    /// When the database fails.
    pub async fn add_webhook_delivery(
        &self,
        delivery: &NewDelivery,
        now: DateTime<Utc>,
    ) -> Result<(), StoreError> {
        let transaction = self.begin().await?;
        insert(&transaction, std::slice::from_ref(delivery), now).await?;
        transaction.commit().await?;
        Ok(())
    }

    /// Takes up what is due, for as long as the lease lasts: of each webhook
    /// at most as many as `room` gives it.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn take_up_deliveries(
        &self,
        lease: &str,
        now: DateTime<Utc>,
        until: DateTime<Utc>,
        room: impl Fn(i64) -> u32,
    ) -> Result<Vec<TakenUp>, StoreError> {
        // Most of the time nothing is due; nobody waits to write for that.
        let waiting: Vec<(i64, u32)> = self
            .webhooks_with_due(now)
            .await?
            .into_iter()
            .map(|webhook| (webhook, room(webhook)))
            .filter(|(_, room)| *room > 0)
            .collect();
        if waiting.is_empty() {
            return Ok(Vec::new());
        }
        let transaction = self.begin().await?;
        let skip = match transaction.get_database_backend() {
            DbBackend::Postgres => "FOR UPDATE OF webhook_deliveries SKIP LOCKED",
            _ => "",
        };
        let statement = format!(
            "UPDATE webhook_deliveries SET lease = $2, leased_until = $3 WHERE id IN (\
             SELECT webhook_deliveries.id FROM webhook_deliveries \
             WHERE webhook_deliveries.webhook_id = $4 AND {DUE} \
             ORDER BY webhook_deliveries.next_at, webhook_deliveries.id LIMIT $5 {skip})"
        );
        for (webhook, room) in waiting {
            let count = number(i64::from(room));
            let values = [moment(now), text(lease), moment(until), number(webhook), count];
            transaction.execute_raw(sql(&transaction, statement.as_str(), values)).await?;
        }
        let statement = "SELECT webhook_deliveries.id, webhook_deliveries.webhook_id, \
            webhooks.url, webhooks.signing_key, webhook_deliveries.event_id, \
            webhook_deliveries.payload, webhook_deliveries.attempts, \
            webhook_deliveries.created_at FROM webhook_deliveries \
            JOIN webhooks ON webhooks.id = webhook_deliveries.webhook_id \
            WHERE webhook_deliveries.lease = $1 ORDER BY webhook_deliveries.id";
        let rows = transaction.query_all_raw(sql(&transaction, statement, [text(lease)])).await?;
        transaction.commit().await?;
        rows.iter()
            .map(|row| {
                let mut columns = Columns::of(row);
                Ok(TakenUp {
                    id: columns.take()?,
                    webhook: columns.take()?,
                    url: columns.take()?,
                    signing_key: columns.take()?,
                    event_id: columns.take()?,
                    payload: columns.take()?,
                    attempts: columns.take()?,
                    created_at: columns.take()?,
                })
            })
            .collect()
    }

    /// The webhooks in use that something is due for.
    async fn webhooks_with_due(&self, now: DateTime<Utc>) -> Result<Vec<i64>, StoreError> {
        let statement = format!(
            "SELECT webhooks.id FROM webhooks WHERE webhooks.active AND EXISTS (\
             SELECT 1 FROM webhook_deliveries \
             WHERE webhook_deliveries.webhook_id = webhooks.id AND {DUE}) ORDER BY webhooks.id"
        );
        let statement = sql(self.readers(), statement, [moment(now)]);
        let rows = self.readers().query_all_raw(statement).await?;
        rows.iter().map(|row| Columns::of(row).take()).collect()
    }

    /// Records an attempt, unless the lease has passed to another process.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn record_attempt(
        &self,
        delivery: i64,
        lease: &str,
        attempt: &Attempt,
        now: DateTime<Utc>,
    ) -> Result<(), StoreError> {
        let statement = "UPDATE webhook_deliveries SET state = $3, next_at = $4, status = $5, \
            detail = $6, attempted_at = $7, attempts = attempts + 1, lease = NULL, \
            leased_until = NULL WHERE id = $1 AND lease = $2";
        let values = [
            number(delivery),
            text(lease),
            text(attempt.state.as_str()),
            moment(attempt.next_at),
            Value::Int(attempt.status),
            text(&attempt.detail),
            moment(now),
        ];
        self.change(statement, values).await
    }

    /// Puts a delivery into the queue once more; false when the webhook has
    /// none of this number.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn deliver_again(
        &self,
        webhook: i64,
        delivery: i64,
        now: DateTime<Utc>,
    ) -> Result<bool, StoreError> {
        let transaction = self.begin().await?;
        let statement = "UPDATE webhook_deliveries SET state = 'pending', next_at = $3 \
            WHERE id = $2 AND webhook_id = $1";
        let values = [number(webhook), number(delivery), moment(now)];
        let done = transaction.execute_raw(sql(&transaction, statement, values)).await?;
        transaction.commit().await?;
        Ok(done.rows_affected() == 1)
    }

    /// The newest deliveries of a webhook.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn webhook_deliveries(
        &self,
        webhook: i64,
        limit: u32,
    ) -> Result<Vec<WebhookDelivery>, StoreError> {
        let statement = "SELECT id, event_id, event, payload, state, attempts, created_at, \
            next_at, attempted_at, status, detail FROM webhook_deliveries \
            WHERE webhook_id = $1 ORDER BY id DESC LIMIT $2";
        let values = [number(webhook), number(i64::from(limit))];
        let rows = self.readers().query_all_raw(sql(self.readers(), statement, values)).await?;
        rows.iter()
            .map(|row| {
                let mut columns = Columns::of(row);
                Ok(WebhookDelivery {
                    id: columns.take()?,
                    event_id: columns.take()?,
                    event: webhooks::event(&columns.take::<String>()?)?,
                    payload: columns.take()?,
                    state: DeliveryState::from_stored(&columns.take::<String>()?)?,
                    attempts: columns.take()?,
                    created_at: columns.take()?,
                    next_at: columns.take()?,
                    attempted_at: columns.take()?,
                    status: columns.take()?,
                    detail: columns.take()?,
                })
            })
            .collect()
    }

    /// Forgets what ended before this moment.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn forget_deliveries(&self, before: DateTime<Utc>) -> Result<(), StoreError> {
        let statement =
            "DELETE FROM webhook_deliveries WHERE state <> 'pending' AND created_at < $1";
        self.change(statement, [moment(before)]).await
    }
}

/// Adds deliveries, due at once.
pub(super) async fn insert(
    transaction: &DatabaseTransaction,
    deliveries: &[NewDelivery],
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    const COLUMNS: usize = 8;
    const ROWS: usize = 500;
    for chunk in deliveries.chunks(ROWS) {
        let mut statement = String::from(
            "INSERT INTO webhook_deliveries (webhook_id, event_id, event, payload, state, \
             attempts, created_at, next_at) VALUES ",
        );
        let mut values = Vec::with_capacity(chunk.len() * COLUMNS);
        for (position, delivery) in chunk.iter().enumerate() {
            if position > 0 {
                statement.push_str(", ");
            }
            statement.push('(');
            statement.push_str(&parameters(1 + position * COLUMNS, COLUMNS));
            statement.push(')');
            values.extend([
                number(delivery.webhook),
                text(&delivery.event_id),
                text(delivery.event.as_str()),
                text(&delivery.payload),
                text(DeliveryState::Pending.as_str()),
                Value::Int(Some(0)),
                moment(now),
                moment(now),
            ]);
        }
        transaction.execute_raw(sql(transaction, statement, values)).await?;
    }
    Ok(())
}
