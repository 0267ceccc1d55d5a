//! A batch is recorded: to be sent once it is confirmed, or to be kept.

use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Response};
use axum_extra::extract::Form;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::{job, job_path, refused, scope, see};
use crate::app::batch_run::Purpose;
use crate::app::error::AppError;
use crate::store::RunIntent;
use crate::web::error::WebError;
use crate::web::jobs::Ending;
use crate::web::orders::{self, SOON};
use crate::web::visit::CompanyVisit;

#[derive(Deserialize)]
pub struct Order {
    /// Of the form: two clicks send the same.
    key: Uuid,
    /// Why it is run although its date lies before the last run's.
    #[serde(default)]
    reason: String,
}

/// Asks for the reason that a run before the last one needs.
#[derive(Serialize)]
struct Older {
    batch: String,
    preview: String,
    action: String,
    key: String,
    message: String,
}

pub async fn run(
    visit: CompanyVisit,
    Path((_, batch)): Path<(String, String)>,
    Form(order): Form<Order>,
) -> Result<Response, WebError> {
    record(visit, &batch, order, RunIntent::Send).await
}

pub async fn plan(
    visit: CompanyVisit,
    Path((_, batch)): Path<(String, String)>,
    Form(order): Form<Order>,
) -> Result<Response, WebError> {
    record(visit, &batch, order, RunIntent::Save).await
}

async fn record(
    visit: CompanyVisit,
    batch: &str,
    order: Order,
    intent: RunIntent,
) -> Result<Response, WebError> {
    let scope = scope(&visit, batch)?;
    let reason = order.reason.trim();
    let forced_reason = (!reason.is_empty()).then(|| reason.to_owned());
    let purpose = Purpose { intent, forced_reason, request: None };
    let job = match orders::record(&visit, scope, purpose, order.key)? {
        Ok(job) => job,
        Err(why) => return refused(&visit, why),
    };
    if !job.ended_within(SOON).await {
        return Ok(see(&job_path(&visit, &job)));
    }
    match job.told().ending {
        Some(Ending::Failed(error)) if matches!(*error, AppError::OlderThanLastRun { .. }) => {
            older(&visit, batch, intent, &error)
        }
        Some(Ending::Recorded { run, .. }) if intent == RunIntent::Save => {
            Ok(visit.done(&visit.run_path(run), "notice-plan-saved"))
        }
        _ => job::working(&visit, &job),
    }
}

fn older(
    visit: &CompanyVisit,
    batch: &str,
    intent: RunIntent,
    error: &AppError,
) -> Result<Response, WebError> {
    let action = if intent == RunIntent::Save { "plan" } else { "run" };
    let context = Older {
        batch: batch.to_owned(),
        preview: visit.batch_path(batch, "preview"),
        action: visit.batch_path(batch, action),
        key: Uuid::new_v4().to_string(),
        message: visit.text(&error.message()),
    };
    let page = visit.page("pages/batches/older.html", context)?;
    Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response())
}
