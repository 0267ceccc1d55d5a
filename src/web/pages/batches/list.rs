//! The batches of a company, what waits, and what was done.

use axum::extract::Query;
use axum::response::Response;
use serde::{Deserialize, Serialize};

use super::standing::{self, Standing};
use super::{PAGE, number, schedule};
use crate::app::schedule::{self as schedules, BatchTimes};
use crate::domain::channel::Channel;
use crate::domain::identity::RunId;
use crate::rules::set::Batch;
use crate::schedule::OnClosedDays;
use crate::store::Run;
use crate::web::error::WebError;
use crate::web::query::address;
use crate::web::states::{self, State};
use crate::web::visit::CompanyVisit;
use crate::wording::msg;

/// Saved plans that are shown.
const PLANS: u64 = 50;

#[derive(Deserialize)]
pub struct Asked {
    before: Option<i64>,
}

#[derive(Serialize)]
struct Context {
    batches: Vec<BatchRow>,
    /// A run that has to come to its end before another can begin.
    unfinished: Option<RunRow>,
    plans: Vec<RunRow>,
    runs: Vec<RunRow>,
    next: Option<String>,
    later: bool,
    first: String,
}

#[derive(Serialize)]
struct BatchRow {
    name: String,
    preview: String,
    /// In words, where it can be said in few.
    schedule: Option<String>,
    expression: Option<String>,
    zone: Option<&'static str>,
    /// What becomes of starts on closed days, where that matters.
    closed: Option<String>,
    standing: Option<Standing>,
    takes: Vec<String>,
    /// Written in the language of the rules.
    condition: Option<String>,
    last: Option<RunRow>,
}

#[derive(Serialize)]
struct RunRow {
    path: String,
    number: i64,
    name: String,
    by_hand: bool,
    author: String,
    date: String,
    state: State,
    reminders: String,
    items: String,
    skipped: String,
    created: String,
    forced: Option<String>,
}

pub async fn page(visit: CompanyVisit, Query(asked): Query<Asked>) -> Result<Response, WebError> {
    let (store, code) = (&visit.engine.store, visit.code());
    let mut batches = Vec::new();
    let own: Vec<&Batch> = visit.engine.batches_of(code).collect();
    let times = schedules::times(&visit.engine, &visit.rules, &visit.clock()).await?;
    for batch in own {
        let last = store.last_run_of(code, &batch.name).await?;
        let times = times.iter().find(|times| times.batch == batch.name);
        batches.push(batch_row(&visit, batch, times, last.map(|run| row(&visit, run))));
    }
    let unfinished = store.unfinished_run(code).await?.map(|run| row(&visit, run));
    let plans = store.saved_plans(code, None, PLANS).await?;
    let mut runs = store.runs_before(code, asked.before.map(RunId), PAGE as u64 + 1).await?;
    let more = runs.len() > PAGE;
    runs.truncate(PAGE);
    let first = visit.path("/batches");
    let next = runs.last().filter(|_| more).map(|last| {
        let before = last.id.0.to_string();
        address(&first, [("before", before.as_str())])
    });
    let rows = |runs: Vec<Run>| runs.into_iter().map(|run| row(&visit, run)).collect();
    let context = Context {
        batches,
        unfinished,
        plans: rows(plans),
        runs: rows(runs),
        next,
        later: asked.before.is_some(),
        first,
    };
    visit.page("pages/batches/page.html", context)
}

fn row(visit: &CompanyVisit, run: Run) -> RunRow {
    let format = visit.format();
    let zone = visit.rules.company.time_zone;
    RunRow {
        path: visit.run_path(run.id),
        number: run.id.0,
        by_hand: run.channel != Channel::Batch,
        date: format.day(run.run_date),
        state: states::of_run(&run, states::is_at_work(visit, &run)),
        reminders: number(run.counts.reminders, &format),
        items: number(run.counts.items, &format),
        skipped: number(run.counts.skipped, &format),
        created: format.moment(run.created_at, zone),
        forced: run.forced_reason,
        name: run.batch,
        author: run.author,
    }
}

fn batch_row(
    visit: &CompanyVisit,
    batch: &Batch,
    times: Option<&BatchTimes>,
    last: Option<RunRow>,
) -> BatchRow {
    let schedule = batch.schedule.as_ref();
    let filter = &batch.filter;
    let mut takes = Vec::new();
    if !filter.currencies.is_empty() {
        let codes: Vec<&str> = filter.currencies.iter().map(|it| it.code()).collect();
        takes.push(visit.text(&msg!("handbook-filter-currencies", codes = codes.join(", "))));
    }
    if !filter.customers.is_empty() {
        let codes: Vec<&str> = filter.customers.iter().map(String::as_str).collect();
        takes.push(visit.text(&msg!("handbook-filter-customers", codes = codes.join(", "))));
    }
    if !filter.levels.is_empty() {
        let levels: Vec<&str> = filter.levels.iter().map(|level| level.as_str()).collect();
        takes.push(visit.text(&msg!("handbook-filter-levels", levels = levels.join(", "))));
    }
    let condition = filter.when.and_then(|when| visit.rules.scripts.written(when));
    if takes.is_empty() && condition.is_none() {
        takes.push(visit.text(&msg!("handbook-no-filter")));
    }
    BatchRow {
        name: batch.name.clone(),
        preview: visit.batch_path(&batch.name, "preview"),
        schedule: schedule.and_then(|schedule| schedule::words(schedule, visit.language)),
        expression: schedule.map(|schedule| schedule.expression.clone()),
        zone: schedule.map(|schedule| schedule.time_zone.name()),
        closed: schedule.and_then(|schedule| {
            let closed = match schedule.on_closed_days {
                OnClosedDays::Run => return None,
                OnClosedDays::Skip => msg!("schedule-closed-skip"),
                OnClosedDays::NextOpenDay => msg!("schedule-closed-next"),
            };
            Some(visit.text(&closed))
        }),
        standing: times.map(|times| standing::of(visit, times)),
        takes,
        condition: condition.map(|(text, _)| text.to_owned()),
        last,
    }
}
