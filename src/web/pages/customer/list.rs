//! The customers of the company.

use axum::response::Response;
use serde::Serialize;

use super::super::items::pairs_of;
use crate::domain::money::Money;
use crate::store::{CustomerQuery, ListedCustomer};
use crate::web::error::WebError;
use crate::web::query::{Choice, address};
use crate::web::visit::CompanyVisit;
use crate::wording::msg;

/// Customers of a page.
const CUSTOMERS: u64 = 50;

#[derive(Serialize)]
struct Context {
    text: String,
    which: Vec<Choice>,
    rows: Vec<Row>,
    plain: String,
    first: Option<String>,
    next: Option<String>,
}

#[derive(Serialize)]
struct Row {
    code: String,
    name: String,
    path: String,
    sums: Vec<Sum>,
    manual: bool,
    automatic: bool,
}

#[derive(Serialize)]
struct Sum {
    items: u64,
    open: String,
    /// None where nothing is.
    overdue: Option<String>,
    credits: Option<String>,
    balance: String,
}

pub async fn page(visit: CompanyVisit) -> Result<Response, WebError> {
    let pairs = pairs_of(&visit);
    let value = |wanted: &str| {
        let found = pairs.iter().find(|(name, _)| name == wanted);
        found.map(|(_, value)| value.trim().to_owned()).unwrap_or_default()
    };
    let (text, which, after) = (value("text"), value("which"), value("after"));
    let query = CustomerQuery {
        text: Some(text.clone()).filter(|text| !text.is_empty()),
        open: which == "open",
        overdue: which == "overdue",
        after: Some(after.clone()).filter(|after| !after.is_empty()),
        limit: CUSTOMERS + 1,
    };
    let store = &visit.engine.store;
    let mut found = store.listed_customers(visit.code(), &query, visit.today()).await?;
    let more = found.len() as u64 > CUSTOMERS;
    found.truncate(usize::try_from(CUSTOMERS).unwrap_or(usize::MAX));
    let at = |after: &str| {
        let filters = [("text", text.as_str()), ("which", which.as_str()), ("after", after)];
        address(&visit.path("/customers"), filters)
    };
    let choice = |code: &str, label| Choice {
        value: code.to_owned(),
        label: visit.text(&label),
        chosen: which == code,
    };
    let context = Context {
        which: vec![
            choice("", msg!("web-customer-all")),
            choice("open", msg!("web-customer-with-open")),
            choice("overdue", msg!("web-customer-with-overdue")),
        ],
        plain: visit.path("/customers"),
        first: query.after.is_some().then(|| at("")),
        next: found.last().filter(|_| more).map(|last| at(&last.code)),
        rows: found.iter().map(|customer| row(&visit, customer)).collect(),
        text,
    };
    visit.page("pages/customer/page.html", context)
}

fn row(visit: &CompanyVisit, customer: &ListedCustomer) -> Row {
    let sums = customer.sums.iter().map(|(currency, sums)| {
        let money = |amount| visit.format().money(&Money::new(amount, *currency));
        let filled = |amount: rust_decimal::Decimal| (!amount.is_zero()).then(|| money(amount));
        Sum {
            items: sums.items,
            open: money(sums.open),
            overdue: filled(sums.overdue),
            credits: filled(sums.credits),
            balance: money(sums.balance()),
        }
    });
    Row {
        code: customer.code.clone(),
        name: customer.name.clone(),
        path: visit.customer_path(&customer.code),
        sums: sums.collect(),
        manual: customer.dunning.manual,
        automatic: customer.dunning.automatic,
    }
}
