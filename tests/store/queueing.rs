//! The queue of a run between several processes.

use std::collections::BTreeSet;
use std::time::Duration;

use chrono::TimeDelta;
use relance::domain::identity::{ReminderId, RunId};
use relance::store::{
    Backlog, Delivery, HistoryFilter, Outcome, ReminderState, RunState, Store, StoreError,
    WorkerTask,
};
use sea_orm::ConnectionTrait;

use crate::database::{Fresh, company};
use crate::running::{planned, rules, sent};
use crate::sample::{date, now};

on_every_database!(
    each_reminder_is_taken_up_by_one_process,
    only_who_took_a_reminder_up_settles_it,
    who_was_buried_records_nothing_any_more,
    what_is_put_off_waits_for_its_time,
    a_run_that_a_person_stopped_goes_on_when_a_person_says_so,
    nothing_is_taken_up_when_the_data_may_have_changed,
    whose_process_has_ended_is_buried_at_once,
    who_does_not_show_is_buried_when_the_lease_is_over,
    nodes_help_with_what_goes_to_their_server,
    several_send_one_run_while_nobody_changes_the_data,
);

async fn dispatching(fresh: &Fresh) -> RunId {
    let run = planned(fresh).await;
    fresh.store.start_dispatch(run, true).await.expect("a start");
    run
}

async fn claimed(store: &Store, run: RunId, count: u32) -> Vec<ReminderId> {
    let claimed = store.claim(run, count).await.expect("reminders");
    claimed.into_iter().map(|queued| queued.id).collect()
}

async fn states(store: &Store, run: RunId) -> Vec<ReminderState> {
    let reminders = store.reminders(run, None).await.expect("reminders");
    reminders.into_iter().map(|reminder| reminder.state).collect()
}

async fn settle(store: &Store, run: RunId, outcome: Outcome) -> Result<(), StoreError> {
    store.settle(run, date("2026-11-24"), &[outcome], &rules()).await
}

async fn change(fresh: &Fresh, statement: &str) {
    fresh.raw().await.execute_unprepared(statement).await.expect("a change");
}

async fn each_reminder_is_taken_up_by_one_process(fresh: &Fresh) {
    let run = dispatching(fresh).await;
    // Many more than two.
    change(
        fresh,
        "INSERT INTO reminders (run_id, customer_id, level, language, message_id, recipients, \
         copies, subject, state, attempts) \
         SELECT a.run_id, a.customer_id, a.level, a.language, \
         a.message_id || b.id || c.id || d.id || e.id, a.recipients, a.copies, a.subject, \
         a.state, 0 FROM reminders a, due_items b, due_items c, due_items d, due_items e",
    )
    .await;
    change(
        fresh,
        "INSERT INTO messages (reminder_id, envelope_from, envelope_to, message) \
         SELECT r.id, m.envelope_from, m.envelope_to, m.message FROM reminders r, messages m \
         WHERE m.reminder_id = (SELECT MIN(reminder_id) FROM messages) \
         AND r.id NOT IN (SELECT reminder_id FROM messages)",
    )
    .await;
    let all = fresh.store.reminder_counts(run).await.expect("counts").queued;
    assert_eq!(all, 2 + 2 * 4_u64.pow(4));
    let mut processes = Vec::new();
    for _ in 0..4 {
        let store = fresh.another().await;
        processes.push(tokio::spawn(async move {
            let mut taken = Vec::new();
            loop {
                let more = claimed(&store, run, 7).await;
                if more.is_empty() {
                    return taken;
                }
                taken.extend(more);
                tokio::task::yield_now().await;
            }
        }));
    }
    let mut taken = Vec::new();
    for process in processes {
        taken.push(process.await.expect("a process"));
    }
    let together: BTreeSet<i64> = taken.iter().flatten().map(|id| id.0).collect();
    assert_eq!(together.len() as u64, all, "all of them");
    assert_eq!(taken.iter().flatten().count() as u64, all, "none twice");
}

async fn only_who_took_a_reminder_up_settles_it(fresh: &Fresh) {
    let run = dispatching(fresh).await;
    let other = fresh.another().await;
    let mine = claimed(&fresh.store, run, 1).await;
    let theirs = claimed(&other, run, 1).await;
    settle(&fresh.store, run, sent(theirs[0])).await.expect("nothing to record");
    assert_eq!(states(&fresh.store, run).await, [ReminderState::Sending; 2]);
    settle(&fresh.store, run, sent(mine[0])).await.expect("a result");
    settle(&other, run, sent(theirs[0])).await.expect("a result");
    assert_eq!(states(&fresh.store, run).await, [ReminderState::Sent; 2]);
    let filter = HistoryFilter { customer: None, run: Some(run), limit: 10 };
    assert_eq!(fresh.store.history(&company(), &filter).await.expect("history").len(), 2);
    let version = fresh.store.data_version(&company()).await.expect("a version");
    assert_eq!(version.settlements, 3, "each call that may have changed levels counts");
}

async fn who_was_buried_records_nothing_any_more(fresh: &Fresh) {
    let run = dispatching(fresh).await;
    let buried = fresh.another().await;
    let ids = claimed(&buried, run, 1).await;
    fresh.bury_all().await;
    assert_eq!(fresh.store.release_abandoned(run).await.expect("a release"), 1);
    let late = settle(&buried, run, sent(ids[0])).await;
    assert!(matches!(late, Ok(()) | Err(StoreError::LeaseLost)), "{late:?}");
    assert_eq!(states(&fresh.store, run).await, [ReminderState::Queued; 2]);
    let again = buried.claim(run, 1).await;
    assert!(matches!(again, Err(StoreError::LeaseLost)), "{again:?}");
    assert_eq!(claimed(&fresh.store, run, 10).await.len(), 2, "it is others' now");
}

async fn what_is_put_off_waits_for_its_time(fresh: &Fresh) {
    let run = dispatching(fresh).await;
    let ids = claimed(&fresh.store, run, 10).await;
    let deferred = |wait: TimeDelta| Outcome {
        reminder: ids[0],
        at: now(),
        attempts: 3,
        delivery: Delivery::Deferred { reason: "451 later".into(), until: now() + wait },
    };
    settle(&fresh.store, run, deferred(TimeDelta::hours(1))).await.expect("a result");
    settle(&fresh.store, run, sent(ids[1])).await.expect("a result");
    assert_eq!(states(&fresh.store, run).await, [ReminderState::Queued, ReminderState::Sent]);
    assert_eq!(claimed(&fresh.store, run, 10).await, []);
    let left = fresh.store.backlog(run).await.expect("what is left");
    let until = left.next_try_at.expect("a time");
    let wait = until - chrono::Utc::now();
    assert!(wait > TimeDelta::minutes(59) && wait <= TimeDelta::minutes(60), "{wait}");
    assert_eq!(left, Backlog { waiting: 1, next_try_at: Some(until), ..Backlog::default() });
    let filter = HistoryFilter { customer: None, run: Some(run), limit: 10 };
    let history = fresh.store.history(&company(), &filter).await.expect("history");
    assert_eq!(history.len(), 1, "nothing has come of it yet: {history:?}");
    let ended = fresh.store.finish_run(run, now()).await;
    assert!(matches!(ended, Err(StoreError::Outstanding { count: 1, .. })), "{ended:?}");

    change(fresh, "UPDATE reminders SET next_try_at = 0 WHERE next_try_at IS NOT NULL").await;
    let due = fresh.store.claim(run, 10).await.expect("a reminder");
    assert_eq!(due.iter().map(|it| (it.id, it.attempts)).collect::<Vec<_>>(), [(ids[0], 3)]);
    settle(&fresh.store, run, sent(ids[0])).await.expect("a result");
    fresh.store.finish_run(run, now()).await.expect("the end");
}

async fn a_run_that_a_person_stopped_goes_on_when_a_person_says_so(fresh: &Fresh) {
    let run = dispatching(fresh).await;
    fresh.store.halt_run(run, now()).await.expect("a stop");
    assert!(fresh.store.is_halted(run).await.expect("an answer"));
    assert_eq!(claimed(&fresh.store, run, 10).await, []);
    let read = fresh.store.run(run).await.expect("a query").expect("a run");
    assert_eq!((read.state, read.halted_at), (RunState::Dispatching, Some(now())));
    fresh.store.start_dispatch(run, true).await.expect("a start");
    assert!(!fresh.store.is_halted(run).await.expect("an answer"));
    assert_eq!(claimed(&fresh.store, run, 10).await.len(), 2);
}

async fn nothing_is_taken_up_when_the_data_may_have_changed(fresh: &Fresh) {
    let run = dispatching(fresh).await;
    let check = async || {
        let checked = fresh.store.cancel_overtaken_since(run, now(), |_| false).await;
        checked.expect("a check")
    };
    check().await;
    assert_eq!(claimed(&fresh.store, run, 1).await.len(), 1);
    fresh.store.lock_runs(&company()).await.expect("a turn").release().await;
    let refused = fresh.store.claim(run, 1).await;
    assert!(matches!(refused, Err(StoreError::Unchecked { .. })), "{refused:?}");
    change(fresh, "UPDATE due_items SET open_amount = 0 WHERE id = 3").await;
    assert_eq!(check().await, 1);
    assert_eq!(claimed(&fresh.store, run, 1).await, []);
    assert_eq!(check().await, 0, "known already");
    fresh.store.join_runs(&company()).await.expect("the lock").release().await;
    assert_eq!(claimed(&fresh.store, run, 1).await, [], "sending is no turn");
}

async fn whose_process_has_ended_is_buried_at_once(fresh: &Fresh) {
    let run = dispatching(fresh).await;
    let other = fresh.another().await;
    other.note_task(run, WorkerTask::Sending).await.expect("a note");
    assert_eq!(claimed(&other, run, 10).await.len(), 2);
    let at_it = async || fresh.store.workers_at(run).await.expect("workers");
    fresh.store.bury_the_dead().await.expect("nobody");
    assert_eq!(at_it().await, 1);
    assert_eq!(fresh.store.release_abandoned(run).await.expect("nothing"), 0);
    // Another process of the same number.
    change(
        fresh,
        "UPDATE workers SET process_started = 1 WHERE id IN \
        (SELECT worker_id FROM worker_tasks)",
    )
    .await;
    assert_eq!(at_it().await, 0);
    fresh.store.bury_the_dead().await.expect("a burial");
    assert_eq!(fresh.store.release_abandoned(run).await.expect("both"), 2);
}

async fn who_does_not_show_is_buried_when_the_lease_is_over(fresh: &Fresh) {
    let run = dispatching(fresh).await;
    assert_eq!(claimed(&fresh.another().await, run, 1).await.len(), 1);
    assert_eq!(claimed(&fresh.store, run, 1).await.len(), 1);
    let elsewhere = "UPDATE workers SET machine = 'elsewhere'";
    change(fresh, elsewhere).await;
    fresh.store.bury_the_dead().await.expect("nobody");
    assert_eq!(fresh.store.workers().await.expect("workers").len(), 2);
    change(fresh, "UPDATE workers SET lease_until = 0, lease = 0").await;
    fresh.store.bury_the_dead().await.expect("a burial");
    let left = fresh.store.workers().await.expect("workers");
    assert_eq!(left.len(), 1, "nobody buries itself: {left:?}");
    assert_eq!(fresh.store.release_abandoned(run).await.expect("a release"), 1);
}

async fn nodes_help_with_what_goes_to_their_server(fresh: &Fresh) {
    const SERVER: &str = "smtp://mail.main.example:587";
    let to_join = async |server: &str| fresh.store.runs_to_join(server).await.expect("runs");
    let run = planned(fresh).await;
    fresh.store.keep_server(run, SERVER).await.expect("a server");
    assert_eq!(to_join(SERVER).await, [], "nobody has confirmed it");
    fresh.store.start_dispatch(run, true).await.expect("a start");
    assert_eq!(to_join(SERVER).await, [run]);
    assert_eq!(to_join("smtp://127.0.0.1:1025").await, []);
    fresh.store.halt_run(run, now()).await.expect("a stop");
    assert_eq!(to_join(SERVER).await, [], "a person stopped it");
    fresh.store.start_dispatch(run, true).await.expect("a start");
    let other = fresh.another().await;
    let ids = claimed(&other, run, 10).await;
    assert_eq!(to_join(SERVER).await, [], "all of it is in the hands of somebody");
    settle(&other, run, sent(ids[0])).await.expect("a result");
    settle(&other, run, sent(ids[1])).await.expect("a result");
    assert_eq!(to_join(SERVER).await, [run], "somebody has to end it");
    fresh.store.finish_run(run, now()).await.expect("the end");
    assert_eq!(to_join(SERVER).await, []);
}

async fn several_send_one_run_while_nobody_changes_the_data(fresh: &Fresh) {
    let other = fresh.another().await;
    let alone = fresh.store.lock_runs(&company()).await.expect("the lock");
    let refused = other.join_runs(&company()).await.err();
    assert!(matches!(refused, Some(StoreError::RunInProgress { .. })), "{refused:?}");
    let together = alone.share().await.expect("the lock");
    let joined = other.join_runs(&company()).await.expect("the lock");
    for lock in [together, joined] {
        let refused = fresh.store.lock_runs(&company()).await.err();
        assert!(matches!(refused, Some(StoreError::RunInProgress { .. })), "{refused:?}");
        lock.release().await;
    }
    // A server notices a closed connection a moment later.
    tokio::time::sleep(Duration::from_millis(50)).await;
    fresh.store.lock_runs(&company()).await.expect("the lock").release().await;
}
