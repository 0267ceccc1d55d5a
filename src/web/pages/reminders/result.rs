//! What came of reminders by hand: how far they are, and their files.

use axum::extract::Path;
use axum::response::Response;
use serde::Serialize;

use crate::app::bundle;
use crate::app::drafts::Which;
use crate::app::letters;
use crate::domain::channel::Channel;
use crate::domain::identity::RunId;
use crate::store::{Reminder, ReminderCounts, ReminderState, Run, RunState};
use crate::web::error::WebError;
use crate::web::message;
use crate::web::states::{self, State};
use crate::web::visit::CompanyVisit;

/// Reminders on one page.
const SHOWN: u64 = 500;

#[derive(Serialize)]
struct Context {
    start: String,
    run: i64,
    channel: &'static str,
    author: String,
    day: String,
    begun: String,
    state: State,
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
    more: u64,
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
    state: State,
    detail: String,
}

/// The page of a run by hand.
pub fn path_of(visit: &CompanyVisit, run: RunId) -> String {
    visit.path(&format!("/reminders/runs/{}", run.0))
}

/// A run by hand of the company.
async fn own(visit: &CompanyVisit, id: &str) -> Result<Run, WebError> {
    let id: i64 = id.parse().map_err(|_| WebError::NotFound)?;
    let run = visit.run(id).await?;
    if run.channel == Channel::Batch { Err(WebError::NotFound) } else { Ok(run) }
}

pub async fn page(
    visit: CompanyVisit,
    Path((_, run)): Path<(String, String)>,
) -> Result<Response, WebError> {
    let run = own(&visit, &run).await?;
    let store = &visit.engine.store;
    let by_state = store.reminder_counts(run.id).await?;
    let reminders = store.reminders_after(run.id, None, None, Some(SHOWN)).await?;
    let running =
        matches!(run.state, RunState::Dispatching | RunState::Recording | RunState::Planned);
    let at_work = running && states::is_at_work(&visit, &run);
    let is_letter = run.channel == Channel::Letter;
    let written = is_letter && by_state.sent > 0;
    let context = Context {
        start: visit.path("/reminders"),
        run: run.id.0,
        channel: run.channel.as_str(),
        author: run.author.clone(),
        day: visit.format().day(run.run_date),
        begun: visit.format().moment(run.created_at, visit.rules.company.time_zone),
        state: states::of_run(&run, at_work),
        at_work,
        stopped: running && !at_work,
        counts: counts(&visit, &by_state),
        failed: run.state == RunState::Finished && by_state.failed > 0,
        drafts: by_state.drafted > 0,
        letters: written,
        bindable: written && letters::are_pdf(&visit.engine, run.id).await?,
        path: path_of(&visit, run.id),
        run_page: visit.run_path(run.id),
        confirm: visit.path("/reminders/drafts/confirm"),
        drop: visit.path("/reminders/drafts/drop"),
        more: by_state.total().saturating_sub(SHOWN),
        reminders: reminders.iter().map(|it| row(&visit, it)).collect(),
    };
    visit.page("pages/reminders/result.html", context)
}

fn counts(visit: &CompanyVisit, by_state: &ReminderCounts) -> Vec<Count> {
    let states = [
        (ReminderState::Sent, by_state.sent),
        (ReminderState::Failed, by_state.failed),
        (ReminderState::Drafted, by_state.drafted),
        (ReminderState::Queued, by_state.queued),
        (ReminderState::Sending, by_state.sending),
        (ReminderState::Cancelled, by_state.cancelled),
    ];
    let format = visit.format();
    let count = |count: u64| format.count(usize::try_from(count).unwrap_or(usize::MAX));
    let found = states.into_iter().filter(|(_, number)| *number > 0);
    found.map(|(state, number)| Count { state: state.as_str(), count: count(number) }).collect()
}

fn row(visit: &CompanyVisit, reminder: &Reminder) -> Row {
    Row {
        id: reminder.id.0,
        address: visit.reminder_path(reminder.id),
        customer: reminder.customer_code.clone(),
        customer_address: visit.customer_path(&reminder.customer_code),
        level: reminder.level.to_string(),
        to: reminder.to.clone(),
        subject: reminder.subject.clone(),
        state: states::of_reminder(reminder.state),
        detail: reminder.detail.clone().unwrap_or_default(),
    }
}

/// The letters of a run in a ZIP file.
pub async fn letters_zip(
    visit: CompanyVisit,
    Path((_, run)): Path<(String, String)>,
) -> Result<Response, WebError> {
    let run = own(&visit, &run).await?;
    let content = bundle::letters(&visit.engine, &run).await?;
    Ok(message::from_disk(&format!("{}-letters.zip", run.id.0), "application/zip", content))
}

/// The letters of a run in one PDF.
pub async fn letters_pdf(
    visit: CompanyVisit,
    Path((_, run)): Path<(String, String)>,
) -> Result<Response, WebError> {
    let run = own(&visit, &run).await?;
    let content = bundle::bound(&visit.engine, &run).await?;
    Ok(message::from_disk(&format!("{}-letters.pdf", run.id.0), "application/pdf", content))
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
    Ok(message::from_disk(&format!("{}-drafts.zip", run.id.0), "application/zip", content))
}
