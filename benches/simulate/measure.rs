//! Each simulation on its own database.

use std::path::Path;
use std::sync::Arc;
use std::time::Instant;

use chrono::{DateTime, Days, NaiveDate, Utc};
use relance::app::clock::Clock;
use relance::app::engine::{self, Engine};
use relance::app::progress::Unwatched;
use relance::app::simulate::{self, PaymentRequest, SimulationRequest};
use relance::import::set::ImportSet;
use relance::simulation::Measures;
use relance::store::Store;

use super::books;
use super::memory::{peak_mib, reset_peak};

type Failure = Box<dyn std::error::Error>;

/// A `when:` that takes everything: conditions may look at the date, so every
/// day is planned.
const EVERY_DAY: &str =
    "    # filter: {currencies: [EUR], customers: [C001], levels: [N1], when: item.open > 100}";
const CONDITION: &str = "    filter: {when: item.open > 0}";

pub fn all(items: u64) -> Result<(), Failure> {
    let runtime = tokio::runtime::Runtime::new()?;
    let demo = || vec![relance::demo::company(books::run_date(), 1)].into_iter();
    for condition in [false, true] {
        let name = if condition { ", every day planned" } else { "" };
        runtime.block_on(one(&format!("demo{name}"), demo(), condition))?;
        runtime.block_on(one(&format!("{items} items{name}"), books::chunks(items), condition))?;
    }
    Ok(())
}

async fn one(
    what: &str,
    books: impl Iterator<Item = ImportSet>,
    condition: bool,
) -> Result<(), Failure> {
    let folder = tempfile::tempdir()?;
    let engine = engine(folder.path(), books, condition).await?;
    println!("{what}");
    for (period, days) in [("a quarter", 91), ("a year", 365)] {
        for (payments, shares) in [("as known", &[][..]), ("paid", &[("N1", "40"), ("N2", "30")])] {
            let to = books::run_date() + Days::new(days);
            let request = request(books::run_date(), to, shares)?;
            simulation(&engine, &format!("{period}, {payments}"), &request).await?;
        }
    }
    println!();
    Ok(())
}

async fn engine(
    folder: &Path,
    books: impl Iterator<Item = ImportSet>,
    condition: bool,
) -> Result<Engine, Failure> {
    let rules = folder.join("rules");
    std::fs::create_dir(&rules)?;
    for entry in std::fs::read_dir("rules")? {
        let path = entry?.path();
        if let (true, Some(name)) = (path.is_file(), path.file_name()) {
            let text = std::fs::read_to_string(&path)?;
            let text = if condition { text.replace(EVERY_DAY, CONDITION) } else { text };
            std::fs::write(rules.join(name), text)?;
        }
    }
    let (rules, renderer) = engine::load_files(&rules, Path::new("templates"))?;
    let planned_daily = rules.batches.iter().any(|batch| batch.filter.when.is_some());
    if planned_daily != condition {
        return Err("the shipped rules are not what this measure expects".into());
    }
    let store = Store::open(&format!("sqlite:{}", folder.join("books.db").display())).await?;
    store.migrate().await?;
    let company = rules.companies[0].company.code.clone();
    for set in books {
        store.import(&company, &set, Utc::now(), "bench").await?;
    }
    Ok(Engine { store, rules: Arc::new(rules), renderer: Arc::new(renderer) })
}

fn request(
    from: NaiveDate,
    to: NaiveDate,
    shares: &[(&str, &str)],
) -> Result<SimulationRequest, Failure> {
    let mut paid = Vec::new();
    for (level, percent) in shares {
        paid.push(((*level).to_owned(), percent.parse()?));
    }
    let measures = Measures { from, to, more_than: 4, window: 30, stuck_after: 60, keep: 5_000 };
    Ok(SimulationRequest { measures, payments: PaymentRequest { paid, within: (2, 10), seed: 1 } })
}

async fn simulation(
    engine: &Engine,
    what: &str,
    request: &SimulationRequest,
) -> Result<(), Failure> {
    let clock = Clock::new(|| DateTime::UNIX_EPOCH, Some(books::run_date()));
    let scopes = engine.scopes(None, None, &clock)?;
    let scope = scopes.first().ok_or("a company")?;
    reset_peak();
    let start = Instant::now();
    let done = simulate::simulate(engine, scope, request, &clock, &Unwatched).await?;
    let (time, memory) = (start.elapsed().as_secs_f64(), peak_mib());
    let (runs, reminders) = (done.executions, done.report.total.reminders);
    println!("  {what:<22} {time:>7.2} s {memory:>6} MiB {runs:>5} runs {reminders:>8} reminders");
    Ok(())
}
