//! What was done, newest first.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::routes;

use super::extract::ApiQuery;
use super::page::{Limit, Listed, Page, position};
use super::values::{CustomerName, short};
use crate::domain::identity::RunId;
use crate::store;
use crate::web::error::WebError;
use crate::web::routes::{Need, Routes};
use crate::web::visit::CompanyVisit;

pub fn routes(routes: Routes) -> Routes {
    routes.documented(Need::READER, routes!(list))
}

/// Which records are listed.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
struct HistoryQuery {
    /// Code of a customer.
    customer: Option<String>,
    /// Number of a run.
    run: Option<i64>,
    /// Records of a page.
    #[serde(default)]
    #[param(value_type = Option<u32>, minimum = 1, maximum = 500)]
    limit: Limit,
    /// `next` of the page before.
    after: Option<String>,
}

/// One thing that was done.
#[derive(Debug, Serialize, ToSchema)]
pub struct HistoryRecord {
    pub id: i64,
    #[schema(value_type = String, format = DateTime)]
    pub at: DateTime<Utc>,
    /// `sent`, `failed`, `cancelled`, `bounced`, `answered`, `complained`,
    /// `hold_placed`, `hold_lifted` or `switch_changed`.
    pub result: &'static str,
    pub customer: CustomerName,
    pub run: Option<i64>,
    pub reminder: Option<i64>,
    pub level: Option<String>,
    pub to: Vec<String>,
    pub cc: Vec<String>,
    pub subject: String,
    pub message_id: String,
    pub detail: String,
    /// Empty where a batch did it.
    pub author: String,
}

impl From<store::HistoryRecord> for HistoryRecord {
    fn from(record: store::HistoryRecord) -> Self {
        Self {
            id: record.id,
            at: record.at,
            result: record.result.as_str(),
            customer: CustomerName { code: record.customer_code, name: record.customer_name },
            run: record.run.map(|run| run.0),
            reminder: record.reminder.map(|reminder| reminder.0),
            level: record.level.map(|level| level.to_string()),
            to: record.to,
            cc: record.cc,
            subject: record.subject,
            message_id: record.message_id,
            detail: record.detail,
            author: record.author,
        }
    }
}

/// What was done, newest first
#[utoipa::path(
    get,
    path = "/api/v1/companies/{company}/history",
    tag = "History",
    params(("company" = String, Path, description = "Code of a company"), HistoryQuery),
    responses((status = 200, body = Page<HistoryRecord>, description = "A page of records")),
)]
async fn list(
    visit: CompanyVisit,
    ApiQuery(query): ApiQuery<HistoryQuery>,
) -> Result<Listed<HistoryRecord>, WebError> {
    short(&query.customer)?;
    let before = position(query.after.as_deref())?;
    let asked = store::HistoryQuery {
        customer: query.customer,
        run: query.run.map(RunId),
        before,
        limit: query.limit.and_one(),
        ..store::HistoryQuery::default()
    };
    let found = visit.web.store.history_page(visit.code(), &asked).await?;
    let cursor = |last: &store::HistoryRecord| last.id.to_string();
    Ok(Page::of(found, query.limit, cursor, HistoryRecord::from).at(&visit.uri))
}
