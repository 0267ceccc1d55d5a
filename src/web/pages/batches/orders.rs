//! What is done about a schedule: paused, resumed, answered.

use axum::extract::Path;
use axum::response::Response;
use axum_extra::extract::Form;
use chrono::NaiveDate;
use serde::Deserialize;

use super::scope;
use crate::app::schedule::{self, Answer};
use crate::domain::follow_up;
use crate::web::error::WebError;
use crate::web::visit::CompanyVisit;
use crate::wording::msg;

#[derive(Deserialize)]
pub struct Pause {
    reason: String,
    /// The day from which it starts again; empty: until somebody says so.
    #[serde(default)]
    until: String,
}

#[derive(Deserialize)]
pub struct Answered {
    answer: Choice,
}

#[derive(Deserialize)]
#[serde(rename_all = "snake_case")]
enum Choice {
    Run,
    Skip,
}

pub async fn pause(
    visit: CompanyVisit,
    Path((_, batch)): Path<(String, String)>,
    Form(order): Form<Pause>,
) -> Result<Response, WebError> {
    let batch = &scope(&visit, &batch)?.batch;
    let reason = follow_up::plain_text(&order.reason).filter(|reason| !reason.is_empty());
    let reason = reason.ok_or_else(|| WebError::BadRequest(msg!("schedule-reason-missing")))?;
    let until = match order.until.trim() {
        "" => None,
        text => {
            let day = text.parse::<NaiveDate>();
            Some(day.map_err(|_| WebError::BadRequest(msg!("schedule-bad-day")))?)
        }
    };
    let (engine, rules, clock) = (&visit.engine, &visit.rules, visit.clock());
    schedule::pause(engine, rules, &batch.name, until, &reason, visit.author(), &clock).await?;
    Ok(visit.done(&visit.path("/batches"), "notice-schedule-paused"))
}

pub async fn resume(
    visit: CompanyVisit,
    Path((_, batch)): Path<(String, String)>,
) -> Result<Response, WebError> {
    let batch = &scope(&visit, &batch)?.batch;
    let (engine, rules, clock) = (&visit.engine, &visit.rules, visit.clock());
    schedule::resume(engine, rules, &batch.name, visit.author(), &clock).await?;
    Ok(visit.done(&visit.path("/batches"), "notice-schedule-resumed"))
}

pub async fn answer(
    visit: CompanyVisit,
    Path((_, batch)): Path<(String, String)>,
    Form(answered): Form<Answered>,
) -> Result<Response, WebError> {
    let batch = &scope(&visit, &batch)?.batch;
    let (answer, notice) = match answered.answer {
        Choice::Run => (Answer::Run, "notice-schedule-runs"),
        Choice::Skip => (Answer::Skip, "notice-schedule-skipped"),
    };
    let (engine, rules, clock) = (&visit.engine, &visit.rules, visit.clock());
    schedule::answer(engine, rules, &batch.name, answer, visit.author(), &clock).await?;
    Ok(visit.done(&visit.path("/batches"), notice))
}
