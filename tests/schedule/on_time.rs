//! Starts at their minute, and what keeps them from it.

use chrono::{DateTime, TimeDelta, Utc};

use crate::world::{World, a_while};

on_every_database!(
    a_start_within_its_patience_is_dated_its_own_day,
    far_more_reminders_than_usual_wait_for_somebody,
    a_start_waits_for_an_unfinished_run,
    a_mail_server_that_cannot_be_used_is_tried_again,
    a_process_that_must_not_start_anything_does_not,
);

/// The only test that waits for a minute to come.
#[tokio::test(flavor = "multi_thread")]
async fn a_worker_runs_the_batch_at_its_minute() {
    let world = &World::sqlite().await;
    world.schedule("* * * * *", "skip", 1);
    world.fill(2, "c").await;
    let _worker = world.worker();
    let last = world.wait_for("done").await;
    let slot: DateTime<Utc> = last["slot"].as_str().expect("a moment").parse().expect("a moment");
    let database = world.database().await;
    let row = sea_orm::ConnectionTrait::query_one_raw(
        &database,
        sea_orm::Statement::from_string(
            sea_orm::DbBackend::Sqlite,
            "SELECT created_at FROM runs ORDER BY id LIMIT 1",
        ),
    );
    let row = row.await.expect("a query").expect("a run");
    let recorded: DateTime<Utc> = row.try_get_by_index(0).expect("a moment");
    let late = recorded - slot;
    assert!(late >= TimeDelta::zero() && late < TimeDelta::seconds(3), "{late}");
    assert_eq!(world.server.received().len(), 2);
}

async fn a_start_within_its_patience_is_dated_its_own_day(world: &World) {
    // Some time yesterday, in Paris.
    let paris = chrono_tz::Europe::Paris;
    let slot = Utc::now() - TimeDelta::hours(25);
    let slot = slot.with_timezone(&paris);
    world.schedule(&format!("0 {} * * *", slot.format("%-H")), "skip", 10_000);
    world.fill(2, "c").await;
    world.seen_once().await;
    world.handled_until(slot.to_utc() - TimeDelta::hours(2)).await;
    // Today's start may be due as well; then it stands for yesterday's.
    let _worker = world.worker();
    let last = world.wait_for("done").await;
    let at: DateTime<Utc> = last["slot"].as_str().expect("a moment").parse().expect("a moment");
    let day = at.with_timezone(&paris).date_naive().to_string();
    assert_eq!(last["run_date"], day);
    let dated = "SELECT COUNT(*) FROM runs WHERE batch = 'RelancesAutomatiques' AND run_date = ";
    assert_eq!(world.numbers(&format!("{dated}'{day}'")).await, [1]);
}

async fn far_more_reminders_than_usual_wait_for_somebody(world: &World) {
    world.hourly("run_once", 60);
    world.fill(60, "c").await;
    world.seen_once().await;
    world.down_for(TimeDelta::minutes(55)).await;
    let _worker = world.worker();
    let last = world.wait_for("unconfirmed").await;
    assert_eq!(last["run"], 1);
    a_while().await;
    assert_eq!(world.server.received().len(), 0, "nobody has confirmed it");
    world.relance(&["resume", "--yes"]).expect(0);
    assert_eq!(world.server.received().len(), 60);
}

async fn a_start_waits_for_an_unfinished_run(world: &World) {
    world.hourly("run_once", 60);
    world.fill(60, "c").await;
    world.seen_once().await;
    world.interrupted_run().await;
    world.desk.change_rules("relance.yaml", "flood_minimum: 50", "flood_minimum: 500");
    world.down_for(TimeDelta::minutes(55)).await;
    let _worker = world.worker();
    world.wait("it is told that it waits", async || !world.standing()["late"].is_null()).await;
    assert_eq!(world.runs().await, 1);
    assert!(world.standing()["last"].is_null());
    world.relance(&["cancel", "1"]).expect(0);
    let last = world.wait_for("done").await;
    assert_eq!(last["run"], 2);
    assert_eq!(world.server.received().len(), 60);
}

async fn a_mail_server_that_cannot_be_used_is_tried_again(world: &World) {
    world.hourly("run_once", 60);
    world.fill(3, "c").await;
    world.seen_once().await;
    world.down_for(TimeDelta::minutes(55)).await;
    let mut command = world.desk.command(&["worker"]);
    // Nothing listens there.
    command.env("DATABASE_URL", &world.url).env("RELANCE_SMTP_URL", "smtp://127.0.0.1:9?tls=none");
    let mut first = command.spawn().expect("the worker");
    world
        .wait("the start is given back", async || {
            let last = world.standing()["last"].take();
            last["state"] == "claimed" && !last["detail"].is_null()
        })
        .await;
    first.kill().expect("a worker");
    first.wait().expect("its end");
    let _second = world.worker();
    world.wait_for("done").await;
    assert_eq!(world.acknowledged().values().copied().collect::<Vec<_>>(), [1, 1, 1]);
    assert_eq!(world.runs().await, 1);
}

async fn a_process_that_must_not_start_anything_does_not(world: &World) {
    world.hourly("run_once", 60);
    world.fill(2, "c").await;
    world.seen_once().await;
    world.down_for(TimeDelta::minutes(55)).await;
    let _without = world.worker_with(&["--no-schedule"]);
    let _another_day = world.worker_with(&["--as-of", "2026-11-24"]);
    a_while().await;
    assert_eq!(world.runs().await, 0);
    assert!(world.standing()["last"].is_null());
}
