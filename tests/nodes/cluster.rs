//! Worker processes on one database.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::{Duration, Instant};

use relance::domain::identity::RunId;
use relance::import::set::ImportSet;
use relance::store::{RunState, Store};
use sea_orm::ConnectionTrait;

use crate::desk::{Books, Desk, texts};
use crate::smtp::SmtpServer;

pub const RUN_DATE: &str = "2026-11-24";
/// Of each process: as many mails of one that is lost can be in doubt.
pub const CONNECTIONS: usize = 2;
/// Short, so that tests need not wait for long.
const LEASE_MS: &str = "1500";

/// A desk on a fresh PostgreSQL database; `None` where no server is named.
pub async fn on_postgres() -> Option<(Desk, SmtpServer)> {
    static COUNT: AtomicU32 = AtomicU32::new(0);
    let Some(server) = std::env::var("RELANCE_TEST_POSTGRES").ok().filter(|url| !url.is_empty())
    else {
        eprintln!("skipped: RELANCE_TEST_POSTGRES is not set");
        return None;
    };
    let number = COUNT.fetch_add(1, Ordering::Relaxed);
    let name = format!("relance_nodes_{}_{number}", std::process::id());
    let admin = sea_orm::Database::connect(&server).await.expect("the server of the tests");
    admin.execute_unprepared(&format!("CREATE DATABASE {name}")).await.expect("a database");
    let (base, _) = server.rsplit_once('/').expect("a URL with a database");
    let (mut desk, server) = on_sqlite();
    desk.database = Some(format!("{base}/{name}"));
    Some((desk, server))
}

pub fn on_sqlite() -> (Desk, SmtpServer) {
    let (desk, server) = Desk::with_server();
    desk.change_rules("relance.yaml", "connections: 8", &format!("connections: {CONNECTIONS}"));
    (desk, server)
}

/// One reminder each; the mailboxes are named so.
pub fn customers(count: usize, mailbox: &str) -> ImportSet {
    let mut books = Books::default();
    for number in 0..count {
        let (customer, invoice) = (format!("C{number}"), format!("F{number}"));
        let address = format!("{mailbox}{number}@client.example");
        books = books.customer(&customer).invoice(&customer, &invoice, "2026-11-09", &address);
    }
    books.set()
}

pub fn command(desk: &Desk, args: &[&str]) -> Command {
    let mut command = desk.command(args);
    command.env("RELANCE_LEASE_MS", LEASE_MS).env("RELANCE_LOG", "relance=info");
    command
}

/// A process at work; killed when dropped.
pub struct Process {
    pub child: Child,
    log: PathBuf,
}

impl Process {
    pub fn start(desk: &Desk, args: &[&str]) -> Self {
        static COUNT: AtomicU32 = AtomicU32::new(0);
        let number = COUNT.fetch_add(1, Ordering::Relaxed);
        let log = desk.folder.path().join(format!("process-{number}.log"));
        let out = std::fs::File::create(&log).expect("a log");
        let errors = out.try_clone().expect("a log");
        let mut command = command(desk, args);
        command.stdout(Stdio::from(out)).stderr(Stdio::from(errors));
        Self { child: command.spawn().expect("the program"), log }
    }

    pub fn worker(desk: &Desk) -> Self {
        Self::start(desk, &["worker"])
    }

    pub fn told(&self) -> String {
        std::fs::read_to_string(&self.log).expect("a log")
    }

    pub fn signal(&self, name: &str) {
        let pid = self.child.id().to_string();
        let done = Command::new("kill").args([name, &pid]).status().expect("kill");
        assert!(done.success(), "{name}");
    }

    pub fn kill(&mut self) {
        self.child.kill().expect("a process");
        self.child.wait().expect("its end");
    }

    pub fn ended(&mut self) -> i32 {
        self.child.wait().expect("its end").code().unwrap_or(-1)
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// So many workers, each among those that the database knows.
pub fn workers(desk: &Desk, count: usize) -> Vec<Process> {
    let workers: Vec<Process> = (0..count).map(|_| Process::worker(desk)).collect();
    wait_until("the workers are at work", || alive(desk) >= count);
    workers
}

/// Nodes that live, as `relance workers` tells them.
pub fn alive(desk: &Desk) -> usize {
    let output = command(desk, &["workers", "--json"]).output().expect("the program");
    let list: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap_or_default();
    let list = list.as_array().cloned().unwrap_or_default();
    list.iter().filter(|it| it["alive"] == true && it["node"] == true).count()
}

pub fn wait_until(what: &str, mut is_so: impl FnMut() -> bool) {
    let deadline = Instant::now() + Duration::from_secs(60);
    while !is_so() {
        assert!(Instant::now() < deadline, "in vain: {what}");
        std::thread::sleep(Duration::from_millis(20));
    }
}

pub async fn wait_for_the_end(store: &Store, run: RunId) {
    let deadline = Instant::now() + Duration::from_secs(60);
    loop {
        let found = store.run(run).await.expect("a query").expect("a run");
        if found.state == RunState::Finished {
            return;
        }
        assert!(Instant::now() < deadline, "the run does not end: {found:?}");
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
}

/// How often the server acknowledged each Message-ID.
pub fn acknowledged(server: &SmtpServer) -> BTreeMap<String, usize> {
    let mut counts = BTreeMap::new();
    for mail in server.received() {
        *counts.entry(mail.message_id()).or_default() += 1;
    }
    counts
}

/// Everybody planned got theirs, no more than so many of them twice, and the
/// history has each once.
pub fn nothing_lost(desk: &Desk, server: &SmtpServer, planned: &[String], twice: usize) {
    let counts = acknowledged(server);
    assert_eq!(counts.keys().cloned().collect::<Vec<_>>(), planned, "nothing is lost");
    let doubled: Vec<_> = counts.iter().filter(|(_, count)| **count > 1).collect();
    assert!(doubled.len() <= twice, "only what was in doubt: {doubled:?}");
    let mut recorded = texts(&desk.history().into(), "message_id");
    recorded.sort();
    assert_eq!(recorded, planned, "each is recorded once");
}
