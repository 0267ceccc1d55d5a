//! Where a company stands, at a glance.

use std::collections::BTreeMap;
use std::sync::Arc;

use chrono::NaiveDate;

use super::clock::Clock;
use super::engine::Engine;
use super::error::AppError;
use super::follow_up::{self, Waiting};
use super::kept::{Kept, Weight};
use super::schedule::{self, BatchTimes};
use super::suppressions::{self, ToMend};
use crate::domain::company::CompanyCode;
use crate::domain::level::{Ladder, Standing};
use crate::domain::money::{Currency, Money};
use crate::rules::set::CompanyRules;
use crate::store::{
    DataVersion, FailedRun, LastImport, Noted, OpenSum, ReminderCounts, Run, RunState,
    SuppressionQuery,
};

/// Companies and days whose figures are kept at once.
const MOST: usize = 64;
/// How many promises and actions are shown.
const SHOWN: usize = 8;
/// Runs whose failures are shown.
const RECENT_RUNS: u32 = 20;

/// How much there is of something in one currency.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Amount {
    pub items: u64,
    pub open: Money,
}

/// What is open in one currency; never added up with another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CurrencyFigures {
    pub currency: Currency,
    /// Due items, overdue or not.
    pub open: Amount,
    pub overdue: Amount,
    /// Credit notes and unallocated payments, positive.
    pub credits: Money,
    /// What is overdue by days past the due date: one entry more than there
    /// are bounds.
    pub by_age: Vec<Amount>,
    /// What is overdue by level: first what was never reminded, then the
    /// ladder, then levels that the rules no longer have, then what is
    /// excluded.
    pub by_level: Vec<(Standing, Amount)>,
}

/// What is open and overdue on a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OverdueFigures {
    /// Days past the due date, rising: where the ages are divided.
    pub bounds: Vec<u32>,
    /// The company's currency first, then by code.
    pub currencies: Vec<CurrencyFigures>,
}

impl Weight for OverdueFigures {
    fn weight(&self) -> usize {
        1
    }
}

/// The sums that figures are made of, for one company and day.
pub struct Figures(Kept<Question, DataVersion, Raw>);

impl Default for Figures {
    fn default() -> Self {
        Self(Kept::new(MOST, usize::MAX))
    }
}

#[derive(PartialEq)]
struct Question {
    company: CompanyCode,
    as_of: NaiveDate,
    bounds: Vec<u32>,
}

/// As the store sums up.
struct Raw {
    sums: Vec<OpenSum>,
    credits: Vec<Money>,
}

impl Weight for Raw {
    fn weight(&self) -> usize {
        1
    }
}

impl Figures {
    /// What is open and overdue, as the data are at this moment.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn overdue(
        &self,
        engine: &Engine,
        rules: &CompanyRules,
        as_of: NaiveDate,
    ) -> Result<OverdueFigures, AppError> {
        let company = &rules.company.code;
        let version = engine.store.data_version(company).await?;
        let bounds = bounds(rules);
        let question = Question { company: company.clone(), as_of, bounds: bounds.clone() };
        let compute = async || {
            let sums = engine.store.open_sums(company, as_of, &bounds).await?;
            Ok(Raw { sums, credits: engine.store.open_credits(company).await? })
        };
        let raw = self.0.get(question, version, compute).await?;
        Ok(figures(&raw, bounds, &rules.ladder, rules.company.currency))
    }
}

/// Those of the aged balance. What is overdue is so by a day at least.
fn bounds(rules: &CompanyRules) -> Vec<u32> {
    let buckets = &rules.aged_balance.buckets;
    let from = (0..buckets.count()).filter_map(|bucket| buckets.bounds(bucket).0);
    from.filter_map(|days| u32::try_from(days).ok()).filter(|&days| days > 1).collect()
}

fn figures(raw: &Raw, bounds: Vec<u32>, ladder: &Ladder, own: Currency) -> OverdueFigures {
    let mut by_currency: BTreeMap<Currency, Vec<&OpenSum>> = BTreeMap::new();
    for sum in &raw.sums {
        by_currency.entry(sum.open.currency).or_default().push(sum);
    }
    for credit in &raw.credits {
        by_currency.entry(credit.currency).or_default();
    }
    let mut currencies: Vec<CurrencyFigures> = by_currency
        .into_iter()
        .map(|(currency, sums)| {
            let credits = raw.credits.iter().find(|credit| credit.currency == currency);
            let credits = credits.copied().unwrap_or(nothing(currency).open);
            of_currency(currency, &sums, credits, bounds.len(), ladder)
        })
        .collect();
    // Stable: the others stay by code.
    currencies.sort_by_key(|figures| figures.currency != own);
    OverdueFigures { bounds, currencies }
}

fn of_currency(
    currency: Currency,
    sums: &[&OpenSum],
    credits: Money,
    bounds: usize,
    ladder: &Ladder,
) -> CurrencyFigures {
    let mut figures = CurrencyFigures {
        currency,
        open: nothing(currency),
        overdue: nothing(currency),
        credits,
        by_age: vec![nothing(currency); bounds + 1],
        by_level: Vec::new(),
    };
    let known = std::iter::once(Standing::New)
        .chain(ladder.levels().iter().map(|level| Standing::At(level.code.clone())));
    figures.by_level.extend(known.map(|standing| (standing, nothing(currency))));
    for sum in sums {
        add(&mut figures.open, sum);
        let Some(reached) = sum.reached else { continue };
        add(&mut figures.overdue, sum);
        if let Some(amount) = figures.by_age.get_mut(reached) {
            add(amount, sum);
        }
        match figures.by_level.iter_mut().find(|(standing, _)| *standing == sum.standing) {
            Some((_, amount)) => add(amount, sum),
            None => {
                let mut amount = nothing(currency);
                add(&mut amount, sum);
                figures.by_level.push((sum.standing.clone(), amount));
            }
        }
    }
    figures.by_level.sort_by_key(|(standing, _)| *standing == Standing::Excluded);
    figures
}

fn nothing(currency: Currency) -> Amount {
    Amount { items: 0, open: Money::new(rust_decimal::Decimal::ZERO, currency) }
}

fn add(amount: &mut Amount, sum: &OpenSum) {
    amount.items += sum.items;
    amount.open.amount += sum.open.amount;
}

/// What is waited for: the first of it, and how many there are in all.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Due {
    pub first: Vec<Waiting>,
    pub count: u64,
}

/// The last run that was carried out, or is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LastRun {
    pub run: Run,
    pub counts: ReminderCounts,
}

/// Where a company stands.
#[derive(Debug, Clone)]
pub struct Overview {
    pub overdue: OverdueFigures,
    /// Promised payments whose day has come or passed.
    pub promises: Due,
    /// Next actions whose day has come or passed.
    pub actions: Due,
    pub batches: Vec<BatchTimes>,
    pub last_run: Option<LastRun>,
    /// A run that was interrupted, or is at work.
    pub unfinished: Option<Run>,
    pub failures: Vec<FailedRun>,
    /// Addresses that nothing is sent to: the newest, and how many there are.
    pub to_mend: (Vec<ToMend>, u64),
    pub last_import: Option<LastImport>,
    /// The day up to which payments are known.
    pub payments_known_to: Option<NaiveDate>,
    /// The days since, where they are more than the rules hold for good.
    pub payments_old: Option<i64>,
}

/// # Errors
/// When the store fails.
pub async fn overview(
    engine: &Engine,
    rules: &Arc<CompanyRules>,
    figures: &Figures,
    clock: &Clock,
) -> Result<Overview, AppError> {
    let (store, company) = (&engine.store, &rules.company.code);
    let today = clock.run_date(rules.company.time_zone);
    let payments_known_to = store.payments_known_to(company).await?;
    let last = store.last_carried_out(company).await?;
    let last_run = match last {
        Some(run) => {
            let counts = store.reminder_counts(run.id).await?;
            Some(LastRun { run, counts })
        }
        None => None,
    };
    let unfinished = store.unfinished_run(company).await?;
    let unfinished = unfinished.filter(|run| run.state != RunState::Recording);
    let old = i64::from(engine.rules.warnings.payments_older_than_days);
    Ok(Overview {
        overdue: figures.overdue(engine, rules, today).await?,
        promises: due(engine, company, Noted::PromiseUntil(today), today).await?,
        actions: due(engine, company, Noted::ActionUntil(today), today).await?,
        batches: schedule::times(engine, rules, clock).await?,
        last_run,
        unfinished,
        failures: store.failed_runs(company, RECENT_RUNS).await?,
        to_mend: to_mend(engine, company).await?,
        last_import: store.last_import(company).await?,
        payments_known_to,
        payments_old: payments_known_to
            .map(|known_to| (today - known_to).num_days())
            .filter(|&days| days > old),
    })
}

async fn to_mend(engine: &Engine, company: &CompanyCode) -> Result<(Vec<ToMend>, u64), AppError> {
    let count = engine.store.count_suppressions(company).await?;
    if count == 0 {
        return Ok((Vec::new(), 0));
    }
    let query = SuppressionQuery { limit: SHOWN as u64, ..SuppressionQuery::default() };
    Ok((suppressions::list(&engine.store, company, &query).await?, count))
}

async fn due(
    engine: &Engine,
    company: &CompanyCode,
    which: Noted<'_>,
    today: NaiveDate,
) -> Result<Due, AppError> {
    let (first, count) = engine.store.first_noted(company, which, SHOWN).await?;
    let promised = matches!(which, Noted::PromiseUntil(_));
    let waiting = first.into_iter().map(|noted| {
        let follow_up = &noted.follow_up;
        let day = if promised { follow_up.promised_on } else { follow_up.next_action_on };
        follow_up::waiting(day, today, noted)
    });
    Ok(Due { first: waiting.collect(), count })
}
