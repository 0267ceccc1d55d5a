//! How far a job is: as a page, and as events while it goes on.

use std::convert::Infallible;
use std::time::Duration;

use axum::extract::Path;
use axum::response::sse::{Event, KeepAlive, Sse};
use axum::response::{IntoResponse as _, Response};
use futures_util::stream;
use serde::Serialize;
use tokio::sync::watch;
use uuid::Uuid;

use super::see;
use crate::app::error::AppError;
use crate::web::error::WebError;
use crate::web::jobs::{Ending, Job, Kind, Told};
use crate::web::query::address;
use crate::web::visit::{CompanyVisit, Visit};
use crate::wording::UiLanguage;

/// How often a watcher is told at most.
const EVERY: Duration = Duration::from_millis(250);

/// How far a job is, for templates and scripts.
#[derive(Serialize)]
pub struct Shown {
    /// Where its events come from.
    pub events: String,
    pub stage: String,
    pub done: u64,
    pub total: Option<u64>,
    pub ended: bool,
}

impl Shown {
    pub fn of(visit: &CompanyVisit, job: &Job) -> Self {
        let events = visit.path(&format!("/jobs/{}/events", job.key()));
        Self { events, ..Self::told(&job.told(), visit.language) }
    }

    fn told(told: &Told, language: UiLanguage) -> Self {
        Self {
            events: String::new(),
            stage: told.stage.as_ref().map(|it| it.in_language(language)).unwrap_or_default(),
            done: told.done,
            total: told.total.filter(|total| *total > 0),
            ended: told.ending.is_some(),
        }
    }
}

#[derive(Serialize)]
struct Context {
    job: Shown,
    preview: bool,
}

/// While the job goes on; afterwards it leads to what came of it.
pub async fn page(
    visit: CompanyVisit,
    Path((_, key)): Path<(String, Uuid)>,
) -> Result<Response, WebError> {
    let job = visit.web.jobs.find(visit.code(), key).ok_or(WebError::NotFound)?;
    working(&visit, &job)
}

/// The page of a job, or of what came of it.
pub fn working(visit: &CompanyVisit, job: &Job) -> Result<Response, WebError> {
    let told = job.told();
    match told.ending {
        None => {
            let preview = matches!(job.kind(), Kind::Preview { .. });
            visit.page("pages/batches/job.html", Context { job: Shown::of(visit, job), preview })
        }
        Some(Ending::Failed(error)) => match *error {
            AppError::Unfinished { run } => {
                Ok(visit.done(&visit.run_path(run), "notice-run-in-the-way"))
            }
            _ => Err(WebError::Job(error)),
        },
        Some(Ending::Stopped) => Ok(visit.done(&visit.path("/batches"), "notice-run-not-recorded")),
        Some(Ending::Dropped) => Ok(visit.done(&visit.path("/batches"), "notice-run-dropped")),
        Some(_) => Ok(see(&match (told.run, job.kind()) {
            (Some(run), _) => visit.run_path(run),
            (None, Kind::Preview { batch }) => {
                let key = job.key().to_string();
                address(&visit.batch_path(batch, "preview"), [("id", key.as_str())])
            }
            (None, Kind::Run) => visit.path("/batches"),
        })),
    }
}

pub async fn events(
    visit: CompanyVisit,
    Path((_, key)): Path<(String, Uuid)>,
) -> Result<Response, WebError> {
    let job = visit.web.jobs.find(visit.code(), key).ok_or(WebError::NotFound)?;
    let told = stream::unfold(Some((job.watch(), true)), {
        let visit: Visit = visit.visit;
        move |state| next(state, visit.language)
    });
    Ok(Sse::new(told).keep_alive(KeepAlive::default()).into_response())
}

type Watching = Option<(watch::Receiver<Told>, bool)>;

/// The first event tells where the job is; the last one, that it has ended.
async fn next(
    state: Watching,
    language: UiLanguage,
) -> Option<(Result<Event, Infallible>, Watching)> {
    let (mut receiver, first) = state?;
    if !first {
        tokio::time::sleep(EVERY).await;
        receiver.changed().await.ok()?;
    }
    let shown = Shown::told(&receiver.borrow_and_update(), language);
    let ended = shown.ended;
    let event = Event::default().json_data(shown).ok()?;
    Some((Ok(event), (!ended).then_some((receiver, false))))
}
