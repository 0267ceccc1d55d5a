//! Runs: what they are doing and what came of them.

use axum::Json;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse as _, Response};
use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::routes;
use uuid::Uuid;

use super::extract::{ApiJson, ApiPath, ApiQuery};
use super::page::{Limit, Listed, Page, position};
use super::previews::{self, RunsQuery};
use super::reminders::Reminder;
use super::values::name;
use crate::app::batch_run::{self, Purpose};
use crate::app::engine::Scope;
use crate::app::runs as app_runs;
use crate::app::sending;
use crate::domain::identity::{ReminderId, RunId};
use crate::store::{self, ReminderState, RunIntent, RunState};
use crate::web::error::WebError;
use crate::web::jobs::{Ending, Job, Refused};
use crate::web::orders::{self, Deed, SOON};
use crate::web::query::segment;
use crate::web::routes::{Need, Routes};
use crate::web::visit::CompanyVisit;
use crate::wording::msg;

pub fn routes(routes: Routes) -> Routes {
    routes
        .documented(Need::READER, routes!(list))
        .documented(Need::CLERK, routes!(start))
        .documented(Need::READER, routes!(show))
        .documented(Need::READER, routes!(reminders))
        .documented(Need::CLERK, routes!(stop))
        .documented(Need::CLERK, routes!(resume))
        .documented(Need::CLERK, routes!(retry))
        .documented(Need::CLERK, routes!(cancel))
}

/// One execution of a batch, or what was sent by hand at once.
#[derive(Debug, Serialize, ToSchema)]
pub struct Run {
    pub id: i64,
    #[schema(example = "batch")]
    pub channel: &'static str,
    pub batch: String,
    /// Who sent by hand; empty for a batch.
    pub author: String,
    pub run_date: NaiveDate,
    #[schema(example = "finished")]
    pub state: &'static str,
    pub reminders: u64,
    pub items: u64,
    pub left_out: u64,
    /// Why it was run with a date before the last run's.
    pub forced_reason: Option<String>,
    #[schema(value_type = String, format = DateTime)]
    pub created_at: DateTime<Utc>,
    #[schema(value_type = Option<String>, format = DateTime)]
    pub ended_at: Option<DateTime<Utc>>,
}

impl From<store::Run> for Run {
    fn from(run: store::Run) -> Self {
        Self {
            id: run.id.0,
            channel: run.channel.as_str(),
            batch: run.batch,
            author: run.author,
            run_date: run.run_date,
            state: run.state.as_str(),
            reminders: run.counts.reminders,
            items: run.counts.items,
            left_out: run.counts.skipped,
            forced_reason: run.forced_reason,
            created_at: run.created_at,
            ended_at: run.ended_at,
        }
    }
}

/// A run with how far it is.
#[derive(Debug, Serialize, ToSchema)]
pub struct RunDetail {
    #[serde(flatten)]
    pub run: Run,
    pub progress: Progress,
}

/// Reminders of a run by state.
#[derive(Debug, Serialize, ToSchema)]
pub struct Progress {
    pub queued: u64,
    pub sending: u64,
    pub sent: u64,
    pub failed: u64,
    pub cancelled: u64,
    pub drafted: u64,
}

/// Whether a flood is meant.
///
/// # Errors
/// With status 409 when it is seen and was not confirmed.
async fn no_flood(visit: &CompanyVisit, run: &store::Run, confirmed: bool) -> Result<(), WebError> {
    if confirmed || run.state != RunState::Planned {
        return Ok(());
    }
    match batch_run::flood(&visit.engine, run).await? {
        Some(warning) => Err(WebError::Conflict(msg!("api-flood", warning = warning.message()))),
        None => Ok(()),
    }
}

/// Records a batch and begins to send it. Where a flood is not confirmed, or
/// the batch was stopped, nothing is left of it.
async fn begun(
    visit: &CompanyVisit,
    scope: Scope,
    forced_reason: Option<String>,
    confirmed: bool,
) -> Result<RunId, WebError> {
    let purpose = Purpose { intent: RunIntent::Send, forced_reason, request: None };
    let job = begin(orders::record(visit, scope, purpose, Uuid::new_v4())?)?;
    match job.ending().await {
        Ending::Recorded { run, preview } => {
            if preview.report.total.reminders == 0 {
                return Ok(run);
            }
            let recorded = visit.run(run.0).await?;
            if let Err(error) = no_flood(visit, &recorded, confirmed).await {
                sending::cancel(&visit.engine, run, &visit.clock()).await?;
                audit(visit, "run-cancelled", run).await;
                return Err(error);
            }
            send(visit, run, Deed::GoOn).await
        }
        Ending::Failed(error) => Err(WebError::Job(error)),
        _ => Err(WebError::Conflict(msg!("api-run-stopped"))),
    }
}

/// Begins to send what is recorded; tells at once what stands in its way.
async fn send(visit: &CompanyVisit, run: RunId, deed: Deed) -> Result<RunId, WebError> {
    let job = begin(orders::send(visit, run, Uuid::new_v4(), deed)?)?;
    if !job.ended_within(SOON).await {
        return Ok(run);
    }
    match job.ending().await {
        Ending::Failed(error) => Err(WebError::Job(error)),
        Ending::Dropped => Err(WebError::Conflict(msg!("api-run-dropped"))),
        // Recorded anew, it waits for another word.
        Ending::Anew(run) => Err(WebError::Conflict(msg!("api-run-anew", run = run.0.to_string()))),
        _ => Ok(run),
    }
}

fn begin(started: Result<Job, Refused>) -> Result<Job, WebError> {
    started.map_err(|refused| match refused {
        Refused::Busy(_) => WebError::Conflict(msg!("api-run-busy")),
        Refused::Closed => WebError::Conflict(msg!("web-batches-closing")),
    })
}

/// Runs a plan.
///
/// # Errors
/// When it cannot be sent as it is, or a flood was not confirmed.
pub async fn run_plan(
    visit: &CompanyVisit,
    plan: &store::Run,
    confirmed: bool,
) -> Result<Response, WebError> {
    no_flood(visit, plan, confirmed).await?;
    Ok(accepted(visit, send(visit, plan.id, Deed::GoOn).await?))
}

/// Answers that something has begun with a run.
fn accepted(visit: &CompanyVisit, run: RunId) -> Response {
    let company = segment(visit.code().as_str());
    let location = format!("/api/v1/companies/{company}/runs/{}", run.0);
    let headers = [(header::LOCATION, location)];
    (StatusCode::ACCEPTED, headers, Json(Started { run: run.0 })).into_response()
}

/// Who had what done to a run, for the audit log.
pub async fn audit(visit: &CompanyVisit, action: &str, run: RunId) {
    app_runs::audit(&visit.web.store, visit.author(), action, run, &visit.clock()).await;
}

/// Runs and plans, newest first
#[utoipa::path(
    get,
    path = "/api/v1/companies/{company}/runs",
    tag = "Batches",
    params(("company" = String, Path, description = "Code of a company"), RunsQuery),
    responses((status = 200, body = Page<Run>, description = "A page of runs")),
)]
async fn list(
    visit: CompanyVisit,
    ApiQuery(query): ApiQuery<RunsQuery>,
) -> Result<Listed<Run>, WebError> {
    let before = position(query.after.as_deref())?.map(RunId);
    let limit = query.limit.and_one();
    let found = visit.web.store.runs_before(visit.code(), before, limit).await?;
    let cursor = |last: &store::Run| last.id.0.to_string();
    Ok(Page::of(found, query.limit, cursor, Run::from).at(&visit.uri))
}

/// Whether what looks unusual is meant.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Confirmation {
    /// Sends even far more reminders than usual.
    #[serde(default)]
    pub confirm: bool,
}

/// Which batch is to be run.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct RunRequest {
    /// The first one of the rules where absent.
    pub batch: Option<String>,
    /// Sends even far more reminders than usual.
    #[serde(default)]
    pub confirm: bool,
    /// Why it may run with a date before the last run's.
    pub forced_reason: Option<String>,
}

/// A run that has begun.
#[derive(Debug, Serialize, ToSchema)]
pub struct Started {
    /// Its number.
    pub run: i64,
}

/// Run a batch
#[utoipa::path(
    post,
    path = "/api/v1/companies/{company}/runs",
    tag = "Batches",
    params(("company" = String, Path, description = "Code of a company")),
    request_body = RunRequest,
    responses((status = 202, body = Started, description = "It has begun")),
)]
async fn start(
    visit: CompanyVisit,
    ApiJson(request): ApiJson<RunRequest>,
) -> Result<Response, WebError> {
    name("forced_reason", request.forced_reason.as_ref())?;
    let scope = previews::scope(&visit, request.batch.as_ref())?;
    let forced_reason = request.forced_reason.filter(|reason| !reason.trim().is_empty());
    let run = begun(&visit, scope, forced_reason, request.confirm).await?;
    Ok(accepted(&visit, run))
}

/// One run, and how far it is
#[utoipa::path(
    get,
    path = "/api/v1/companies/{company}/runs/{id}",
    tag = "Batches",
    params(
        ("company" = String, Path, description = "Code of a company"),
        ("id" = i64, Path, description = "Number of a run"),
    ),
    responses((status = 200, body = RunDetail, description = "The run")),
)]
async fn show(visit: CompanyVisit, ApiPath(id): ApiPath<i64>) -> Result<Json<RunDetail>, WebError> {
    let run = visit.run(id).await?;
    let counts = visit.web.store.reminder_counts(run.id).await?;
    Ok(Json(RunDetail {
        run: run.into(),
        progress: Progress {
            queued: counts.queued,
            sending: counts.sending,
            sent: counts.sent,
            failed: counts.failed,
            cancelled: counts.cancelled,
            drafted: counts.drafted,
        },
    }))
}

/// Which reminders of a run are listed.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
struct RunRemindersQuery {
    #[param(inline)]
    state: Option<StateName>,
    /// Reminders of a page.
    #[serde(default)]
    #[param(value_type = Option<u32>, minimum = 1, maximum = 500)]
    limit: Limit,
    /// `next` of the page before.
    after: Option<String>,
}

#[derive(Debug, Clone, Copy, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
enum StateName {
    Queued,
    Sending,
    Sent,
    Failed,
    Drafted,
    Cancelled,
}

impl From<StateName> for ReminderState {
    fn from(name: StateName) -> Self {
        match name {
            StateName::Queued => Self::Queued,
            StateName::Sending => Self::Sending,
            StateName::Sent => Self::Sent,
            StateName::Failed => Self::Failed,
            StateName::Drafted => Self::Drafted,
            StateName::Cancelled => Self::Cancelled,
        }
    }
}

/// The reminders of a run, in the order recorded
#[utoipa::path(
    get,
    path = "/api/v1/companies/{company}/runs/{id}/reminders",
    tag = "Batches",
    params(
        ("company" = String, Path, description = "Code of a company"),
        ("id" = i64, Path, description = "Number of a run"),
        RunRemindersQuery,
    ),
    responses((status = 200, body = Page<Reminder>, description = "A page of reminders")),
)]
async fn reminders(
    visit: CompanyVisit,
    ApiPath(id): ApiPath<i64>,
    ApiQuery(query): ApiQuery<RunRemindersQuery>,
) -> Result<Listed<Reminder>, WebError> {
    let run = visit.run(id).await?;
    let state = query.state.map(Into::into);
    let after = position(query.after.as_deref())?.map(ReminderId);
    let limit = Some(query.limit.and_one());
    let found = visit.web.store.reminders_after(run.id, state, after, limit).await?;
    let cursor = |last: &store::Reminder| last.id.0.to_string();
    let shown = |reminder| Reminder::of(run.id, reminder);
    Ok(Page::of(found, query.limit, cursor, shown).at(&visit.uri))
}

/// Stop a run
///
/// Mails under way are finished; `resume` goes on with the others.
#[utoipa::path(
    post,
    path = "/api/v1/companies/{company}/runs/{id}/stop",
    tag = "Batches",
    params(
        ("company" = String, Path, description = "Code of a company"),
        ("id" = i64, Path, description = "Number of a run"),
    ),
    responses((status = 202, body = Started, description = "It is being stopped")),
)]
async fn stop(visit: CompanyVisit, ApiPath(id): ApiPath<i64>) -> Result<Response, WebError> {
    let run = visit.run(id).await?.id;
    if orders::stop(&visit, run).await? {
        Ok(accepted(&visit, run))
    } else {
        Err(WebError::Conflict(msg!("api-run-not-at-work")))
    }
}

/// Go on with an interrupted run
#[utoipa::path(
    post,
    path = "/api/v1/companies/{company}/runs/{id}/resume",
    tag = "Batches",
    params(
        ("company" = String, Path, description = "Code of a company"),
        ("id" = i64, Path, description = "Number of a run"),
    ),
    request_body = Confirmation,
    responses((status = 202, body = Started, description = "It goes on")),
)]
async fn resume(
    visit: CompanyVisit,
    ApiPath(id): ApiPath<i64>,
    ApiJson(confirmation): ApiJson<Confirmation>,
) -> Result<Response, WebError> {
    let run = visit.run(id).await?;
    // The company has at most one that was interrupted.
    let unfinished = visit.web.store.unfinished_run(visit.code()).await?;
    if unfinished.is_none_or(|unfinished| unfinished.id != run.id) {
        return Err(WebError::Conflict(msg!("app-nothing-to-resume")));
    }
    no_flood(&visit, &run, confirmation.confirm).await?;
    Ok(accepted(&visit, send(&visit, run.id, Deed::GoOn).await?))
}

/// Send the failed reminders of a finished run again
#[utoipa::path(
    post,
    path = "/api/v1/companies/{company}/runs/{id}/retry",
    tag = "Batches",
    params(
        ("company" = String, Path, description = "Code of a company"),
        ("id" = i64, Path, description = "Number of a run"),
    ),
    responses((status = 202, body = Started, description = "They are being sent")),
)]
async fn retry(visit: CompanyVisit, ApiPath(id): ApiPath<i64>) -> Result<Response, WebError> {
    let run = visit.run(id).await?.id;
    Ok(accepted(&visit, send(&visit, run, Deed::Retry).await?))
}

/// What giving a run up did.
#[derive(Debug, Serialize, ToSchema)]
pub struct Cancelled {
    /// Reminders that are never sent.
    pub dropped: u64,
    /// Temporary holds that were lifted, because something was sent before.
    pub holds_lifted: u64,
}

/// Give up what is left of an interrupted run
#[utoipa::path(
    post,
    path = "/api/v1/companies/{company}/runs/{id}/cancel",
    tag = "Batches",
    params(
        ("company" = String, Path, description = "Code of a company"),
        ("id" = i64, Path, description = "Number of a run"),
    ),
    responses((status = 200, body = Cancelled, description = "It is given up")),
)]
async fn cancel(
    visit: CompanyVisit,
    ApiPath(id): ApiPath<i64>,
) -> Result<Json<Cancelled>, WebError> {
    let run = visit.run(id).await?;
    let done = sending::cancel(&visit.engine, run.id, &visit.clock()).await?;
    audit(&visit, "run-cancelled", run.id).await;
    Ok(Json(Cancelled { dropped: done.dropped, holds_lifted: done.holds_lifted }))
}
