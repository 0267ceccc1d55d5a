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
use crate::simulation::{Against, AsKnown, Compared, Difference, Play, against};
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
    let recorded_on: BTreeSet<NaiveDate> = runs.keys().copied().collect();
    let played_on = match request.by_schedule {
        true => days(scope, request.from, request.to).into_iter().collect(),
        false => recorded_on.clone(),
    };
    let work = Arc::new(Work {
        policy: scope.rules.policy(&scope.batch),
        days: played_on.iter().copied().collect(),
        postpone_days: scope.rules.options.postpone_expected_payment_days,
        runs,
    });
    let total = engine.store.open_counts(scope.company()).await?.customers;
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

/// The batch's executions of the period; of several on a day the first, as
/// that is the one that found something to do.
fn runs(query: &PastQuery, request: &ReplayRequest) -> BTreeMap<NaiveDate, RunId> {
    let mut runs = BTreeMap::new();
    for (&id, run) in &query.runs {
        let own = run.channel == Channel::Batch && *run.batch == *query.batch;
        if own && run.on >= request.from && run.on <= request.to {
            runs.entry(run.on).or_insert(id);
        }
    }
    runs
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
    days: Vec<NaiveDate>,
    postpone_days: u32,
    runs: BTreeMap<NaiveDate, RunId>,
}

impl Work {
    /// In the order of the customers.
    fn play(&self, customers: Vec<Past>) -> Vec<Compared> {
        let play = Play {
            policy: &self.policy,
            days: &self.days,
            postpone_days: self.postpone_days,
            payments: &AsKnown,
        };
        let all = Against { play, runs: &self.runs };
        customers.into_par_iter().map(|past| against(&all, past)).collect()
    }
}
