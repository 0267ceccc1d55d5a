//! Open due items, searched as the pages do.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::routes;

use super::extract::ApiQuery;
use super::page::{Limit, Listed, Page, decoded, not_a_cursor, written};
use super::values::{Amount, CurrencyCode, CustomerName, Day, MoneyBody, short};
use crate::app::search::{self, Found};
use crate::domain::channel::Channel;
use crate::domain::identity::DueItemId;
use crate::domain::level::LevelCode;
use crate::plan::outcome::Reason;
use crate::store::{After, Criteria};
use crate::web::error::WebError;
use crate::web::routes::{Need, Routes};
use crate::web::visit::CompanyVisit;
use crate::wording::UiLanguage;

pub fn routes(routes: Routes) -> Routes {
    routes.documented(Need::READER, routes!(list))
}

/// The word for items that have no level or no status.
const NONE: &str = "none";

/// What due items must be, all of it together.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
struct DueItemsQuery {
    /// Codes of customers to be invoiced.
    #[serde(default)]
    customer: Vec<String>,
    /// Stands in number, label, payment reference, or the customer's code or
    /// name.
    text: Option<String>,
    /// Only what is past its due date.
    #[serde(default)]
    overdue: bool,
    /// Levels, `none` for items without one.
    #[serde(default)]
    level: Vec<String>,
    /// Statuses, `none` for items without one.
    #[serde(default)]
    status: Vec<String>,
    #[param(value_type = Option<String>, format = Date)]
    due_from: Option<Day>,
    #[param(value_type = Option<String>, format = Date)]
    due_to: Option<Day>,
    #[param(value_type = Option<String>, format = Date)]
    invoice_from: Option<Day>,
    #[param(value_type = Option<String>, format = Date)]
    invoice_to: Option<Day>,
    /// Least open amount.
    #[param(value_type = Option<String>)]
    min: Option<Amount>,
    /// Most open amount.
    #[param(value_type = Option<String>)]
    max: Option<Amount>,
    /// Code of the person in charge.
    person: Option<String>,
    #[param(value_type = Option<String>)]
    currency: Option<CurrencyCode>,
    /// Promised for a day that is past.
    #[serde(default)]
    promise_broken: bool,
    #[serde(default)]
    disputed: bool,
    /// Only what a reminder by hand could be sent for.
    #[serde(default)]
    remindable: bool,
    /// Items of a page.
    #[serde(default)]
    #[param(value_type = Option<u32>, minimum = 1, maximum = 500)]
    limit: Limit,
    /// `next` of the page before.
    after: Option<String>,
}

impl DueItemsQuery {
    fn criteria(&self) -> Criteria {
        let given = |text: &String| (text != NONE).then(|| text.clone());
        let level = |text: &String| (text != NONE).then(|| LevelCode::new(text));
        Criteria {
            customers: self.customer.clone(),
            text: self.text.clone(),
            overdue: self.overdue,
            levels: self.level.iter().map(level).collect(),
            statuses: self.status.iter().map(given).collect(),
            due: (self.due_from.map(|day| day.0), self.due_to.map(|day| day.0)),
            invoiced: (self.invoice_from.map(|day| day.0), self.invoice_to.map(|day| day.0)),
            open: (self.min.map(|amount| amount.0), self.max.map(|amount| amount.0)),
            person: self.person.clone(),
            currency: self.currency.map(|currency| currency.0),
            promise_broken: self.promise_broken,
            disputed: self.disputed,
            remindable: self.remindable,
        }
    }
}

/// An open due item.
#[derive(Debug, Serialize, ToSchema)]
pub struct DueItem {
    pub customer: CustomerName,
    pub invoice: String,
    pub instalment: u32,
    pub due_date: NaiveDate,
    /// Negative before the due date.
    pub days_late: i64,
    pub open: MoneyBody,
    pub level: Option<String>,
    /// The level that a reminder by hand would have.
    pub proposed_level: Option<String>,
    /// Why there would be none.
    pub reason: Option<LeftOutBecause>,
    pub last_reminded_on: Option<NaiveDate>,
    pub status: Option<String>,
    pub comment: String,
    pub promised_on: Option<NaiveDate>,
    pub disputed: bool,
}

/// Why an item is not reminded.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Reason)]
pub struct LeftOutBecause {
    /// A stable name.
    #[schema(example = "manual_hold")]
    pub code: &'static str,
    /// In words.
    pub explanation: String,
}

impl LeftOutBecause {
    pub fn of(reason: &Reason, language: UiLanguage) -> Self {
        Self { code: reason.code(), explanation: reason.message().in_language(language) }
    }
}

impl DueItem {
    fn of(found: Found, language: UiLanguage) -> Self {
        let line = found.line;
        let refused = found.proposed.as_ref().err();
        Self {
            customer: CustomerName { code: line.customer_code, name: line.customer_name },
            invoice: line.invoice,
            instalment: line.instalment,
            due_date: line.due_date,
            days_late: found.days_late,
            open: line.open.into(),
            level: line.standing.code().map(str::to_owned),
            proposed_level: found.proposed.as_ref().ok().map(ToString::to_string),
            reason: refused.map(|reason| LeftOutBecause::of(reason, language)),
            last_reminded_on: line.last_reminded_on,
            status: line.status,
            comment: line.comment,
            promised_on: line.promised_on,
            disputed: line.disputed,
        }
    }
}

/// Open due items, by due date
///
/// With `remindable`, a page may have fewer items than its limit, or none, and
/// still a `next`: a page looks at so many items and no more.
#[utoipa::path(
    get,
    path = "/api/v1/companies/{company}/due-items",
    tag = "Invoices",
    params(("company" = String, Path, description = "Code of a company"), DueItemsQuery),
    responses((status = 200, body = Page<DueItem>, description = "A page of due items")),
)]
async fn list(
    visit: CompanyVisit,
    ApiQuery(query): ApiQuery<DueItemsQuery>,
) -> Result<Listed<DueItem>, WebError> {
    let (customers, texts) = (&query.customer, query.text.iter().chain(&query.person));
    short(customers.iter().chain(texts).chain(&query.level).chain(&query.status))?;
    let scope =
        visit.engine.scope_by_hand(Some(visit.code().as_str()), Channel::Mail, &visit.clock())?;
    let after = after(query.after.as_deref())?;
    let criteria = query.criteria();
    let limit = query.limit.count();
    let found = search::page(&visit.engine, &scope, &criteria, after, limit).await?;
    let cursor = |next: After| written(&format!("{}/{}", next.due_date, next.item.0));
    let items = found.found.into_iter().map(|found| DueItem::of(found, visit.language));
    let page = Page { items: items.collect(), next: found.next.map(cursor) };
    Ok(page.at(&visit.uri))
}

fn after(cursor: Option<&str>) -> Result<Option<After>, WebError> {
    let Some(text) = decoded(cursor)? else { return Ok(None) };
    let (day, item) = text.split_once('/').ok_or_else(not_a_cursor)?;
    // Only what a page before has told, so that every database takes it.
    let due_date: NaiveDate =
        (day.len() == 10).then(|| day.parse().ok()).flatten().ok_or_else(not_a_cursor)?;
    let item = item.parse().map(DueItemId).map_err(|_| not_a_cursor())?;
    Ok(Some(After { due_date, item }))
}
