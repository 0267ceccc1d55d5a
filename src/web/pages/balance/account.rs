//! One account of the balance: its open operations.

use axum::extract::Path;
use axum::response::Response;
use axum_extra::extract::Query as UrlQuery;
use serde::Serialize;

use super::filters::Query;
use super::list::notes;
use super::rows::{Amounts, amounts};
use crate::app::balance_summary::{self, AccountBalance};
use crate::app::error::AppError;
use crate::balance::{AgedOperation, CurrencyPart, Ledger, OperationKind};
use crate::domain::money::Currency;
use crate::export::Words;
use crate::web::error::WebError;
use crate::web::query::address;
use crate::web::visit::CompanyVisit;
use crate::wording::msg;

/// Operations of a page.
const OPERATIONS: usize = 200;

#[derive(Serialize)]
struct Context {
    code: String,
    /// The page of the customer; suppliers have none.
    customer: Option<String>,
    /// The list that the filters are of.
    list: String,
    title: String,
    /// Without the filters that leave operations out.
    whole: Option<String>,
    notes: Vec<String>,
    shown: Option<Shown>,
}

#[derive(Serialize)]
struct Shown {
    name: String,
    ledger_account: String,
    buckets: Vec<String>,
    sums: Vec<Amounts>,
    operations: Vec<Operation>,
    count: usize,
    previous: Option<String>,
    next: Option<String>,
}

#[derive(Serialize)]
struct Operation {
    document: String,
    /// The due items of its invoice.
    address: Option<String>,
    kind: String,
    label: String,
    date: String,
    due: String,
    person: String,
    days: i64,
    bucket: String,
    currency: &'static str,
    amount: String,
    overdue: bool,
}

pub async fn page(
    visit: CompanyVisit,
    Path((_, code)): Path<(String, String)>,
    UrlQuery(query): UrlQuery<Query>,
) -> Result<Response, WebError> {
    let asked = query.understood(&visit).map_err(|mistakes| {
        WebError::BadRequest(mistakes.into_iter().next().unwrap_or_else(|| msg!("web-not-found")))
    })?;
    let request = &asked.request;
    let found = balance_summary::account(&visit.engine, &visit.rules, request, &code).await;
    let found = found.map_err(|error| match error {
        AppError::UnknownAccounts { .. } => WebError::NotFound,
        other => other.into(),
    })?;
    let words = request.words(&visit.rules, visit.language);
    let here = visit.account_path(&code);
    let criteria = &request.criteria;
    let filtered = !criteria.currencies.is_empty()
        || !criteria.bucket_days.is_empty()
        || !criteria.persons.is_empty()
        || criteria.search.is_some()
        || criteria.minimum.is_some();
    let whole = ["currencies", "bucket", "persons", "q", "min_amount"].map(|name| (name, ""));
    let context = Context {
        customer: match request.ledger {
            Ledger::Customers => Some(visit.customer_path(&code)),
            Ledger::Suppliers => None,
        },
        list: query.at(&visit.path("/balance"), &[]),
        title: words.title(),
        whole: filtered.then(|| query.at(&here, &whole)),
        notes: found
            .as_ref()
            .map(|found| notes(&visit, &words, &found.report.notes))
            .unwrap_or_default(),
        shown: found.map(|found| shown(&visit, &query, &words, &here, &found)),
        code,
    };
    visit.page("pages/balance/account.html", context)
}

fn shown(
    visit: &CompanyVisit,
    query: &Query,
    words: &Words,
    here: &str,
    found: &AccountBalance,
) -> Shown {
    let all: Vec<(Currency, &AgedOperation)> = found
        .parts
        .iter()
        .flat_map(|part| part.operations.iter().map(|aged| (part.currency, aged)))
        .collect();
    let pages = all.len().div_ceil(OPERATIONS).max(1);
    let page = query.page().min(pages);
    let turn = |page: usize| query.at(here, &[("page", &page.to_string())]);
    let on_page = all.iter().skip((page - 1) * OPERATIONS).take(OPERATIONS);
    Shown {
        name: found.account.name.clone(),
        ledger_account: found.account.ledger_account.clone(),
        buckets: (0..words.buckets().count()).map(|bucket| words.bucket(bucket)).collect(),
        sums: found.parts.iter().map(|part| sums(words, part)).collect(),
        operations: on_page
            .map(|(currency, aged)| operation(visit, words, *currency, aged))
            .collect(),
        count: all.len(),
        previous: (page > 1).then(|| turn(page - 1)),
        next: (page < pages).then(|| turn(page + 1)),
    }
}

fn sums(words: &Words, part: &CurrencyPart) -> Amounts {
    let as_of = words.subject().as_of;
    let operations = part.operations.iter().map(|aged| &aged.operation);
    let late = operations.filter(|operation| operation.is_overdue(as_of));
    let overdue = late.map(|operation| operation.amount.amount).sum();
    amounts(words, part.currency, &part.sums.buckets, overdue, part.sums.total)
}

fn operation(
    visit: &CompanyVisit,
    words: &Words,
    currency: Currency,
    aged: &AgedOperation,
) -> Operation {
    let operation = &aged.operation;
    let invoice = operation.kind == OperationKind::Invoice;
    Operation {
        document: operation.document(),
        address: invoice
            .then(|| address(&visit.path("/items"), [("text", operation.number.as_str())])),
        kind: words.kind(operation.kind).to_owned(),
        label: operation.label.clone(),
        date: words.date(operation.date),
        due: operation.due_date.map(|due| words.date(due)).unwrap_or_default(),
        person: operation.person.as_ref().map(|person| person.name.clone()).unwrap_or_default(),
        days: aged.days,
        bucket: words.bucket(aged.bucket),
        currency: currency.code(),
        amount: words.amount(&operation.amount),
        overdue: operation.is_overdue(words.subject().as_of),
    }
}
