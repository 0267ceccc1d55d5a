//! Batches: previewed, approved, run, watched.

mod actions;
mod job;
mod list;
mod mail;
mod orders;
mod preview;
mod reminders;
mod run;
mod schedule;
pub mod standing;
mod start;

use axum::response::{IntoResponse as _, Redirect, Response};

use crate::app::engine::Scope;
use crate::app::error::AppError;
use crate::domain::money::Money;
use crate::web::error::WebError;
use crate::web::format::Format;
use crate::web::jobs::{Job, Refused};
use crate::web::routes::{Need, Routes};
use crate::web::visit::CompanyVisit;
use crate::wording::msg;

/// Rows of a list on one page.
const PAGE: usize = 100;

pub fn routes(routes: Routes) -> Routes {
    routes
        .get(Need::READER, "/c/{company}/batches", list::page)
        .get(Need::READER, "/c/{company}/batches/{batch}/preview", preview::page)
        .get(Need::READER, "/c/{company}/batches/{batch}/mail", mail::page)
        .get(Need::READER, "/c/{company}/batches/{batch}/mail.html", mail::html)
        .post(Need::CLERK, "/c/{company}/batches/{batch}/run", start::run)
        .post(Need::CLERK, "/c/{company}/batches/{batch}/plan", start::plan)
        .post(Need::CLERK, "/c/{company}/batches/{batch}/pause", orders::pause)
        .post(Need::CLERK, "/c/{company}/batches/{batch}/resume", orders::resume)
        .post(Need::CLERK, "/c/{company}/batches/{batch}/answer", orders::answer)
        .get(Need::READER, "/c/{company}/jobs/{key}", job::page)
        .get(Need::READER, "/c/{company}/jobs/{key}/events", job::events)
        .get(Need::READER, "/c/{company}/runs/{run}", run::page)
        .post(Need::CLERK, "/c/{company}/runs/{run}/send", actions::send)
        .post(Need::CLERK, "/c/{company}/runs/{run}/stop", actions::stop)
        .post(Need::CLERK, "/c/{company}/runs/{run}/cancel", actions::cancel)
        .post(Need::CLERK, "/c/{company}/runs/{run}/retry", actions::retry)
}

/// A batch that runs for the company; any other is as unknown as none.
fn scope(visit: &CompanyVisit, batch: &str) -> Result<Scope, WebError> {
    let scope = visit.engine.scope_of_batch(Some(batch), visit.code(), &visit.clock());
    scope.map_err(|error| match error {
        AppError::UnknownBatch { .. } | AppError::CompanyNotInBatch { .. } => WebError::NotFound,
        other => other.into(),
    })
}

/// The page that shows how far a job is, or what came of it.
fn job_path(visit: &CompanyVisit, job: &Job) -> String {
    match job.told().run {
        Some(run) => visit.run_path(run),
        None => visit.path(&format!("/jobs/{}", job.key())),
    }
}

/// What somebody is told whose job was not begun: where the other one is, if
/// there is one.
fn refused(visit: &CompanyVisit, refused: Refused) -> Result<Response, WebError> {
    match refused {
        Refused::Busy(job) => Ok(visit.done(&job_path(visit, &job), "notice-run-busy")),
        Refused::Closed => Err(WebError::Conflict(msg!("web-batches-closing"))),
    }
}

fn see(path: &str) -> Response {
    Redirect::to(path).into_response()
}

fn moneys(amounts: &[Money], format: &Format) -> Vec<String> {
    amounts.iter().map(|amount| format.money(amount)).collect()
}

fn number(count: u64, format: &Format) -> String {
    format.count(usize::try_from(count).unwrap_or(usize::MAX))
}
