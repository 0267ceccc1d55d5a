//! The database goes away in the middle of a run and comes back.

use std::process::{Command, Stdio};

use crate::cluster::{
    CONNECTIONS, Process, RUN_DATE, acknowledged, customers, nothing_lost, on_sqlite, wait_until,
    workers,
};
use crate::smtp::free_port;

const REMINDERS: usize = 40;

/// A PostgreSQL server of the test's own; removed when dropped.
struct Server {
    port: u16,
}

impl Server {
    /// `None` where the tests are not given PostgreSQL.
    fn start() -> Option<Self> {
        std::env::var_os("RELANCE_TEST_POSTGRES").filter(|url| !url.is_empty())?;
        let server = Self { port: free_port() };
        server.script("start");
        Some(server)
    }

    fn script(&self, what: &str) {
        // Its data belong to the server's own user, who may not come here.
        let dir = std::env::temp_dir().join(format!("relance-faults-{}", self.port));
        let done = Command::new("tests/support/postgres.sh")
            .arg(what)
            .env("RELANCE_PG_DIR", dir)
            .env("RELANCE_PG_PORT", self.port.to_string())
            .stdout(Stdio::null())
            .status()
            .expect("a script");
        assert!(done.success(), "{what}");
    }

    fn url(&self) -> String {
        format!("postgres://relance@127.0.0.1:{}/postgres", self.port)
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.script("stop");
    }
}

#[tokio::test]
async fn a_restart_in_mid_run_loses_and_doubles_nothing() {
    let Some(database) = Server::start() else {
        eprintln!("skipped: RELANCE_TEST_POSTGRES is not set");
        return;
    };
    let (mut desk, server) = on_sqlite();
    desk.database = Some(database.url());
    desk.fill(&customers(REMINDERS, "slow150-")).await;
    let planned = desk.previewed(RUN_DATE);
    let _nodes = workers(&desk, 1);
    let mut run = Process::start(&desk, &["run", "--yes", "--as-of", RUN_DATE]);
    wait_until("some have arrived", || acknowledged(&server).len() > 6);
    database.script("crash");
    wait_until("the run ends", || run.child.try_wait().expect("a process").is_some());
    // Whoever lost the lock to somebody else's turn is resumed.
    let resumed = desk.relance(&["resume", "--yes"]);
    assert!([0, 5].contains(&resumed.code), "{}\n{}", resumed.out, resumed.err);
    wait_until("all have arrived", || acknowledged(&server).len() == REMINDERS);
    wait_until("all is recorded", || desk.history().len() >= REMINDERS);
    nothing_lost(&desk, &server, &planned, 2 * CONNECTIONS);
}
