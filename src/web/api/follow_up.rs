//! Follow-up information of due items: noted, promised, to be done.

use axum::Json;
use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Deserializer, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::routes;

use super::extract::{ApiJson, ApiQuery};
use super::page::{Limit, Listed, Page};
use super::refusal::{Mistake, Refusal};
use super::values::{CustomerName, Day, MoneyBody, comment, name, names, short};
use crate::app::follow_up::{self, Edited, Selection, Waiting};
use crate::domain::follow_up::{CommentEdit, FollowUpEdit};
use crate::plan::follow_up::DueState;
use crate::store::{FollowUpChange, FoundItem};
use crate::web::error::WebError;
use crate::web::routes::{Need, Routes};
use crate::web::visit::CompanyVisit;
use crate::wording::msg;

pub fn routes(routes: Routes) -> Routes {
    routes
        .documented(Need::CLERK, routes!(note))
        .documented(Need::READER, routes!(promises))
        .documented(Need::READER, routes!(actions))
        .documented(Need::READER, routes!(changes))
}

/// What is noted on due items. What is absent stays; `null` takes away.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NoteOrder {
    /// Each `INVOICE`, `INVOICE/INSTALMENT`, or either after `CUSTOMER/`.
    /// Absent where a customer is named.
    #[schema(max_items = 1000)]
    #[serde(default)]
    pub items: Vec<String>,
    /// All open items of this customer.
    pub customer: Option<String>,
    #[serde(default, deserialize_with = "some")]
    pub status: Option<Option<String>>,
    /// Takes the place of the comment; empty takes it away.
    #[schema(max_length = 2000)]
    pub comment: Option<String>,
    /// Is added to the comment on a line of its own.
    #[schema(max_length = 2000)]
    pub append: Option<String>,
    #[serde(default, deserialize_with = "some")]
    #[schema(value_type = Option<String>, format = Date)]
    pub promised_on: Option<Option<Day>>,
    pub disputed: Option<bool>,
    #[serde(default, deserialize_with = "some")]
    #[schema(value_type = Option<String>, format = Date)]
    pub next_action_on: Option<Option<Day>>,
    /// Code of a collaborator.
    #[serde(default, deserialize_with = "some")]
    pub next_action_by: Option<Option<String>>,
}

/// Tells `null` from what is absent.
fn some<'de, D, T>(deserializer: D) -> Result<Option<Option<T>>, D::Error>
where
    D: Deserializer<'de>,
    T: Deserialize<'de>,
{
    Option::<T>::deserialize(deserializer).map(Some)
}

/// What a note did.
#[derive(Debug, Serialize, ToSchema)]
pub struct NoteResult {
    /// Due items.
    pub changed: u64,
    pub unchanged: u64,
}

impl From<Edited> for NoteResult {
    fn from(edited: Edited) -> Self {
        Self { changed: edited.changed, unchanged: edited.unchanged }
    }
}

/// Note something on due items, on all of them or none
#[utoipa::path(
    post,
    path = "/api/v1/companies/{company}/follow-up/notes",
    tag = "Follow-up",
    params(("company" = String, Path, description = "Code of a company")),
    request_body = NoteOrder,
    responses((status = 200, body = NoteResult, description = "What was done")),
)]
async fn note(
    visit: CompanyVisit,
    ApiJson(order): ApiJson<NoteOrder>,
) -> Result<Json<NoteResult>, WebError> {
    name("customer", order.customer.as_ref())?;
    let selection = match &order.customer {
        Some(code) if order.items.is_empty() => Selection::Customer(code.clone()),
        Some(_) => {
            let mistake = Mistake::of_field("customer", msg!("api-customer-or-items"));
            return Err(Refusal::mistakes(vec![mistake]).into());
        }
        None => {
            names("items", &order.items)?;
            Selection::Items(order.items.clone())
        }
    };
    let edit = edit(order)?;
    let (code, author) = (visit.code(), visit.author());
    let edited =
        follow_up::note(&visit.engine, code, &selection, &edit, author, &visit.clock()).await?;
    Ok(Json(edited.into()))
}

fn edit(order: NoteOrder) -> Result<FollowUpEdit, WebError> {
    name("status", order.status.as_ref().and_then(Option::as_ref))?;
    name("next_action_by", order.next_action_by.as_ref().and_then(Option::as_ref))?;
    let replaced = order.comment.map(|text| comment("comment", &text)).transpose()?;
    let appended = order.append.map(|text| comment("append", &text)).transpose()?;
    Ok(FollowUpEdit {
        status: order.status,
        comment: match (replaced, appended) {
            (Some(text), None) => Some(CommentEdit::Replace(text)),
            (Some(text), Some(more)) => Some(CommentEdit::Replace(format!("{text}\n{more}"))),
            (None, more) => more.filter(|more| !more.is_empty()).map(CommentEdit::Append),
        },
        promised_on: order.promised_on.map(|day| day.map(|day| day.0)),
        disputed: order.disputed,
        next_action_on: order.next_action_on.map(|day| day.map(|day| day.0)),
        next_action_by: order.next_action_by,
    })
}

/// An open item with the day that is waited for.
#[derive(Debug, Serialize, ToSchema)]
pub struct WaitingItem {
    pub customer: CustomerName,
    pub invoice: String,
    pub instalment: u32,
    pub due_date: NaiveDate,
    pub open: MoneyBody,
    /// The promised payment date, or the day of the next action.
    pub day: Option<NaiveDate>,
    /// `passed`, `today` or `ahead`.
    pub state: &'static str,
    /// Days past that day; negative before it.
    pub days: i64,
    pub status: Option<String>,
    pub comment: String,
    pub next_action_by: Option<String>,
}

impl From<Waiting> for WaitingItem {
    fn from(waiting: Waiting) -> Self {
        let noted = waiting.noted;
        Self {
            customer: CustomerName { code: noted.customer_code, name: noted.customer_name },
            invoice: noted.number,
            instalment: noted.instalment,
            due_date: noted.due_date,
            open: noted.open.into(),
            day: waiting.day,
            state: match waiting.state {
                DueState::Passed => "passed",
                DueState::Today => "today",
                DueState::Ahead => "ahead",
            },
            days: waiting.days,
            status: noted.follow_up.status,
            comment: noted.follow_up.comment,
            next_action_by: noted.follow_up.next_action_by,
        }
    }
}

/// A page of promises.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
struct PromisesQuery {
    /// Items of a page.
    #[serde(default)]
    #[param(value_type = Option<u32>, minimum = 1, maximum = 500)]
    limit: Limit,
    /// `next` of the page before.
    after: Option<String>,
}

/// Promised payments of open items, the earliest first
#[utoipa::path(
    get,
    path = "/api/v1/companies/{company}/follow-up/promises",
    tag = "Follow-up",
    params(("company" = String, Path, description = "Code of a company"), PromisesQuery),
    responses((status = 200, body = Page<WaitingItem>, description = "A page of items")),
)]
async fn promises(
    visit: CompanyVisit,
    ApiQuery(query): ApiQuery<PromisesQuery>,
) -> Result<Listed<WaitingItem>, WebError> {
    let all = follow_up::promises(&visit.engine, visit.code(), visit.today()).await?;
    Ok(Page::slice(all, query.after.as_deref(), query.limit, WaitingItem::from)?.at(&visit.uri))
}

/// A page of next actions.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
struct ActionsQuery {
    /// Code of the collaborator whose actions are meant.
    by: Option<String>,
    /// Items of a page.
    #[serde(default)]
    #[param(value_type = Option<u32>, minimum = 1, maximum = 500)]
    limit: Limit,
    /// `next` of the page before.
    after: Option<String>,
}

/// Next actions on open items, the earliest first
#[utoipa::path(
    get,
    path = "/api/v1/companies/{company}/follow-up/actions",
    tag = "Follow-up",
    params(("company" = String, Path, description = "Code of a company"), ActionsQuery),
    responses((status = 200, body = Page<WaitingItem>, description = "A page of items")),
)]
async fn actions(
    visit: CompanyVisit,
    ApiQuery(query): ApiQuery<ActionsQuery>,
) -> Result<Listed<WaitingItem>, WebError> {
    short(&query.by)?;
    let (code, by) = (visit.code(), query.by.as_deref());
    let all = follow_up::actions(&visit.engine, code, visit.today(), by).await?;
    Ok(Page::slice(all, query.after.as_deref(), query.limit, WaitingItem::from)?.at(&visit.uri))
}

/// Whose changes are asked for.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
struct ChangesQuery {
    /// `INVOICE`, `INVOICE/INSTALMENT`, or either after `CUSTOMER/`.
    item: String,
}

/// The changes of due items, oldest first.
#[derive(Debug, Serialize, ToSchema)]
pub struct Changes {
    pub items: Vec<ItemChanges>,
}

/// A due item with what was changed on it.
#[derive(Debug, Serialize, ToSchema)]
pub struct ItemChanges {
    pub customer: CustomerName,
    pub invoice: String,
    pub instalment: u32,
    pub changes: Vec<Change>,
}

/// What somebody, or a reminder, changed.
#[derive(Debug, Serialize, ToSchema)]
pub struct Change {
    #[schema(value_type = String, format = DateTime)]
    pub at: DateTime<Utc>,
    pub author: String,
    pub reminder: Option<i64>,
    pub before: Noted,
    pub after: Noted,
}

/// The follow-up information of an item.
#[derive(Debug, Serialize, ToSchema)]
pub struct Noted {
    pub level: Option<String>,
    pub status: Option<String>,
    pub comment: String,
    pub promised_on: Option<NaiveDate>,
    pub disputed: bool,
    pub next_action_on: Option<NaiveDate>,
    pub next_action_by: Option<String>,
}

impl From<(FoundItem, Vec<FollowUpChange>)> for ItemChanges {
    fn from((item, changes): (FoundItem, Vec<FollowUpChange>)) -> Self {
        Self {
            customer: CustomerName { code: item.customer_code, name: item.customer_name },
            invoice: item.number,
            instalment: item.instalment,
            changes: changes.into_iter().map(Into::into).collect(),
        }
    }
}

impl From<FollowUpChange> for Change {
    fn from(change: FollowUpChange) -> Self {
        let noted = |level: &crate::domain::level::Standing,
                     noted: crate::domain::follow_up::FollowUp| Noted {
            level: level.code().map(str::to_owned),
            status: noted.status,
            comment: noted.comment,
            promised_on: noted.promised_on,
            disputed: noted.disputed,
            next_action_on: noted.next_action_on,
            next_action_by: noted.next_action_by,
        };
        Self {
            at: change.at,
            author: change.author,
            reminder: change.reminder.map(|reminder| reminder.0),
            before: noted(&change.level_before, change.before),
            after: noted(&change.level_after, change.after),
        }
    }
}

/// Who changed what on due items
#[utoipa::path(
    get,
    path = "/api/v1/companies/{company}/follow-up/changes",
    tag = "Follow-up",
    params(("company" = String, Path, description = "Code of a company"), ChangesQuery),
    responses((status = 200, body = Changes, description = "The changes")),
)]
async fn changes(
    visit: CompanyVisit,
    ApiQuery(query): ApiQuery<ChangesQuery>,
) -> Result<Json<Changes>, WebError> {
    short([&query.item])?;
    let found = follow_up::changes(&visit.engine, visit.code(), &query.item).await?;
    Ok(Json(Changes { items: found.into_iter().map(Into::into).collect() }))
}
