//! One size of books, from import to the last mail.

use std::path::Path;
use std::process::ExitCode;
use std::sync::Arc;
use std::time::{Duration, Instant};

use chrono::{TimeZone, Utc};
use rayon::prelude::*;
use relance::app::batch_run::{self, Purpose};
use relance::app::clock::Clock;
use relance::app::engine::{self, Engine, Scope};
use relance::app::mailing::{Mailing, message_id};
use relance::app::progress::Unwatched;
use relance::app::{planning, sending};
use relance::dispatch::{StopSignal, Transport};
use relance::plan::facts::ItemContext;
use relance::plan::outcome::{CustomerPlan, ItemRef, PlannedReminder};
use relance::plan::plan_customer;
use relance::plan::policy::{ConditionId, Policy};
use relance::render::mail::RenderedMail;
use relance::rules::set::RuleSet;
use relance::store::{RunIntent, Store};

use super::books;
use super::folder::Folder;
use super::limits;
use super::memory::{peak_mib, reset_peak};
use super::sink::Sink;

type Failure = Box<dyn std::error::Error>;

/// Mails to render and to send: enough for a steady rate.
const MAILS: usize = 20_000;
/// Of these, to hand to bare connections.
const MAILS_KEPT: usize = 5_000;
const THREADS: usize = 2;
const MANY_CONNECTIONS: u32 = 16;
/// About two mails each.
const CUSTOMERS_OF_A_RUN: u64 = 5_000;

pub fn one_size(items: u64) -> ExitCode {
    let result = tokio::runtime::Runtime::new()
        .map_err(Failure::from)
        .and_then(|runtime| runtime.block_on(measure(items)));
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

async fn measure(items: u64) -> Result<(), Failure> {
    let folder = Folder::new(&items.to_string())?;
    let file = folder.0.join("books.db");
    println!("{items} open due items");
    let engine = prepared(&file, items).await?;
    let clock =
        Clock::new(|| Utc.timestamp_opt(1_795_500_000, 0).unwrap(), Some(books::run_date()));
    let scope = engine.scopes(None, None, &clock)?.remove(0);

    planning(&engine, &scope, &file, items).await?;
    let plans = some_plans(&engine, &scope).await?;
    conditions(&folder.0.join("rules"), &scope, &plans)?;
    let mails = rendering(&engine, &scope, &clock, &plans)?;
    drop(plans);
    dispatching(&engine, &scope, &clock, mails, items).await?;
    println!();
    Ok(())
}

/// The shipped rules and templates on fresh books.
async fn prepared(file: &Path, items: u64) -> Result<Engine, Failure> {
    let (rules, renderer) = engine::load_files(Path::new("rules"), Path::new("templates"))?;
    let store = Store::open(&format!("sqlite:{}", file.display())).await?;
    store.migrate().await?;
    let company = rules.companies[0].company.code.clone();
    let start = Instant::now();
    for set in books::chunks(items) {
        store.import(&company, &set, Utc::now(), "bench").await?;
    }
    row("import", items as f64 / start.elapsed().as_secs_f64(), "items/s", None);
    Ok(Engine { store, rules: Arc::new(rules), renderer: Arc::new(renderer) })
}

/// The shipped rules, with a four-clause condition as an exclusion in force.
fn with_condition(to: &Path) -> Result<RuleSet, Failure> {
    std::fs::create_dir_all(to)?;
    for entry in std::fs::read_dir("rules")? {
        let path = entry?.path();
        if path.is_file() {
            let text = std::fs::read_to_string(&path)?.replace(
                "when: item.disputed\n    enabled: false",
                "when: item.days > 400 && item.open > 100 && item.level != \"N5\" && !item.disputed",
            );
            std::fs::write(to.join(path.file_name().unwrap_or_default()), text)?;
        }
    }
    Ok(engine::load_files(to, Path::new("templates"))?.0)
}

async fn planning(engine: &Engine, scope: &Scope, file: &Path, items: u64) -> Result<(), Failure> {
    let (rows, scan) = limits::sqlite_scan(file)?;
    reset_peak();
    let start = Instant::now();
    let (mut reminded, mut skipped) = (0, 0);
    planning::plan(engine, scope, &Unwatched, async |page: Vec<CustomerPlan>| {
        for plan in page {
            reminded += plan.reminders.iter().map(|it| it.lines.len() as u64).sum::<u64>();
            skipped += plan.skipped.len() as u64;
        }
        Ok(())
    })
    .await?;
    let time = start.elapsed();
    assert_eq!((rows, reminded + skipped), (items, items), "every item is decided");
    let limit = (scan.as_secs_f64(), "bare SQLite scan of the same rows");
    seconds("plan", time, limit.0, limit.1);
    println!("  {:<22} {:>12} MiB", "peak memory of plan", peak_mib());
    Ok(())
}

async fn some_plans(engine: &Engine, scope: &Scope) -> Result<Vec<CustomerPlan>, Failure> {
    let policy = scope.rules.policy(&scope.batch);
    let mut plans = Vec::new();
    let (mut mails, mut after) = (0, None);
    while mails < MAILS {
        let page = engine.store.facts_page(scope.company(), after, 2_000).await?;
        let Some(last) = page.last() else { break };
        after = Some(last.id());
        for facts in page {
            let plan = plan_customer(&policy, &facts, scope.run_date);
            mails += plan.reminders.len();
            plans.push(plan);
            if mails >= MAILS {
                break;
            }
        }
    }
    Ok(plans)
}

fn conditions(rules: &Path, scope: &Scope, plans: &[CustomerPlan]) -> Result<(), Failure> {
    let policy: Policy = with_condition(rules)?.companies[0].policy(&scope.batch);
    let exclusion = policy.exclusions.first().ok_or("the condition is in force")?;
    let contexts: Vec<ItemContext> = plans
        .iter()
        .take(1_000)
        .filter(|plan| !plan.facts.invoices.is_empty())
        .map(|plan| {
            let at = ItemRef { invoice: 0, item: 0 };
            ItemContext::new(&plan.facts, at, scope.run_date, policy.switches.bornerel)
        })
        .collect();
    const COUNT: u32 = 1_000_000;
    let id: ConditionId = exclusion.when;
    let start = Instant::now();
    for context in contexts.iter().cycle().take(COUNT as usize) {
        std::hint::black_box(policy.scripts.condition(id, context)?);
    }
    let rate = f64::from(COUNT) / start.elapsed().as_secs_f64();
    let limit = limits::rhai_conditions(COUNT)?;
    row("conditions, 1 thread", rate, "conditions/s", Some((limit, "bare Rhai evaluations")));
    Ok(())
}

fn rendering(
    engine: &Engine,
    scope: &Scope,
    clock: &Clock,
    plans: &[CustomerPlan],
) -> Result<Vec<RenderedMail>, Failure> {
    let mailing = Mailing {
        renderer: &engine.renderer,
        rules: &scope.rules,
        batch: &scope.batch,
        date: clock.mail_date(scope.rules.company.time_zone),
    };
    let pool = rayon::ThreadPoolBuilder::new().num_threads(THREADS).build()?;
    let start = Instant::now();
    let one = |plan: &CustomerPlan, reminder: &PlannedReminder| {
        let id = message_id(&scope.rules.company, plan, reminder);
        mailing.mail(plan, reminder, &id)
    };
    let rendered: u32 = pool.install(|| {
        plans
            .par_iter()
            .flat_map_iter(|plan| plan.reminders.iter().map(move |reminder| (plan, reminder)))
            .map(|(plan, reminder)| u32::from(one(plan, reminder).is_ok()))
            .sum()
    });
    let rate = f64::from(rendered) / start.elapsed().as_secs_f64();
    let reminders = plans.iter().flat_map(|plan| plan.reminders.iter().map(move |it| (plan, it)));
    let mails: Result<Vec<RenderedMail>, _> =
        reminders.take(MAILS_KEPT).map(|(plan, reminder)| one(plan, reminder)).collect();
    let mails = mails.map_err(|error| error.to_string())?;
    let limit = limits::small_renders(200_000, THREADS)?;
    row("render, 2 threads", rate, "mails/s", Some((limit, "bare renders of a small mail")));
    Ok(mails)
}

/// Records and sends, at the shipped number of connections and at more, the
/// mails of batches that take only so many customers.
async fn dispatching(
    engine: &Engine,
    scope: &Scope,
    clock: &Clock,
    mails: Vec<RenderedMail>,
    items: u64,
) -> Result<(), Failure> {
    let sink = Sink::start()?;
    let shipped = engine.rules.dispatch.connections;
    let pool = limits::lettre_pool(sink.port, shipped, &mails[..mails.len().min(100)]).await?;
    row("lettre's own pool", pool, "mails/s", None);
    let mut limit = Vec::new();
    for connections in [shipped, MANY_CONNECTIONS] {
        limit.push((connections, limits::lettre_loop(sink.port, connections, &mails).await?));
    }
    let customers = CUSTOMERS_OF_A_RUN.min(books::customers(items) / 2);
    drop(mails);
    reset_peak();
    for (part, (connections, limit)) in (0_u64..).zip(limit) {
        let mut rules = (*engine.rules).clone();
        rules.dispatch.connections = connections;
        let engine = Engine { rules: Arc::new(rules), ..engine.clone() };
        let mut batch = (*scope.batch).clone();
        let first = part * customers;
        batch.filter.customers = (first..first + customers).map(books::customer_code).collect();
        let scope = Scope { batch: Arc::new(batch), ..scope.clone() };
        record_and_send(&engine, &scope, clock, &sink, (limit, "bare lettre loop")).await?;
    }
    println!("  {:<22} {:>12} MiB", "peak memory of run", peak_mib());
    Ok(())
}

async fn record_and_send(
    engine: &Engine,
    scope: &Scope,
    clock: &Clock,
    sink: &Sink,
    limit: (f64, &str),
) -> Result<(), Failure> {
    let connections = engine.rules.dispatch.connections;
    let start = Instant::now();
    let purpose = Purpose { intent: RunIntent::Send, forced_reason: None, request: None };
    let recorded = batch_run::record(engine, scope, clock, &purpose, &Unwatched).await?;
    let count = recorded.preview.report.total.reminders as f64;
    row("plan, render, record", count / start.elapsed().as_secs_f64(), "mails/s", None);
    let run = engine.store.run(recorded.run).await?.ok_or("the run is recorded")?;
    let transport =
        Transport::smtp(&format!("smtp://127.0.0.1:{}", sink.port), Duration::from_secs(30))?;
    let (start, stop) = (Instant::now(), StopSignal::new());
    let sent =
        sending::send(engine, &run, recorded.lock, &transport, clock, &Unwatched, &stop).await?;
    let rate = sent.sent as f64 / start.elapsed().as_secs_f64();
    row(&format!("send, {connections} connections"), rate, "mails/s", Some(limit));
    Ok(())
}

fn row(what: &str, rate: f64, unit: &str, limit: Option<(f64, &str)>) {
    match limit {
        Some((limit, name)) => println!(
            "  {what:<22} {rate:>12.0} {unit:<14} {limit:>12.0} {unit:<14} {:>5.2}  {name}",
            rate / limit
        ),
        None => println!("  {what:<22} {rate:>12.0} {unit}"),
    }
}

fn seconds(what: &str, time: Duration, limit: f64, name: &str) {
    let time = time.as_secs_f64();
    println!(
        "  {what:<22} {time:>12.2} {:<14} {limit:>12.2} {:<14} {:>5.2}  {name}",
        "s",
        "s",
        limit / time
    );
}
