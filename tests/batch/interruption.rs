//! A kill at any moment, and two runs at once (ARCHITECTURE.md).

use std::collections::BTreeMap;
use std::time::{Duration, Instant};

use crate::desk::{Books, Desk, texts};
use crate::smtp::SmtpServer;
use relance::import::set::ImportSet;
use sea_orm::{ConnectionTrait, TransactionTrait};

const RUN_DATE: &str = "2026-11-24";
const REMINDERS: usize = 60;
/// Of the killed runs: as many mails can be in doubt.
const CONNECTIONS: usize = 4;

/// One reminder each.
fn customers() -> ImportSet {
    customers_at("c")
}

/// As many, whose server takes its time.
fn slow_customers() -> ImportSet {
    customers_at("slow150-")
}

fn customers_at(mailbox: &str) -> ImportSet {
    let mut books = Books::default();
    for number in 0..REMINDERS {
        let (customer, invoice) = (format!("C{number}"), format!("F{number}"));
        let address = format!("{mailbox}{number}@client.example");
        books = books.customer(&customer).invoice(&customer, &invoice, "2026-11-09", &address);
    }
    books.set()
}

/// How often the server acknowledged each Message-ID.
fn acknowledged(server: &SmtpServer) -> BTreeMap<String, usize> {
    let mut counts = BTreeMap::new();
    for mail in server.received() {
        *counts.entry(mail.message_id()).or_default() += 1;
    }
    counts
}

/// Kills a run after `delay`, resumes, and checks what everybody got.
async fn kill_and_resume(delay: Duration) {
    let (desk, server) = Desk::with_server();
    desk.change_rules("relance.yaml", "connections: 8", &format!("connections: {CONNECTIONS}"));
    desk.fill(&customers()).await;
    let planned = desk.previewed(RUN_DATE);
    assert_eq!(planned.len(), REMINDERS);

    let mut process = desk.start(&["run", "--yes", "--as-of", RUN_DATE]);
    std::thread::sleep(delay);
    process.kill().expect("a process");
    process.wait().expect("a process");
    // The server may still take in what stood in its sockets.
    std::thread::sleep(Duration::from_millis(200));
    let before = acknowledged(&server);

    // Killed before anything was recorded, or after the end: nothing to
    // resume, and the same run again does what is left.
    let resumed = desk.relance(&["resume", "--yes"]);
    if resumed.code == 5 {
        desk.relance(&["run", "--yes", "--as-of", RUN_DATE]).expect(0);
    } else {
        assert_eq!(resumed.code, 0, "after {delay:?}: {}\n{}", resumed.out, resumed.err);
    }

    let after = acknowledged(&server);
    let received: Vec<&String> = after.keys().collect();
    assert_eq!(received, planned.iter().collect::<Vec<_>>(), "after {delay:?}: nothing is lost");
    let doubled: Vec<&String> =
        after.iter().filter(|(_, count)| **count > 1).map(|(id, _)| id).collect();
    assert!(doubled.len() <= CONNECTIONS, "after {delay:?}: only what was in doubt: {doubled:?}");
    assert!(doubled.iter().all(|id| before.contains_key(*id)), "after {delay:?}");

    let history = desk.history();
    let mut recorded = texts(&history.into(), "message_id");
    recorded.sort();
    assert_eq!(recorded, planned, "after {delay:?}: each is recorded once");
    for number in 0..REMINDERS {
        let item = desk.item(&format!("C{number}"), &format!("F{number}")).await;
        let follow_up =
            desk.store().await.follow_up(item.id).await.expect("a store").expect("an item");
        assert_eq!(follow_up.comment, "Relancé automatiquement par mail le 24/11/2026");
    }
    desk.relance(&["resume"]).expect(5);
}

#[tokio::test]
async fn a_kill_at_any_moment_loses_no_reminder() {
    // How long an undisturbed run takes on this machine.
    let (desk, _server) = Desk::with_server();
    desk.fill(&customers()).await;
    let start = Instant::now();
    desk.relance(&["run", "--yes", "--as-of", RUN_DATE]).expect(0);
    let whole = start.elapsed();

    const POINTS: u32 = 16;
    for point in 1..=POINTS {
        kill_and_resume(whole * point / POINTS).await;
    }
}

#[tokio::test]
async fn of_two_runs_at_once_the_second_refuses() {
    let (desk, server) = Desk::with_server();
    let books = Books::one_invoice("slow4000@client.example");
    desk.fill(&books.set()).await;
    let mut first = desk.start(&["run", "--yes", "--as-of", RUN_DATE]);
    server.wait_for_a_mail();
    let second = desk.relance(&["run", "--yes", "--as-of", RUN_DATE]);
    assert_eq!(second.code, 5, "{}\n{}", second.out, second.err);
    assert!(first.wait().expect("a process").success());
    assert_eq!(server.received().len(), 1);
}

#[tokio::test]
async fn a_dropped_connection_after_the_message_is_in_doubt_and_keeps_its_message_id() {
    let (desk, server) = Desk::with_server();
    let books = Books::one_invoice("drop-after-data@client.example");
    desk.fill(&books.set()).await;
    let planned = desk.previewed(RUN_DATE);
    desk.relance(&["run", "--yes", "--as-of", RUN_DATE]).expect(0);
    assert_eq!(acknowledged(&server), BTreeMap::from([(planned[0].clone(), 2)]));
    let history = desk.history();
    assert_eq!(history.len(), 1, "one final state: {history:?}");
}

#[tokio::test]
async fn a_database_that_is_busy_for_a_while_does_not_interrupt_a_run() {
    let (desk, server) = Desk::with_server();
    let books = Books::one_invoice("slow1000@client.example");
    desk.fill(&books.set()).await;
    let mut run = desk.start(&["run", "--yes", "--as-of", RUN_DATE]);
    server.wait_for_a_mail();
    let database = sea_orm::Database::connect(desk.database()).await.expect("a connection");
    let other = database.begin().await.expect("a transaction");
    other.execute_unprepared("UPDATE runs SET batch = batch").await.expect("a write");
    // Longer than one statement waits.
    tokio::time::sleep(Duration::from_secs(18)).await;
    other.rollback().await.expect("the end");
    assert!(run.wait().expect("a process").success());
    assert_eq!(server.received().len(), 1);
    assert_eq!(desk.history().len(), 1);
}

#[tokio::test]
async fn a_stop_is_polite_and_resume_goes_on() {
    let (desk, server) = Desk::with_server();
    desk.fill(&slow_customers()).await;
    let process = desk.start(&["run", "--yes", "--as-of", RUN_DATE]);
    let deadline = Instant::now() + Duration::from_secs(30);
    while server.received().is_empty() {
        assert!(Instant::now() < deadline, "the run reaches the server");
        std::thread::sleep(Duration::from_millis(2));
    }
    let terminated = std::process::Command::new("kill").arg(process.id().to_string()).status();
    assert!(terminated.expect("kill").success());
    let output = process.wait_with_output().expect("a process");
    assert_eq!(output.status.code(), Some(6));
    assert!(acknowledged(&server).len() < REMINDERS);
    desk.relance(&["resume"]).expect(0);
    assert!(acknowledged(&server).values().all(|count| *count == 1), "nothing twice");
    assert_eq!(acknowledged(&server).len(), REMINDERS);
}
