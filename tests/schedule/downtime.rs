//! Starts that passed while no process was there.

use chrono::{TimeDelta, Utc};

use crate::world::{BATCH, World, a_while};

on_every_database!(
    a_first_look_takes_up_nothing_from_before,
    a_downtime_is_made_up_for_once,
    a_downtime_is_skipped_where_the_rules_say_so,
    a_downtime_asks_and_is_run_when_somebody_says_so,
    a_downtime_asks_and_is_skipped_when_somebody_says_so,
    a_clock_that_was_ahead_repeats_nothing_and_stops_nothing,
);

async fn a_first_look_takes_up_nothing_from_before(world: &World) {
    world.hourly("run_once", 60);
    world.fill(2, "c").await;
    let _worker = world.worker();
    a_while().await;
    assert_eq!(world.runs().await, 0);
    assert!(world.standing()["last"].is_null());
    assert_eq!(world.standing()["next"].as_array().map(Vec::len), Some(3));
}

async fn a_downtime_is_made_up_for_once(world: &World) {
    world.hourly("run_once", 10);
    world.fill(3, "c").await;
    world.seen_once().await;
    world.down_for(TimeDelta::hours(5)).await;
    let worker = world.worker();
    let last = world.wait_for("done").await;
    assert_eq!(last["earlier"], 4, "one run stands for five starts");
    assert_eq!(last["run"], 1);
    worker.stop();
    assert_eq!(world.acknowledged().values().copied().collect::<Vec<_>>(), [1, 1, 1]);
    // What was taken up is never taken up again, even when the record of how
    // far one had come is lost.
    world.down_for(TimeDelta::minutes(50)).await;
    let _worker = world.worker();
    a_while().await;
    assert_eq!(world.runs().await, 1);
}

async fn a_downtime_is_skipped_where_the_rules_say_so(world: &World) {
    world.hourly("skip", 10);
    world.fill(2, "c").await;
    world.seen_once().await;
    world.down_for(TimeDelta::hours(3)).await;
    let _worker = world.worker();
    let last = world.wait_for("skipped").await;
    assert_eq!((&last["reason"], &last["earlier"]), (&"rule".into(), &2.into()));
    assert_eq!(world.runs().await, 0);
}

async fn a_downtime_asks_and_is_run_when_somebody_says_so(world: &World) {
    world.hourly("ask", 10);
    world.fill(2, "c").await;
    world.seen_once().await;
    world.relance(&["schedule", "answer", BATCH, "run"]).expect(5);
    world.down_for(TimeDelta::hours(3)).await;
    let _worker = world.worker();
    world.wait_for("waiting").await;
    a_while().await;
    assert_eq!(world.runs().await, 0, "nobody has answered");
    let told = world.relance(&["schedule"]).expect(0).out;
    assert!(told.contains("and 2 before it were missed"), "{told}");
    world.relance(&["--by", "Alix", "schedule", "answer", BATCH, "run"]).expect(0);
    let last = world.wait_for("done").await;
    assert_eq!(last["answered_by"], "Alix");
    let today = Utc::now().with_timezone(&chrono_tz::Europe::Paris).date_naive();
    assert_eq!(last["run_date"], today.to_string());
    assert_eq!(world.server.received().len(), 2);
}

async fn a_downtime_asks_and_is_skipped_when_somebody_says_so(world: &World) {
    world.hourly("ask", 10);
    world.fill(2, "c").await;
    world.seen_once().await;
    world.down_for(TimeDelta::hours(1)).await;
    let _worker = world.worker();
    world.wait_for("waiting").await;
    world.relance(&["--by", "Alix", "schedule", "answer", BATCH, "skip"]).expect(0);
    let last = world.standing()["last"].take();
    assert_eq!((&last["state"], &last["reason"]), (&"skipped".into(), &"answered".into()));
    a_while().await;
    assert_eq!(world.runs().await, 0);
    world.relance(&["schedule", "answer", BATCH, "skip"]).expect(5);
}

async fn a_clock_that_was_ahead_repeats_nothing_and_stops_nothing(world: &World) {
    world.hourly("run_once", 60);
    world.fill(2, "c").await;
    world.seen_once().await;
    world.down_for(TimeDelta::minutes(50)).await;
    let worker = world.worker();
    world.wait_for("done").await;
    worker.stop();
    // Somebody had set the clock a year ahead.
    world.handled_until(Utc::now() + TimeDelta::days(365)).await;
    let _worker = world.worker();
    world.wait("the clock is noticed", async || world.standing()["attended"] == true).await;
    let ahead = "SELECT COUNT(*) FROM schedule_states WHERE handled_until > '2090-01-01'";
    assert_eq!(world.numbers(ahead).await, [0]);
    a_while().await;
    assert_eq!(world.runs().await, 1);
}
