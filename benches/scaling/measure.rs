//! The same batch by more and more processes.

use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use chrono::Utc;
use relance::domain::company::CompanyCode;
use relance::domain::identity::RunId;
use relance::rules;
use relance::store::{RunState, Store};
use sea_orm::ConnectionTrait;

use super::books;
use super::sink::Sink;

type Failure = Box<dyn std::error::Error>;

const PROCESSES: [usize; 3] = [1, 2, 4];
const LOOK: Duration = Duration::from_millis(20);

/// A process at work; killed when dropped.
struct Process(Child);

impl Drop for Process {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

pub async fn measure(items: u64) -> Result<(), Failure> {
    let server = std::env::var("RELANCE_TEST_POSTGRES")?;
    let rules = rules::load("rules".as_ref(), "templates".as_ref()).map_err(|_| "broken rules")?;
    let company = rules.companies[0].company.code.clone();
    println!("{items} open due items");
    println!("| workers | planned and recorded | sent |\n|---|---|---|");
    for processes in PROCESSES {
        one(&server, &company, items, processes).await?;
    }
    Ok(())
}

async fn one(
    server: &str,
    company: &CompanyCode,
    items: u64,
    processes: usize,
) -> Result<(), Failure> {
    let name = format!("relance_scaling_{}_{processes}", std::process::id());
    let admin = sea_orm::Database::connect(server).await?;
    admin.execute_unprepared(&format!("CREATE DATABASE {name}")).await?;
    let (base, _) = server.rsplit_once('/').ok_or("a URL with a database")?;
    let url = format!("{base}/{name}");
    let store = Store::open(&url).await?;
    store.migrate().await?;
    for set in books::chunks(items) {
        store.import(company, &set, Utc::now(), "bench").await?;
    }
    let sink = Sink::start()?;
    let start = |args: &[&str]| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_relance"));
        command.args(args).env("DATABASE_URL", &url);
        command.env("RELANCE_SMTP_URL", format!("smtp://127.0.0.1:{}", sink.port));
        command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
        command.spawn().map(Process)
    };
    // The process that begins the batch works on it as all others do.
    let mut others = Vec::new();
    for _ in 1..processes {
        others.push(start(&["worker"])?);
    }
    while store.workers().await?.len() < others.len() {
        tokio::time::sleep(LOOK).await;
    }
    let date = books::run_date().to_string();
    let begun = Instant::now();
    let mut run = start(&["run", "--yes", "--as-of", &date])?;
    reached(&store, &[RunState::Dispatching, RunState::Finished]).await?;
    let planned = begun.elapsed();
    reached(&store, &[RunState::Finished]).await?;
    let sent = begun.elapsed() - planned;
    run.0.wait()?;
    let count = store.reminder_counts(RunId(1)).await?.sent;
    let rate = |time: Duration| count as f64 / time.as_secs_f64();
    println!("| {processes} | {:.0} mails/s | {:.0} mails/s |", rate(planned), rate(sent));
    drop(others);
    drop(store);
    admin.execute_unprepared(&format!("DROP DATABASE {name} WITH (FORCE)")).await?;
    Ok(())
}

async fn reached(store: &Store, states: &[RunState]) -> Result<(), Failure> {
    while !store.run(RunId(1)).await?.is_some_and(|run| states.contains(&run.state)) {
        tokio::time::sleep(LOOK).await;
    }
    Ok(())
}
