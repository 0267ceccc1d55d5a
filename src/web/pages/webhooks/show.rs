//! The list of webhooks, and one of them with its deliveries.

use axum::extract::Path;
use axum::response::Response;
use chrono::{DateTime, Utc};
use chrono_tz::Tz;
use serde::{Deserialize, Serialize};

use super::found;
use crate::domain::company::CompanyCode;
use crate::domain::webhook::WebhookEvent;
use crate::store::{DeliveryState, Webhook, WebhookDelivery};
use crate::web::error::WebError;
use crate::web::query::Choice;
use crate::web::visit::Visit;

/// Deliveries on the page of a webhook.
const SHOWN: u32 = 50;

/// What the form asks for.
#[derive(Default, Deserialize)]
pub struct Asked {
    pub company: String,
    pub url: String,
    #[serde(default)]
    pub events: Vec<String>,
}

#[derive(Serialize)]
struct Row {
    id: i64,
    company: String,
    url: String,
    events: Vec<&'static str>,
    active: bool,
    pending: i64,
    given_up: i64,
    created_by: String,
    created_at: String,
}

impl Row {
    fn of(visit: &Visit, webhook: &Webhook) -> Self {
        let at = webhook.created_at;
        Self {
            id: webhook.id,
            company: webhook.company.to_string(),
            url: webhook.url.clone(),
            events: webhook.events.iter().map(|event| event.as_str()).collect(),
            active: webhook.active,
            pending: webhook.pending,
            given_up: webhook.given_up,
            created_by: webhook.created_by.clone(),
            created_at: visit.format().moment(at, zone(visit, &webhook.company)),
        }
    }
}

#[derive(Serialize)]
struct List {
    rows: Vec<Row>,
    companies: Vec<Choice>,
    url: String,
    events: Vec<Choice>,
    mistake: Option<String>,
}

pub async fn list(visit: Visit) -> Result<Response, WebError> {
    let all = WebhookEvent::OFFERED.map(|event| event.as_str().to_owned());
    let asked = Asked { events: all.to_vec(), ..Asked::default() };
    list_with(&visit, asked, None).await
}

/// The list with what somebody typed, and what is wrong with it.
pub async fn list_with(
    visit: &Visit,
    asked: Asked,
    mistake: Option<String>,
) -> Result<Response, WebError> {
    let webhooks = visit.web.store.webhooks().await?;
    let seen = webhooks.iter().filter(|webhook| visit.may_see(&webhook.company));
    let companies = visit.engine.rules.companies.iter().map(|rules| &rules.company);
    let companies = companies.filter(|company| visit.may_see(&company.code));
    let context = List {
        rows: seen.map(|webhook| Row::of(visit, webhook)).collect(),
        companies: companies
            .map(|company| Choice {
                value: company.code.to_string(),
                label: company.name.clone(),
                chosen: company.code.as_str() == asked.company,
            })
            .collect(),
        events: WebhookEvent::OFFERED
            .iter()
            .map(|event| Choice {
                value: event.as_str().to_owned(),
                label: event.as_str().to_owned(),
                chosen: asked.events.iter().any(|name| name == event.as_str()),
            })
            .collect(),
        url: asked.url,
        mistake,
    };
    visit.page("pages/webhooks/list.html", context)
}

#[derive(Serialize)]
struct One {
    webhook: Row,
    deliveries: Vec<Delivered>,
}

#[derive(Serialize)]
struct Delivered {
    id: i64,
    event_id: String,
    event: &'static str,
    payload: String,
    state: &'static str,
    tone: &'static str,
    attempts: i32,
    created_at: String,
    attempted_at: Option<String>,
    next_at: Option<String>,
    status: Option<i32>,
    detail: String,
}

pub async fn one(visit: Visit, Path(id): Path<i64>) -> Result<Response, WebError> {
    let webhook = found(&visit, id).await?;
    let deliveries = visit.web.store.webhook_deliveries(id, SHOWN).await?;
    let zone = zone(&visit, &webhook.company);
    let context = One {
        webhook: Row::of(&visit, &webhook),
        deliveries: deliveries.into_iter().map(|it| delivered(&visit, it, zone)).collect(),
    };
    visit.page("pages/webhooks/one.html", context)
}

fn delivered(visit: &Visit, delivery: WebhookDelivery, zone: Tz) -> Delivered {
    let moment = |at: DateTime<Utc>| visit.format().moment(at, zone);
    let pending = delivery.state == DeliveryState::Pending;
    Delivered {
        id: delivery.id,
        event_id: delivery.event_id,
        event: delivery.event.as_str(),
        payload: delivery.payload,
        state: delivery.state.as_str(),
        tone: match delivery.state {
            DeliveryState::Pending => "info",
            DeliveryState::Delivered => "ok",
            DeliveryState::GivenUp => "danger",
        },
        attempts: delivery.attempts,
        created_at: moment(delivery.created_at),
        attempted_at: delivery.attempted_at.map(moment),
        next_at: pending.then(|| moment(delivery.next_at)),
        status: delivery.status,
        detail: delivery.detail.unwrap_or_default(),
    }
}

/// The time zone of a company, where the rules still have it.
fn zone(visit: &Visit, company: &CompanyCode) -> Tz {
    let companies = visit.engine.rules.companies.iter().map(|rules| &rules.company);
    companies.filter(|it| it.code == *company).map(|it| it.time_zone).next().unwrap_or(Tz::UTC)
}
