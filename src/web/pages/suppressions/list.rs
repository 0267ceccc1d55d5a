//! The suppression list, searched.

use axum::extract::Query;
use axum::response::Response;
use serde::{Deserialize, Serialize};

use crate::app::suppressions::{self, ToMend};
use crate::store::SuppressionQuery;
use crate::web::error::WebError;
use crate::web::query::address;
use crate::web::visit::CompanyVisit;

/// Addresses on one page.
const PAGE: u64 = 50;

/// The filters, as the address has them.
#[derive(Debug, Deserialize, Serialize, Default)]
#[serde(default)]
pub struct Filters {
    text: String,
    customer: String,
    lifted: String,
    before: String,
}

/// What somebody typed to put an address on the list.
#[derive(Debug, Deserialize, Serialize, Default)]
#[serde(default)]
pub struct Asked {
    pub address: String,
    pub customer: String,
    pub reason: String,
}

#[derive(Serialize)]
struct Context {
    path: String,
    filters: Filters,
    is_filtered: bool,
    with_lifted: bool,
    rows: Vec<Row>,
    next: Option<String>,
    first: Option<String>,
    asked: Asked,
    mistake: Option<String>,
}

#[derive(Serialize)]
struct Row {
    address: String,
    cause: String,
    detail: String,
    everywhere: bool,
    customer: Option<Customer>,
    holders: Vec<String>,
    reminder: Option<i64>,
    reminder_path: Option<String>,
    since: String,
    author: String,
    lifted: Option<Lifted>,
}

#[derive(Serialize)]
struct Customer {
    code: String,
    name: String,
    path: String,
}

#[derive(Serialize)]
struct Lifted {
    at: String,
    by: String,
    reason: String,
}

pub async fn page(
    visit: CompanyVisit,
    Query(filters): Query<Filters>,
) -> Result<Response, WebError> {
    shown(&visit, filters, Asked::default(), None).await
}

/// The list with what somebody typed, and what is wrong with it.
pub async fn shown(
    visit: &CompanyVisit,
    filters: Filters,
    asked: Asked,
    mistake: Option<String>,
) -> Result<Response, WebError> {
    let given = |text: &str| Some(text.trim().to_owned()).filter(|text| !text.is_empty());
    let with_lifted = filters.lifted == "on";
    let query = SuppressionQuery {
        text: given(&filters.text),
        customer: given(&filters.customer),
        with_lifted,
        before: filters.before.parse().ok(),
        limit: PAGE + 1,
    };
    let mut found = suppressions::list(&visit.web.store, visit.code(), &query).await?;
    let more = found.len() as u64 > PAGE;
    found.truncate(usize::try_from(PAGE).unwrap_or(usize::MAX));
    let path = visit.path("/suppressions");
    let at = |before: &str| {
        let text = [("text", filters.text.trim()), ("customer", filters.customer.trim())];
        let lifted = [("lifted", filters.lifted.as_str()), ("before", before)];
        address(&path, text.into_iter().chain(lifted))
    };
    let last = found.last().map(|last| last.suppression.id.to_string());
    let context = Context {
        next: last.filter(|_| more).map(|last| at(&last)),
        first: (!filters.before.is_empty()).then(|| at("")),
        is_filtered: at("") != path,
        with_lifted,
        rows: found.into_iter().map(|it| row(visit, it)).collect(),
        asked,
        mistake,
        filters,
        path,
    };
    visit.page("pages/suppressions/page.html", context)
}

fn row(visit: &CompanyVisit, ToMend { suppression, holders }: ToMend) -> Row {
    let moment = |at| visit.format().moment(at, visit.rules.company.time_zone);
    Row {
        cause: visit.text(&suppressions::cause(suppression.cause)),
        since: moment(suppression.since),
        lifted: suppression.lifted.map(|it| Lifted {
            at: moment(it.at),
            by: it.by,
            reason: it.reason,
        }),
        customer: suppression.customer.map(|it| Customer {
            path: visit.customer_path(&it.code),
            code: it.code,
            name: it.name,
        }),
        reminder: suppression.reminder.map(|id| id.0),
        reminder_path: suppression.reminder.map(|id| visit.reminder_path(id)),
        address: suppression.address,
        detail: suppression.detail,
        everywhere: suppression.everywhere,
        author: suppression.author,
        holders,
    }
}
