//! What the next batch would send to a customer, and why not the rest.

use axum::extract::Path;
use axum::response::Response;
use serde::Serialize;

use super::super::items::{batches, pairs_of, scope, words};
use crate::app::customer_plan::{self, CustomerPreview};
use crate::app::engine::Scope;
use crate::app::report::{ItemRow, ReminderRow};
use crate::web::error::WebError;
use crate::web::message as shown;
use crate::web::query::{Choice, address};
use crate::web::visit::CompanyVisit;

#[derive(Serialize)]
pub struct Next {
    /// None where no batch runs for the company.
    batch: Option<String>,
    batches: Vec<Choice>,
    day: String,
    reminders: Vec<Reminder>,
    left_out: Vec<LeftOut>,
    /// Reminders whose mail cannot be made.
    unrendered: Vec<Unrendered>,
    bad_addresses: Vec<String>,
}

#[derive(Serialize)]
struct Reminder {
    level: String,
    subject: String,
    to: Vec<String>,
    cc: Vec<String>,
    items: Vec<Item>,
    totals: Vec<String>,
    /// Where the mail is shown.
    message: String,
}

#[derive(Serialize)]
struct Item {
    label: String,
    invoice: String,
    due: String,
    open: String,
}

#[derive(Serialize)]
struct LeftOut {
    item: Item,
    reason: String,
}

#[derive(Serialize)]
struct Unrendered {
    level: String,
    items: Vec<Item>,
    error: String,
}

fn asked(visit: &CompanyVisit) -> Result<(Scope, bool), WebError> {
    let pairs = pairs_of(visit);
    let named = pairs.iter().find(|(name, _)| name == "batch").map_or("", |(_, batch)| batch);
    scope(visit, named)
}

pub async fn of(visit: &CompanyVisit, code: &str) -> Result<Next, WebError> {
    let (scope, of_batch) = asked(visit)?;
    let mut next = Next {
        batch: of_batch.then(|| scope.batch.name.clone()),
        batches: batches(visit, &scope),
        day: visit.format().day(scope.run_date),
        reminders: Vec::new(),
        left_out: Vec::new(),
        unrendered: Vec::new(),
        bad_addresses: Vec::new(),
    };
    if !of_batch {
        return Ok(next);
    }
    let CustomerPreview { rows, .. } =
        customer_plan::preview(&visit.engine, &scope, code, &visit.clock()).await?;
    let places = rows.reminders.iter().enumerate();
    next.reminders = places.map(|(place, row)| reminder(visit, code, &scope, place, row)).collect();
    next.left_out = rows
        .skipped
        .iter()
        .map(|skipped| LeftOut {
            item: item(visit, code, &skipped.item),
            reason: words::reason(visit, &skipped.reason),
        })
        .collect();
    next.unrendered = rows
        .unrendered
        .iter()
        .map(|row| Unrendered {
            level: row.level.to_string(),
            items: row.items.iter().map(|it| item(visit, code, it)).collect(),
            error: visit.text(&row.error.message()),
        })
        .collect();
    next.bad_addresses = rows.bad_addresses.iter().map(|row| row.bad.text.clone()).collect();
    next.bad_addresses.sort_unstable();
    next.bad_addresses.dedup();
    Ok(next)
}

fn reminder(
    visit: &CompanyVisit,
    code: &str,
    scope: &Scope,
    place: usize,
    row: &ReminderRow,
) -> Reminder {
    let format = visit.format();
    let path = format!("{}/next/{place}", visit.customer_path(code));
    Reminder {
        level: row.level.to_string(),
        subject: row.subject.clone(),
        to: row.to.iter().map(ToString::to_string).collect(),
        cc: row.cc.iter().map(ToString::to_string).collect(),
        items: row.items.iter().map(|it| item(visit, code, it)).collect(),
        totals: row.totals.iter().map(|total| format.money(total)).collect(),
        message: address(&path, [("batch", scope.batch.name.as_str())]),
    }
}

fn item(visit: &CompanyVisit, code: &str, item: &ItemRow) -> Item {
    let format = visit.format();
    Item {
        label: format!("{}/{}", item.invoice, item.instalment),
        invoice: visit.invoice_path(code, &item.invoice),
        due: format.day(item.due_date),
        open: format.money(&item.open),
    }
}

/// The mail of one reminder as it would be sent.
pub async fn message(
    visit: CompanyVisit,
    Path((_, code, place)): Path<(String, String, usize)>,
) -> Result<Response, WebError> {
    let (scope, of_batch) = asked(&visit)?;
    if !of_batch {
        return Err(WebError::NotFound);
    }
    let preview = customer_plan::preview(&visit.engine, &scope, &code, &visit.clock()).await?;
    let html = preview.html.into_iter().nth(place).ok_or(WebError::NotFound)?;
    Ok(shown::html(html))
}
