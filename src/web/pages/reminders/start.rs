//! Where reminders by hand begin, and where their drafts wait.

use axum::Form;
use axum::response::Response;
use serde::Serialize;

use super::result::path_of;
use crate::app::drafts::{self, Which};
use crate::app::engine::Scope;
use crate::app::error::AppError;
use crate::app::history;
use crate::domain::channel::Channel;
use crate::domain::identity::RunId;
use crate::store::{Draft, Run};
use crate::web::error::WebError;
use crate::web::states::{self, State};
use crate::web::visit::CompanyVisit;
use crate::wording::{Message, msg};

/// Runs looked at for those by hand, and shown.
const LOOKED_AT: u64 = 200;
const SHOWN: usize = 15;

#[derive(Serialize)]
struct Context {
    compose: String,
    items: String,
    confirm: String,
    drop: String,
    /// What could not be done.
    mistake: Option<String>,
    drafts: Vec<DraftRow>,
    runs: Vec<RunRow>,
}

#[derive(Serialize)]
struct DraftRow {
    id: i64,
    address: String,
    download: String,
    run: i64,
    run_address: String,
    day: String,
    author: String,
    customer: String,
    level: String,
    to: Vec<String>,
    subject: String,
}

#[derive(Serialize)]
struct RunRow {
    id: i64,
    address: String,
    day: String,
    begun: String,
    channel: &'static str,
    author: String,
    reminders: String,
    state: State,
    intent: &'static str,
}

pub async fn page(visit: CompanyVisit) -> Result<Response, WebError> {
    shown(&visit, None).await
}

async fn shown(visit: &CompanyVisit, mistake: Option<&Message>) -> Result<Response, WebError> {
    let drafts = drafts::waiting(&visit.engine, &scope(visit)?).await?;
    let runs = history::runs(&visit.engine, visit.code(), LOOKED_AT).await?;
    let by_hand = runs.iter().filter(|run| run.channel != Channel::Batch).take(SHOWN);
    let context = Context {
        compose: visit.path("/reminders/new"),
        items: visit.path("/items"),
        confirm: visit.path("/reminders/drafts/confirm"),
        drop: visit.path("/reminders/drafts/drop"),
        mistake: mistake.map(|message| visit.text(message)),
        drafts: drafts.iter().map(|draft| draft_row(visit, draft)).collect(),
        runs: by_hand.map(|run| run_row(visit, run)).collect(),
    };
    visit.page("pages/reminders/start.html", context)
}

fn scope(visit: &CompanyVisit) -> Result<Scope, WebError> {
    let company = Some(visit.code().as_str());
    Ok(visit.engine.scope_by_hand(company, Channel::Mail, &visit.clock())?)
}

fn draft_row(visit: &CompanyVisit, draft: &Draft) -> DraftRow {
    let address = visit.reminder_path(draft.id);
    DraftRow {
        id: draft.id.0,
        download: format!("{address}/message.eml"),
        address,
        run: draft.run.0,
        run_address: path_of(visit, draft.run),
        day: visit.format().day(draft.run_date),
        author: draft.author.clone(),
        customer: format!("{} {}", draft.customer_code, draft.customer_name),
        level: draft.level.to_string(),
        to: draft.to.clone(),
        subject: draft.subject.clone(),
    }
}

fn run_row(visit: &CompanyVisit, run: &Run) -> RunRow {
    RunRow {
        id: run.id.0,
        address: path_of(visit, run.id),
        day: visit.format().day(run.run_date),
        begun: visit.format().moment(run.created_at, visit.rules.company.time_zone),
        channel: run.channel.as_str(),
        author: run.author.clone(),
        reminders: visit.format().count(usize::try_from(run.counts.reminders).unwrap_or(0)),
        state: states::of_run(run, states::is_at_work(visit, run)),
        intent: run.intent.as_str(),
    }
}

/// Which drafts a form means: the numbers ticked, or all of a run.
fn meant(pairs: &[(String, String)]) -> Option<Which> {
    let run = pairs.iter().find(|(name, _)| name == "run");
    if let Some(run) = run.and_then(|(_, value)| value.parse().ok()) {
        return Some(Which::Run(RunId(run)));
    }
    let ticked = pairs.iter().filter(|(name, _)| name == "draft");
    let numbers: Vec<i64> = ticked.filter_map(|(_, value)| value.parse().ok()).collect();
    (!numbers.is_empty()).then_some(Which::Reminders(numbers))
}

/// Notes that drafts were sent by their authors.
pub async fn confirm(
    visit: CompanyVisit,
    Form(pairs): Form<Vec<(String, String)>>,
) -> Result<Response, WebError> {
    let Some(which) = meant(&pairs) else { return none_ticked(&visit).await };
    let (scope, clock) = (scope(&visit)?, visit.clock());
    let confirmed = drafts::confirm(&visit.engine, &scope, &which, visit.author(), &clock).await;
    let confirmation = match confirmed {
        Err(error @ (AppError::DraftIsLater { .. } | AppError::UnknownDraft { .. })) => {
            let page = shown(&visit, Some(&error.message())).await?;
            return Ok(unprocessable(page));
        }
        other => other?,
    };
    if confirmation.overtaken.is_empty() {
        return Ok(visit.done(&visit.path("/reminders"), "notice-compose-confirmed"));
    }
    let list: Vec<String> = confirmation.overtaken.iter().map(|id| id.0.to_string()).collect();
    let mistake = msg!("by-hand-draft-overtaken", list = list.join(", "));
    Ok(unprocessable(shown(&visit, Some(&mistake)).await?))
}

/// Drops drafts: nothing of their items changes.
pub async fn drop(
    visit: CompanyVisit,
    Form(pairs): Form<Vec<(String, String)>>,
) -> Result<Response, WebError> {
    let Some(which) = meant(&pairs) else { return none_ticked(&visit).await };
    match drafts::drop(&visit.engine, &scope(&visit)?, &which, &visit.clock()).await {
        Err(error @ AppError::UnknownDraft { .. }) => {
            return Ok(unprocessable(shown(&visit, Some(&error.message())).await?));
        }
        Err(error) => return Err(error.into()),
        Ok(_) => {}
    }
    Ok(visit.done(&visit.path("/reminders"), "notice-compose-dropped"))
}

async fn none_ticked(visit: &CompanyVisit) -> Result<Response, WebError> {
    Ok(unprocessable(shown(visit, Some(&msg!("web-compose-none-ticked"))).await?))
}

fn unprocessable(mut page: Response) -> Response {
    *page.status_mut() = axum::http::StatusCode::UNPROCESSABLE_ENTITY;
    page
}
