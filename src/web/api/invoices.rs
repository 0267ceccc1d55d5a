//! Invoices with their due items.

use axum::Json;
use axum::http::HeaderMap;
use axum::response::Response;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::routes;

use super::customers::put_answer;
use super::exchange::check_match;
use super::extract::{ApiJson, ApiPath, ApiQuery};
use super::imports;
use super::page::{Limit, Listed, Page, position};
use super::values::short;
use crate::app::turn::turn;
use crate::import::document::{self, Document};
use crate::store::{DueItemRecord, InvoiceQuery, InvoiceRecord};
use crate::web::error::WebError;
use crate::web::routes::{Need, Routes};
use crate::web::visit::CompanyVisit;
use crate::wording::msg;

pub fn routes(routes: Routes) -> Routes {
    routes
        .documented(Need::READER, routes!(list))
        .documented(Need::READER, routes!(show))
        .documented(Need::CLERK, routes!(put))
}

/// An invoice on record.
#[derive(Debug, Serialize, ToSchema)]
pub struct Invoice {
    /// Code of the customer to be invoiced.
    pub customer: String,
    pub number: String,
    /// Where it differs from the customer.
    pub ordering_customer: Option<String>,
    pub date: NaiveDate,
    pub label: String,
    pub currency: &'static str,
    #[schema(example = "1200.00")]
    pub total: String,
    pub payment_reference: Option<String>,
    pub payment_method: String,
    /// Code of a site.
    pub billing_site: Option<String>,
    /// Code of a collaborator.
    pub person_in_charge: Option<String>,
    pub recipients: Vec<String>,
    pub copies: Vec<String>,
    pub documents: Vec<String>,
    pub due_items: Vec<Instalment>,
}

/// A due item of an invoice.
#[derive(Debug, Serialize, ToSchema)]
pub struct Instalment {
    pub instalment: u32,
    pub due_date: NaiveDate,
    #[schema(example = "600.00")]
    pub amount: String,
    #[schema(example = "600.00")]
    pub open_amount: String,
    pub level: Option<String>,
    pub last_reminded_on: Option<NaiveDate>,
    pub expected_payment_date: Option<NaiveDate>,
    pub status: Option<String>,
    pub comment: String,
    pub promised_on: Option<NaiveDate>,
    pub disputed: bool,
    pub next_action_on: Option<NaiveDate>,
    /// Code of a collaborator.
    pub next_action_by: Option<String>,
}

/// An invoice without its number, which is in the path.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct InvoiceChange {
    /// Code of the customer to be invoiced.
    pub customer: String,
    pub ordering_customer: Option<String>,
    #[schema(format = Date)]
    pub date: String,
    #[serde(default)]
    pub label: String,
    pub currency: String,
    #[schema(example = "1200.00")]
    pub total: String,
    pub payment_reference: Option<String>,
    pub payment_method: String,
    pub billing_site: Option<String>,
    pub person_in_charge: Option<String>,
    #[serde(default)]
    pub recipients: Vec<String>,
    #[serde(default)]
    pub copies: Vec<String>,
    #[serde(default)]
    pub documents: Vec<String>,
    #[serde(default)]
    pub due_items: Vec<InstalmentChange>,
}

/// A due item without its invoice. Those that are not named stay.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct InstalmentChange {
    #[serde(default = "first")]
    #[schema(minimum = 1, maximum = 9999)]
    pub instalment: u32,
    #[schema(format = Date)]
    pub due_date: String,
    #[schema(example = "600.00")]
    pub amount: String,
    #[schema(example = "600.00")]
    pub open_amount: String,
}

fn first() -> u32 {
    1
}

/// Which invoices are listed.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
struct InvoicesQuery {
    /// Code of the customer to be invoiced.
    customer: Option<String>,
    number: Option<String>,
    /// Only what has something open.
    #[serde(default)]
    open: bool,
    /// Invoices of a page.
    #[serde(default)]
    #[param(value_type = Option<u32>, minimum = 1, maximum = 500)]
    limit: Limit,
    /// `next` of the page before.
    after: Option<String>,
}

/// Whose invoice is meant.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
struct InvoiceOf {
    /// Code of the customer, where several have an invoice of this number.
    customer: Option<String>,
}

impl From<InvoiceRecord> for Invoice {
    fn from(record: InvoiceRecord) -> Self {
        Self {
            customer: record.customer,
            number: record.number,
            ordering_customer: record.ordering_customer,
            date: record.date,
            label: record.label,
            currency: record.currency.code(),
            total: record.total.to_string(),
            payment_reference: record.payment_reference,
            payment_method: record.payment_method,
            billing_site: record.billing_site,
            person_in_charge: record.person_in_charge,
            recipients: record.recipients,
            copies: record.copies,
            documents: record.documents,
            due_items: record.due_items.into_iter().map(Into::into).collect(),
        }
    }
}

impl From<DueItemRecord> for Instalment {
    fn from(record: DueItemRecord) -> Self {
        Self {
            instalment: record.instalment,
            due_date: record.due_date,
            amount: record.amount.to_string(),
            open_amount: record.open_amount.to_string(),
            level: record.level,
            last_reminded_on: record.last_reminded_on,
            expected_payment_date: record.expected_payment_date,
            status: record.status,
            comment: record.comment,
            promised_on: record.promised_on,
            disputed: record.disputed,
            next_action_on: record.next_action_on,
            next_action_by: record.next_action_by,
        }
    }
}

/// Invoices
#[utoipa::path(
    get,
    path = "/api/v1/companies/{company}/invoices",
    tag = "Invoices",
    params(("company" = String, Path, description = "Code of a company"), InvoicesQuery),
    responses((status = 200, body = Page<Invoice>, description = "A page of invoices")),
)]
async fn list(
    visit: CompanyVisit,
    ApiQuery(query): ApiQuery<InvoicesQuery>,
) -> Result<Listed<Invoice>, WebError> {
    short(query.customer.iter().chain(&query.number))?;
    let asked = InvoiceQuery {
        customer: query.customer,
        number: query.number,
        open: query.open,
        after: position(query.after.as_deref())?,
        limit: query.limit.and_one(),
    };
    let found = visit.web.store.invoice_records(visit.code(), &asked).await?;
    let cursor = |last: &InvoiceRecord| last.id.to_string();
    Ok(Page::of(found, query.limit, cursor, Invoice::from).at(&visit.uri))
}

/// One invoice with all of its due items
#[utoipa::path(
    get,
    path = "/api/v1/companies/{company}/invoices/{number}",
    tag = "Invoices",
    params(
        ("company" = String, Path, description = "Code of a company"),
        ("number" = String, Path, description = "Number of an invoice"),
        InvoiceOf,
    ),
    responses(
        (status = 200, body = Invoice, description = "The invoice"),
        (
            status = 409,
            description = "Several customers have an invoice of this number",
            body = super::problem::Problem,
            content_type = "application/problem+json",
        ),
    ),
)]
async fn show(
    visit: CompanyVisit,
    ApiPath(number): ApiPath<String>,
    ApiQuery(of): ApiQuery<InvoiceOf>,
) -> Result<Json<Invoice>, WebError> {
    short(&of.customer)?;
    let query = InvoiceQuery {
        customer: of.customer,
        number: Some(number),
        limit: 2,
        ..InvoiceQuery::default()
    };
    let mut found = visit.web.store.invoice_records(visit.code(), &query).await?;
    if found.len() > 1 {
        return Err(WebError::Conflict(msg!("api-several-invoices")));
    }
    found.pop().map(|found| Json(found.into())).ok_or(WebError::NotFound)
}

/// Add or change an invoice with its due items
///
/// As an import of this one invoice. With `If-Match`, only where it is still
/// as it was seen; with `If-None-Match: *`, only where there is none yet.
#[utoipa::path(
    put,
    path = "/api/v1/companies/{company}/invoices/{number}",
    tag = "Invoices",
    params(
        ("company" = String, Path, description = "Code of a company"),
        ("number" = String, Path, description = "Number of an invoice"),
    ),
    request_body = InvoiceChange,
    responses(
        (status = 200, body = Invoice, description = "The invoice as it is now"),
        (status = 201, body = Invoice, description = "The invoice, which is new"),
    ),
)]
async fn put(
    visit: CompanyVisit,
    ApiPath(number): ApiPath<String>,
    headers: HeaderMap,
    ApiJson(change): ApiJson<InvoiceChange>,
) -> Result<Response, WebError> {
    let turn = turn(&visit.web.store, visit.code()).await?;
    let (customer, number) = (change.customer.trim().to_owned(), number.trim().to_owned());
    let before = one(&visit, &customer, &number).await?;
    check_match(&headers, before.as_ref())?;
    imports::take(&visit, document(change, &number), turn).await?;
    let after = one(&visit, &customer, &number).await?.ok_or(WebError::NotFound)?;
    Ok(put_answer(before.is_none(), &visit, after))
}

async fn one(
    visit: &CompanyVisit,
    customer: &str,
    number: &str,
) -> Result<Option<Invoice>, WebError> {
    let query = InvoiceQuery {
        customer: Some(customer.to_owned()),
        number: Some(number.to_owned()),
        limit: 1,
        ..InvoiceQuery::default()
    };
    Ok(visit.web.store.invoice_records(visit.code(), &query).await?.pop().map(Into::into))
}

fn document(change: InvoiceChange, number: &str) -> Document {
    let due_items = change.due_items.into_iter().map(|item| document::DueItem {
        customer: change.customer.clone(),
        invoice: number.to_owned(),
        instalment: item.instalment,
        due_date: item.due_date,
        amount: item.amount,
        open_amount: item.open_amount,
        level: None,
        last_reminded_on: None,
        status: None,
        comment: String::new(),
        promised_on: None,
        disputed: false,
    });
    let due_items = due_items.collect();
    let invoice = document::Invoice {
        customer: change.customer,
        number: number.to_owned(),
        ordering_customer: change.ordering_customer,
        date: change.date,
        label: change.label,
        currency: change.currency,
        total: change.total,
        payment_reference: change.payment_reference,
        payment_method: change.payment_method,
        billing_site: change.billing_site,
        person_in_charge: change.person_in_charge,
        recipients: change.recipients,
        copies: change.copies,
        documents: change.documents,
    };
    Document { invoices: vec![invoice], due_items, ..Document::default() }
}
