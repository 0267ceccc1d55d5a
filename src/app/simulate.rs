//! The schedule played forward on a copy of the data: nothing is written.

use std::cmp::Ordering;
use std::collections::BTreeMap;
use std::sync::Arc;

use chrono::{Months, NaiveDate};
use chrono_tz::Tz;

use super::clock::Clock;
use super::engine::{Engine, Scope};
use super::error::AppError;
use super::planning;
use super::progress::Progress;
pub use super::simulation_days::days;
use crate::domain::level::LevelCode;
use crate::plan::facts::CustomerFacts;
use crate::rules::set::CompanyRules;
use crate::simulation::{
    AsKnown, Behaviour, Measures, Payments, Percent, Play, Report, Step, play_all,
};
use crate::wording::{Message, msg};

/// Longest time that is simulated.
pub const MOST_YEARS: u32 = 10;
/// What is asked of a simulation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SimulationRequest {
    pub measures: Measures,
    pub payments: PaymentRequest,
}

/// Shares of items that are paid after a reminder at a level, as asked for;
/// nobody pays where there are none.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PaymentRequest {
    pub paid: Vec<(String, Percent)>,
    /// Days between reminder and payment.
    pub within: (u32, u32),
    pub seed: u64,
}

/// What was asked of a simulation makes no sense.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SimulationError {
    #[error("{}", self.message())]
    Backwards { from: NaiveDate, to: NaiveDate },
    #[error("{}", self.message())]
    TooLong { from: NaiveDate, to: NaiveDate },
    #[error("{}", self.message())]
    UnknownLevel { name: String, known: Vec<String> },
    /// Two shares for one level.
    #[error("{}", self.message())]
    LevelTwice { name: String },
}

impl SimulationError {
    pub fn message(&self) -> Message {
        match self {
            Self::Backwards { from, to } => {
                msg!("simulation-backwards", from = from.to_string(), to = to.to_string())
            }
            Self::TooLong { from, to } => msg!(
                "simulation-too-long",
                from = from.to_string(),
                to = to.to_string(),
                years = MOST_YEARS
            ),
            Self::UnknownLevel { name, known } => {
                msg!("simulation-unknown-level", name = name, known = known.join(", "))
            }
            Self::LevelTwice { name } => msg!("simulation-level-twice", name = name),
        }
    }
}

/// When the first day is. Items are always taken as they stand today.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Begins {
    /// Levels and payments since the first day are known already.
    Before,
    Today,
    /// Executions until the first day are not played.
    After,
}

/// A simulation of one company.
#[derive(Debug)]
pub struct Simulation {
    pub company_code: String,
    pub company: String,
    pub batch: String,
    /// The schedule as written, and its time zone; `None` where the batch has
    /// none and was played every day.
    pub schedule: Option<(String, Tz)>,
    pub executions: usize,
    /// `None`: what is open stays open.
    pub behaviour: Option<Behaviour>,
    /// Day up to which payments are known.
    pub payments_known_to: Option<NaiveDate>,
    pub begins: Begins,
    pub report: Report,
}

/// Plays the batch of a scope from the first day to the last.
///
/// # Errors
/// When the dates or the payments make no sense, or the store fails.
pub async fn simulate(
    engine: &Engine,
    scope: &Scope,
    request: &SimulationRequest,
    clock: &Clock,
    progress: &dyn Progress,
) -> Result<Simulation, AppError> {
    let Measures { from, to, .. } = request.measures;
    check_dates(from, to)?;
    let behaviour = behaviour(&scope.rules, &request.payments)?;
    let days = days(scope, from, to);
    let executions = days.len();
    let work = Arc::new(Work {
        policy: scope.rules.policy(&scope.batch),
        days,
        postpone_days: scope.rules.options.postpone_expected_payment_days,
        behaviour: behaviour.clone(),
        measures: request.measures.clone(),
    });
    let played = Arc::new(move |customers: Vec<Arc<CustomerFacts>>| work.play(customers));
    let stage = msg!("simulation-stage");
    let mut report = Report::new(request.measures.clone(), &scope.rules.ladder);
    planning::pages(engine, scope, planning::PAGE, (progress, stage), played, async |page| {
        let so_far = Report::new(request.measures.clone(), &scope.rules.ladder);
        report = std::mem::replace(&mut report, so_far).merged(page);
        Ok(())
    })
    .await?;
    let today = clock.run_date(scope.rules.company.time_zone);
    Ok(Simulation {
        company_code: scope.company().to_string(),
        company: scope.rules.company.name.clone(),
        batch: scope.batch.name.clone(),
        schedule: scope.batch.schedule.as_ref().map(|it| (it.expression.clone(), it.time_zone)),
        executions,
        behaviour,
        payments_known_to: engine.store.payments_known_to(scope.company()).await?,
        begins: match from.cmp(&today) {
            Ordering::Less => Begins::Before,
            Ordering::Equal => Begins::Today,
            Ordering::Greater => Begins::After,
        },
        report,
    })
}

/// What every page of customers is played with.
struct Work {
    policy: crate::plan::policy::Policy,
    days: Vec<NaiveDate>,
    postpone_days: u32,
    behaviour: Option<Behaviour>,
    measures: Measures,
}

impl Work {
    fn play(&self, customers: Vec<Arc<CustomerFacts>>) -> Report {
        let payments: &dyn Payments = match &self.behaviour {
            Some(behaviour) => behaviour,
            None => &AsKnown,
        };
        let play = Play {
            policy: &self.policy,
            days: &self.days,
            to: self.measures.to,
            postpone_days: self.postpone_days,
            payments,
        };
        play_all(&play, &self.measures, customers)
    }
}

/// # Errors
/// When the period ends before it begins, or is longer than [`MOST_YEARS`].
pub fn check_dates(from: NaiveDate, to: NaiveDate) -> Result<(), SimulationError> {
    if from > to {
        return Err(SimulationError::Backwards { from, to });
    }
    match from.checked_add_months(Months::new(12 * MOST_YEARS)) {
        Some(end) if to <= end => Ok(()),
        _ => Err(SimulationError::TooLong { from, to }),
    }
}

fn behaviour(
    rules: &CompanyRules,
    payments: &PaymentRequest,
) -> Result<Option<Behaviour>, SimulationError> {
    let mut paid = BTreeMap::new();
    for (name, percent) in &payments.paid {
        let level = LevelCode::new(name);
        if rules.ladder.get(&level).is_none() {
            let levels = rules.ladder.levels().iter();
            let known = levels.map(|level| level.code.to_string()).collect();
            return Err(SimulationError::UnknownLevel { name: name.clone(), known });
        }
        if paid.insert(level, *percent).is_some() {
            return Err(SimulationError::LevelTwice { name: name.clone() });
        }
    }
    let (within, seed) = (payments.within, payments.seed);
    Ok((!paid.is_empty()).then_some(Behaviour { paid, within, seed }))
}

/// One line or one stack of bars of a chart: a level with its reminders per
/// period.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Series {
    pub name: String,
    /// In the order of [`Drawn::begins`].
    pub values: Vec<u64>,
}

/// What a chart draws.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Drawn {
    pub step: Step,
    /// First days of the periods.
    pub begins: Vec<NaiveDate>,
    /// One for each level of the ladder.
    pub series: Vec<Series>,
}

/// Reminders per day, week or month and level.
pub fn series(report: &Report) -> Drawn {
    let step = Step::of(report.measures.from, report.measures.to);
    let periods = report.periods(step);
    let values = |at: usize| {
        let tallies = periods.iter().map(|period| period.levels.get(at));
        tallies.map(|tally| tally.map_or(0, |tally| tally.reminders)).collect()
    };
    let levels = report.levels.iter().enumerate();
    Drawn {
        step,
        begins: periods.iter().map(|period| period.begin).collect(),
        series: levels
            .map(|(at, level)| Series { name: level.to_string(), values: values(at) })
            .collect(),
    }
}
