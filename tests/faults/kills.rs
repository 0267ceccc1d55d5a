//! Killed at random moments: at least 200 of them in all.

use std::time::{Duration, Instant};

use fastrand::Rng;
use relance::store::RunState;

use crate::cluster::{
    CONNECTIONS, Process, RUN_DATE, customers, nothing_lost, on_postgres, on_sqlite, wait_until,
    workers,
};
use crate::desk::Desk;

const REMINDERS: usize = 30;
/// On each database.
const POINTS: usize = 100;
const RUN: [&str; 4] = ["run", "--yes", "--as-of", RUN_DATE];
const RESUME: [&str; 2] = ["resume", "--yes"];
/// Nothing to resume.
const REFUSED: i32 = 5;

/// One reminder for each of the customers.
async fn books(desk: &Desk) -> Vec<String> {
    desk.fill(&customers(REMINDERS, "slow30-")).await;
    desk.previewed(RUN_DATE)
}

fn seed() -> u64 {
    let seed = std::env::var("RELANCE_FAULT_SEED").ok().and_then(|text| text.parse().ok());
    let seed = seed.unwrap_or_else(|| fastrand::u64(..));
    println!("RELANCE_FAULT_SEED={seed}");
    seed
}

fn at_random(rng: &mut Rng, longest: Duration) -> Duration {
    longest.mul_f64(rng.f64())
}

/// How long a run takes that nobody disturbs.
async fn undisturbed() -> Duration {
    let (desk, _server) = on_sqlite();
    books(&desk).await;
    let begun = Instant::now();
    desk.relance(&RUN).expect(0);
    begun.elapsed()
}

#[tokio::test]
async fn a_command_that_is_killed_at_any_moment_loses_and_doubles_nothing() {
    let mut rng = Rng::with_seed(seed());
    let whole = undisturbed().await;
    let mut points = 0;
    while points < POINTS {
        let (desk, server) = on_sqlite();
        let planned = books(&desk).await;
        let mut kills = 0;
        let mut next: &[&str] = &RUN;
        loop {
            let mut process = Process::start(&desk, next);
            std::thread::sleep(at_random(&mut rng, whole.mul_f64(1.2)));
            match process.child.try_wait().expect("a process") {
                None => {
                    process.kill();
                    kills += 1;
                    next = &RESUME;
                }
                // Killed before anything was recorded, or after the end.
                Some(status) if status.code() == Some(REFUSED) => next = &RUN,
                Some(status) => {
                    assert_eq!(status.code(), Some(0), "after {kills} kills: {}", process.told());
                    break;
                }
            }
        }
        // The server may still take in what stood in its sockets.
        std::thread::sleep(Duration::from_millis(100));
        nothing_lost(&desk, &server, &planned, kills * CONNECTIONS);
        points += kills;
    }
}

#[tokio::test]
async fn workers_that_are_killed_at_any_moment_lose_and_double_nothing() {
    const OF_ONE_RUN: usize = 5;
    let mut rng = Rng::with_seed(seed());
    let whole = undisturbed().await;
    let mut points = 0;
    while points < POINTS {
        let Some((desk, server)) = on_postgres().await else { return };
        let planned = books(&desk).await;
        let store = desk.store().await;
        let mut nodes = workers(&desk, 2);
        let mut command = Process::start(&desk, &RUN);
        for _ in 0..OF_ONE_RUN {
            std::thread::sleep(at_random(&mut rng, whole));
            match rng.usize(..=nodes.len()) {
                0 if command.child.try_wait().expect("a process").is_none() => command.kill(),
                0 => {}
                node => {
                    nodes[node - 1].kill();
                    nodes[node - 1] = Process::worker(&desk);
                }
            }
            points += 1;
            // What waits for a person, or was not recorded to its end.
            if command.child.try_wait().expect("a process").is_some() {
                let left = store.unfinished_run(&Desk::company()).await.expect("a query");
                match left.map(|run| run.state) {
                    None => command = Process::start(&desk, &RUN),
                    Some(RunState::Dispatching) => {}
                    Some(_) => command = Process::start(&desk, &RESUME),
                }
            }
        }
        wait_until("the command ends", || command.child.try_wait().expect("a process").is_some());
        finish(&desk);
        std::thread::sleep(Duration::from_millis(100));
        nothing_lost(&desk, &server, &planned, OF_ONE_RUN * CONNECTIONS);
    }
}

/// Carries out what nobody is at any more; what the workers are at they end.
fn finish(desk: &Desk) {
    wait_until("the run ends", || {
        let resumed = desk.relance(&RESUME);
        assert!([0, REFUSED].contains(&resumed.code), "{}\n{}", resumed.out, resumed.err);
        let ran = desk.relance(&RUN);
        assert!([0, REFUSED].contains(&ran.code), "{}\n{}", ran.out, ran.err);
        ran.code == 0
    });
}
