//! What became of reminders, for the webhooks of their company: written in
//! the transaction that records it, so that neither is without the other.

use std::collections::HashMap;

use chrono::{DateTime, SecondsFormat, Utc};
use sea_orm::{ConnectionTrait, DatabaseTransaction, Value};
use serde::Serialize;
use uuid::Uuid;

use super::bounces::Bounce;
use super::error::StoreError;
use super::lists;
use super::rows::{Columns, number, parameters, sql, text};
use super::run::ReminderState;
use super::settle::{Delivery, Outcome, Taken};
use super::webhook_deliveries::{self, NewDelivery};
use super::webhooks;
use crate::domain::identity::{ReminderId, RunId};
use crate::domain::webhook::WebhookEvent;

/// What a webhook is told; its fields are documented in `docs/webhooks.md`.
#[derive(Serialize)]
struct Payload<'a> {
    id: &'a str,
    #[serde(rename = "type")]
    kind: &'static str,
    timestamp: String,
    data: Told<'a>,
}

#[derive(Serialize)]
struct Told<'a> {
    company: &'a str,
    customer: &'a str,
    reminder: i64,
    run: i64,
    channel: &'a str,
    level: &'a str,
    /// How many addresses it went to, copies included.
    recipients: usize,
    message_id: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    error: Option<&'a str>,
}

/// What a reminder is, before its outcome is recorded.
struct Facts {
    company: String,
    channel: String,
    customer: String,
    level: String,
    message_id: String,
    recipients: usize,
}

/// Queues the outcomes of reminders in this state for the webhooks of their
/// company. Costs one look at a small table where it has none.
pub(super) async fn queue(
    transaction: &DatabaseTransaction,
    run: RunId,
    taken: Taken<'_>,
    outcomes: &[Outcome],
) -> Result<(), StoreError> {
    let subscribed = subscribed(transaction, run).await?;
    let Some(at) = outcomes.iter().map(|outcome| outcome.at).max() else { return Ok(()) };
    if subscribed.is_empty() {
        return Ok(());
    }
    let reminders: Vec<ReminderId> = outcomes.iter().map(|outcome| outcome.reminder).collect();
    let facts = facts(transaction, run, taken, &reminders).await?;
    let mut queued = Vec::new();
    for outcome in outcomes {
        let Some(facts) = facts.get(&outcome.reminder.0) else { continue };
        let (event, error) = match &outcome.delivery {
            Delivery::Sent { .. } => (WebhookEvent::Sent, None),
            Delivery::Failed { reason } => (WebhookEvent::Failed, Some(reason.as_str())),
            // Nothing has come of it yet.
            Delivery::Deferred { .. } => continue,
        };
        let happened = Happened { event, run, reminder: outcome.reminder, at: outcome.at, error };
        queued.extend(deliveries(&subscribed, &happened, facts));
    }
    webhook_deliveries::insert(transaction, &queued, at).await
}

/// Queues that a mail came back, for the webhooks of its company.
pub(super) async fn queue_bounce(
    transaction: &DatabaseTransaction,
    bounce: &Bounce<'_>,
) -> Result<(), StoreError> {
    let Bounce { run, reminder, detail, at, .. } = *bounce;
    let subscribed = subscribed(transaction, run).await?;
    if subscribed.is_empty() {
        return Ok(());
    }
    let sent = Taken { state: ReminderState::Sent, by: "" };
    let facts = facts(transaction, run, sent, &[reminder]).await?;
    let Some(facts) = facts.get(&reminder.0) else { return Ok(()) };
    let event = WebhookEvent::Bounced;
    let happened = Happened { event, run, reminder, at, error: Some(detail) };
    let queued: Vec<NewDelivery> = deliveries(&subscribed, &happened, facts).collect();
    webhook_deliveries::insert(transaction, &queued, at).await
}

/// What became of one reminder.
struct Happened<'a> {
    event: WebhookEvent,
    run: RunId,
    reminder: ReminderId,
    at: DateTime<Utc>,
    error: Option<&'a str>,
}

/// One delivery for each webhook that is told of such events.
fn deliveries(
    subscribed: &[(i64, Vec<WebhookEvent>)],
    happened: &Happened<'_>,
    facts: &Facts,
) -> impl Iterator<Item = NewDelivery> {
    let told = subscribed.iter().filter(|(_, events)| events.contains(&happened.event));
    told.map(|(webhook, _)| delivery(*webhook, happened, facts))
}

/// What is delivered to try a webhook.
pub fn trial(webhook: i64, company: &str, now: DateTime<Utc>) -> NewDelivery {
    let event_id = event_id();
    let payload = serde_json::json!({
        "id": event_id,
        "type": WebhookEvent::Test.as_str(),
        "timestamp": timestamp(now),
        "data": { "company": company },
    });
    NewDelivery { webhook, event_id, event: WebhookEvent::Test, payload: payload.to_string() }
}

fn event_id() -> String {
    format!("msg_{}", Uuid::now_v7().simple())
}

fn timestamp(at: DateTime<Utc>) -> String {
    at.to_rfc3339_opts(SecondsFormat::Secs, true)
}

fn delivery(webhook: i64, happened: &Happened<'_>, facts: &Facts) -> NewDelivery {
    let Happened { event, run, reminder, at, error } = *happened;
    let event_id = event_id();
    let payload = Payload {
        id: &event_id,
        kind: event.as_str(),
        timestamp: timestamp(at),
        data: Told {
            company: &facts.company,
            customer: &facts.customer,
            reminder: reminder.0,
            run: run.0,
            channel: &facts.channel,
            level: &facts.level,
            recipients: facts.recipients,
            message_id: &facts.message_id,
            error,
        },
    };
    // Texts and numbers only: it always is JSON.
    let payload = serde_json::to_string(&payload).unwrap_or_default();
    NewDelivery { webhook, event_id, event, payload }
}

/// The active webhooks of the run's company, and what they are told of.
async fn subscribed(
    transaction: &DatabaseTransaction,
    run: RunId,
) -> Result<Vec<(i64, Vec<WebhookEvent>)>, StoreError> {
    let statement = "SELECT webhooks.id, webhooks.events FROM webhooks \
        JOIN runs ON runs.company = webhooks.company WHERE runs.id = $1 AND webhooks.active \
        ORDER BY webhooks.id";
    let rows = transaction.query_all_raw(sql(transaction, statement, [number(run.0)])).await?;
    rows.iter()
        .map(|row| {
            let mut columns = Columns::of(row);
            Ok((columns.take()?, webhooks::events(&columns.take::<String>()?)?))
        })
        .collect()
}

async fn facts(
    transaction: &DatabaseTransaction,
    run: RunId,
    taken: Taken<'_>,
    reminders: &[ReminderId],
) -> Result<HashMap<i64, Facts>, StoreError> {
    let statement = format!(
        "SELECT reminders.id, runs.company, runs.channel, customers.code, reminders.level, \
         reminders.message_id, reminders.recipients, reminders.copies FROM reminders \
         JOIN runs ON runs.id = reminders.run_id \
         JOIN customers ON customers.id = reminders.customer_id \
         WHERE reminders.run_id = $1 AND reminders.state = $2 \
         AND COALESCE(reminders.taken_by, '') = $3 AND reminders.id IN ({})",
        parameters(4, reminders.len())
    );
    let mut values: Vec<Value> = vec![number(run.0), text(taken.state.as_str()), text(taken.by)];
    values.extend(reminders.iter().map(|reminder| number(reminder.0)));
    let rows = transaction.query_all_raw(sql(transaction, statement, values)).await?;
    rows.iter()
        .map(|row| {
            let mut columns = Columns::of(row);
            let id: i64 = columns.take()?;
            let (company, channel) = (columns.take()?, columns.take()?);
            let (customer, level, message_id) = (columns.take()?, columns.take()?, columns.take()?);
            let mut recipients = 0;
            for column in ["reminders.recipients", "reminders.copies"] {
                recipients += lists::from_stored(column, &columns.take::<String>()?)?.len();
            }
            let facts = Facts { company, channel, customer, level, message_id, recipients };
            Ok((id, facts))
        })
        .collect()
}
