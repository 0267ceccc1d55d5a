//! What is done to a run: sent, stopped, given up, tried again.

use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Response};
use axum_extra::extract::Form;
use serde::Deserialize;
use uuid::Uuid;

use super::{refused, run, see};
use crate::app::batch_run;
use crate::app::error::AppError;
use crate::app::runs;
use crate::app::sending;
use crate::store::{Run, RunState};
use crate::web::error::WebError;
use crate::web::jobs::Ending;
use crate::web::orders::{self, Deed, SOON};
use crate::web::visit::CompanyVisit;

#[derive(Deserialize)]
pub struct Order {
    /// Of the form: two clicks send the same.
    key: Uuid,
    /// A flood was seen and is meant.
    #[serde(default)]
    flood: Option<String>,
}

/// Sends a plan, a confirmed run, or the rest of one that was interrupted.
pub async fn send(
    visit: CompanyVisit,
    Path((_, id)): Path<(String, i64)>,
    Form(order): Form<Order>,
) -> Result<Response, WebError> {
    let run = visit.run(id).await?;
    if run.state == RunState::Planned
        && order.flood.is_none()
        && batch_run::flood(&visit.engine, &run).await?.is_some()
    {
        let page = run::shown(&visit, run, &run::Asked::unconfirmed()).await?;
        return Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response());
    }
    begin(visit, run, order.key, Deed::GoOn).await
}

/// Sends what failed once more.
pub async fn retry(
    visit: CompanyVisit,
    Path((_, id)): Path<(String, i64)>,
    Form(order): Form<Order>,
) -> Result<Response, WebError> {
    let run = visit.run(id).await?;
    begin(visit, run, order.key, Deed::Retry).await
}

async fn begin(visit: CompanyVisit, run: Run, key: Uuid, deed: Deed) -> Result<Response, WebError> {
    let id = run.id;
    let job = match orders::send(&visit, id, key, deed)? {
        Ok(job) => job,
        Err(why) => return refused(&visit, why),
    };
    let path = visit.run_path(id);
    if !job.ended_within(SOON).await {
        return Ok(see(&path));
    }
    match job.told().ending {
        Some(Ending::Anew(run)) => Ok(visit.done(&visit.run_path(run), "notice-run-anew")),
        Some(Ending::Dropped) => Ok(visit.done(&path, "notice-run-dropped")),
        Some(Ending::Failed(error)) => match &*error {
            // The page of the run tells it, beside what can be done.
            AppError::Dispatch { .. } | AppError::ServerMissing { .. } => Ok(see(&path)),
            _ => Err(WebError::Job(error)),
        },
        _ => Ok(see(&path)),
    }
}

/// Asks all who send the run to take no more mails.
pub async fn stop(
    visit: CompanyVisit,
    Path((_, id)): Path<(String, i64)>,
) -> Result<Response, WebError> {
    let run = visit.run(id).await?;
    let path = visit.run_path(run.id);
    let job = visit.web.jobs.of_run(visit.code(), run.id).filter(|job| !job.has_ended());
    if !orders::stop(&visit, run.id).await? {
        return Ok(visit.done(&path, "notice-run-not-at-work"));
    }
    if let Some(job) = job {
        job.ended_within(SOON).await;
    }
    Ok(visit.done(&path, "notice-run-stopping"))
}

/// Gives up what was not sent.
pub async fn cancel(
    visit: CompanyVisit,
    Path((_, id)): Path<(String, i64)>,
) -> Result<Response, WebError> {
    let run = visit.run(id).await?;
    let path = visit.run_path(run.id);
    if run.state == RunState::Cancelled {
        return Ok(see(&path));
    }
    let clock = visit.clock();
    sending::cancel(&visit.engine, run.id, &clock).await?;
    runs::audit(&visit.engine.store, visit.author(), "run-cancelled", run.id, &clock).await;
    Ok(visit.done(&path, "notice-run-cancelled"))
}
