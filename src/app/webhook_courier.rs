//! Delivers to webhooks in the background: what is due is taken up under a
//! lease, tried, and tried again later when it fails.

use std::collections::HashMap;
use std::sync::Arc;
use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};
use futures_util::stream::FuturesUnordered;
use futures_util::{FutureExt as _, StreamExt as _};
use reqwest::header::CONTENT_TYPE;
use reqwest::{Client, Response};
use tokio::sync::Notify;
use tokio_util::sync::CancellationToken;
use uuid::Uuid;

use super::webhook_signature::SigningKey;
use super::webhook_target::Reach;
use crate::store::{Attempt, DeliveryState, Store, StoreError, TakenUp};

/// How long a receiver may take to answer.
const PATIENCE: Duration = Duration::from_secs(10);
/// For longer than an attempt takes: then another process may take it up.
const LEASE: TimeDelta = TimeDelta::seconds(60);
/// How often the queue is looked at when nobody tells of something new.
const LOOK: Duration = Duration::from_secs(1);
/// Deliveries of one webhook under way at once: a receiver that does not
/// answer holds up nobody but itself.
const AT_ONCE: u32 = 4;
/// The wait after the first failure; it doubles with each further one.
const FIRST_DELAY: Duration = Duration::from_secs(2);
const LONGEST_DELAY: Duration = Duration::from_secs(8 * 3600);
/// After so long a delivery is given up.
const GIVE_UP: TimeDelta = TimeDelta::days(3);
/// How long ended deliveries are shown.
const KEPT: TimeDelta = TimeDelta::days(30);
const SWEEP: Duration = Duration::from_secs(3600);
/// As much of an answer as is kept, in bytes.
const LONGEST_ANSWER: usize = 500;

/// Delivers until the service stops. `more` wakes it up early.
pub async fn deliver(store: &Store, reach: Reach, more: &Notify, stopping: &CancellationToken) {
    let client = match reach.client(PATIENCE) {
        Ok(client) => client,
        Err(error) => {
            tracing::error!(%error, "webhooks are not delivered");
            return;
        }
    };
    let courier = Courier { store, client, reach };
    let mut under_way = FuturesUnordered::new();
    // Of each webhook, how many are under way.
    let mut busy = HashMap::<i64, u32>::new();
    let mut swept = None::<tokio::time::Instant>;
    while !stopping.is_cancelled() {
        if swept.is_none_or(|at| at.elapsed() > SWEEP) {
            swept = Some(tokio::time::Instant::now());
            if let Err(error) = store.forget_deliveries(Utc::now() - KEPT).await {
                tracing::warn!(%error, "old deliveries of webhooks were not forgotten");
            }
        }
        match courier.take_up(&busy).await {
            Ok(taken) => {
                for (delivery, lease) in taken {
                    *busy.entry(delivery.webhook).or_default() += 1;
                    under_way.push(courier.attempt(delivery, lease));
                }
            }
            Err(error) => tracing::warn!(%error, "webhooks are not delivered for now"),
        }
        tokio::select! {
            () = stopping.cancelled() => {}
            () = more.notified() => {}
            () = tokio::time::sleep(LOOK) => {}
            Some(webhook) = under_way.next() => {
                has_ended(&mut busy, webhook);
                // Others that have ended too make room for what is taken up next.
                while let Some(Some(webhook)) = under_way.next().now_or_never() {
                    has_ended(&mut busy, webhook);
                }
            }
        }
    }
    // What is under way comes to its end, at the latest when patience ends.
    while under_way.next().await.is_some() {}
}

/// One delivery of a webhook is not under way any more.
fn has_ended(busy: &mut HashMap<i64, u32>, webhook: i64) {
    if let Some(count) = busy.get_mut(&webhook) {
        *count = count.saturating_sub(1);
    }
    busy.retain(|_, count| *count > 0);
}

struct Courier<'a> {
    store: &'a Store,
    client: Client,
    reach: Reach,
}

/// What a receiver answered.
struct Answer {
    status: Option<u16>,
    detail: String,
}

impl Courier<'_> {
    /// What is due, as far as each webhook has room for it, with the lease.
    async fn take_up(
        &self,
        busy: &HashMap<i64, u32>,
    ) -> Result<Vec<(TakenUp, Arc<str>)>, StoreError> {
        let lease: Arc<str> = Uuid::new_v4().simple().to_string().into();
        let now = Utc::now();
        let room =
            |webhook: i64| AT_ONCE.saturating_sub(busy.get(&webhook).copied().unwrap_or_default());
        let taken = self.store.take_up_deliveries(&lease, now, now + LEASE, room).await?;
        Ok(taken.into_iter().map(|delivery| (delivery, Arc::clone(&lease))).collect())
    }

    /// Tries a delivery and records what came of it; its webhook.
    async fn attempt(&self, delivery: TakenUp, lease: Arc<str>) -> i64 {
        let answer = self.send(&delivery).await;
        let now = Utc::now();
        let attempt = judged(&answer, &delivery, now, fastrand::f64());
        let outcome = attempt.state.as_str();
        metrics::counter!("relance_webhook_attempts_total", "outcome" => outcome).increment(1);
        tracing::info!(
            delivery = delivery.id,
            webhook_id = delivery.event_id,
            attempt = delivery.attempts + 1,
            status = answer.status,
            outcome,
            "webhook"
        );
        if let Err(error) = self.store.record_attempt(delivery.id, &lease, &attempt, now).await {
            // It is taken up again when the lease ends.
            tracing::warn!(%error, delivery = delivery.id, "an attempt was not recorded");
        }
        delivery.webhook
    }

    async fn send(&self, delivery: &TakenUp) -> Answer {
        // The setting may have changed since the webhook was made.
        let url = match self.reach.address(&delivery.url) {
            Ok(url) => url,
            Err(error) => return Answer { status: None, detail: error.to_string() },
        };
        let timestamp = Utc::now().timestamp();
        let key = SigningKey::known(delivery.signing_key.clone());
        let signature = key.sign(&delivery.event_id, timestamp, &delivery.payload);
        let sent = self
            .client
            .post(url)
            .header(CONTENT_TYPE, "application/json")
            .header("webhook-id", &delivery.event_id)
            .header("webhook-timestamp", timestamp)
            .header("webhook-signature", signature.unwrap_or_default())
            .body(delivery.payload.clone())
            .send()
            .await;
        match sent {
            Ok(response) => {
                let status = Some(response.status().as_u16());
                Answer { status, detail: beginning(response).await }
            }
            Err(error) => Answer { status: None, detail: told(&error) },
        }
    }
}

/// What comes of an answer: anything but a success is tried again, later and
/// later, until three days have passed.
fn judged(answer: &Answer, delivery: &TakenUp, now: DateTime<Utc>, chance: f64) -> Attempt {
    let status = answer.status.map(i32::from);
    let detail = answer.detail.clone();
    if answer.status.is_some_and(|status| (200..300).contains(&status)) {
        return Attempt { state: DeliveryState::Delivered, next_at: now, status, detail };
    }
    let next_at = now + delay(delivery.attempts, chance);
    let late = next_at > delivery.created_at + GIVE_UP;
    let state = if late { DeliveryState::GivenUp } else { DeliveryState::Pending };
    Attempt { state, next_at, status, detail }
}

/// The wait after so many failures before this one: doubled each time, and
/// up to a fifth more or less, so that receivers are not asked in step.
fn delay(failures: i32, chance: f64) -> Duration {
    let factor = 2_u32.checked_pow(failures.max(0).unsigned_abs()).unwrap_or(u32::MAX);
    FIRST_DELAY.saturating_mul(factor).min(LONGEST_DELAY).mul_f64(0.8 + 0.4 * chance)
}

/// The first bytes of an answer, as text.
async fn beginning(mut response: Response) -> String {
    let mut bytes = Vec::new();
    while bytes.len() < LONGEST_ANSWER {
        match response.chunk().await {
            Ok(Some(chunk)) => bytes.extend_from_slice(&chunk),
            Ok(None) | Err(_) => break,
        }
    }
    bytes.truncate(LONGEST_ANSWER);
    // PostgreSQL keeps no zero bytes in texts.
    String::from_utf8_lossy(&bytes).replace('\0', "")
}

/// An error with its causes, without the address.
fn told(error: &reqwest::Error) -> String {
    let mut causes: Vec<String> = Vec::new();
    let mut source = std::error::Error::source(error);
    while let Some(cause) = source {
        causes.push(cause.to_string());
        source = cause.source();
    }
    if error.is_timeout() {
        causes.insert(0, "timeout".to_owned());
    }
    causes.dedup();
    if causes.is_empty() { "no answer".to_owned() } else { causes.join(": ") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn failures_are_tried_again_for_three_days() {
        let created_at: DateTime<Utc> = "2026-11-24T08:00:00Z".parse().expect("a moment");
        let mut delivery = TakenUp {
            id: 1,
            webhook: 1,
            url: String::new(),
            signing_key: String::new(),
            event_id: "msg_1".to_owned(),
            payload: String::new(),
            attempts: 0,
            created_at,
        };
        let failed = Answer { status: Some(500), detail: String::new() };
        let mut now = created_at;
        loop {
            let attempt = judged(&failed, &delivery, now, 0.5);
            delivery.attempts += 1;
            if attempt.state == DeliveryState::GivenUp {
                break;
            }
            now = attempt.next_at;
        }
        let waited = now - created_at;
        assert!(waited > TimeDelta::hours(60) && waited <= TimeDelta::days(3), "{waited}");
        assert!((15..30).contains(&delivery.attempts), "{}", delivery.attempts);
    }

    #[test]
    fn the_wait_doubles_and_varies() {
        assert_eq!(delay(0, 0.5), Duration::from_secs(2));
        assert_eq!(delay(3, 0.5), Duration::from_secs(16));
        assert_eq!(delay(0, 0.0), Duration::from_millis(1600));
        assert_eq!(delay(60, 0.5), LONGEST_DELAY);
    }
}
