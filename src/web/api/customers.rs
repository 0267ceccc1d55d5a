//! Customers with their sites and contacts.

use axum::Json;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::routes;

use super::exchange::check_match;
use super::extract::{ApiJson, ApiPath, ApiQuery};
use super::imports;
use super::page::{Limit, Listed, Page, position};
use super::values::short;
use crate::app::turn::turn;
use crate::import::document::{self, Document};
use crate::store::{ContactRecord, CustomerRecord, CustomerRecordQuery, SiteRecord};
use crate::web::error::WebError;
use crate::web::routes::{Need, Routes};
use crate::web::visit::CompanyVisit;

pub fn routes(routes: Routes) -> Routes {
    routes
        .documented(Need::READER, routes!(list))
        .documented(Need::READER, routes!(show))
        .documented(Need::CLERK, routes!(put))
        .documented(Need::READER, routes!(contacts))
        .documented(Need::CLERK, routes!(put_contacts))
}

/// A customer on record.
#[derive(Debug, Serialize, ToSchema)]
pub struct Customer {
    pub code: String,
    pub name: String,
    /// The account of the general ledger.
    pub account: String,
    pub language: Option<String>,
    /// Whether reminders by hand may be sent.
    pub manual: bool,
    /// Whether batches may send reminders.
    pub automatic: bool,
    pub consumer: bool,
    pub address: Vec<String>,
    /// Code of a collaborator.
    pub person_in_charge: Option<String>,
}

/// A customer with its sites and contacts.
#[derive(Debug, Serialize, ToSchema)]
pub struct CustomerDetail {
    #[serde(flatten)]
    pub customer: Customer,
    pub sites: Vec<Site>,
    pub contacts: Vec<Contact>,
}

/// A site of a customer.
#[derive(Debug, Serialize, ToSchema)]
pub struct Site {
    pub code: String,
    pub name: String,
    pub address: Vec<String>,
    pub email: Option<String>,
}

/// A contact of a customer.
#[derive(Debug, Serialize, ToSchema)]
pub struct Contact {
    pub code: String,
    pub name: String,
    pub language: Option<String>,
    pub decision_maker: bool,
    pub principal: bool,
    pub financial: bool,
    pub reminder: bool,
    pub reminder_all_sites: bool,
    pub invoice: bool,
    pub identity_email: Option<String>,
    pub customer_email: Option<String>,
    /// Codes of sites.
    pub sites: Vec<String>,
}

/// The contacts of a customer.
#[derive(Debug, Serialize, ToSchema)]
pub struct Contacts {
    pub items: Vec<Contact>,
}

/// A customer without its code, which is in the path.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CustomerChange {
    pub name: String,
    /// The code where absent.
    pub account: Option<String>,
    pub language: Option<String>,
    /// Absent keeps what is stored.
    pub manual: Option<bool>,
    /// Absent keeps what is stored.
    pub automatic: Option<bool>,
    pub person_in_charge: Option<String>,
    #[serde(default)]
    pub consumer: bool,
    #[serde(default)]
    pub address: Vec<String>,
}

/// A contact without its customer, which is in the path.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ContactChange {
    pub code: String,
    pub name: String,
    pub language: Option<String>,
    #[serde(default)]
    pub decision_maker: bool,
    #[serde(default)]
    pub principal: bool,
    #[serde(default)]
    pub financial: bool,
    #[serde(default)]
    pub reminder: bool,
    #[serde(default)]
    pub reminder_all_sites: bool,
    #[serde(default)]
    pub invoice: bool,
    pub identity_email: Option<String>,
    pub customer_email: Option<String>,
    #[serde(default)]
    pub sites: Vec<String>,
}

/// Which customers are listed.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
struct CustomersQuery {
    /// Stands in code or name.
    text: Option<String>,
    /// Customers of a page.
    #[serde(default)]
    #[param(value_type = Option<u32>, minimum = 1, maximum = 500)]
    limit: Limit,
    /// `next` of the page before.
    after: Option<String>,
}

impl From<CustomerRecord> for Customer {
    fn from(record: CustomerRecord) -> Self {
        Self {
            code: record.code,
            name: record.name,
            account: record.account,
            language: record.language,
            manual: record.manual,
            automatic: record.automatic,
            consumer: record.consumer,
            address: record.address,
            person_in_charge: record.person_in_charge,
        }
    }
}

impl From<SiteRecord> for Site {
    fn from(record: SiteRecord) -> Self {
        Self { code: record.code, name: record.name, address: record.address, email: record.email }
    }
}

impl From<ContactRecord> for Contact {
    fn from(record: ContactRecord) -> Self {
        Self {
            code: record.code,
            name: record.name,
            language: record.language,
            decision_maker: record.roles.decision_maker,
            principal: record.roles.principal,
            financial: record.roles.financial,
            reminder: record.receives.reminder,
            reminder_all_sites: record.receives.reminder_all_sites,
            invoice: record.receives.invoice,
            identity_email: record.identity_email,
            customer_email: record.customer_email,
            sites: record.sites,
        }
    }
}

/// Customers
#[utoipa::path(
    get,
    path = "/api/v1/companies/{company}/customers",
    tag = "Customers",
    params(("company" = String, Path, description = "Code of a company"), CustomersQuery),
    responses((status = 200, body = Page<Customer>, description = "A page of customers")),
)]
async fn list(
    visit: CompanyVisit,
    ApiQuery(query): ApiQuery<CustomersQuery>,
) -> Result<Listed<Customer>, WebError> {
    short(&query.text)?;
    let asked = CustomerRecordQuery {
        text: query.text,
        after: position(query.after.as_deref())?,
        limit: query.limit.and_one(),
        ..CustomerRecordQuery::default()
    };
    let found = visit.web.store.customer_records(visit.code(), &asked).await?;
    let cursor = |last: &CustomerRecord| last.id.to_string();
    Ok(Page::of(found, query.limit, cursor, Customer::from).at(&visit.uri))
}

/// One customer, with its sites and contacts
#[utoipa::path(
    get,
    path = "/api/v1/companies/{company}/customers/{code}",
    tag = "Customers",
    params(
        ("company" = String, Path, description = "Code of a company"),
        ("code" = String, Path, description = "Code of a customer"),
    ),
    responses((status = 200, body = CustomerDetail, description = "The customer")),
)]
async fn show(
    visit: CompanyVisit,
    ApiPath(code): ApiPath<String>,
) -> Result<Json<CustomerDetail>, WebError> {
    detail(&visit, &code).await?.map(Json).ok_or(WebError::NotFound)
}

/// Add or change a customer
///
/// As an import of this one customer. With `If-Match`, only where it is still
/// as it was seen; with `If-None-Match: *`, only where there is none yet.
#[utoipa::path(
    put,
    path = "/api/v1/companies/{company}/customers/{code}",
    tag = "Customers",
    params(
        ("company" = String, Path, description = "Code of a company"),
        ("code" = String, Path, description = "Code of a customer"),
    ),
    request_body = CustomerChange,
    responses(
        (status = 200, body = CustomerDetail, description = "The customer as it is now"),
        (status = 201, body = CustomerDetail, description = "The customer, which is new"),
    ),
)]
async fn put(
    visit: CompanyVisit,
    ApiPath(code): ApiPath<String>,
    headers: HeaderMap,
    ApiJson(change): ApiJson<CustomerChange>,
) -> Result<Response, WebError> {
    // As imports read it.
    let code = code.trim().to_owned();
    let turn = turn(&visit.web.store, visit.code()).await?;
    let before = detail(&visit, &code).await?;
    check_match(&headers, before.as_ref())?;
    let customer = document::Customer {
        code: code.clone(),
        name: change.name,
        account: change.account,
        language: change.language,
        manual: change.manual,
        automatic: change.automatic,
        person_in_charge: change.person_in_charge,
        consumer: change.consumer,
        address: change.address,
    };
    let document = Document { customers: vec![customer], ..Document::default() };
    imports::take(&visit, document, turn).await?;
    let after = detail(&visit, code.trim()).await?.ok_or(WebError::NotFound)?;
    Ok(put_answer(before.is_none(), &visit, after))
}

/// The answer of a change to what is at the address itself.
pub fn put_answer(is_new: bool, visit: &CompanyVisit, after: impl Serialize) -> Response {
    if !is_new {
        return Json(after).into_response();
    }
    let location = [(header::LOCATION, visit.uri.path().to_owned())];
    (StatusCode::CREATED, location, Json(after)).into_response()
}

/// The contacts of a customer
#[utoipa::path(
    get,
    path = "/api/v1/companies/{company}/customers/{code}/contacts",
    tag = "Customers",
    params(
        ("company" = String, Path, description = "Code of a company"),
        ("code" = String, Path, description = "Code of a customer"),
    ),
    responses((status = 200, body = Contacts, description = "The contacts")),
)]
async fn contacts(
    visit: CompanyVisit,
    ApiPath(code): ApiPath<String>,
) -> Result<Json<Contacts>, WebError> {
    contacts_of(&visit, &code).await?.map(Json).ok_or(WebError::NotFound)
}

/// Add or change contacts of a customer
///
/// Contacts that are not named stay as they are.
#[utoipa::path(
    put,
    path = "/api/v1/companies/{company}/customers/{code}/contacts",
    tag = "Customers",
    params(
        ("company" = String, Path, description = "Code of a company"),
        ("code" = String, Path, description = "Code of a customer"),
    ),
    request_body = Vec<ContactChange>,
    responses((status = 200, body = Contacts, description = "All contacts as they are now")),
)]
async fn put_contacts(
    visit: CompanyVisit,
    ApiPath(code): ApiPath<String>,
    headers: HeaderMap,
    ApiJson(changes): ApiJson<Vec<ContactChange>>,
) -> Result<Json<Contacts>, WebError> {
    let turn = turn(&visit.web.store, visit.code()).await?;
    let before = contacts_of(&visit, &code).await?.ok_or(WebError::NotFound)?;
    check_match(&headers, Some(&before))?;
    let contacts = changes.into_iter().map(|change| document::Contact {
        customer: code.clone(),
        code: change.code,
        name: change.name,
        language: change.language,
        decision_maker: change.decision_maker,
        principal: change.principal,
        financial: change.financial,
        reminder: change.reminder,
        reminder_all_sites: change.reminder_all_sites,
        invoice: change.invoice,
        identity_email: change.identity_email,
        customer_email: change.customer_email,
        sites: change.sites,
    });
    let document = Document { contacts: contacts.collect(), ..Document::default() };
    imports::take(&visit, document, turn).await?;
    contacts_of(&visit, &code).await?.map(Json).ok_or(WebError::NotFound)
}

async fn record(visit: &CompanyVisit, code: &str) -> Result<Option<CustomerRecord>, WebError> {
    let query = CustomerRecordQuery {
        code: Some(code.to_owned()),
        limit: 1,
        ..CustomerRecordQuery::default()
    };
    Ok(visit.web.store.customer_records(visit.code(), &query).await?.pop())
}

/// A customer as the API shows it.
///
/// # Errors
/// When the database fails.
pub async fn detail(visit: &CompanyVisit, code: &str) -> Result<Option<CustomerDetail>, WebError> {
    let Some(record) = record(visit, code).await? else { return Ok(None) };
    let store = &visit.web.store;
    let sites = store.site_records(record.id).await?;
    let contacts = store.contact_records(record.id).await?;
    Ok(Some(CustomerDetail {
        customer: record.into(),
        sites: sites.into_iter().map(Into::into).collect(),
        contacts: contacts.into_iter().map(Into::into).collect(),
    }))
}

async fn contacts_of(visit: &CompanyVisit, code: &str) -> Result<Option<Contacts>, WebError> {
    let Some(record) = record(visit, code).await? else { return Ok(None) };
    let contacts = visit.web.store.contact_records(record.id).await?;
    Ok(Some(Contacts { items: contacts.into_iter().map(Into::into).collect() }))
}
