//! Reminders whose items changed between their record and their sending.

use relance::domain::identity::RunId;
use relance::store::{HistoryFilter, HistoryResult, ReminderState};
use sea_orm::ConnectionTrait;

use crate::database::{Fresh, company};
use crate::running::{planned, rules, sending, sent};
use crate::sample::{self, date, now};

on_every_database!(
    a_reminder_holds_while_its_items_are_as_recorded,
    every_change_of_an_item_overtakes_its_reminder,
    a_reminder_that_was_under_way_is_told_apart,
    only_what_waits_is_overtaken,
    what_stops_reminders_overtakes_them_too,
    what_is_sent_by_hand_is_overtaken_by_what_stops_it_by_hand,
);

async fn change(fresh: &Fresh, assignment: &str) {
    let statement = format!("UPDATE due_items SET {assignment} WHERE id = 1");
    fresh.raw().await.execute_unprepared(&statement).await.expect("a change");
}

async fn cancel_overtaken(fresh: &Fresh, run: RunId) -> u64 {
    let never_dunned = |method: &str| method == "PRLV";
    fresh.store.cancel_overtaken(run, now(), never_dunned).await.expect("a check")
}

async fn states(fresh: &Fresh, run: RunId) -> Vec<ReminderState> {
    let reminders = fresh.store.reminders(run, None).await.expect("reminders");
    reminders.into_iter().map(|reminder| reminder.state).collect()
}

async fn a_reminder_holds_while_its_items_are_as_recorded(fresh: &Fresh) {
    let run = as_recorded(fresh).await;
    assert_eq!(cancel_overtaken(fresh, run).await, 0);
    change(fresh, "last_reminded_on = '2026-11-23', comment = 'Appelé', status = 'relance'").await;
    assert_eq!(cancel_overtaken(fresh, run).await, 0);
    assert_eq!(states(fresh, run).await, [ReminderState::Queued; 2]);
}

/// A plan whose lines are what the items are, and that nothing stops.
async fn as_recorded(fresh: &Fresh) -> RunId {
    let run = planned(fresh).await;
    let match_lines = "UPDATE reminder_lines SET open_amount = \
        (SELECT open_amount FROM due_items WHERE due_items.id = reminder_lines.item_id)";
    for statement in [
        match_lines,
        "UPDATE holds SET lifted_at = '2026-11-24T00:00:00+00:00'",
        "UPDATE customers SET automatic = TRUE",
        "UPDATE invoices SET payment_method = 'VIR'",
    ] {
        fresh.raw().await.execute_unprepared(statement).await.expect("a change");
    }
    run
}

async fn every_change_of_an_item_overtakes_its_reminder(fresh: &Fresh) {
    for (before, after) in [
        ("open_amount = 6002500", "open_amount = 0"),
        ("open_amount = 6002500", "open_amount = 4000000"),
        ("level = NULL", "level = 'N1'"),
        ("last_reminded_on = NULL", "last_reminded_on = '2026-11-24'"),
        ("last_reminded_on = NULL", "last_reminded_on = '2026-11-25'"),
    ] {
        change(fresh, before).await;
        let run = as_recorded(fresh).await;
        change(fresh, after).await;
        assert_eq!(cancel_overtaken(fresh, run).await, 1, "{after}");
        let expected = [ReminderState::Cancelled, ReminderState::Queued];
        assert_eq!(states(fresh, run).await, expected, "{after}");
        assert_eq!(cancel_overtaken(fresh, run).await, 0, "{after}");

        let filter = HistoryFilter { customer: None, run: Some(run), limit: 10 };
        let history = fresh.store.history(&company(), &filter).await.expect("history");
        assert_eq!(history.len(), 1, "{after}");
        assert_eq!(history[0].result, HistoryResult::Cancelled);
        assert_eq!(history[0].detail, "overtaken: an item was paid, changed or reminded meanwhile");
        change(fresh, before).await;
        fresh.store.cancel_run(run, now()).await.expect("a cancellation");
        fresh.store.import(&company(), &sample::set(), now(), "test").await.expect("an import");
    }
}

async fn what_stops_reminders_overtakes_them_too(fresh: &Fresh) {
    for stop in [
        "UPDATE invoices SET payment_method = 'PRLV'",
        "UPDATE customers SET automatic = FALSE",
        "UPDATE holds SET lifted_at = NULL, kind = 'automatic', \
         invoice_id = (SELECT invoice_id FROM due_items WHERE id = 1) WHERE id = 1",
    ] {
        let run = as_recorded(fresh).await;
        fresh.raw().await.execute_unprepared(stop).await.expect("a change");
        assert!(cancel_overtaken(fresh, run).await > 0, "{stop}");
        assert_eq!(states(fresh, run).await[0], ReminderState::Cancelled, "{stop}");
        fresh.store.cancel_run(run, now()).await.expect("a cancellation");
    }
}

async fn a_reminder_that_was_under_way_is_told_apart(fresh: &Fresh) {
    let run = as_recorded(fresh).await;
    fresh.store.start_dispatch(run, true).await.expect("a start");
    fresh.another().await.claim(run, 10).await.expect("both");
    change(fresh, "open_amount = 0").await;
    assert_eq!(cancel_overtaken(fresh, run).await, 0, "in the hands of somebody who lives");
    fresh.bury_all().await;
    assert_eq!(cancel_overtaken(fresh, run).await, 1);
    assert_eq!(fresh.store.release_abandoned(run).await.expect("a release"), 1);
    let cancelled = fresh.store.reminders(run, Some(ReminderState::Cancelled)).await;
    let cancelled = cancelled.expect("reminders");
    let detail = cancelled[0].detail.as_deref().unwrap_or_default();
    assert!(detail.ends_with("the server may have it"), "{detail}");
}

async fn only_what_waits_is_overtaken(fresh: &Fresh) {
    let (run, ids) = sending(fresh).await;
    let both = [sent(ids[0]), sent(ids[1])];
    fresh.store.settle(run, date("2026-11-24"), &both, &rules()).await.expect("results");
    assert_eq!(cancel_overtaken(fresh, run).await, 0, "its own result overtakes nothing");
    assert_eq!(states(fresh, run).await, [ReminderState::Sent; 2]);
}

/// As recorded, by hand and not by a batch.
async fn by_hand(fresh: &Fresh) -> RunId {
    let run = as_recorded(fresh).await;
    for statement in [
        "UPDATE runs SET channel = 'mail'",
        "UPDATE customers SET manual = TRUE, automatic = FALSE",
    ] {
        fresh.raw().await.execute_unprepared(statement).await.expect("a change");
    }
    run
}

async fn what_is_sent_by_hand_is_overtaken_by_what_stops_it_by_hand(fresh: &Fresh) {
    let run = by_hand(fresh).await;
    // Chosen again on the day on which it was reminded already.
    change(fresh, "last_reminded_on = '2026-11-24'").await;
    assert_eq!(cancel_overtaken(fresh, run).await, 0, "the automatic switch is off");
    for (stop, go) in [
        ("UPDATE customers SET manual = FALSE", "UPDATE customers SET manual = TRUE"),
        (
            "UPDATE holds SET lifted_at = NULL WHERE kind = 'temporary'",
            "UPDATE holds SET lifted_at = '2026-11-24T00:00:00+00:00'",
        ),
    ] {
        fresh.raw().await.execute_unprepared(stop).await.expect("a change");
        assert!(cancel_overtaken(fresh, run).await > 0, "{stop}");
        fresh.raw().await.execute_unprepared(go).await.expect("a change");
        let waiting = "UPDATE reminders SET state = 'queued'";
        fresh.raw().await.execute_unprepared(waiting).await.expect("a change");
        assert_eq!(cancel_overtaken(fresh, run).await, 0, "{go}");
    }
    let reminded = "INSERT INTO follow_up_changes (item_id, reminder_id, changed_at, author, \
        comment_before, comment_after) SELECT 1, MIN(id), '2026-11-30T00:00:00+00:00', \
        'AB', '', '' FROM reminders";
    fresh.raw().await.execute_unprepared(reminded).await.expect("a change");
    assert!(cancel_overtaken(fresh, run).await > 0, "reminded since");
}
