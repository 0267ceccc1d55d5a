//! Days that have passed, played by the rules in force, against what was
//! sent: nothing is written.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use chrono::NaiveDate;
use rayon::prelude::*;

use super::engine::{Engine, Scope};
use super::error::AppError;
use super::planning::PAGE;
use super::progress::Progress;
use super::simulate::{check_dates, days};
use crate::domain::channel::Channel;
use crate::domain::identity::{CustomerId, RunId};
use crate::domain::level::LevelCode;
use crate::plan::past::Past;
use crate::plan::policy::Policy;
use crate::simulation::{Against, AsKnown, Compared, Difference, Execution, Play, against};
use crate::store::PastQuery;
use crate::wording::msg;

/// Which days are played, and how much of it is shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReplayRequest {
    pub from: NaiveDate,
    pub to: NaiveDate,
    /// On the days of the schedule rather than on those of the record.
    pub by_schedule: bool,
    /// Differences kept for showing; all of them are counted and handed on.
    pub keep: usize,
}

/// A company's record compared with what the rules in force would have done.
#[derive(Debug)]
pub struct Replay {
    pub company_code: String,
    pub company: String,
    pub batch: String,
    pub request: ReplayRequest,
    /// Days of the executions on record.
    pub recorded_on: BTreeSet<NaiveDate>,
    /// Days on which the rules were played.
    pub played_on: BTreeSet<NaiveDate>,
    /// In the order of the ladder; then those that only the record knows.
    pub levels: Vec<LevelCode>,
    pub compared: Compared,
    /// The first differences.
    pub kept: Vec<Difference>,
    /// Day up to which payments are known.
    pub payments_known_to: Option<NaiveDate>,
}

/// Plays the days for all customers; `sink` is handed every difference.
///
/// # Errors
/// When the dates make no sense, the store fails, or `sink` does.
pub async fn replay(
    engine: &Engine,
    scope: &Scope,
    request: &ReplayRequest,
    progress: &dyn Progress,
    mut sink: impl FnMut(&Difference) -> Result<(), AppError>,
) -> Result<Replay, AppError> {
    check_dates(request.from, request.to)?;
    let query = Arc::new(PastQuery {
        company: scope.company().clone(),
        zone: scope.rules.company.time_zone,
        since: request.from,
        batch: scope.batch.name.clone(),
        runs: engine.store.executed_runs(scope.company()).await?,
    });
    let runs = runs(&query, request);
    let recorded_on: BTreeSet<NaiveDate> = runs.iter().map(|(day, _)| *day).collect();
    let scheduled = request.by_schedule.then(|| days(scope, request.from, request.to));
    let executions = executions(&runs, scheduled.as_deref());
    let played = executions.iter().filter(|execution| execution.played);
    let played_on = played.map(|execution| execution.day).collect();
    let work = Arc::new(Work {
        policy: scope.rules.policy(&scope.batch),
        to: request.to,
        postpone_days: scope.rules.options.postpone_expected_payment_days,
        executions,
    });
    let total = engine.store.past_count(&query).await?;
    progress.begin(msg!("simulation-history-stage"), Some(total));
    let read = |after: Option<CustomerId>| {
        let (store, query) = (engine.store.clone(), Arc::clone(&query));
        tokio::spawn(async move { store.past_page(&query, after, PAGE).await })
    };
    let (mut compared, mut kept) = (Compared::default(), Vec::new());
    let mut next = read(None);
    loop {
        let page = next.await.map_err(|_| AppError::Worker)??;
        let Some(last) = page.last() else { break };
        next = read(Some(last.facts.id()));
        let (customers, work) = (page.len() as u64, Arc::clone(&work));
        let done = tokio::task::spawn_blocking(move || work.play(page));
        for customer in done.await.map_err(|_| AppError::Worker)? {
            for difference in compared.merge(customer) {
                sink(&difference)?;
                if kept.len() < request.keep {
                    kept.push(difference);
                }
            }
        }
        progress.advance(customers);
    }
    progress.end();
    Ok(Replay {
        company_code: scope.company().to_string(),
        company: scope.rules.company.name.clone(),
        batch: scope.batch.name.clone(),
        request: request.clone(),
        recorded_on,
        played_on,
        levels: levels(scope, &compared),
        compared,
        kept,
        payments_known_to: engine.store.payments_known_to(scope.company()).await?,
    })
}

/// The batch's executions of the period, in their order.
fn runs(query: &PastQuery, request: &ReplayRequest) -> BTreeSet<(NaiveDate, RunId)> {
    let own = query.runs.iter().filter(|(_, run)| {
        let own = run.channel == Channel::Batch && *run.batch == *query.batch;
        own && run.on >= request.from && run.on <= request.to
    });
    own.map(|(&id, run)| (run.on, id)).collect()
}

/// Every execution on record is played where there is no schedule to go by;
/// else those of days that it names, and as many more as it asks for.
fn executions(
    runs: &BTreeSet<(NaiveDate, RunId)>,
    scheduled: Option<&[NaiveDate]>,
) -> Vec<Execution> {
    let mut days: BTreeMap<NaiveDate, (Vec<RunId>, usize)> = BTreeMap::new();
    for &(day, run) in runs {
        days.entry(day).or_default().0.push(run);
    }
    for &day in scheduled.unwrap_or_default() {
        days.entry(day).or_default().1 += 1;
    }
    let mut executions = Vec::new();
    for (day, (runs, asked)) in days {
        let played = asked > 0 || scheduled.is_none();
        let further = asked.saturating_sub(runs.len());
        let runs = runs.into_iter().map(Some).chain(std::iter::repeat_n(None, further));
        executions.extend(runs.map(|run| Execution { day, run, played }));
    }
    executions
}

fn levels(scope: &Scope, compared: &Compared) -> Vec<LevelCode> {
    let ladder = scope.rules.ladder.levels().iter().map(|level| level.code.clone());
    let mut levels: Vec<LevelCode> = ladder.collect();
    let met: BTreeSet<&LevelCode> = compared.per_day.values().flat_map(BTreeMap::keys).collect();
    for level in met {
        if !levels.contains(level) {
            levels.push(level.clone());
        }
    }
    levels
}

/// What every page of customers is played with.
struct Work {
    policy: Policy,
    to: NaiveDate,
    postpone_days: u32,
    executions: Vec<Execution>,
}

impl Work {
    /// In the order of the customers.
    fn play(&self, customers: Vec<Past>) -> Vec<Compared> {
        let play = Play {
            policy: &self.policy,
            days: &[],
            to: self.to,
            postpone_days: self.postpone_days,
            payments: &AsKnown,
        };
        let all = Against { play, executions: &self.executions };
        customers.into_par_iter().map(|past| against(&all, past)).collect()
    }
}
