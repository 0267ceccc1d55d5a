//! One run: where it stands, what can be done, and what came of each
//! reminder.

use axum::extract::{Path, Query};
use axum::response::Response;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::job::Shown;
use super::reminders::{self, ReminderRow};
use super::{PAGE, number};
use crate::app::batch_run;
use crate::domain::channel::Channel;
use crate::domain::identity::ReminderId;
use crate::store::{ReminderCounts, ReminderState, Run, RunIntent, RunState};
use crate::web::error::WebError;
use crate::web::jobs::{Ending, Job};
use crate::web::query::address;
use crate::web::states::{self, State};
use crate::web::visit::CompanyVisit;
use crate::wording::msg;

#[derive(Debug, Default, Deserialize)]
pub struct Asked {
    #[serde(default)]
    state: String,
    after: Option<i64>,
    /// It was to be sent without the confirmation that it needs.
    #[serde(skip)]
    unconfirmed: bool,
}

impl Asked {
    /// The page that asks once more.
    pub fn unconfirmed() -> Self {
        Self { unconfirmed: true, ..Self::default() }
    }
}

#[derive(Serialize)]
struct Context {
    path: String,
    number: i64,
    name: String,
    by_hand: bool,
    author: String,
    date: String,
    created: String,
    ended: Option<String>,
    forced: Option<String>,
    state: State,
    reminders: String,
    items: String,
    skipped: String,
    sent: u64,
    failed: u64,
    /// Waiting for the server, or in its hands.
    open: u64,
    counted: u64,
    transport: String,
    key: String,
    job: Option<Shown>,
    stopping: bool,
    /// Processes that send it, this one among them.
    workers: usize,
    last: Option<Last>,
    warnings: Vec<String>,
    /// It needs a yes of its own.
    flood: bool,
    unconfirmed: bool,
    can: Can,
    tabs: Vec<Tab>,
    rows: Vec<ReminderRow>,
    next: Option<String>,
    later: bool,
    first: String,
}

/// What the next step may be.
#[derive(Default, Serialize)]
struct Can {
    send: bool,
    resume: bool,
    again: bool,
    cancel: bool,
    retry: bool,
}

/// What came of the last job of this run.
#[derive(Serialize)]
struct Last {
    failed: Option<String>,
    stopped: bool,
    in_doubt: u64,
    overtaken: u64,
    holds_lifted: u64,
    refused_recipients: u64,
}

/// Reminders in one state.
#[derive(Serialize)]
struct Tab {
    /// Empty for all of them.
    state: &'static str,
    path: String,
    count: String,
    chosen: bool,
}

pub async fn page(
    visit: CompanyVisit,
    Path((_, id)): Path<(String, i64)>,
    Query(asked): Query<Asked>,
) -> Result<Response, WebError> {
    let run = visit.run(id).await?;
    shown(&visit, run, &asked).await
}

/// The page of a run.
pub async fn shown(visit: &CompanyVisit, run: Run, asked: &Asked) -> Result<Response, WebError> {
    let store = &visit.engine.store;
    let job = visit.web.jobs.of_run(visit.code(), run.id);
    let at_work = job.as_ref().filter(|job| !job.has_ended());
    let counts = store.reminder_counts(run.id).await?;
    let workers = match run.state {
        RunState::Recording | RunState::Dispatching => store.workers_at(run.id).await?,
        _ => 0,
    };
    let in_hand = at_work.is_some() || workers > 0;
    let chosen = states::reminder_named(&asked.state);
    let after = asked.after.map(ReminderId);
    let limit = Some(PAGE as u64 + 1);
    let mut rows = store.reminders_after(run.id, chosen, after, limit).await?;
    let more = rows.len() > PAGE;
    rows.truncate(PAGE);
    let path = visit.run_path(run.id);
    let state = chosen.map(ReminderState::as_str).unwrap_or_default();
    let next = rows.last().filter(|_| more).map(|last| {
        let after = last.id.0.to_string();
        address(&path, [("state", state), ("after", after.as_str())])
    });
    let (warnings, flood) = warnings(visit, &run, job.as_ref()).await?;
    let format = visit.format();
    let zone = visit.rules.company.time_zone;
    let context = Context {
        number: run.id.0,
        by_hand: run.channel != Channel::Batch,
        date: format.day(run.run_date),
        created: format.moment(run.created_at, zone),
        ended: run.ended_at.map(|at| format.moment(at, zone)),
        state: states::of_run(&run, in_hand),
        reminders: number(run.counts.reminders, &format),
        items: number(run.counts.items, &format),
        skipped: number(run.counts.skipped, &format),
        sent: counts.sent,
        failed: counts.failed,
        open: counts.queued + counts.sending,
        counted: counts.total(),
        transport: visit.web.transport()?.to_string(),
        key: Uuid::new_v4().to_string(),
        job: at_work.map(|job| Shown::of(visit, job)),
        stopping: at_work.is_some_and(|job| job.stop_signal().is_stopped())
            || run.halted_at.is_some(),
        workers,
        last: job.as_ref().and_then(|job| last(visit, job)),
        warnings,
        flood,
        unconfirmed: asked.unconfirmed,
        can: if in_hand { Can::default() } else { can(&run, &counts) },
        tabs: tabs(visit, &path, &counts, chosen),
        rows: rows.into_iter().map(|reminder| reminders::row(visit, reminder)).collect(),
        next,
        later: asked.after.is_some(),
        first: address(&path, [("state", state)]),
        path,
        name: run.batch,
        author: run.author,
        forced: run.forced_reason,
    };
    visit.page("pages/batches/run.html", context)
}

fn can(run: &Run, counts: &ReminderCounts) -> Can {
    let ended = matches!(run.state, RunState::Finished | RunState::Cancelled);
    let drafts = run.intent == RunIntent::Draft;
    Can {
        send: run.state == RunState::Planned && !drafts,
        resume: run.state == RunState::Dispatching && !drafts,
        again: run.state == RunState::Recording && run.intent == RunIntent::Send,
        cancel: !ended && !drafts,
        retry: run.state == RunState::Finished && counts.failed > 0,
    }
}

/// What to think about before it is sent, and whether it needs a yes of its
/// own.
async fn warnings(
    visit: &CompanyVisit,
    run: &Run,
    job: Option<&Job>,
) -> Result<(Vec<String>, bool), WebError> {
    if run.state != RunState::Planned {
        return Ok((Vec::new(), false));
    }
    let flood = batch_run::flood(&visit.engine, run).await?;
    if let Some(Ending::Recorded { preview, .. }) = job.and_then(|job| job.told().ending) {
        let all = preview.warnings.iter();
        return Ok((all.map(|it| visit.text(&it.message())).collect(), flood.is_some()));
    }
    let words = flood.iter().map(|warning| visit.text(&warning.message())).collect();
    Ok((words, flood.is_some()))
}

fn last(visit: &CompanyVisit, job: &Job) -> Option<Last> {
    let nothing = Last {
        failed: None,
        stopped: false,
        in_doubt: 0,
        overtaken: 0,
        holds_lifted: 0,
        refused_recipients: 0,
    };
    match job.told().ending? {
        Ending::Failed(error) => {
            let failed = Some(visit.text(&WebError::Job(error).message()));
            Some(Last { failed, ..nothing })
        }
        Ending::Anew(run) => {
            let failed = Some(visit.text(&msg!("web-batches-anew", run = run.0.to_string())));
            Some(Last { failed, ..nothing })
        }
        Ending::Sent(sent) => Some(Last {
            failed: None,
            stopped: sent.stopped,
            in_doubt: sent.in_doubt,
            overtaken: sent.overtaken,
            holds_lifted: sent.holds_lifted,
            refused_recipients: sent.refused_recipients,
        }),
        _ => None,
    }
}

fn tabs(
    visit: &CompanyVisit,
    path: &str,
    counts: &ReminderCounts,
    chosen: Option<ReminderState>,
) -> Vec<Tab> {
    let format = visit.format();
    let states = [
        (Some(ReminderState::Queued), counts.queued),
        (Some(ReminderState::Sending), counts.sending),
        (Some(ReminderState::Sent), counts.sent),
        (Some(ReminderState::Failed), counts.failed),
        (Some(ReminderState::Drafted), counts.drafted),
        (Some(ReminderState::Cancelled), counts.cancelled),
    ];
    let wanted = |(state, count): &(Option<ReminderState>, u64)| *count > 0 || *state == chosen;
    std::iter::once((None, counts.total()))
        .chain(states.into_iter().filter(wanted))
        .map(|(state, count)| {
            let name = state.map_or("", ReminderState::as_str);
            Tab {
                state: name,
                path: address(path, [("state", name)]),
                count: number(count, &format),
                chosen: state == chosen,
            }
        })
        .collect()
}
