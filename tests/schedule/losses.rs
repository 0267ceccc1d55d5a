//! Several processes on one database, and their loss.

use chrono::TimeDelta;

use crate::world::{World, a_while};

on_every_database!(
    two_workers_started_in_the_same_second_run_a_start_once,
    a_worker_killed_while_it_sends_is_gone_on_with,
    a_worker_killed_as_soon_as_it_has_a_start_is_gone_on_with,
    a_worker_that_is_stopped_leaves_the_rest_to_the_next,
);

const CUSTOMERS: usize = 40;
/// Of the shipped rules: as many mails can be in doubt.
const CONNECTIONS: usize = 8;

/// Many customers whose mail server takes its time, and a start that is due.
async fn due(world: &World, mailbox: &str) {
    world.hourly("run_once", 60);
    world.fill(CUSTOMERS, mailbox).await;
    world.seen_once().await;
    world.down_for(TimeDelta::minutes(55)).await;
}

/// Everybody has one mail; those that were in doubt at the kill may have it
/// twice, with one Message-ID.
async fn everybody_got_it(world: &World) {
    let counts = world.acknowledged();
    assert_eq!(counts.len(), CUSTOMERS, "nothing is lost");
    let twice = counts.values().filter(|count| **count > 1).count();
    assert!(twice <= CONNECTIONS, "only what was in doubt: {twice}");
    let sent = "SELECT COUNT(*) FROM reminders JOIN runs ON runs.id = reminders.run_id \
        WHERE reminders.state = 'sent' AND runs.state = 'finished'";
    assert_eq!(world.numbers(sent).await, [CUSTOMERS as i64]);
    assert_eq!(world.runs().await, 1);
}

async fn two_workers_started_in_the_same_second_run_a_start_once(world: &World) {
    due(world, "c").await;
    let (first, second) = (world.worker(), world.worker());
    world.wait_for("done").await;
    a_while().await;
    first.stop();
    second.stop();
    assert_eq!(world.acknowledged().values().sum::<usize>(), CUSTOMERS, "each mail once");
    everybody_got_it(world).await;
    let attempts = "SELECT CAST(attempts AS BIGINT) FROM schedule_slots";
    assert_eq!(world.numbers(attempts).await, [1]);
}

async fn a_worker_killed_while_it_sends_is_gone_on_with(world: &World) {
    due(world, "slow300-").await;
    let mut first = world.worker();
    world.wait("the first mails", async || world.server.received().len() > 3).await;
    first.kill();
    let before = world.server.received().len();
    assert!(before < CUSTOMERS, "it was killed in the middle: {before}");
    let second = world.worker();
    world.wait_for("done").await;
    second.stop();
    everybody_got_it(world).await;
}

async fn a_worker_killed_as_soon_as_it_has_a_start_is_gone_on_with(world: &World) {
    due(world, "c").await;
    let mut first = world.worker();
    let claimed = "SELECT COUNT(*) FROM schedule_slots";
    loop {
        if world.numbers(claimed).await == [1] {
            break;
        }
    }
    first.kill();
    let second = world.worker();
    world.wait_for("done").await;
    second.stop();
    everybody_got_it(world).await;
}

async fn a_worker_that_is_stopped_leaves_the_rest_to_the_next(world: &World) {
    due(world, "slow300-").await;
    let first = world.worker();
    world.wait("the first mails", async || world.server.received().len() > 3).await;
    first.stop();
    assert!(world.server.received().len() < CUSTOMERS, "it was stopped in the middle");
    assert_eq!(world.standing()["last"]["state"], "claimed");
    let _second = world.worker();
    world.wait_for("done").await;
    everybody_got_it(world).await;
    assert_eq!(world.acknowledged().values().sum::<usize>(), CUSTOMERS, "nothing was in doubt");
}
