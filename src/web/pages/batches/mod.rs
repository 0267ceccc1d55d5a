//! Batches: previewed, approved, run, watched.

mod actions;
mod job;
mod list;
mod mail;
mod preview;
mod reminders;
mod run;
mod schedule;
mod start;
mod states;

use axum::response::{IntoResponse as _, Redirect, Response};

use crate::app::engine::Scope;
use crate::app::error::AppError;
use crate::domain::identity::RunId;
use crate::domain::money::Money;
use crate::store::Run;
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
    let scopes = visit.engine.scopes(Some(batch), Some(visit.code().as_str()), &visit.clock());
    match scopes {
        Ok(scopes) => scopes.into_iter().next().ok_or(WebError::NotFound),
        Err(AppError::UnknownBatch { .. } | AppError::CompanyNotInBatch { .. }) => {
            Err(WebError::NotFound)
        }
        Err(error) => Err(error.into()),
    }
}

/// A run of the company.
async fn own_run(visit: &CompanyVisit, id: i64) -> Result<Run, WebError> {
    let run = visit.engine.store.run(RunId(id)).await?;
    run.filter(|run| run.company == *visit.code()).ok_or(WebError::NotFound)
}

/// `/c/DEMO/batches/NAME/preview` and the like.
fn batch_path(visit: &CompanyVisit, batch: &str, rest: &str) -> String {
    let name = percent_encoding::utf8_percent_encode(batch, percent_encoding::NON_ALPHANUMERIC);
    visit.path(&format!("/batches/{name}/{rest}"))
}

fn customer_path(visit: &CompanyVisit, code: &str) -> String {
    let code = percent_encoding::utf8_percent_encode(code, percent_encoding::NON_ALPHANUMERIC);
    visit.path(&format!("/customers/{code}"))
}

fn run_path(visit: &CompanyVisit, run: RunId) -> String {
    visit.path(&format!("/runs/{}", run.0))
}

/// The page that shows how far a job is, or what came of it.
fn job_path(visit: &CompanyVisit, job: &Job) -> String {
    match job.told().run {
        Some(run) => run_path(visit, run),
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
