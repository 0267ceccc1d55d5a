//! One contact's personal data: export and erasure.

use axum::extract::{Form, Path};
use axum::response::Response;
use serde::{Deserialize, Serialize};

use crate::app::error::AppError;
use crate::app::personal_data;
use crate::app::trust_error::TrustError;
use crate::store::Person;
use crate::web::error::WebError;
use crate::web::message;
use crate::web::query::segment;
use crate::web::visit::CompanyVisit;
use crate::wording::msg;

pub const PAGE: &str = "/c/{company}/customers/{code}/contacts/{contact}";
pub const EXPORT: &str = "/c/{company}/customers/{code}/contacts/{contact}/export";
pub const ERASE: &str = "/c/{company}/customers/{code}/contacts/{contact}/erase";

#[derive(Serialize)]
struct Context {
    customer: String,
    customer_path: String,
    code: String,
    name: String,
    addresses: Vec<String>,
    shared: Vec<String>,
    reminders: usize,
    records: usize,
    elsewhere: usize,
    export: String,
    erase: String,
}

async fn person(visit: &CompanyVisit, customer: &str, contact: &str) -> Result<Person, WebError> {
    let found = personal_data::contact(&visit.engine.store, visit.code(), customer, contact).await;
    found.map_err(|error| match error {
        AppError::Trust(TrustError::UnknownPerson { .. }) => WebError::NotFound,
        other => WebError::App(other),
    })
}

pub async fn page(
    visit: CompanyVisit,
    Path((_, customer, contact)): Path<(String, String, String)>,
) -> Result<Response, WebError> {
    let person = person(&visit, &customer, &contact).await?;
    let traces = visit.engine.store.traces(&person).await?;
    let customer_path = visit.customer_path(&customer);
    let here = format!("{customer_path}/contacts/{}", segment(&contact));
    let context = Context {
        name: person.contact.as_ref().map(|it| it.contact.name.clone()).unwrap_or_default(),
        addresses: person.addresses.iter().map(ToString::to_string).collect(),
        shared: person.shared.iter().map(ToString::to_string).collect(),
        reminders: traces.reminders.len(),
        records: traces.history.len() + traces.changes.len(),
        elsewhere: traces.elsewhere.len(),
        export: format!("{here}/export"),
        erase: format!("{here}/erase"),
        customer,
        customer_path,
        code: contact,
    };
    visit.page("pages/customer/personal.html", context)
}

pub async fn export(
    visit: CompanyVisit,
    Path((_, customer, contact)): Path<(String, String, String)>,
) -> Result<Response, WebError> {
    let person = person(&visit, &customer, &contact).await?;
    let now = visit.clock().now();
    let export = personal_data::export(&visit.engine.store, &person, visit.author(), now).await?;
    let document = format!("{:#}\n", export.one_document());
    let name = format!("{customer}-{contact}.json");
    Ok(message::file(&name, "application/json", document.into_bytes()))
}

#[derive(Deserialize)]
pub struct Asked {
    #[serde(default)]
    reason: String,
    /// Ticked by who has read what it does.
    #[serde(default)]
    sure: String,
}

pub async fn erase(
    visit: CompanyVisit,
    Path((_, customer, contact)): Path<(String, String, String)>,
    Form(asked): Form<Asked>,
) -> Result<Response, WebError> {
    let reason = asked.reason.trim();
    if reason.is_empty() || asked.sure != "on" {
        return Err(WebError::BadRequest(msg!("web-personal-reason-and-tick")));
    }
    let person = person(&visit, &customer, &contact).await?;
    let now = visit.clock().now();
    personal_data::erase(&visit.engine, &person, visit.author(), reason, now).await?;
    Ok(visit.done(&visit.customer_path(&customer), "notice-contact-erased"))
}
