//! One reminder of the next batch, and its mail as it would be sent now.

use axum::extract::{Path, Query};
use axum::response::Response;
use serde::{Deserialize, Serialize};

use super::{moneys, scope};
use crate::app::preview::{self, One};
use crate::web::error::WebError;
use crate::web::message;
use crate::web::query::address;
use crate::web::visit::CompanyVisit;

#[derive(Deserialize)]
pub struct Asked {
    customer: String,
    /// The Message-ID.
    id: String,
}

#[derive(Serialize)]
struct Context {
    batch: String,
    preview: String,
    customer: String,
    name: String,
    customer_path: String,
    level: String,
    subject: String,
    to: Vec<String>,
    cc: Vec<String>,
    items: Vec<Item>,
    totals: Vec<String>,
    html: String,
    text: String,
}

#[derive(Serialize)]
struct Item {
    name: String,
    due: String,
    days: i64,
    open: String,
}

async fn one(visit: &CompanyVisit, batch: &str, asked: &Asked) -> Result<One, WebError> {
    let scope = scope(visit, batch)?;
    let clock = visit.clock();
    let one = preview::one(&visit.engine, &scope, &clock, &asked.customer, &asked.id).await?;
    one.ok_or(WebError::NotFound)
}

pub async fn page(
    visit: CompanyVisit,
    Path((_, batch)): Path<(String, String)>,
    Query(asked): Query<Asked>,
) -> Result<Response, WebError> {
    let One { row, mail } = one(&visit, &batch, &asked).await?;
    let format = visit.format();
    let same = [("customer", asked.customer.as_str()), ("id", asked.id.as_str())];
    let items = row.items.iter().map(|item| Item {
        name: format!("{}/{}", item.invoice, item.instalment),
        due: format.day(item.due_date),
        days: item.days_late,
        open: format.money(&item.open),
    });
    let context = Context {
        preview: visit.batch_path(&batch, "preview"),
        customer_path: visit.customer_path(&row.customer.code),
        customer: row.customer.code.clone(),
        name: row.customer.name.clone(),
        level: row.level.to_string(),
        items: items.collect(),
        totals: moneys(&row.totals, &format),
        to: row.to.iter().map(ToString::to_string).collect(),
        cc: row.cc.iter().map(ToString::to_string).collect(),
        subject: row.subject,
        html: address(&visit.batch_path(&batch, "mail.html"), same),
        text: mail.text,
        batch,
    };
    visit.page("pages/batches/mail.html", context)
}

/// The mail itself, for a frame.
pub async fn html(
    visit: CompanyVisit,
    Path((_, batch)): Path<(String, String)>,
    Query(asked): Query<Asked>,
) -> Result<Response, WebError> {
    let One { mail, .. } = one(&visit, &batch, &asked).await?;
    Ok(message::html(mail.html))
}
