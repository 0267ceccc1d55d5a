//! What people do about schedules.

use chrono::TimeDelta;

use crate::world::{BATCH, World, a_while};

on_every_database!(what_passes_in_a_pause_is_skipped, a_pause_ends_by_itself,);

async fn what_passes_in_a_pause_is_skipped(world: &World) {
    world.hourly("run_once", 60);
    world.fill(2, "c").await;
    world.seen_once().await;
    let pause = ["--by", "Alix", "schedule", "pause", BATCH, "--reason", "Banque en retard"];
    world.relance(&pause).expect(0);
    let standing = world.standing();
    assert_eq!(standing["pause"]["by"], "Alix");
    assert_eq!(standing["next"].as_array().map(Vec::len), Some(0));
    let told = world.relance(&["schedule"]).expect(0).out;
    assert!(told.contains("Paused by Alix until it is resumed: Banque en retard"), "{told}");
    world.down_for(TimeDelta::hours(3)).await;
    let worker = world.worker();
    let last = world.wait_for("skipped").await;
    assert_eq!((&last["reason"], &last["earlier"]), (&"paused".into(), &2.into()));
    worker.stop();
    // Resumed while no process is there: nothing of the pause is made up for.
    world.down_for(TimeDelta::minutes(50)).await;
    world.relance(&["schedule", "resume", BATCH]).expect(0);
    world.relance(&["schedule", "resume", BATCH]).expect(5);
    let _worker = world.worker();
    a_while().await;
    assert_eq!(world.runs().await, 0);
    assert!(world.standing()["pause"].is_null());
    let entries = "SELECT COUNT(*) FROM audit_log WHERE action LIKE 'schedule-%' \
        AND object = 'DEMO/RelancesAutomatiques'";
    assert_eq!(world.numbers(entries).await, [2]);
}

async fn a_pause_ends_by_itself(world: &World) {
    world.hourly("run_once", 60);
    world.fill(2, "c").await;
    world.seen_once().await;
    let pause = |until| ["schedule", "pause", BATCH, "--reason", "x", "--until", until];
    let refused = world.relance(&pause("2026-01-01")).expect(5).err;
    assert!(refused.contains("2026-01-01 has begun already"), "{refused}");
    world.relance(&pause("2099-01-01")).expect(0);
    let standing = world.standing();
    assert!(standing["next"][0].as_str().expect("a start").starts_with("2099-01-01"), "{standing}");
    // As if that day had come a quarter of an hour ago.
    let database = world.database().await;
    let statement = sea_orm::Statement::from_sql_and_values(
        sea_orm::ConnectionTrait::get_database_backend(&database),
        "UPDATE schedule_states SET paused_until = $1",
        [(chrono::Utc::now() - TimeDelta::minutes(15)).into()],
    );
    sea_orm::ConnectionTrait::execute_raw(&database, statement).await.expect("a change");
    world.down_for(TimeDelta::minutes(55)).await;
    let _worker = world.worker();
    let last = world.wait_for("skipped").await;
    assert_eq!(last["reason"], "paused", "the start lay in the pause");
    world.wait("the pause is over", async || world.standing()["pause"].is_null()).await;
    assert_eq!(world.runs().await, 0);
    for (batch, code) in [("Unknown", 2), (BATCH, 5)] {
        world.relance(&["schedule", "resume", batch]).expect(code);
    }
}
