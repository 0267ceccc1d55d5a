//! What other systems know, taken in whole or not at all.

use std::collections::HashMap;

use axum::Json;
use axum::extract::DefaultBodyLimit;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::routes;

use super::extract::ApiJson;
use super::refusal::{Mistake, Refusal};
use crate::app::error::AppError;
use crate::app::fill;
use crate::app::turn::turn;
use crate::domain::money::Currency;
use crate::import::document::{self, Document};
use crate::import::set::ImportSet;
use crate::store::{ImportReport, RunLock, StoreError, UnknownReference};
use crate::web::apart::apart;
use crate::web::error::WebError;
use crate::web::routes::{Need, Routes};
use crate::web::visit::CompanyVisit;
use crate::wording::msg;

/// The largest document, in bytes.
const LARGEST: usize = 64 * 1024 * 1024;

pub fn routes(routes: Routes) -> Routes {
    let (schemas, paths, methods) = routes!(import);
    let large = (schemas, paths, methods.layer(DefaultBodyLimit::max(LARGEST)));
    routes.documented(Need::CLERK, large).documented(Need::CLERK, routes!(payments))
}

/// What an import did.
#[derive(Debug, Serialize, ToSchema)]
pub struct ImportResult {
    /// The entities that the document has rows of.
    pub entities: Vec<EntityCounts>,
    /// Contacts that were left out because they had been erased.
    pub erased: u64,
}

/// What became of the rows of one entity.
#[derive(Debug, Serialize, ToSchema)]
pub struct EntityCounts {
    #[schema(example = "invoices")]
    pub entity: &'static str,
    pub inserted: u64,
    pub updated: u64,
    pub unchanged: u64,
}

impl From<ImportReport> for ImportResult {
    fn from(report: ImportReport) -> Self {
        let entities = report.entities.into_iter().map(|(entity, counts)| EntityCounts {
            entity: entity.as_str(),
            inserted: counts.inserted,
            updated: counts.updated,
            unchanged: counts.unchanged,
        });
        Self { entities: entities.collect(), erased: report.erased }
    }
}

/// Take in a document, whole or not at all
///
/// Rows are added or changed by their keys; the same document twice changes
/// nothing. Each mistake is told with its list, its place in the list and its
/// field. Codes may refer to what is in the document or stored already.
#[utoipa::path(
    post,
    path = "/api/v1/companies/{company}/imports",
    tag = "Imports",
    params(("company" = String, Path, description = "Code of a company")),
    request_body = Document,
    responses((status = 200, body = ImportResult, description = "What was done")),
)]
async fn import(
    visit: CompanyVisit,
    ApiJson(document): ApiJson<Document>,
) -> Result<Json<ImportResult>, WebError> {
    let turn = turn(&visit.web.store, visit.code()).await?;
    take(&visit, document, turn).await.map(Json)
}

/// Payments that are not allocated, and what they leave open.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Payments {
    pub payments: Vec<Payment>,
    /// Due items that payments have changed, with what is open now.
    #[serde(default)]
    pub due_items: Vec<document::DueItem>,
    /// The day up to which payments are known.
    #[schema(format = Date)]
    pub payments_known_to: Option<String>,
}

/// Key: `customer`, `number`, `line`.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Payment {
    pub customer: String,
    pub number: String,
    #[serde(default = "first")]
    #[schema(minimum = 1, maximum = 9999)]
    pub line: u32,
    #[schema(format = Date)]
    pub date: String,
    #[serde(default)]
    pub label: String,
    pub currency: String,
    #[schema(example = "250.00")]
    pub amount: String,
    /// What is not allocated; `"0"` once it is used up.
    #[schema(example = "250.00")]
    pub open_amount: String,
}

fn first() -> u32 {
    1
}

/// Take in payments
///
/// The same way as an import: payments are told in the list `credits` of
/// mistakes.
#[utoipa::path(
    post,
    path = "/api/v1/companies/{company}/payments",
    tag = "Imports",
    params(("company" = String, Path, description = "Code of a company")),
    request_body = Payments,
    responses((status = 200, body = ImportResult, description = "What was done")),
)]
async fn payments(
    visit: CompanyVisit,
    ApiJson(sent): ApiJson<Payments>,
) -> Result<Json<ImportResult>, WebError> {
    let credits = sent.payments.into_iter().map(|payment| document::Credit {
        customer: payment.customer,
        kind: "payment".to_owned(),
        number: payment.number,
        line: payment.line,
        date: payment.date,
        label: payment.label,
        currency: payment.currency,
        amount: payment.amount,
        open_amount: payment.open_amount,
    });
    let document = Document {
        credits: credits.collect(),
        due_items: sent.due_items,
        payments_known_to: sent.payments_known_to,
        ..Document::default()
    };
    let turn = turn(&visit.web.store, visit.code()).await?;
    take(&visit, document, turn).await.map(Json)
}

/// Checks a document and takes it in. Both what is checked and what is told of
/// mistakes grow with the document: neither keeps other requests waiting.
///
/// # Errors
/// With status 422 and each mistake.
pub async fn take(
    visit: &CompanyVisit,
    document: Document,
    turn: RunLock,
) -> Result<ImportResult, WebError> {
    let (store, company) = (&visit.web.store, &visit.rules.company);
    let currencies = currencies(visit, &document).await?;
    let set = apart(async move || checked(&document, &currencies)).await?;
    let source = format!("API ({})", visit.author());
    let imported = fill::rows(store, company, &set, &source, &visit.clock(), turn).await;
    match imported {
        Ok(report) => Ok(report.into()),
        Err(error) => apart(async move || Err(explained(error, &set))).await,
    }
}

/// The currencies of invoices, by customer and number.
type Currencies = HashMap<(String, String), Currency>;

fn checked(document: &Document, currencies: &Currencies) -> Result<ImportSet, WebError> {
    let currency_of = |customer: &str, number: &str| {
        currencies.get(&(customer.to_owned(), number.to_owned())).copied()
    };
    let told = |mistakes: document::Mistakes| {
        Refusal::mistakes(mistakes.0.into_iter().map(Into::into).collect())
    };
    Ok(document::read(document, currency_of).map_err(told)?)
}

/// The currencies of stored invoices that the document has due items of.
async fn currencies(visit: &CompanyVisit, document: &Document) -> Result<Currencies, WebError> {
    let mut numbers: Vec<&str> =
        document.due_items.iter().map(|item| item.invoice.trim()).collect();
    numbers.sort_unstable();
    numbers.dedup();
    let own: std::collections::HashSet<&str> =
        document.invoices.iter().map(|invoice| invoice.number.trim()).collect();
    numbers.retain(|number| !own.contains(number) && number.len() <= 2_000);
    Ok(visit.web.store.invoice_currencies(visit.code(), &numbers).await?)
}

/// What the store refuses, entry by entry, as many as are told of a document.
fn explained(error: AppError, set: &ImportSet) -> WebError {
    match error {
        AppError::Store(StoreError::UnknownReferences(references)) => {
            let mut places = HashMap::new();
            let told = references.iter().take(document::TOLD).map(|reference| {
                let of_entity =
                    places.entry(reference.entity).or_insert_with(|| places_of(set, reference));
                unknown(reference, of_entity.get(&reference.row).copied(), set)
            });
            Refusal::first_mistakes(told.collect(), references.len()).into()
        }
        AppError::Store(StoreError::RepeatedKey { entity, key }) => {
            let mistake = Mistake {
                entity: Some(entity),
                index: keys(set, entity).iter().rposition(|known| *known == key),
                field: None,
                message: StoreError::RepeatedKey { entity, key }.message(),
                expected: None,
                did_you_mean: None,
            };
            Refusal::mistakes(vec![mistake]).into()
        }
        other => other.into(),
    }
}

/// Where the rows of a reference's entity stand, by their keys: the first ones,
/// where a key is repeated.
fn places_of(set: &ImportSet, reference: &UnknownReference) -> HashMap<String, usize> {
    let places = keys(set, reference.entity).into_iter().enumerate();
    places.rev().map(|(place, key)| (key, place)).collect()
}

fn unknown(reference: &UnknownReference, index: Option<usize>, set: &ImportSet) -> Mistake {
    let field = match (reference.entity, reference.to) {
        (_, "collaborators") => "person_in_charge",
        (_, "suppliers") => "supplier",
        (_, "invoices") => "invoice",
        ("contacts", "sites") => "sites",
        (_, "sites") => "billing_site",
        _ => {
            let ordered = index
                .filter(|_| reference.entity == "invoices")
                .and_then(|index| set.invoices.get(index))
                .is_some_and(|invoice| invoice.customer != reference.key);
            if ordered { "ordering_customer" } else { "customer" }
        }
    };
    Mistake {
        entity: Some(reference.entity),
        index,
        field: Some(field.to_owned()),
        message: reference.message(),
        expected: Some(msg!("api-expected-known")),
        did_you_mean: None,
    }
}

/// The keys of the rows of an entity, as the store names them.
fn keys(set: &ImportSet, entity: &str) -> Vec<String> {
    match entity {
        "collaborators" => set.collaborators.iter().map(|row| row.code.clone()).collect(),
        "customers" => set.customers.iter().map(|row| row.code.clone()).collect(),
        "sites" => set.sites.iter().map(|row| pair(&row.customer, &row.code)).collect(),
        "contacts" => set.contacts.iter().map(|row| pair(&row.customer, &row.code)).collect(),
        "invoices" => set.invoices.iter().map(|row| pair(&row.customer, &row.number)).collect(),
        "holds" => set.holds.iter().map(|row| pair(&row.customer, &row.invoice)).collect(),
        "due_items" => {
            let key = |row: &crate::import::set::DueItemRow| {
                format!("{}/{}/{}", row.customer, row.invoice, row.instalment)
            };
            set.due_items.iter().map(key).collect()
        }
        "credits" => set.credits.iter().map(|row| pair(&row.customer, &row.number)).collect(),
        "suppliers" => set.suppliers.iter().map(|row| row.code.clone()).collect(),
        _ => set.supplier_items.iter().map(|row| pair(&row.supplier, &row.number)).collect(),
    }
}

fn pair(owner: &str, code: &str) -> String {
    format!("{owner}/{code}")
}
