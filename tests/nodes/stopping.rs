//! A person stops a run: all nodes do, and only a person lets it go on.

use std::time::Duration;

use relance::domain::identity::RunId;
use relance::store::RunState;

use crate::cluster::{
    Process, RUN_DATE, acknowledged, customers, nothing_lost, on_postgres, wait_until, workers,
};

const REMINDERS: usize = 120;

#[tokio::test]
async fn a_stop_holds_for_all_nodes_until_a_resumption() {
    let Some((desk, server)) = on_postgres().await else { return };
    desk.fill(&customers(REMINDERS, "slow200-")).await;
    let planned = desk.previewed(RUN_DATE);
    let nodes = workers(&desk, 2);
    let mut run = Process::start(&desk, &["run", "--yes", "--as-of", RUN_DATE]);
    wait_until("some have arrived", || acknowledged(&server).len() > 10);
    run.signal("-INT");
    assert_eq!(run.ended(), 6, "{}", run.told());
    // Nodes look once a second.
    std::thread::sleep(Duration::from_secs(2));
    let stopped = acknowledged(&server).len();
    assert!(stopped < REMINDERS, "it was stopped in time");
    std::thread::sleep(Duration::from_secs(2));
    assert_eq!(acknowledged(&server).len(), stopped, "nobody goes on");
    let store = desk.store().await;
    let found = store.run(RunId(1)).await.expect("a query").expect("a run");
    assert!(found.state == RunState::Dispatching && found.halted_at.is_some(), "{found:?}");

    let mut resumed = Process::start(&desk, &["resume"]);
    assert_eq!(resumed.ended(), 0, "{}", resumed.told());
    nothing_lost(&desk, &server, &planned, 0);
    drop(nodes);
}
