//! Schedules: where they stand, paused, resumed, answered.

use axum::Json;
use axum::http::StatusCode;
use chrono::{DateTime, FixedOffset, NaiveDate, Utc};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::routes;

use super::extract::{ApiJson, ApiPath};
use super::refusal::{Mistake, Refusal};
use super::values::{Day, comment};
use crate::app::error::AppError;
use crate::app::schedule::{self, BatchTimes};
use crate::store;
use crate::web::error::WebError;
use crate::web::routes::{Need, Routes};
use crate::web::visit::CompanyVisit;
use crate::wording::msg;

pub fn routes(routes: Routes) -> Routes {
    routes
        .documented(Need::READER, routes!(list))
        .documented(Need::CLERK, routes!(pause))
        .documented(Need::CLERK, routes!(resume))
        .documented(Need::CLERK, routes!(answer))
}

/// When a batch starts by itself, and where that stands.
#[derive(Debug, Serialize, ToSchema)]
pub struct BatchSchedule {
    pub batch: String,
    /// Absent for a batch that is started by hand only.
    pub schedule: Option<Cron>,
    /// None while it is paused without an end.
    #[schema(value_type = Vec<String>)]
    pub next: Vec<DateTime<FixedOffset>>,
    pub pause: Option<Pause>,
    /// A start that has passed and waits for another run to end.
    #[schema(value_type = Option<String>, format = DateTime)]
    pub late: Option<DateTime<FixedOffset>>,
    /// A missed start that somebody has to decide about.
    pub waiting: Option<Start>,
    /// The start that came last.
    pub last: Option<Start>,
    /// Whether some process has looked after it lately.
    pub attended: bool,
}

/// A schedule of the rules.
#[derive(Debug, Serialize, ToSchema)]
pub struct Cron {
    #[schema(example = "0 7 * * 1-5")]
    pub cron: String,
    #[schema(example = "Europe/Paris")]
    pub time_zone: &'static str,
    #[schema(example = "next_open_day")]
    pub on_closed_days: &'static str,
    #[schema(example = "run_once")]
    pub missed_runs: &'static str,
    pub missed_after_minutes: i64,
}

/// Who paused a batch, and why.
#[derive(Debug, Serialize, ToSchema)]
pub struct Pause {
    pub by: String,
    #[schema(value_type = String, format = DateTime)]
    pub at: DateTime<Utc>,
    pub reason: String,
    #[schema(value_type = Option<String>, format = DateTime)]
    pub until: Option<DateTime<Utc>>,
}

/// A start and what became of it.
#[derive(Debug, Serialize, ToSchema)]
pub struct Start {
    #[schema(value_type = String, format = DateTime)]
    pub slot: DateTime<Utc>,
    /// Starts before it that it stands for.
    pub earlier: u64,
    #[schema(example = "done")]
    pub state: &'static str,
    /// Why it was skipped or missed.
    pub reason: Option<&'static str>,
    pub detail: Option<String>,
    pub run: Option<i64>,
    pub run_date: Option<NaiveDate>,
    pub answered_by: Option<String>,
}

impl From<store::Slot> for Start {
    fn from(slot: store::Slot) -> Self {
        Self {
            slot: slot.slot,
            earlier: slot.earlier,
            state: slot.state.as_str(),
            reason: slot.reason.map(store::SlotReason::as_str),
            detail: slot.detail,
            run: slot.run.map(|run| run.0),
            run_date: slot.run_date,
            answered_by: slot.answered_by,
        }
    }
}

impl From<BatchTimes> for BatchSchedule {
    fn from(times: BatchTimes) -> Self {
        Self {
            batch: times.batch,
            schedule: times.schedule.map(|schedule| Cron {
                cron: schedule.expression,
                time_zone: schedule.time_zone.name(),
                on_closed_days: schedule.on_closed_days.as_str(),
                missed_runs: schedule.late.missed_runs.as_str(),
                missed_after_minutes: schedule.late.missed_after.num_minutes(),
            }),
            next: times.next.iter().map(DateTime::fixed_offset).collect(),
            pause: times.pause.map(|pause| Pause {
                by: pause.by,
                at: pause.at,
                reason: pause.reason,
                until: pause.until,
            }),
            late: times.late.as_ref().map(DateTime::fixed_offset),
            waiting: times.waiting.map(Start::from),
            last: times.last.map(Start::from),
            attended: times.attended,
        }
    }
}

/// The schedules of a company's batches.
#[derive(Debug, Serialize, ToSchema)]
pub struct Schedules {
    pub items: Vec<BatchSchedule>,
}

/// When batches start by themselves
#[utoipa::path(
    get,
    path = "/api/v1/companies/{company}/schedules",
    tag = "Batches",
    params(("company" = String, Path, description = "Code of a company")),
    responses((status = 200, body = Schedules, description = "One entry per batch")),
)]
async fn list(visit: CompanyVisit) -> Result<Json<Schedules>, WebError> {
    let times = schedule::times(&visit.engine, &visit.rules, &visit.clock()).await?;
    Ok(Json(Schedules { items: times.into_iter().map(BatchSchedule::from).collect() }))
}

/// Why a batch does not start by itself for now.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PauseOrder {
    #[schema(min_length = 1, max_length = 2000)]
    pub reason: String,
    /// The day from which it starts again, in its time zone; absent: until it
    /// is resumed.
    #[schema(value_type = Option<String>, format = Date)]
    pub until: Option<Day>,
}

/// Pause a batch
///
/// What would have started meanwhile is skipped.
#[utoipa::path(
    post,
    path = "/api/v1/companies/{company}/schedules/{batch}/pause",
    tag = "Batches",
    params(
        ("company" = String, Path, description = "Code of a company"),
        ("batch" = String, Path, description = "Name of a batch"),
    ),
    request_body = PauseOrder,
    responses((status = 204, description = "It is paused")),
)]
async fn pause(
    visit: CompanyVisit,
    ApiPath(batch): ApiPath<String>,
    ApiJson(order): ApiJson<PauseOrder>,
) -> Result<StatusCode, WebError> {
    let reason = comment("reason", &order.reason)?;
    if reason.is_empty() {
        let mistake = Mistake::of_field("reason", msg!("schedule-reason-missing"));
        return Err(Refusal::mistakes(vec![mistake]).into());
    }
    let (engine, rules, clock) = (&visit.engine, &visit.rules, visit.clock());
    let until = order.until.map(|day| day.0);
    schedule::pause(engine, rules, &batch, until, &reason, visit.author(), &clock)
        .await
        .map_err(unknown)?;
    Ok(StatusCode::NO_CONTENT)
}

/// Let a batch start by itself again
#[utoipa::path(
    post,
    path = "/api/v1/companies/{company}/schedules/{batch}/resume",
    tag = "Batches",
    params(
        ("company" = String, Path, description = "Code of a company"),
        ("batch" = String, Path, description = "Name of a batch"),
    ),
    responses((status = 204, description = "It starts again")),
)]
async fn resume(
    visit: CompanyVisit,
    ApiPath(batch): ApiPath<String>,
) -> Result<StatusCode, WebError> {
    let (engine, rules, clock) = (&visit.engine, &visit.rules, visit.clock());
    schedule::resume(engine, rules, &batch, visit.author(), &clock).await.map_err(unknown)?;
    Ok(StatusCode::NO_CONTENT)
}

/// What is decided about a missed start.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct AnswerOrder {
    pub answer: Answer,
}

#[derive(Debug, Clone, Copy, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Answer {
    Run,
    Skip,
}

/// Decide about a missed start
///
/// `run` has it run as soon as a process looks, dated today.
#[utoipa::path(
    post,
    path = "/api/v1/companies/{company}/schedules/{batch}/answer",
    tag = "Batches",
    params(
        ("company" = String, Path, description = "Code of a company"),
        ("batch" = String, Path, description = "Name of a batch"),
    ),
    request_body = AnswerOrder,
    responses((status = 204, description = "It is decided")),
)]
async fn answer(
    visit: CompanyVisit,
    ApiPath(batch): ApiPath<String>,
    ApiJson(order): ApiJson<AnswerOrder>,
) -> Result<StatusCode, WebError> {
    let answer = match order.answer {
        Answer::Run => schedule::Answer::Run,
        Answer::Skip => schedule::Answer::Skip,
    };
    let (engine, rules, clock) = (&visit.engine, &visit.rules, visit.clock());
    let done = schedule::answer(engine, rules, &batch, answer, visit.author(), &clock).await;
    done.map_err(unknown)?;
    Ok(StatusCode::NO_CONTENT)
}

/// A batch that the path names and that is none of the company's does not
/// exist.
fn unknown(error: AppError) -> WebError {
    match error {
        AppError::UnknownBatch { .. } | AppError::CompanyNotInBatch { .. } => WebError::NotFound,
        other => other.into(),
    }
}
