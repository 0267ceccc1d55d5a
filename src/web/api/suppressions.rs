//! The suppression list: addresses that nothing is sent to any more.

use axum::http::StatusCode;
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::routes;

use super::extract::{ApiJson, ApiQuery};
use super::page::{Limit, Listed, Page, position};
use super::values::{CustomerName, comment, name, short};
use crate::app::suppressions::{self, Desk, ToMend};
use crate::store::SuppressionQuery;
use crate::web::error::WebError;
use crate::web::routes::{Need, Routes};
use crate::web::visit::CompanyVisit;

pub fn routes(routes: Routes) -> Routes {
    routes
        .documented(Need::READER, routes!(list))
        .documented(Need::CLERK, routes!(add))
        .documented(Need::CLERK, routes!(lift))
}

/// Which addresses are listed.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
struct ListQuery {
    /// Stands in the address.
    address: Option<String>,
    /// Code of a customer.
    customer: Option<String>,
    /// Those lifted as well.
    #[serde(default)]
    lifted: bool,
    /// Addresses of a page.
    #[serde(default)]
    #[param(value_type = Option<u32>, minimum = 1, maximum = 500)]
    limit: Limit,
    /// `next` of the page before.
    after: Option<String>,
}

/// An address that nothing is sent to, now or once.
#[derive(Debug, Serialize, ToSchema)]
pub struct Suppression {
    /// In lower case, its domain in ASCII.
    pub address: String,
    /// `hard_bounce`, `complaint` or `by_hand`.
    pub cause: &'static str,
    /// The server's words, or the reason.
    pub detail: String,
    /// On the list of all companies.
    pub all_companies: bool,
    pub customer: Option<CustomerName>,
    /// Contacts and sites of the customer that are written to there.
    pub holders: Vec<String>,
    /// The reminder that came back.
    pub reminder: Option<i64>,
    #[schema(value_type = String, format = DateTime)]
    pub since: DateTime<Utc>,
    pub author: String,
    pub lifted: Option<Lifted>,
}

/// That an address is written to again.
#[derive(Debug, Serialize, ToSchema)]
pub struct Lifted {
    #[schema(value_type = String, format = DateTime)]
    pub at: DateTime<Utc>,
    pub by: String,
    pub reason: String,
}

impl From<ToMend> for Suppression {
    fn from(ToMend { suppression, holders }: ToMend) -> Self {
        let customer = suppression.customer;
        let lifted = suppression.lifted;
        Self {
            address: suppression.address,
            cause: suppression.cause.as_str(),
            detail: suppression.detail,
            all_companies: suppression.everywhere,
            customer: customer.map(|it| CustomerName { code: it.code, name: it.name }),
            holders,
            reminder: suppression.reminder.map(|reminder| reminder.0),
            since: suppression.since,
            author: suppression.author,
            lifted: lifted.map(|it| Lifted { at: it.at, by: it.by, reason: it.reason }),
        }
    }
}

/// Addresses that nothing is sent to, the newest first
#[utoipa::path(
    get,
    path = "/api/v1/companies/{company}/suppressions",
    tag = "Follow-up",
    params(("company" = String, Path, description = "Code of a company"), ListQuery),
    responses((status = 200, body = Page<Suppression>, description = "A page of addresses")),
)]
async fn list(
    visit: CompanyVisit,
    ApiQuery(query): ApiQuery<ListQuery>,
) -> Result<Listed<Suppression>, WebError> {
    short(query.address.iter().chain(&query.customer))?;
    let asked = SuppressionQuery {
        text: query.address,
        customer: query.customer,
        with_lifted: query.lifted,
        before: position(query.after.as_deref())?,
        limit: query.limit.and_one(),
    };
    let found = suppressions::list(&visit.web.store, visit.code(), &asked).await?;
    let cursor = |last: &ToMend| last.suppression.id.to_string();
    Ok(Page::of(found, query.limit, cursor, Suppression::from).at(&visit.uri))
}

/// An address to be suppressed.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewSuppression {
    #[schema(max_length = 200, example = "compta@durand.example")]
    pub address: String,
    #[schema(max_length = 500, example = "Left the company")]
    pub reason: String,
    /// Code of the customer whose address it is.
    #[schema(max_length = 200)]
    pub customer: Option<String>,
}

/// Send nothing to an address any more
///
/// It is recorded in the audit log.
#[utoipa::path(
    post,
    path = "/api/v1/companies/{company}/suppressions",
    tag = "Follow-up",
    params(("company" = String, Path, description = "Code of a company")),
    request_body = NewSuppression,
    responses((status = 204, description = "Nothing is sent to it any more")),
)]
async fn add(
    visit: CompanyVisit,
    ApiJson(new): ApiJson<NewSuppression>,
) -> Result<StatusCode, WebError> {
    name("address", Some(&new.address))?;
    name("customer", new.customer.as_ref())?;
    let reason = comment("reason", &new.reason)?;
    let customer = new.customer.as_deref();
    suppressions::add(desk(&visit), &new.address, customer, &reason, &visit.clock()).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// An address that is to be written to again.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct LiftedSuppression {
    #[schema(max_length = 200, example = "compta@durand.example")]
    pub address: String,
    #[schema(max_length = 500, example = "The mailbox exists again")]
    pub reason: String,
}

/// Write to an address again
///
/// It is recorded in the audit log. What is on the list of all companies is
/// lifted at the machine.
#[utoipa::path(
    post,
    path = "/api/v1/companies/{company}/suppressions/lift",
    tag = "Follow-up",
    params(("company" = String, Path, description = "Code of a company")),
    request_body = LiftedSuppression,
    responses((status = 204, description = "It is written to again")),
)]
async fn lift(
    visit: CompanyVisit,
    ApiJson(lifted): ApiJson<LiftedSuppression>,
) -> Result<StatusCode, WebError> {
    name("address", Some(&lifted.address))?;
    let reason = comment("reason", &lifted.reason)?;
    suppressions::lift(desk(&visit), &lifted.address, &reason, &visit.clock()).await?;
    Ok(StatusCode::NO_CONTENT)
}

fn desk(visit: &CompanyVisit) -> Desk<'_> {
    let (store, company, author) = (&visit.web.store, visit.code(), visit.author());
    Desk { store, company, everywhere: false, author }
}
