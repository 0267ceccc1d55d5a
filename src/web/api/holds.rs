//! Holds on invoices.

use axum::Json;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::routes;

use super::extract::{ApiJson, ApiQuery};
use super::page::{Limit, Listed, Page};
use super::values::{CustomerName, comment, names, short};
use crate::app::holds::{self, HoldChange, HoldsChanged};
use crate::domain::hold::HoldKind;
use crate::store::{FoundInvoice, HeldInvoice};
use crate::web::error::WebError;
use crate::web::routes::{Need, Routes};
use crate::web::visit::CompanyVisit;

pub fn routes(routes: Routes) -> Routes {
    routes
        .documented(Need::READER, routes!(list))
        .documented(Need::CLERK, routes!(place))
        .documented(Need::CLERK, routes!(lift))
}

#[derive(Debug, Clone, Copy, Deserialize, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    Manual,
    Automatic,
    Temporary,
}

impl From<Kind> for HoldKind {
    fn from(kind: Kind) -> Self {
        match kind {
            Kind::Manual => Self::Manual,
            Kind::Automatic => Self::Automatic,
            Kind::Temporary => Self::Temporary,
        }
    }
}

impl From<HoldKind> for Kind {
    fn from(kind: HoldKind) -> Self {
        match kind {
            HoldKind::Manual => Self::Manual,
            HoldKind::Automatic => Self::Automatic,
            HoldKind::Temporary => Self::Temporary,
        }
    }
}

/// A hold in force.
#[derive(Debug, Serialize, ToSchema)]
pub struct Hold {
    pub customer: CustomerName,
    pub invoice: String,
    pub kind: Kind,
    pub comment: String,
    pub author: String,
    pub placed_on: NaiveDate,
}

impl From<HeldInvoice> for Hold {
    fn from(held: HeldInvoice) -> Self {
        let invoice = held.invoice;
        Self {
            customer: CustomerName { code: invoice.customer_code, name: invoice.customer_name },
            invoice: invoice.number,
            kind: held.hold.kind.into(),
            comment: held.hold.comment,
            author: held.hold.author,
            placed_on: held.hold.placed_on,
        }
    }
}

/// Which holds are listed.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
struct HoldsQuery {
    /// Code of a customer.
    customer: Option<String>,
    /// Holds of a page.
    #[serde(default)]
    #[param(value_type = Option<u32>, minimum = 1, maximum = 500)]
    limit: Limit,
    /// `next` of the page before.
    after: Option<String>,
}

/// Holds in force
#[utoipa::path(
    get,
    path = "/api/v1/companies/{company}/holds",
    tag = "Follow-up",
    params(("company" = String, Path, description = "Code of a company"), HoldsQuery),
    responses((status = 200, body = Page<Hold>, description = "A page of holds")),
)]
async fn list(
    visit: CompanyVisit,
    ApiQuery(query): ApiQuery<HoldsQuery>,
) -> Result<Listed<Hold>, WebError> {
    short(&query.customer)?;
    let company = &visit.rules.company;
    let all = holds::list(&visit.engine, company, query.customer.as_deref()).await?;
    Ok(Page::slice(all, query.after.as_deref(), query.limit, Hold::from)?.at(&visit.uri))
}

/// A hold to be placed on invoices.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct HoldOrder {
    /// Each `NUMBER`, or `CUSTOMER/NUMBER`.
    #[schema(min_items = 1, max_items = 1000)]
    pub invoices: Vec<String>,
    pub kind: Kind,
    #[serde(default)]
    #[schema(max_length = 2000)]
    pub comment: String,
}

/// Holds to be lifted from invoices.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct LiftOrder {
    /// Each `NUMBER`, or `CUSTOMER/NUMBER`.
    #[schema(min_items = 1, max_items = 1000)]
    pub invoices: Vec<String>,
    pub kind: Kind,
}

/// What was done, invoice by invoice.
#[derive(Debug, Serialize, ToSchema)]
pub struct HoldResult {
    pub changed: Vec<HeldName>,
    /// Held already, or not held.
    pub unchanged: Vec<HeldName>,
}

/// An invoice with its customer.
#[derive(Debug, Serialize, ToSchema)]
pub struct HeldName {
    pub customer: CustomerName,
    pub invoice: String,
}

impl From<FoundInvoice> for HeldName {
    fn from(found: FoundInvoice) -> Self {
        let customer = CustomerName { code: found.customer_code, name: found.customer_name };
        Self { customer, invoice: found.number }
    }
}

impl From<HoldsChanged> for HoldResult {
    fn from(done: HoldsChanged) -> Self {
        Self {
            changed: done.changed.into_iter().map(Into::into).collect(),
            unchanged: done.unchanged.into_iter().map(Into::into).collect(),
        }
    }
}

/// Place a hold on invoices, on all of them or none
#[utoipa::path(
    post,
    path = "/api/v1/companies/{company}/holds",
    tag = "Follow-up",
    params(("company" = String, Path, description = "Code of a company")),
    request_body = HoldOrder,
    responses((status = 200, body = HoldResult, description = "What was done")),
)]
async fn place(
    visit: CompanyVisit,
    ApiJson(order): ApiJson<HoldOrder>,
) -> Result<Json<HoldResult>, WebError> {
    let comment = comment("comment", &order.comment)?;
    change(&visit, &order.invoices, order.kind, HoldChange::Place { comment }).await
}

/// Lift the holds of a kind from invoices, from all of them or none
#[utoipa::path(
    post,
    path = "/api/v1/companies/{company}/holds/lift",
    tag = "Follow-up",
    params(("company" = String, Path, description = "Code of a company")),
    request_body = LiftOrder,
    responses((status = 200, body = HoldResult, description = "What was done")),
)]
async fn lift(
    visit: CompanyVisit,
    ApiJson(order): ApiJson<LiftOrder>,
) -> Result<Json<HoldResult>, WebError> {
    change(&visit, &order.invoices, order.kind, HoldChange::Lift).await
}

async fn change(
    visit: &CompanyVisit,
    invoices: &[String],
    kind: Kind,
    change: HoldChange,
) -> Result<Json<HoldResult>, WebError> {
    names("invoices", invoices)?;
    let (company, clock) = (&visit.rules.company, visit.clock());
    let author = visit.author();
    let done =
        holds::change(&visit.engine, company, invoices, kind.into(), &change, author, &clock);
    Ok(Json(done.await?.into()))
}
