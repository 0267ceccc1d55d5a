//! The next batch as a dry run, and plans: previews that are kept to be sent
//! as they are.

use axum::Json;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse as _, Response};
use chrono::{DateTime, FixedOffset, NaiveDate};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::routes;

use super::due_items::LeftOutBecause;
use super::extract::{ApiJson, ApiPath, ApiQuery};
use super::page::{Limit, Listed, Page, position};
use super::runs::{self, Run};
use super::values::{CustomerName, MoneyBody, name};
use crate::app::batch_run::{self, Purpose, Recorded};
use crate::app::engine::Scope;
use crate::app::preview::{self, Preview};
use crate::app::progress::Unwatched;
use crate::app::report::{self, ItemRow, ReminderRow, Rows, SkippedRow, Tally, UnrenderedRow};
use crate::app::runs as app_runs;
use crate::app::sending;
use crate::domain::address::EmailAddress;
use crate::domain::identity::RunId;
use crate::store::{RunIntent, RunState};
use crate::web::apart::apart;
use crate::web::error::WebError;
use crate::web::routes::{Need, Routes};
use crate::web::visit::CompanyVisit;
use crate::wording::UiLanguage;

pub fn routes(routes: Routes) -> Routes {
    routes
        .documented(Need::READER, routes!(preview))
        .documented(Need::READER, routes!(plans))
        .documented(Need::CLERK, routes!(save))
        .documented(Need::READER, routes!(plan))
        .documented(Need::CLERK, routes!(drop_plan))
        .documented(Need::CLERK, routes!(run_plan))
}

/// Which batch is looked at.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PreviewRequest {
    /// The first one of the rules where absent.
    pub batch: Option<String>,
    /// Reminders and left-out items that are shown, from 1 to 500.
    #[schema(value_type = u32, minimum = 1, maximum = 500, default = 100)]
    #[serde(default)]
    pub limit: Limit,
    /// So many of both are passed over.
    #[serde(default)]
    #[schema(maximum = 2147483647)]
    pub skip: u32,
}

/// What a batch would do.
#[derive(Debug, Serialize, ToSchema)]
pub struct PreviewResult {
    pub batch: String,
    pub run_date: NaiveDate,
    /// When it starts by itself the next time.
    #[schema(value_type = Option<String>, format = DateTime)]
    pub next_scheduled: Option<DateTime<FixedOffset>>,
    pub payments_known_to: Option<NaiveDate>,
    pub total: Sum,
    /// In the order of the levels.
    pub by_level: Vec<LevelSum>,
    /// Left-out items by reason.
    pub left_out_by_reason: Vec<ReasonCount>,
    /// Invoices whose temporary hold is lifted afterwards.
    pub temporary_holds: u64,
    /// What to think about before it is run.
    pub warnings: Vec<Warning>,
    pub reminders: Vec<PlannedReminder>,
    pub left_out: Vec<LeftOut>,
    /// Reminders whose mail could not be made.
    pub unrendered: Vec<Unrendered>,
    /// Whether there are more reminders or left-out items than are shown.
    pub more: bool,
}

/// How much there is of something.
#[derive(Debug, Serialize, ToSchema)]
pub struct Sum {
    pub reminders: u64,
    pub items: u64,
    /// By currency.
    pub amounts: Vec<MoneyBody>,
}

/// The reminders of a level.
#[derive(Debug, Serialize, ToSchema)]
pub struct LevelSum {
    pub level: String,
    pub sum: Sum,
}

/// How many items a reason leaves out.
#[derive(Debug, Serialize, ToSchema)]
pub struct ReasonCount {
    #[schema(example = "manual_hold")]
    pub reason: String,
    pub items: u64,
}

/// Something to think about.
#[derive(Debug, Serialize, ToSchema)]
pub struct Warning {
    #[schema(example = "flood")]
    pub code: &'static str,
    pub message: String,
    /// Whether a run must be confirmed because of it.
    pub needs_confirmation: bool,
}

/// A reminder to be.
#[derive(Debug, Serialize, ToSchema)]
pub struct PlannedReminder {
    pub customer: CustomerName,
    pub level: String,
    pub language: String,
    pub to: Vec<String>,
    pub cc: Vec<String>,
    pub subject: String,
    pub message_id: String,
    /// The sending account, where the rules name any.
    pub account: Option<String>,
    pub totals: Vec<MoneyBody>,
    pub items: Vec<PlannedItem>,
}

/// A due item of a plan.
#[derive(Debug, Serialize, ToSchema)]
pub struct PlannedItem {
    pub invoice: String,
    pub instalment: u32,
    pub due_date: NaiveDate,
    pub days_late: i64,
    pub open: MoneyBody,
    pub level: Option<String>,
    pub last_reminded_on: Option<NaiveDate>,
}

/// An item that is not reminded.
#[derive(Debug, Serialize, ToSchema)]
pub struct LeftOut {
    pub customer: CustomerName,
    pub item: PlannedItem,
    pub reason: LeftOutBecause,
}

/// A reminder whose mail could not be made.
#[derive(Debug, Serialize, ToSchema)]
pub struct Unrendered {
    pub customer: CustomerName,
    pub level: String,
    pub error: String,
}

impl From<&Tally> for Sum {
    fn from(tally: &Tally) -> Self {
        Self {
            reminders: tally.reminders,
            items: tally.items,
            amounts: tally.amounts.iter().copied().map(Into::into).collect(),
        }
    }
}

impl From<&report::CustomerName> for CustomerName {
    fn from(customer: &report::CustomerName) -> Self {
        Self { code: customer.code.clone(), name: customer.name.clone() }
    }
}

impl From<ItemRow> for PlannedItem {
    fn from(row: ItemRow) -> Self {
        Self {
            invoice: row.invoice,
            instalment: row.instalment,
            due_date: row.due_date,
            days_late: row.days_late,
            open: row.open.into(),
            level: row.standing.code().map(str::to_owned),
            last_reminded_on: row.last_reminded_on,
        }
    }
}

impl From<ReminderRow> for PlannedReminder {
    fn from(row: ReminderRow) -> Self {
        let addresses =
            |list: &[EmailAddress]| list.iter().map(ToString::to_string).collect::<Vec<_>>();
        Self {
            customer: row.customer.as_ref().into(),
            level: row.level.to_string(),
            language: row.language.to_string(),
            to: addresses(&row.to),
            cc: addresses(&row.cc),
            subject: row.subject,
            message_id: row.message_id,
            account: row.account.as_deref().map(str::to_owned),
            totals: row.totals.into_iter().map(Into::into).collect(),
            items: row.items.into_iter().map(Into::into).collect(),
        }
    }
}

/// A part of a preview.
#[derive(Debug, Clone, Copy)]
struct Window {
    skip: usize,
    limit: usize,
}

impl Window {
    fn of(request: &PreviewRequest) -> Self {
        Self { skip: request.skip as usize, limit: request.limit.get() }
    }

    fn is_short_of(self, all: usize) -> bool {
        all > self.skip.saturating_add(self.limit)
    }

    fn cut<R>(self, rows: Vec<R>) -> impl Iterator<Item = R> {
        rows.into_iter().skip(self.skip).take(self.limit)
    }
}

fn result(preview: Preview, rows: Rows, window: Window, language: UiLanguage) -> PreviewResult {
    let report = &preview.report;
    let left_out = |row: SkippedRow| LeftOut {
        customer: row.customer.as_ref().into(),
        item: row.item.into(),
        reason: LeftOutBecause::of(&row.reason, language),
    };
    let unrendered = |row: UnrenderedRow| Unrendered {
        customer: row.customer.as_ref().into(),
        level: row.level.to_string(),
        error: row.error.message().in_language(language),
    };
    let by_reason = report.skipped_by_reason.iter();
    PreviewResult {
        total: (&report.total).into(),
        by_level: report
            .by_level()
            .map(|(level, tally)| LevelSum { level: level.to_string(), sum: tally.into() })
            .collect(),
        left_out_by_reason: by_reason
            .map(|(reason, items)| ReasonCount { reason: reason.clone(), items: *items })
            .collect(),
        temporary_holds: report.temporary_holds,
        warnings: preview
            .warnings
            .iter()
            .map(|warning| Warning {
                code: warning.code(),
                message: warning.message().in_language(language),
                needs_confirmation: warning.needs_confirmation(),
            })
            .collect(),
        more: window.is_short_of(rows.reminders.len()) || window.is_short_of(rows.skipped.len()),
        reminders: window.cut(rows.reminders).map(Into::into).collect(),
        left_out: window.cut(rows.skipped).map(left_out).collect(),
        unrendered: window.cut(rows.unrendered).map(unrendered).collect(),
        batch: preview.batch,
        run_date: preview.run_date,
        next_scheduled: preview.next_scheduled.map(|at| at.fixed_offset()),
        payments_known_to: preview.payments_known_to,
    }
}

/// The batch of a name, or the first one, for the company.
///
/// # Errors
/// When there is none, or it does not run for the company.
pub fn scope(visit: &CompanyVisit, batch: Option<&String>) -> Result<Scope, WebError> {
    name("batch", batch)?;
    let batch = batch.map(String::as_str);
    Ok(visit.engine.scope_of_batch(batch, visit.code(), &visit.clock())?)
}

/// What a batch would do now
///
/// A dry run: nothing is changed or sent. A run that follows does the same.
#[utoipa::path(
    post,
    path = "/api/v1/companies/{company}/previews",
    tag = "Batches",
    params(("company" = String, Path, description = "Code of a company")),
    request_body = PreviewRequest,
    responses((status = 200, body = PreviewResult, description = "The preview")),
)]
async fn preview(
    visit: CompanyVisit,
    ApiJson(request): ApiJson<PreviewRequest>,
) -> Result<Json<PreviewResult>, WebError> {
    let scope = scope(&visit, request.batch.as_ref())?;
    let (engine, clock) = (visit.engine.clone(), visit.clock());
    let (preview, rows) =
        apart(async move || Ok(preview::preview(&engine, &scope, &clock, None, &Unwatched).await?))
            .await?;
    Ok(Json(result(preview, rows, Window::of(&request), visit.language)))
}

/// A plan that was saved.
#[derive(Debug, Serialize, ToSchema)]
pub struct SavedPlan {
    pub id: i64,
    pub preview: PreviewResult,
}

/// Save what a batch would do now
///
/// The messages are made and kept; running the plan sends precisely these, as
/// long as the data under it have not changed.
#[utoipa::path(
    post,
    path = "/api/v1/companies/{company}/plans",
    tag = "Batches",
    params(("company" = String, Path, description = "Code of a company")),
    request_body = PreviewRequest,
    responses((status = 201, body = SavedPlan, description = "The plan")),
)]
async fn save(
    visit: CompanyVisit,
    ApiJson(request): ApiJson<PreviewRequest>,
) -> Result<Response, WebError> {
    let scope = scope(&visit, request.batch.as_ref())?;
    let (engine, clock) = (visit.engine.clone(), visit.clock());
    let author = visit.author().to_owned();
    let (run, preview, rows) = apart(async move || {
        let purpose = Purpose { intent: RunIntent::Save, forced_reason: None, request: None };
        let recorded =
            batch_run::record_with_rows(&engine, &scope, &clock, &purpose, None, &Unwatched);
        let (Recorded { run, preview, lock }, rows) = recorded.await?;
        lock.release().await;
        app_runs::audit(&engine.store, &author, "plan-saved", run, &clock).await;
        Ok((run, preview, rows))
    })
    .await?;
    let location = [(header::LOCATION, format!("{}/{}", visit.uri.path(), run.0))];
    let preview = result(preview, rows, Window::of(&request), visit.language);
    let body = Json(SavedPlan { id: run.0, preview });
    Ok((StatusCode::CREATED, location, body).into_response())
}

/// Which plans or runs are listed.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct RunsQuery {
    /// Entries of a page.
    #[serde(default)]
    #[param(value_type = Option<u32>, minimum = 1, maximum = 500)]
    pub limit: Limit,
    /// `next` of the page before.
    pub after: Option<String>,
}

/// Plans that wait to be run, newest first
#[utoipa::path(
    get,
    path = "/api/v1/companies/{company}/plans",
    tag = "Batches",
    params(("company" = String, Path, description = "Code of a company"), RunsQuery),
    responses((status = 200, body = Page<Run>, description = "A page of plans")),
)]
async fn plans(
    visit: CompanyVisit,
    ApiQuery(query): ApiQuery<RunsQuery>,
) -> Result<Listed<Run>, WebError> {
    let before = position(query.after.as_deref())?.map(RunId);
    let limit = query.limit.and_one();
    let found = visit.web.store.saved_plans(visit.code(), before, limit).await?;
    let cursor = |last: &crate::store::Run| last.id.0.to_string();
    Ok(Page::of(found, query.limit, cursor, Run::from).at(&visit.uri))
}

/// A plan of the company that waits to be run.
async fn waiting(visit: &CompanyVisit, id: i64) -> Result<crate::store::Run, WebError> {
    let run = visit.run(id).await?;
    let waits = run.intent == RunIntent::Save && run.state == RunState::Planned;
    waits.then_some(run).ok_or(WebError::NotFound)
}

/// A plan that waits to be run
#[utoipa::path(
    get,
    path = "/api/v1/companies/{company}/plans/{id}",
    tag = "Batches",
    params(
        ("company" = String, Path, description = "Code of a company"),
        ("id" = i64, Path, description = "Number of a plan"),
    ),
    responses((status = 200, body = Run, description = "The plan")),
)]
async fn plan(visit: CompanyVisit, ApiPath(id): ApiPath<i64>) -> Result<Json<Run>, WebError> {
    Ok(Json(waiting(&visit, id).await?.into()))
}

/// Drop a plan
#[utoipa::path(
    delete,
    path = "/api/v1/companies/{company}/plans/{id}",
    tag = "Batches",
    params(
        ("company" = String, Path, description = "Code of a company"),
        ("id" = i64, Path, description = "Number of a plan"),
    ),
    responses((status = 204, description = "It is dropped")),
)]
async fn drop_plan(visit: CompanyVisit, ApiPath(id): ApiPath<i64>) -> Result<StatusCode, WebError> {
    let plan = waiting(&visit, id).await?;
    sending::cancel(&visit.engine, plan.id, &visit.clock()).await?;
    runs::audit(&visit, "run-cancelled", plan.id).await;
    Ok(StatusCode::NO_CONTENT)
}

/// Run a plan
///
/// Refused where the data under it have changed since.
#[utoipa::path(
    post,
    path = "/api/v1/companies/{company}/plans/{id}/run",
    tag = "Batches",
    params(
        ("company" = String, Path, description = "Code of a company"),
        ("id" = i64, Path, description = "Number of a plan"),
    ),
    request_body = runs::Confirmation,
    responses((status = 202, body = runs::Started, description = "It has begun")),
)]
async fn run_plan(
    visit: CompanyVisit,
    ApiPath(id): ApiPath<i64>,
    ApiJson(confirmation): ApiJson<runs::Confirmation>,
) -> Result<Response, WebError> {
    let plan = waiting(&visit, id).await?;
    runs::run_plan(&visit, &plan, confirmation.confirm).await
}
