//! A company whose batch has a schedule, and processes that keep it.

use std::process::Child;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::{Duration, Instant};

use chrono::{DateTime, TimeDelta, Timelike as _, Utc};
use relance::domain::channel::Channel;
use relance::store::{NewRun, RunIntent, Store};
use sea_orm::{ConnectionTrait, DatabaseConnection, Statement};
use serde_json::Value;

use crate::desk::{Books, Desk, Done};
use crate::smtp::SmtpServer;

pub const BATCH: &str = "RelancesAutomatiques";

/// A desk on a database of its own.
pub struct World {
    pub desk: Desk,
    pub url: String,
    pub server: SmtpServer,
}

/// A worker, killed when dropped.
pub struct Worker(Child);

impl Worker {
    /// As a power cut does.
    pub fn kill(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }

    /// Asks it to stop and waits until it has.
    pub fn stop(mut self) {
        let pid = self.0.id().to_string();
        let asked = std::process::Command::new("kill").args(["-TERM", &pid]).status();
        assert!(asked.expect("kill").success());
        assert!(self.0.wait().expect("its end").success(), "it stops cleanly");
    }
}

impl Drop for Worker {
    fn drop(&mut self) {
        self.kill();
    }
}

impl World {
    pub async fn sqlite() -> Self {
        let (desk, server) = Desk::with_server();
        let url = desk.database();
        Self { desk, url, server }
    }

    /// `None` where no server is named.
    pub async fn postgres() -> Option<Self> {
        static COUNT: AtomicU32 = AtomicU32::new(0);
        let server = std::env::var("RELANCE_TEST_POSTGRES").ok().filter(|url| !url.is_empty())?;
        let number = COUNT.fetch_add(1, Ordering::Relaxed);
        let name = format!("relance_schedule_{}_{number}", std::process::id());
        let admin = sea_orm::Database::connect(&server).await.expect("the server of the tests");
        admin.execute_unprepared(&format!("CREATE DATABASE {name}")).await.expect("a database");
        let (base, _) = server.rsplit_once('/').expect("a URL with a database");
        Some(Self { url: format!("{base}/{name}"), ..Self::sqlite().await })
    }

    /// Customers with one reminder each, whose addresses begin so.
    pub async fn fill(&self, customers: usize, mailbox: &str) {
        let due = (Utc::now().date_naive() - TimeDelta::days(10)).to_string();
        let mut books = Books::default();
        for number in 0..customers {
            let (customer, invoice) = (format!("C{number}"), format!("F{number}"));
            let address = format!("{mailbox}{number}@client.example");
            books = books.customer(&customer).invoice(&customer, &invoice, &due, &address);
        }
        let store = Store::open(&self.url).await.expect("a store");
        store.migrate().await.expect("a schema");
        let set = books.set();
        store.import(&Desk::company(), &set, Utc::now(), "test").await.expect("an import");
    }

    /// The batch starts each hour, half an hour from now: closed days do not
    /// matter.
    pub fn hourly(&self, missed_runs: &str, missed_after_minutes: u32) {
        let minute = (Utc::now().minute() + 30) % 60;
        self.schedule(&format!("{minute} * * * *"), missed_runs, missed_after_minutes);
    }

    pub fn schedule(&self, cron: &str, missed_runs: &str, missed_after_minutes: u32) {
        let desk = &self.desk;
        desk.change_rules("relance.yaml", "0 7 * * 1-5", cron);
        desk.change_rules("relance.yaml", "on_closed_days: next_open_day", "on_closed_days: run");
        let missed = format!("missed_runs: {missed_runs}");
        desk.change_rules("relance.yaml", "missed_runs: run_once", &missed);
        let after = format!("missed_after_minutes: {missed_after_minutes}");
        desk.change_rules("relance.yaml", "missed_after_minutes: 60", &after);
    }

    pub fn worker(&self) -> Worker {
        self.worker_with(&[])
    }

    pub fn worker_with(&self, more: &[&str]) -> Worker {
        let mut args = vec!["worker"];
        args.extend_from_slice(more);
        let mut command = self.desk.command(&args);
        command.env("DATABASE_URL", &self.url);
        // Nobody reads what it says.
        command.stdout(std::process::Stdio::null()).stderr(std::process::Stdio::null());
        Worker(command.spawn().expect("the worker"))
    }

    pub fn relance(&self, args: &[&str]) -> Done {
        let output = self.desk.command(args).env("DATABASE_URL", &self.url).output();
        let output = output.expect("the binary runs");
        Done {
            code: output.status.code().unwrap_or(-1),
            out: String::from_utf8_lossy(&output.stdout).into_owned(),
            err: String::from_utf8_lossy(&output.stderr).into_owned(),
        }
    }

    /// What `relance schedule` says of the batch.
    pub fn standing(&self) -> Value {
        self.relance(&["schedule", "--json"]).expect(0).json()[0].take()
    }

    pub async fn database(&self) -> DatabaseConnection {
        sea_orm::Database::connect(&self.url).await.expect("a connection")
    }

    /// Each row of a statement as its first column.
    pub async fn numbers(&self, statement: &str) -> Vec<i64> {
        let database = self.database().await;
        let backend = database.get_database_backend();
        let rows = database.query_all_raw(Statement::from_string(backend, statement)).await;
        let rows = rows.expect("a query");
        rows.iter().map(|row| row.try_get_by_index(0).expect("a number")).collect()
    }

    pub async fn runs(&self) -> usize {
        self.numbers("SELECT id FROM runs WHERE state <> 'cancelled'").await.len()
    }

    /// Has a worker see the schedule for the first time, and stops it.
    pub async fn seen_once(&self) {
        let worker = self.worker();
        self.wait("the schedule is looked after", async || {
            // Before the first worker the table may not be there.
            self.standing()["attended"] == true
        })
        .await;
        worker.stop();
    }

    /// As after a downtime that began so long ago.
    pub async fn down_for(&self, time: TimeDelta) {
        self.handled_until(Utc::now() - time).await;
    }

    pub async fn handled_until(&self, at: DateTime<Utc>) {
        let database = self.database().await;
        let statement = Statement::from_sql_and_values(
            database.get_database_backend(),
            "UPDATE schedule_states SET handled_until = $1",
            [at.into()],
        );
        let done = database.execute_raw(statement).await.expect("a change");
        assert_eq!(done.rows_affected(), 1, "one schedule is looked after");
    }

    /// A run that a lost process had begun to record.
    pub async fn interrupted_run(&self) {
        let new = NewRun {
            company: Desk::company(),
            channel: Channel::Batch,
            batch: BATCH.into(),
            author: String::new(),
            run_date: Utc::now().date_naive(),
            rules_digest: String::new(),
            intent: RunIntent::Send,
            forced_reason: None,
            created_at: Utc::now(),
        };
        let store = Store::open(&self.url).await.expect("a store");
        store.begin_run(&new).await.expect("a run");
    }

    pub async fn wait(&self, what: &str, mut until: impl AsyncFnMut() -> bool) {
        let begun = Instant::now();
        while !until().await {
            assert!(begun.elapsed() < Duration::from_secs(90), "in vain: {what}: {}", {
                self.standing()
            });
            tokio::time::sleep(Duration::from_millis(150)).await;
        }
    }

    /// Waits until the last start is in this state.
    pub async fn wait_for(&self, state: &str) -> Value {
        self.wait(state, async || self.standing()["last"]["state"] == state).await;
        self.standing()["last"].take()
    }

    /// How often the mail server acknowledged each Message-ID.
    pub fn acknowledged(&self) -> std::collections::BTreeMap<String, usize> {
        let mut counts = std::collections::BTreeMap::new();
        for mail in self.server.received() {
            *counts.entry(mail.message_id()).or_default() += 1;
        }
        counts
    }
}

/// Gives a worker the time to do what it must not do.
pub async fn a_while() {
    tokio::time::sleep(Duration::from_secs(3)).await;
}

/// Each test once per database.
macro_rules! on_every_database {
    ($($test:ident),+ $(,)?) => {
        mod sqlite {
            $(#[tokio::test(flavor = "multi_thread")]
            async fn $test() {
                super::$test(&$crate::world::World::sqlite().await).await;
            })+
        }
        mod postgres {
            $(#[tokio::test(flavor = "multi_thread")]
            async fn $test() {
                match $crate::world::World::postgres().await {
                    Some(world) => super::$test(&world).await,
                    None => eprintln!("skipped: RELANCE_TEST_POSTGRES is not set"),
                }
            })+
        }
    };
}
