//! From what was composed to what left: looked at once more, then sent, once.

use std::path::PathBuf;
use std::time::Duration;

use axum::Form;
use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Redirect, Response};
use serde::Serialize;
use uuid::Uuid;

use super::compose;
use super::composition::{Composition, Way, address, of_address};
use super::proposal::{self, Composed, Proposal};
use super::result::path_of;
use crate::app::by_hand::{self, Order, Ordered};
use crate::app::error::AppError;
use crate::dispatch::Transport;
use crate::store::{Run, RunLock};
use crate::web::apart::apart;
use crate::web::error::WebError;
use crate::web::jobs::{Ending, Kind};
use crate::web::visit::CompanyVisit;
use crate::wording::msg;

/// How long a form waits for all of it to have left; then its page tells how
/// far it is.
const PATIENCE: Duration = Duration::from_secs(4);

/// What letters are kept in, below the folder for mails.
const LETTERS: &str = "letters";

#[derive(Serialize)]
struct Context {
    start: String,
    back: String,
    send: String,
    pairs: Vec<(String, String)>,
    /// Of this form alone: the same form sent twice is carried out once.
    key: String,
    fingerprint: String,
    way: &'static str,
    format: String,
    /// Where it goes.
    transport: String,
    to_server: bool,
    /// It is not what was shown before.
    changed: bool,
    proposal: Proposal,
}

/// What is about to leave, in full, and the question whether it shall.
pub async fn check(visit: CompanyVisit) -> Result<Response, WebError> {
    let composition = Composition::read(&of_address(&visit));
    ask(&visit, composition, false).await
}

async fn ask(
    visit: &CompanyVisit,
    mut composition: Composition,
    changed: bool,
) -> Result<Response, WebError> {
    if composition.mistake.is_some() {
        return compose::shown(visit, composition, None).await;
    }
    let composed = match proposal::compose(visit, &mut composition).await {
        Ok(composed) => composed,
        // The composer says what is wrong with it.
        Err(_) => return compose::shown(visit, composition, None).await,
    };
    if composed.rows.reminders.is_empty() {
        let nothing = visit.text(&msg!("web-compose-nothing"));
        return compose::shown(visit, composition, Some(nothing)).await;
    }
    let context = context(visit, &composition, &composed, changed).await?;
    let page = visit.page("pages/reminders/check.html", context)?;
    Ok(if changed { (StatusCode::CONFLICT, page).into_response() } else { page })
}

async fn context(
    visit: &CompanyVisit,
    composition: &Composition,
    composed: &Composed,
    changed: bool,
) -> Result<Context, WebError> {
    let mails = visit.web.transport()?;
    Ok(Context {
        start: visit.path("/reminders"),
        back: address(visit, "/reminders/new", &composition.pairs()),
        send: visit.path("/reminders/send"),
        pairs: composition.pairs(),
        key: Uuid::new_v4().to_string(),
        fingerprint: composed.fingerprint.clone(),
        way: composition.way.as_str(),
        format: composition.format.extension().to_uppercase(),
        transport: mails.to_string(),
        to_server: mails.is_server(),
        changed,
        proposal: Proposal::of(visit, composition, composed).await?,
    })
}

/// Records what was looked at, and has it leave.
pub async fn send(
    visit: CompanyVisit,
    Form(pairs): Form<Vec<(String, String)>>,
) -> Result<Response, WebError> {
    let value = |wanted: &str| {
        let found = pairs.iter().find(|(name, _)| name == wanted);
        found.map(|(_, value)| value.clone()).unwrap_or_default()
    };
    let (key, shown) = (value("key"), value("shown"));
    let composition = Composition::read(&pairs);
    if key.is_empty() || composition.mistake.is_some() {
        return ask(&visit, composition, false).await;
    }
    let mails = visit.web.transport()?;
    let folder = letters_folder(&visit)?;
    let clock = visit.clock();
    let company = Some(visit.code().as_str());
    let scope = visit.engine.scope_by_hand(company, composition.channel(), &clock)?;
    let understood = crate::app::request::understand(
        &visit.engine,
        scope,
        &composition.request,
        composition.product(),
    );
    let task = match understood.await {
        Ok(task) => task,
        Err(_) => return compose::shown(&visit, composition, None).await,
    };
    let order = Order { author: visit.author().to_owned(), key, shown, folder };
    let engine = visit.engine.clone();
    match apart(async move || Ok(by_hand::order(&engine, &task, &clock, &order).await?)).await? {
        Ordered::Before(run) => Ok(Redirect::to(&path_of(&visit, run)).into_response()),
        Ordered::Changed => ask(&visit, composition, true).await,
        Ordered::Drafted(run) => Ok(visit.done(&path_of(&visit, run), "notice-compose-drafted")),
        Ordered::Recorded(run, lock) => {
            let path = path_of(&visit, run.id);
            let done = leave(&visit, *run, lock, mails).await;
            let notice = match (done, composition.way) {
                (false, _) => return Ok(Redirect::to(&path).into_response()),
                (true, Way::Letter) => "notice-compose-written",
                (true, _) => "notice-compose-left",
            };
            Ok(visit.done(&path, notice))
        }
    }
}

/// Letters are written there; `resume` may be called from elsewhere.
fn letters_folder(visit: &CompanyVisit) -> Result<PathBuf, WebError> {
    let folder = visit.web.node_settings.outbox.join(LETTERS);
    std::path::absolute(&folder).map_err(|error| {
        WebError::App(AppError::File { path: folder.display().to_string(), error })
    })
}

/// Sends a recorded run, whatever becomes of the request that asked for it.
/// Returns whether all of it has left without a failure; what takes longer
/// goes on by itself, and what a service that is being stopped does not begin
/// can be resumed.
async fn leave(visit: &CompanyVisit, run: Run, lock: RunLock, mails: Transport) -> bool {
    let (engine, clock, id) = (visit.engine.clone(), visit.clock(), run.id);
    let (jobs, key) = (&visit.web.jobs, Uuid::new_v4());
    let begun = jobs.start(key, visit.code(), Kind::Run, Some(id), move |job| async move {
        let stop = job.stop_signal();
        Ok(Ending::Sent(by_hand::send(&engine, &run, lock, &mails, &clock, stop).await?))
    });
    let Ok(job) = begun else { return false };
    if !job.ended_within(PATIENCE).await {
        return false;
    }
    matches!(job.ending().await, Ending::Sent(sent)
        if sent.failed == 0 && sent.overtaken == 0 && !sent.stopped)
}
