//! Nodes send a run together.

use crate::cluster::{
    CONNECTIONS, Process, RUN_DATE, acknowledged, customers, nothing_lost, on_postgres, on_sqlite,
    wait_until, workers,
};
use crate::desk::Desk;
use crate::smtp::SmtpServer;

const REMINDERS: usize = 160;

async fn several_send_one_run(desk: &Desk, server: &SmtpServer, count: usize) {
    desk.fill(&customers(REMINDERS, "slow150-")).await;
    let planned = desk.previewed(RUN_DATE);
    assert_eq!(planned.len(), REMINDERS);
    let mut nodes = workers(desk, count);
    let mut run = Process::start(desk, &["run", "--yes", "--as-of", RUN_DATE]);
    assert_eq!(run.ended(), 0, "{}", run.told());
    nothing_lost(desk, server, &planned, 0);
    assert!(run.told().contains(&format!("{REMINDERS} sent")), "{}", run.told());
    // The run ends when the last has its result; who helped tells a moment later.
    for node in &nodes {
        wait_until("each helped", || node.told().contains("helped with a run"));
    }
    let connections = server.events("connection").len();
    assert!(connections > CONNECTIONS, "more than one sent: {connections}");
    for node in &mut nodes {
        node.signal("-TERM");
        assert_eq!(node.ended(), 0, "{}", node.told());
    }
    let left = desk.relance(&["workers", "--json"]).expect(0);
    assert_eq!(left.json(), serde_json::json!([]), "all have left");
}

#[tokio::test]
async fn two_workers_and_a_command_send_one_run() {
    if let Some((desk, server)) = on_postgres().await {
        several_send_one_run(&desk, &server, 2).await;
    }
}

#[tokio::test]
async fn four_workers_and_a_command_send_one_run() {
    if let Some((desk, server)) = on_postgres().await {
        several_send_one_run(&desk, &server, 4).await;
    }
}

#[tokio::test]
async fn two_workers_on_a_file_send_one_run() {
    let (desk, server) = on_sqlite();
    several_send_one_run(&desk, &server, 2).await;
}

#[tokio::test]
async fn a_node_does_not_help_with_what_goes_elsewhere() {
    let Some((mut desk, server)) = on_postgres().await else { return };
    desk.fill(&customers(20, "slow300-")).await;
    let _nodes = workers(&desk, 1);
    let own = SmtpServer::start(&[]);
    desk.smtp_url = Some(own.url());
    let mut run = Process::start(&desk, &["run", "--yes", "--as-of", RUN_DATE]);
    assert_eq!(run.ended(), 0, "{}", run.told());
    assert_eq!(acknowledged(&own).len(), 20);
    assert_eq!(acknowledged(&server).len(), 0, "mails of a trial reach nobody else");
}
