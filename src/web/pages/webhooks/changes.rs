//! What administrators do with webhooks.

use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Response};
use axum_extra::extract::Form;
use serde::{Deserialize, Serialize};

use super::show::{Asked, list_with};
use super::{LIST, found};
use crate::app::error::AppError;
use crate::app::webhook_target::Reach;
use crate::app::webhooks::{self, Wanted};
use crate::domain::webhook::WebhookEvent;
use crate::web::error::WebError;
use crate::web::visit::Visit;

#[derive(Serialize)]
struct Created {
    id: i64,
    url: String,
    key: String,
}

pub async fn create(visit: Visit, Form(asked): Form<Asked>) -> Result<Response, WebError> {
    let companies = visit.engine.rules.companies.iter().map(|it| &it.company.code);
    let company = companies
        .filter(|code| visit.may_see(code))
        .find(|code| code.as_str() == asked.company)
        .ok_or(WebError::NotFound)?;
    let events: Vec<WebhookEvent> = WebhookEvent::OFFERED
        .into_iter()
        .filter(|event| asked.events.iter().any(|name| name == event.as_str()))
        .collect();
    let wanted = Wanted { company, url: &asked.url, events: &events };
    let reach = Reach { local: visit.web.node_settings.local_webhooks };
    let now = visit.clock().now();
    let created = webhooks::create(&visit.web.store, &wanted, reach, visit.author(), now).await;
    match created {
        Ok((id, key)) => {
            let url = asked.url.trim().to_owned();
            let context = Created { id, url, key: key.reveal().to_owned() };
            visit.page("pages/webhooks/created.html", context)
        }
        Err(AppError::Webhook(error)) => {
            let mistake = Some(visit.text(&error.message()));
            let page = list_with(&visit, asked, mistake).await?;
            Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response())
        }
        Err(error) => Err(error.into()),
    }
}

#[derive(Deserialize)]
pub struct Switch {
    /// `on` or `off`.
    to: String,
}

pub async fn switch(
    visit: Visit,
    Path(id): Path<i64>,
    Form(form): Form<Switch>,
) -> Result<Response, WebError> {
    let webhook = found(&visit, id).await?;
    let active = form.to == "on";
    let (store, now) = (&visit.web.store, visit.clock().now());
    webhooks::switch(store, &webhook, active, visit.author(), now).await?;
    visit.web.webhooks_queued.notify_one();
    let notice = if active { "notice-webhook-on" } else { "notice-webhook-off" };
    Ok(visit.done(&format!("{LIST}/{id}"), notice))
}

pub async fn try_out(visit: Visit, Path(id): Path<i64>) -> Result<Response, WebError> {
    let webhook = found(&visit, id).await?;
    webhooks::try_out(&visit.web.store, &webhook, visit.clock().now()).await?;
    visit.web.webhooks_queued.notify_one();
    Ok(visit.done(&format!("{LIST}/{id}"), "notice-webhook-tried"))
}

pub async fn remove(visit: Visit, Path(id): Path<i64>) -> Result<Response, WebError> {
    let webhook = found(&visit, id).await?;
    let (store, now) = (&visit.web.store, visit.clock().now());
    webhooks::remove(store, &webhook, visit.author(), now).await?;
    Ok(visit.done(LIST, "notice-webhook-removed"))
}

pub async fn deliver_again(
    visit: Visit,
    Path((id, delivery)): Path<(i64, i64)>,
) -> Result<Response, WebError> {
    found(&visit, id).await?;
    let now = visit.clock().now();
    if !visit.web.store.deliver_again(id, delivery, now).await? {
        return Err(WebError::NotFound);
    }
    visit.web.webhooks_queued.notify_one();
    Ok(visit.done(&format!("{LIST}/{id}"), "notice-webhook-again"))
}
