//! A run from its record to its end.

use relance::domain::channel::Channel;
use relance::domain::identity::{CustomerId, DueItemId, HoldId, ReminderId, RunId};
use relance::domain::level::{LevelCode, Standing};
use relance::store::{
    Cancellation, Delivery, HistoryFilter, HistoryResult, NewLine, NewReminder, NewRun, Outcome,
    ReminderState, RunCounts, RunIntent, RunState, SettleRules, StoreError,
};

use crate::database::{Fresh, company};
use crate::sample::{self, date, now};

on_every_database!(
    a_run_is_read_as_it_was_recorded,
    a_saved_plan_does_not_block_and_a_started_run_does,
    reminders_are_taken_up_once_and_released_after_a_crash,
    the_end_of_a_run_lifts_its_temporary_holds,
    a_run_does_not_end_while_results_are_missing,
    a_cancelled_plan_sends_and_lifts_nothing,
    a_run_cancelled_after_something_was_sent_was_an_execution,
    cancelling_an_interrupted_run_leaves_no_reminder_in_the_air,
    a_half_recorded_run_is_dropped,
    a_recorded_run_that_nobody_confirmed_is_unfinished,
    a_half_saved_plan_is_dropped_by_the_next_run,
    failed_reminders_are_queued_again,
    the_usual_number_is_the_median,
    recording_the_same_message_twice_is_refused,
    the_account_of_a_reminder_is_kept_until_it_leaves,
);

pub fn rules() -> SettleRules {
    SettleRules {
        comment: Some("Relancé automatiquement par mail le 24/11/2026".into()),
        postpone_days: 10,
        author: "RelancesAutomatiques".into(),
    }
}

pub fn reminder(customer: i64, item: i64, message_id: &str) -> NewReminder {
    let address = |text: &str| text.parse().expect("an address");
    NewReminder {
        format: None,
        enclosures: Vec::new(),
        customer: CustomerId(customer),
        level: LevelCode::new("N1"),
        language: "fr".parse().expect("a language"),
        message_id: message_id.into(),
        to: vec![address("compta@dupont.example")],
        cc: vec![address("direction@dupont.example")],
        subject: "Facture échue".into(),
        message: b"From: relance\r\n\r\nBonjour \xff\x00\r\n".to_vec(),
        envelope_from: address("compta@main.example"),
        envelope_to: vec![address("compta@dupont.example"), address("direction@dupont.example")],
        account: None,
        lines: vec![NewLine {
            item: DueItemId(item),
            open_amount: "600.25".parse().expect("an amount"),
            level_before: Standing::New,
            days_late: 15,
        }],
    }
}

async fn begin(fresh: &Fresh, intent: RunIntent) -> RunId {
    let new = NewRun {
        channel: Channel::Batch,
        author: String::new(),
        intent,
        company: company(),
        batch: "RelancesAutomatiques".into(),
        run_date: date("2026-11-24"),
        rules_digest: "abc".into(),
        forced_reason: None,
        created_at: now(),
    };
    fresh.store.begin_run(&new).await.expect("a run")
}

/// A saved plan of two reminders, for items 1 and 3, with one temporary hold.
pub async fn planned(fresh: &Fresh) -> RunId {
    recorded(fresh, RunIntent::Save).await
}

async fn recorded(fresh: &Fresh, intent: RunIntent) -> RunId {
    fresh.store.import(&company(), &sample::set(), now(), "test").await.expect("an import");
    let run = begin(fresh, intent).await;
    let reminders = vec![reminder(1, 1, "one@main"), reminder(2, 3, "two@main")];
    fresh.store.record_reminders(run, reminders).await.expect("reminders");
    fresh.store.record_temporary_holds(run, &[HoldId(1)]).await.expect("holds");
    let counts = RunCounts { reminders: 2, items: 2, skipped: 1 };
    fresh.store.finish_recording(run, counts, "facts").await.expect("a plan");
    run
}

pub async fn sending(fresh: &Fresh) -> (RunId, Vec<ReminderId>) {
    let run = planned(fresh).await;
    fresh.store.start_dispatch(run, true).await.expect("a start");
    let claimed = fresh.store.claim(run, 10).await.expect("reminders");
    (run, claimed.into_iter().map(|queued| queued.id).collect())
}

pub fn outcome(reminder: ReminderId, delivery: Delivery) -> Outcome {
    Outcome { reminder, at: now(), attempts: 1, delivery }
}

pub fn sent(reminder: ReminderId) -> Outcome {
    outcome(reminder, Delivery::Sent { response: "250 2.0.0 Ok".into() })
}

async fn settle(fresh: &Fresh, run: RunId, outcomes: &[Outcome]) {
    let settled = fresh.store.settle(run, date("2026-11-24"), outcomes, &rules()).await;
    settled.expect("results");
}

async fn state(fresh: &Fresh, run: RunId) -> RunState {
    fresh.store.run(run).await.expect("a query").expect("a run").state
}

async fn states(fresh: &Fresh, run: RunId) -> Vec<ReminderState> {
    let reminders = fresh.store.reminders(run, None).await.expect("reminders");
    reminders.into_iter().map(|reminder| reminder.state).collect()
}

async fn a_run_is_read_as_it_was_recorded(fresh: &Fresh) {
    let run = planned(fresh).await;
    let read = fresh.store.run(run).await.expect("a query").expect("a run");
    assert_eq!(read.state, RunState::Planned);
    assert_eq!(read.counts, RunCounts { reminders: 2, items: 2, skipped: 1 });
    assert_eq!(read.facts_digest.as_deref(), Some("facts"));
    assert_eq!((read.company.clone(), read.run_date), (company(), date("2026-11-24")));
    assert_eq!((read.created_at, read.ended_at), (now(), None));
    for limit in [5, u64::MAX] {
        let runs = fresh.store.runs(&company(), limit).await.expect("runs");
        assert_eq!(runs, std::slice::from_ref(&read));
    }
    let reminders = fresh.store.reminders(run, Some(ReminderState::Queued)).await.expect("a query");
    let read: Vec<(&str, &str)> = reminders
        .iter()
        .map(|reminder| (reminder.message_id.as_str(), reminder.customer_code.as_str()))
        .collect();
    assert_eq!(read, [("one@main", "C1"), ("two@main", "C2")]);
    let message = fresh.store.message(reminders[0].id).await.expect("a query");
    assert_eq!(message, Some(reminder(1, 1, "one@main").message));
    assert_eq!(fresh.store.message(ReminderId(999)).await.expect("a query"), None);
    assert_eq!(fresh.store.run(RunId(999)).await.expect("a query"), None);
}

async fn a_saved_plan_does_not_block_and_a_started_run_does(fresh: &Fresh) {
    let run = planned(fresh).await;
    let unfinished = || async { fresh.store.unfinished_run(&company()).await.expect("a query") };
    let last = || async {
        let last = fresh.store.last_executed_run_date(&company(), "RelancesAutomatiques").await;
        last.expect("a query")
    };
    assert_eq!(unfinished().await.map(|run| run.id), None);
    assert_eq!(last().await, None);
    fresh.store.start_dispatch(run, true).await.expect("a start");
    fresh.store.start_dispatch(run, true).await.expect("a resumption");
    assert_eq!(unfinished().await.map(|run| run.id), Some(run));
    assert_eq!(last().await, Some(date("2026-11-24")));
}

async fn reminders_are_taken_up_once_and_released_after_a_crash(fresh: &Fresh) {
    let run = planned(fresh).await;
    fresh.store.start_dispatch(run, true).await.expect("a start");
    let crashed = fresh.another().await;
    let first = crashed.claim(run, 1).await.expect("a reminder");
    assert_eq!(first.len(), 1);
    assert_eq!(first[0].message, reminder(1, 1, "one@main").message);
    assert_eq!(first[0].envelope_to, reminder(1, 1, "one@main").to);
    assert_eq!(first[0].envelope_cc, reminder(1, 1, "one@main").cc);
    let second = crashed.claim(run, 10).await.expect("a reminder");
    assert_eq!(second.len(), 1);
    assert!(first[0].id < second[0].id);
    assert_eq!(fresh.store.claim(run, 10).await.expect("none"), []);
    assert_eq!(fresh.store.reminder_counts(run).await.expect("counts").sending, 2);
    assert_eq!(fresh.store.release_abandoned(run).await.expect("nothing"), 0, "it lives");
    fresh.bury_all().await;
    assert_eq!(fresh.store.release_abandoned(run).await.expect("a release"), 2);
    assert_eq!(fresh.another().await.claim(run, 10).await.expect("both").len(), 2);
}

async fn the_end_of_a_run_lifts_its_temporary_holds(fresh: &Fresh) {
    let (run, ids) = sending(fresh).await;
    settle(fresh, run, &[sent(ids[0]), sent(ids[1])]).await;
    assert_eq!(fresh.store.finish_run(run, now()).await.expect("the end"), 1);
    let read = fresh.store.run(run).await.expect("a query").expect("a run");
    assert_eq!((read.state, read.ended_at), (RunState::Finished, Some(now())));
    let facts = fresh.store.facts_of(&company(), "C1").await.expect("a query").expect("facts");
    assert_eq!(facts.invoices[0].invoice.holds, []);
    let filter = HistoryFilter { customer: Some("C1".into()), run: Some(run), limit: 1 };
    let history = fresh.store.history(&company(), &filter).await.expect("history");
    assert_eq!(history[0].result, HistoryResult::HoldLifted);
    assert_eq!((history[0].detail.as_str(), history[0].run), ("FA/26-1", Some(run)));

    let again = fresh.store.import(&company(), &sample::set(), now(), "test").await;
    again.expect("an import");
    let facts = fresh.store.facts_of(&company(), "C1").await.expect("a query").expect("facts");
    assert_eq!(facts.invoices[0].invoice.holds, [], "a lifted hold is not placed again");
}

async fn a_run_does_not_end_while_results_are_missing(fresh: &Fresh) {
    let (run, ids) = sending(fresh).await;
    settle(fresh, run, &[sent(ids[0])]).await;
    let error = fresh.store.finish_run(run, now()).await.expect_err("refused");
    assert!(matches!(error, StoreError::Outstanding { count: 1, .. }), "{error}");
    assert_eq!(state(fresh, run).await, RunState::Dispatching);
    let facts = fresh.store.facts_of(&company(), "C1").await.expect("a query").expect("facts");
    assert_eq!(facts.invoices[0].invoice.holds.len(), 1);
}

async fn a_cancelled_plan_sends_and_lifts_nothing(fresh: &Fresh) {
    let run = planned(fresh).await;
    assert_eq!(fresh.store.cancel_run(run, now()).await.expect("a cancellation").dropped, 2);
    assert_eq!(state(fresh, run).await, RunState::Cancelled);
    assert_eq!(states(fresh, run).await, [ReminderState::Cancelled; 2]);
    assert_eq!(fresh.store.claim(run, 10).await.expect("none"), []);
    let facts = fresh.store.facts_of(&company(), "C1").await.expect("a query").expect("facts");
    assert_eq!(facts.invoices[0].invoice.holds.len(), 1);
    for error in [
        fresh.store.cancel_run(run, now()).await.expect_err("ended"),
        fresh.store.start_dispatch(run, true).await.expect_err("ended"),
        fresh.store.finish_run(run, now()).await.expect_err("ended"),
        fresh.store.requeue_failed(run).await.expect_err("ended"),
    ] {
        let expected = RunState::Cancelled;
        assert!(matches!(error, StoreError::WrongState { state, .. } if state == expected));
    }
}

async fn a_run_cancelled_after_something_was_sent_was_an_execution(fresh: &Fresh) {
    let last = || async {
        let last = fresh.store.last_executed_run_date(&company(), "RelancesAutomatiques").await;
        last.expect("a query")
    };
    let unsent = planned(fresh).await;
    fresh.store.start_dispatch(unsent, true).await.expect("a start");
    let cancelled = fresh.store.cancel_run(unsent, now()).await.expect("a cancellation");
    assert_eq!(cancelled, Cancellation { dropped: 2, holds_lifted: 0 });
    assert_eq!(last().await, None, "nothing was sent");

    let run = planned(fresh).await;
    fresh.store.start_dispatch(run, true).await.expect("a start");
    let claimed = fresh.store.claim(run, 1).await.expect("a reminder");
    settle(fresh, run, &[sent(claimed[0].id)]).await;
    let cancelled = fresh.store.cancel_run(run, now()).await.expect("a cancellation");
    assert_eq!(cancelled, Cancellation { dropped: 1, holds_lifted: 1 });
    assert_eq!(last().await, Some(date("2026-11-24")));
    let facts = fresh.store.facts_of(&company(), "C1").await.expect("a query").expect("facts");
    assert_eq!(facts.invoices[0].invoice.holds, []);
}

async fn cancelling_an_interrupted_run_leaves_no_reminder_in_the_air(fresh: &Fresh) {
    let run = planned(fresh).await;
    fresh.store.start_dispatch(run, true).await.expect("a start");
    fresh.store.claim(run, 1).await.expect("a reminder");
    assert_eq!(fresh.store.cancel_run(run, now()).await.expect("a cancellation").dropped, 1);
    assert_eq!(states(fresh, run).await, [ReminderState::Failed, ReminderState::Cancelled]);
    let filter = HistoryFilter { customer: None, run: Some(run), limit: 10 };
    let history = fresh.store.history(&company(), &filter).await.expect("history");
    assert_eq!(history.len(), 1);
    assert_eq!(history[0].result, HistoryResult::Failed);
    assert!(history[0].detail.contains("the server may have it"));
    assert_eq!(fresh.item(1).await.level, None);
}

async fn a_half_recorded_run_is_dropped(fresh: &Fresh) {
    fresh.store.import(&company(), &sample::set(), now(), "test").await.expect("an import");
    let run = begin(fresh, RunIntent::Send).await;
    fresh.store.record_reminders(run, vec![reminder(1, 1, "one@main")]).await.expect("a reminder");
    let unfinished = fresh.store.unfinished_run(&company()).await.expect("a query");
    assert_eq!(unfinished.map(|run| run.state), Some(RunState::Recording));
    assert_eq!(fresh.store.cancel_run(run, now()).await.expect("a cancellation").dropped, 1);
    assert_eq!(states(fresh, run).await, []);
    assert_eq!(fresh.store.message(ReminderId(1)).await.expect("a query"), None);
    assert_eq!(fresh.store.unfinished_run(&company()).await.expect("a query"), None);
    let late = fresh.store.record_reminders(run, vec![reminder(1, 1, "late@main")]).await;
    assert!(matches!(late, Err(StoreError::WrongState { .. })));
}

async fn a_recorded_run_that_nobody_confirmed_is_unfinished(fresh: &Fresh) {
    let run = recorded(fresh, RunIntent::Send).await;
    let unfinished = fresh.store.unfinished_run(&company()).await.expect("a query");
    assert_eq!(unfinished.map(|run| (run.id, run.state)), Some((run, RunState::Planned)));
}

async fn a_half_saved_plan_is_dropped_by_the_next_run(fresh: &Fresh) {
    fresh.store.import(&company(), &sample::set(), now(), "test").await.expect("an import");
    let run = begin(fresh, RunIntent::Save).await;
    fresh.store.record_reminders(run, vec![reminder(1, 1, "one@main")]).await.expect("a reminder");
    assert_eq!(fresh.store.unfinished_run(&company()).await.expect("a query"), None);
    begin(fresh, RunIntent::Send).await;
    assert_eq!(state(fresh, run).await, RunState::Cancelled);
    assert_eq!(states(fresh, run).await, []);
}

async fn failed_reminders_are_queued_again(fresh: &Fresh) {
    let (run, ids) = sending(fresh).await;
    let failed = Delivery::Failed { reason: "550 unknown".into() };
    settle(fresh, run, &[sent(ids[0]), outcome(ids[1], failed)]).await;
    fresh.store.finish_run(run, now()).await.expect("the end");
    assert_eq!(fresh.store.requeue_failed(run).await.expect("a retry"), 1);
    assert_eq!(state(fresh, run).await, RunState::Dispatching);
    let claimed = fresh.store.claim(run, 10).await.expect("one");
    assert_eq!(claimed.iter().map(|queued| queued.id).collect::<Vec<_>>(), [ids[1]]);
    settle(fresh, run, &[sent(ids[1])]).await;
    assert_eq!(fresh.store.finish_run(run, now()).await.expect("the end"), 0);
    assert_eq!(fresh.store.requeue_failed(run).await.expect("nothing"), 0);
    assert_eq!(state(fresh, run).await, RunState::Finished);
    assert_eq!(fresh.item(3).await.level.as_deref(), Some("N1"));
}

async fn the_usual_number_is_the_median(fresh: &Fresh) {
    let usual = || async {
        let usual = fresh.store.usual_reminder_count(&company(), "RelancesAutomatiques").await;
        usual.expect("a query")
    };
    assert_eq!(usual().await, None);
    for reminders in [0, 7, 500, 9, 0, 0, 0] {
        let run = begin(fresh, RunIntent::Send).await;
        let counts = RunCounts { reminders, ..RunCounts::default() };
        fresh.store.finish_recording(run, counts, "facts").await.expect("a plan");
        fresh.store.start_dispatch(run, true).await.expect("a start");
        fresh.store.finish_run(run, now()).await.expect("the end");
    }
    assert_eq!(usual().await, Some(9));
}

async fn recording_the_same_message_twice_is_refused(fresh: &Fresh) {
    fresh.store.import(&company(), &sample::set(), now(), "test").await.expect("an import");
    let run = begin(fresh, RunIntent::Send).await;
    let twice = vec![reminder(1, 1, "one@main"), reminder(1, 2, "one@main")];
    fresh.store.record_reminders(run, twice).await.expect_err("refused");
    assert_eq!(states(fresh, run).await, []);
}

async fn the_account_of_a_reminder_is_kept_until_it_leaves(fresh: &Fresh) {
    fresh.store.import(&company(), &sample::set(), now(), "test").await.expect("an import");
    let run = begin(fresh, RunIntent::Send).await;
    let of_account = |item, id, account: &str| NewReminder {
        account: Some(account.into()),
        ..reminder(1, item, id)
    };
    let reminders = vec![of_account(1, "one@main", "formal"), reminder(2, 3, "two@main")];
    fresh.store.record_reminders(run, reminders).await.expect("reminders");
    let counts = RunCounts { reminders: 2, items: 2, skipped: 0 };
    fresh.store.finish_recording(run, counts, "facts").await.expect("a plan");
    fresh.store.start_dispatch(run, true).await.expect("a start");
    let to_leave_by = async || fresh.store.accounts_to_leave_by(run).await.expect("accounts");
    assert_eq!(to_leave_by().await, ["formal"]);
    let claimed = fresh.store.claim(run, 10).await.expect("reminders");
    let accounts: Vec<Option<&str>> =
        claimed.iter().map(|queued| queued.account.as_deref()).collect();
    assert_eq!(accounts, [Some("formal"), None]);
    assert_eq!(to_leave_by().await, ["formal"]);
    settle(fresh, run, &[sent(claimed[0].id)]).await;
    assert_eq!(to_leave_by().await, Vec::<String>::new());
}
