//! Days that have passed, as the record tells them.

use chrono::NaiveDate;
use relance::domain::channel::Channel;
use relance::domain::identity::{DueItemId, RunId};
use relance::domain::level::{LevelCode, Standing};
use relance::plan::past::{Lifting, Past};
use relance::store::{Delivery, NewRun, PastQuery, RunCounts, RunIntent};
use sea_orm::ConnectionTrait;

use crate::database::{Fresh, company};
use crate::running::{outcome, reminder, rules, sending, sent};
use crate::sample::{date, now};

on_every_database!(
    levels_and_dates_are_what_they_were,
    a_settled_item_is_known_by_its_reminders,
    a_comment_tells_when_an_item_was_reminded_before,
    what_did_not_go_out_is_told_apart,
    what_went_by_hand_is_a_fact_of_its_day,
    notes_and_holds_are_known_until_they_changed,
    customers_come_page_by_page,
);

const DAY: &str = "2026-11-24";

async fn query(fresh: &Fresh, since: &str) -> PastQuery {
    PastQuery {
        company: company(),
        zone: chrono_tz::Europe::Paris,
        since: date(since),
        batch: "RelancesAutomatiques".into(),
        runs: fresh.store.executed_runs(&company()).await.expect("runs"),
    }
}

async fn past(fresh: &Fresh, since: &str) -> Vec<Past> {
    let query = query(fresh, since).await;
    fresh.store.past_page(&query, None, 100).await.expect("a page")
}

async fn change(fresh: &Fresh, statement: &str) {
    fresh.raw().await.execute_unprepared(statement).await.expect("a change");
}

/// A run of two reminders, sent and ended.
async fn executed(fresh: &Fresh) -> RunId {
    let (run, ids) = sending(fresh).await;
    let outcomes = [sent(ids[0]), sent(ids[1])];
    fresh.store.settle(run, date(DAY), &outcomes, &rules()).await.expect("results");
    fresh.store.finish_run(run, now()).await.expect("an end");
    run
}

/// Level, date, and what is open today, of an item.
fn stood(past: &[Past], item: i64) -> Option<(Standing, Option<NaiveDate>, String)> {
    let all = past.iter().flat_map(|past| &past.facts.invoices);
    let found = all.flat_map(|facts| &facts.invoice.items).find(|it| it.id == DueItemId(item))?;
    Some((found.standing.clone(), found.last_reminded_on, found.open_amount.to_string()))
}

fn at(level: &str) -> Standing {
    Standing::At(LevelCode::new(level))
}

/// `24 N1 600.25 own sent`: the lines recorded of an item.
fn lines(past: &[Past], item: i64) -> Vec<String> {
    let item = past.iter().find_map(|past| past.items.get(&DueItemId(item))).expect("an item");
    let line = |line: &relance::plan::past::RecordedLine| {
        let own = if line.own { "own" } else { "other" };
        let sent = if line.sent { "sent" } else { "not sent" };
        format!("{} {} {} {own} {sent}", line.on.format("%d"), line.level, line.open)
    };
    item.lines.iter().map(line).collect()
}

async fn levels_and_dates_are_what_they_were(fresh: &Fresh) {
    executed(fresh).await;
    let before = past(fresh, DAY).await;
    assert_eq!(stood(&before, 1), Some((Standing::New, None, "600.25".into())));
    assert_eq!(lines(&before, 1), ["24 N1 600.25 own sent"]);
    let not_reminded = Some((at("N1"), Some(date("2026-11-10")), "0.0001".into()));
    assert_eq!(stood(&before, 2), not_reminded, "as imported");
    assert!(before.iter().flat_map(|past| past.items.values()).all(|item| !item.date_unknown));

    let after = past(fresh, "2026-11-25").await;
    assert_eq!(stood(&after, 1), Some((at("N1"), Some(date(DAY)), "600.25".into())));
    assert_eq!(lines(&after, 1), [""; 0]);
}

async fn a_settled_item_is_known_by_its_reminders(fresh: &Fresh) {
    executed(fresh).await;
    change(fresh, "UPDATE due_items SET open_amount = 0 WHERE id = 1").await;
    let before = past(fresh, DAY).await;
    assert_eq!(stood(&before, 1), Some((Standing::New, None, "0.00".into())));
    assert_eq!(lines(&before, 1), ["24 N1 600.25 own sent"]);
    assert_eq!(stood(&before, 4), None, "settled and never reminded");
    assert_eq!(stood(&past(fresh, "2026-11-25").await, 1), None, "settled before");

    change(fresh, "UPDATE due_items SET open_amount = 0").await;
    let customers = past(fresh, DAY).await;
    let codes: Vec<_> = customers.iter().map(|it| it.facts.billed.customer.code.clone()).collect();
    assert_eq!(codes, ["C1", "C2"], "nothing is open any more");
    assert_eq!(past(fresh, "2026-11-25").await, []);
}

async fn a_comment_tells_when_an_item_was_reminded_before(fresh: &Fresh) {
    let (run, ids) = sending(fresh).await;
    change(
        fresh,
        "UPDATE due_items SET level = 'N1', last_reminded_on = '2026-11-12', \
         comment = 'Relancé manuellement par mail le 12/11/2026' WHERE id = 1",
    )
    .await;
    change(fresh, "UPDATE due_items SET level = 'N1' WHERE id = 3").await;
    change(fresh, "UPDATE reminder_lines SET level_before = 'N1'").await;
    let outcomes = [sent(ids[0]), sent(ids[1])];
    fresh.store.settle(run, date(DAY), &outcomes, &rules()).await.expect("results");
    let before = past(fresh, DAY).await;
    assert_eq!(stood(&before, 1), Some((at("N1"), Some(date("2026-11-12")), "600.25".into())));
    assert_eq!(stood(&before, 3), Some((at("N1"), None, "99.00".into())));
    assert!(!unknown_in(&before, 1) && unknown_in(&before, 3));
}

fn unknown_in(past: &[Past], item: i64) -> bool {
    let found = past.iter().find_map(|past| past.items.get(&DueItemId(item)));
    found.is_some_and(|item| item.date_unknown)
}

async fn what_did_not_go_out_is_told_apart(fresh: &Fresh) {
    let (run, ids) = sending(fresh).await;
    let failed = outcome(ids[0], Delivery::Failed { reason: "550 no such user".into() });
    fresh.store.settle(run, date(DAY), &[failed, sent(ids[1])], &rules()).await.expect("results");
    let before = past(fresh, DAY).await;
    assert_eq!(lines(&before, 1), ["24 N1 600.25 own not sent"]);
    assert_eq!(lines(&before, 3), ["24 N1 600.25 own sent"]);

    fresh.store.cancel_run(run, now()).await.expect("a cancellation");
    assert_eq!(past(fresh, DAY).await.len(), 2, "it was an execution: something was sent");
    change(fresh, "UPDATE reminders SET state = 'cancelled'").await;
    assert_eq!(query(fresh, DAY).await.runs, Default::default(), "nothing was sent: it was none");
}

async fn what_went_by_hand_is_a_fact_of_its_day(fresh: &Fresh) {
    executed(fresh).await;
    let new = NewRun {
        company: company(),
        channel: Channel::Mail,
        batch: "Relances manuelles".into(),
        author: "Chloé".into(),
        run_date: date("2026-11-26"),
        rules_digest: "abc".into(),
        intent: RunIntent::Send,
        forced_reason: None,
        created_at: now(),
    };
    let run = fresh.store.begin_run(&new).await.expect("a run");
    let mails = vec![reminder(1, 1, "three@main"), reminder(1, 2, "four@main")];
    fresh.store.record_reminders(run, mails).await.expect("reminders");
    let counts = RunCounts { reminders: 2, items: 2, skipped: 0 };
    fresh.store.finish_recording(run, counts, "facts").await.expect("a plan");
    fresh.store.start_dispatch(run, false).await.expect("a start");
    let ids: Vec<_> = fresh.store.claim(run, 10).await.expect("mails");
    let failed = outcome(ids[1].id, Delivery::Failed { reason: "550".into() });
    let outcomes = [sent(ids[0].id), failed];
    fresh.store.settle(run, date("2026-11-26"), &outcomes, &rules()).await.expect("results");
    let before = past(fresh, DAY).await;
    assert_eq!(lines(&before, 1), ["24 N1 600.25 own sent", "26 N1 600.25 other sent"]);
    assert_eq!(lines(&before, 2), [""; 0], "by hand, what failed was no reminder");
    let between = past(fresh, "2026-11-25").await;
    assert_eq!(stood(&between, 1).map(|(_, on, _)| on), Some(Some(date(DAY))));
}

async fn notes_and_holds_are_known_until_they_changed(fresh: &Fresh) {
    let run = executed(fresh).await;
    change(
        fresh,
        "INSERT INTO follow_up_changes (item_id, changed_at, author, level_before, level_after, \
         comment_before, comment_after, status_before, disputed_before, promised_on_before) \
         VALUES (2, '2026-11-25T23:30:00+00:00', 'Chloé', 'N1', 'N1', '', 'x', 'relance', \
         TRUE, '2026-12-01')",
    )
    .await;
    change(
        fresh,
        "UPDATE holds SET lifted_at = '2026-11-28T10:00:00+00:00', lifted_by = 'Chloé' \
         WHERE kind = 'manual'",
    )
    .await;
    let before = past(fresh, DAY).await;
    let note = &before[0].items[&DueItemId(2)].notes[0];
    assert_eq!(note.on, date("2026-11-26"), "a day of the company's zone");
    assert_eq!((note.disputed_before, note.promised_on_before), (true, Some(date("2026-12-01"))));
    assert_eq!(note.status_before.as_deref(), Some("relance"));
    let lifted: Vec<_> = before
        .iter()
        .flat_map(|past| &past.lifted)
        .map(|lifted| (lifted.hold.kind.as_str(), lifted.on, lifted.by))
        .collect();
    let expected =
        [("temporary", date(DAY), Lifting::Batch), ("manual", date("2026-11-28"), Lifting::ByHand)];
    assert_eq!(lifted, expected, "run {}", run.0);
    let after = past(fresh, "2026-11-29").await;
    assert!(after.iter().all(|past| past.lifted.is_empty()));
    assert!(after.iter().all(|past| past.items.values().all(|item| item.notes.is_empty())));
}

async fn customers_come_page_by_page(fresh: &Fresh) {
    executed(fresh).await;
    let query = query(fresh, DAY).await;
    let (mut after, mut codes) = (None, Vec::new());
    loop {
        let page = fresh.store.past_page(&query, after, 1).await.expect("a page");
        let Some(last) = page.last() else { break };
        after = Some(last.facts.id());
        codes.extend(page.iter().map(|past| past.facts.billed.customer.code.clone()));
    }
    assert_eq!(codes, ["C1", "C2"]);
    assert_eq!(fresh.store.past_count(&query).await.expect("a count"), 2);
    // Settled since: the record alone brings them.
    change(fresh, "UPDATE due_items SET open_amount = 0").await;
    assert_eq!(fresh.store.past_count(&query).await.expect("a count"), 2);
    let later = self::query(fresh, "2026-11-25").await;
    assert_eq!(fresh.store.past_count(&later).await.expect("a count"), 0);
}
