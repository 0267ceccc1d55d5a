//! What came of reminders by hand: how far they are, and their files.

use axum::extract::Path;
use axum::response::Response;
use serde::Serialize;

use crate::app::bundle;
use crate::app::drafts::Which;
use crate::app::letters;
use crate::domain::channel::Channel;
use crate::domain::identity::RunId;
use crate::store::{Reminder, ReminderState, Run, RunState, StoreError};
use crate::web::error::WebError;
use crate::web::message;
use crate::web::visit::CompanyVisit;

/// Reminders on one page.
const SHOWN: usize = 500;

#[derive(Serialize)]
struct Context {
    start: String,
    run: i64,
    channel: &'static str,
    author: String,
    day: String,
    begun: String,
    state: &'static str,
    /// Somebody is sending it at this moment.
    at_work: bool,
    /// It stopped before its end, and nobody is at it.
    stopped: bool,
    counts: Vec<Count>,
    failed: bool,
    drafts: bool,
    letters: bool,
    bindable: bool,
    path: String,
    /// Where it is resumed, tried again or given up.
    run_page: String,
    confirm: String,
    drop: String,
    reminders: Vec<Row>,
    more: usize,
}

#[derive(Serialize)]
struct Count {
    state: &'static str,
    count: String,
}

#[derive(Serialize)]
struct Row {
    id: i64,
    address: String,
    customer: String,
    customer_address: String,
    level: String,
    to: Vec<String>,
    subject: String,
    state: &'static str,
    tone: &'static str,
    detail: String,
}

/// The page of a run by hand.
pub fn path_of(visit: &CompanyVisit, run: RunId) -> String {
    visit.path(&format!("/reminders/runs/{}", run.0))
}

/// How a state looks.
pub fn tone(state: ReminderState) -> &'static str {
    match state {
        ReminderState::Sent => "ok",
        ReminderState::Failed => "danger",
        ReminderState::Drafted => "info",
        ReminderState::Queued | ReminderState::Sending => "warn",
        ReminderState::Cancelled => "muted",
    }
}

/// A run by hand of the company.
async fn own(visit: &CompanyVisit, id: &str) -> Result<Run, WebError> {
    let id: i64 = id.parse().map_err(|_| WebError::NotFound)?;
    let run = visit.engine.store.run(RunId(id)).await?.ok_or(WebError::NotFound)?;
    let by_hand = run.company == *visit.code() && run.channel != Channel::Batch;
    by_hand.then_some(run).ok_or(WebError::NotFound)
}

pub async fn page(
    visit: CompanyVisit,
    Path((_, run)): Path<(String, String)>,
) -> Result<Response, WebError> {
    let run = own(&visit, &run).await?;
    let reminders = visit.engine.store.reminders(run.id, None).await?;
    let running =
        matches!(run.state, RunState::Dispatching | RunState::Recording | RunState::Planned);
    let at_work = running && is_at_work(&visit).await?;
    let has = |state: ReminderState| reminders.iter().any(|it| it.state == state);
    let is_letter = run.channel == Channel::Letter;
    let written = is_letter && has(ReminderState::Sent);
    let context = Context {
        start: visit.path("/reminders"),
        run: run.id.0,
        channel: run.channel.as_str(),
        author: run.author.clone(),
        day: visit.format().day(run.run_date),
        begun: visit.format().moment(run.created_at, visit.rules.company.time_zone),
        state: run.state.as_str(),
        at_work,
        stopped: running && !at_work,
        counts: counts(&visit, &reminders),
        failed: run.state == RunState::Finished && has(ReminderState::Failed),
        drafts: has(ReminderState::Drafted),
        letters: written,
        bindable: written && letters::are_pdf(&visit.engine, run.id).await?,
        path: path_of(&visit, run.id),
        run_page: visit.path(&format!("/runs/{}", run.id.0)),
        confirm: visit.path("/reminders/drafts/confirm"),
        drop: visit.path("/reminders/drafts/drop"),
        more: reminders.len().saturating_sub(SHOWN),
        reminders: reminders.iter().take(SHOWN).map(|it| row(&visit, it)).collect(),
    };
    visit.page("pages/reminders/result.html", context)
}

fn counts(visit: &CompanyVisit, reminders: &[Reminder]) -> Vec<Count> {
    let states = [
        ReminderState::Sent,
        ReminderState::Failed,
        ReminderState::Drafted,
        ReminderState::Queued,
        ReminderState::Sending,
        ReminderState::Cancelled,
    ];
    let counted = states.into_iter().map(|state| {
        let count = reminders.iter().filter(|it| it.state == state).count();
        (state, count)
    });
    counted
        .filter(|(_, count)| *count > 0)
        .map(|(state, count)| Count { state: state.as_str(), count: visit.format().count(count) })
        .collect()
}

fn row(visit: &CompanyVisit, reminder: &Reminder) -> Row {
    let customer = percent_encoding::utf8_percent_encode(
        &reminder.customer_code,
        percent_encoding::NON_ALPHANUMERIC,
    );
    Row {
        id: reminder.id.0,
        address: visit.path(&format!("/history/{}", reminder.id.0)),
        customer: reminder.customer_code.clone(),
        customer_address: visit.path(&format!("/customers/{customer}")),
        level: reminder.level.to_string(),
        to: reminder.to.clone(),
        subject: reminder.subject.clone(),
        state: reminder.state.as_str(),
        tone: tone(reminder.state),
        detail: reminder.detail.clone().unwrap_or_default(),
    }
}

/// Whether a process is at work for the company at this moment.
async fn is_at_work(visit: &CompanyVisit) -> Result<bool, WebError> {
    match visit.engine.store.lock_runs(visit.code()).await {
        Ok(lock) => {
            lock.release().await;
            Ok(false)
        }
        Err(StoreError::RunInProgress { .. }) => Ok(true),
        Err(error) => Err(error.into()),
    }
}

/// The letters of a run in a ZIP file.
pub async fn letters_zip(
    visit: CompanyVisit,
    Path((_, run)): Path<(String, String)>,
) -> Result<Response, WebError> {
    let run = own(&visit, &run).await?;
    let content = bundle::letters(&visit.engine, &run).await?;
    Ok(message::file(&format!("{}-letters.zip", run.id.0), "application/zip", content))
}

/// The letters of a run in one PDF.
pub async fn letters_pdf(
    visit: CompanyVisit,
    Path((_, run)): Path<(String, String)>,
) -> Result<Response, WebError> {
    let run = own(&visit, &run).await?;
    let content = bundle::bound(&visit.engine, &run).await?;
    Ok(message::file(&format!("{}-letters.pdf", run.id.0), "application/pdf", content))
}

/// The drafts of a run that wait, in a ZIP file.
pub async fn drafts_zip(
    visit: CompanyVisit,
    Path((_, run)): Path<(String, String)>,
) -> Result<Response, WebError> {
    let run = own(&visit, &run).await?;
    let clock = visit.clock();
    let company = Some(visit.code().as_str());
    let scope = visit.engine.scope_by_hand(company, Channel::Mail, &clock)?;
    let content = bundle::drafts(&visit.engine, &scope, &Which::Run(run.id)).await?;
    Ok(message::file(&format!("{}-drafts.zip", run.id.0), "application/zip", content))
}
