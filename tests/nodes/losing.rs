//! A process is lost, or held up, in the middle of a run.

use std::time::{Duration, Instant};

use relance::domain::identity::RunId;

use crate::cluster::{
    CONNECTIONS, Process, RUN_DATE, acknowledged, customers, nothing_lost, on_postgres, on_sqlite,
    wait_for_the_end, wait_until, workers,
};
use crate::desk::Desk;
use crate::smtp::SmtpServer;

const REMINDERS: usize = 80;
const RUN: RunId = RunId(1);

async fn prepared(desk: &Desk) -> Vec<String> {
    desk.fill(&customers(REMINDERS, "slow150-")).await;
    desk.previewed(RUN_DATE)
}

fn some_have_arrived(server: &SmtpServer) {
    wait_until("some have arrived", || acknowledged(server).len() > 6);
}

#[tokio::test]
async fn the_others_go_on_when_whoever_began_is_killed() {
    let Some((desk, server)) = on_postgres().await else { return };
    let planned = prepared(&desk).await;
    let _nodes = workers(&desk, 2);
    let mut run = Process::start(&desk, &["run", "--yes", "--as-of", RUN_DATE]);
    some_have_arrived(&server);
    run.kill();
    wait_for_the_end(&desk.store().await, RUN).await;
    nothing_lost(&desk, &server, &planned, CONNECTIONS);
}

#[tokio::test]
async fn a_run_outlives_all_but_one_of_its_workers() {
    let Some((desk, server)) = on_postgres().await else { return };
    let planned = prepared(&desk).await;
    let mut nodes = workers(&desk, 3);
    let mut run = Process::start(&desk, &["run", "--yes", "--as-of", RUN_DATE]);
    some_have_arrived(&server);
    nodes[0].kill();
    run.kill();
    nodes[1].kill();
    wait_for_the_end(&desk.store().await, RUN).await;
    nothing_lost(&desk, &server, &planned, 3 * CONNECTIONS);
}

#[tokio::test]
async fn a_worker_that_was_held_up_for_long_does_not_meddle() {
    let Some((desk, server)) = on_postgres().await else { return };
    let planned = prepared(&desk).await;
    let nodes = workers(&desk, 2);
    let mut run = Process::start(&desk, &["run", "--yes", "--as-of", RUN_DATE]);
    some_have_arrived(&server);
    nodes[0].signal("-STOP");
    // The others wait for its lease to end, and send what it had in hand.
    assert_eq!(run.ended(), 0, "{}", run.told());
    assert!(
        run.told().contains("a worker is gone") || nodes[1].told().contains("a worker is gone")
    );
    assert_eq!(acknowledged(&server).len(), REMINDERS, "without it");
    nodes[0].signal("-CONT");
    wait_until("it notices", || nodes[0].told().contains("took this process for dead"));
    std::thread::sleep(Duration::from_millis(500));
    nothing_lost(&desk, &server, &planned, CONNECTIONS);
}

async fn resumed_at_once(desk: &Desk, server: &SmtpServer) {
    let planned = prepared(desk).await;
    let mut run = Process::start(desk, &["run", "--yes", "--as-of", RUN_DATE]);
    some_have_arrived(server);
    run.kill();
    std::thread::sleep(Duration::from_millis(300));
    let before = server.received().len();
    // What any command takes that reads rules and templates.
    let begun = Instant::now();
    desk.relance(&["runs"]).expect(0);
    let any = begun.elapsed();
    let begun = Instant::now();
    let mut resumed = Process::start(desk, &["resume"]);
    wait_until("the first mail after the kill", || server.received().len() > before);
    let took = begun.elapsed();
    assert!(took < Duration::from_secs(2) + 2 * any, "{took:?}, any command {any:?}");
    assert_eq!(resumed.ended(), 0, "{}", resumed.told());
    nothing_lost(desk, server, &planned, CONNECTIONS);
}

#[tokio::test]
async fn after_a_kill_a_run_is_resumed_at_once() {
    if let Some((desk, server)) = on_postgres().await {
        resumed_at_once(&desk, &server).await;
    }
    let (desk, server) = on_sqlite();
    resumed_at_once(&desk, &server).await;
}
