//! What results leave behind (domain document §6).

use relance::store::entity::follow_up_change;
use relance::store::{Delivery, HistoryFilter, HistoryResult};
use sea_orm::{EntityTrait, QueryOrder};

use crate::database::{Fresh, company};
use crate::running::{outcome, rules, sending, sent};
use crate::sample::{date, now};

on_every_database!(
    a_sent_reminder_changes_its_items,
    a_failed_reminder_changes_no_item,
    a_result_that_comes_twice_counts_once,
    a_comment_that_is_there_stays_above,
    without_postponement_the_expected_date_stays,
);

async fn changes(fresh: &Fresh) -> Vec<follow_up_change::Model> {
    let query = follow_up_change::Entity::find().order_by_asc(follow_up_change::Column::Id);
    query.all(&fresh.raw().await).await.expect("changes")
}

async fn a_sent_reminder_changes_its_items(fresh: &Fresh) {
    let (run, ids) = sending(fresh).await;
    let outcomes = [sent(ids[0])];
    fresh.store.settle(run, date("2026-11-24"), &outcomes, &rules()).await.expect("a result");
    let item = fresh.item(1).await;
    assert_eq!(item.level.as_deref(), Some("N1"));
    assert_eq!(item.last_reminded_on, Some(date("2026-11-24")));
    assert_eq!(item.comment, "Relancé automatiquement par mail le 24/11/2026");
    assert_eq!(item.expected_payment_date, Some(date("2026-12-04")));
    assert_eq!(item.status, None);
    assert_eq!(fresh.item(3).await.level, None, "the other reminder has no result yet");

    let changes = changes(fresh).await;
    assert_eq!(changes.len(), 1);
    let change = &changes[0];
    assert_eq!((change.item_id, change.reminder_id), (1, Some(ids[0].0)));
    assert_eq!((change.author.as_str(), change.changed_at), ("RelancesAutomatiques", now()));
    assert_eq!((change.level_before.as_deref(), change.level_after.as_deref()), (None, Some("N1")));
    assert_eq!(change.comment_before, "");
    assert_eq!(change.comment_after, item.comment);

    let filter = HistoryFilter { customer: None, run: None, limit: 10 };
    let history = fresh.store.history(&company(), &filter).await.expect("history");
    insta::assert_debug_snapshot!("history", history);
    let counts = fresh.store.reminder_counts(run).await.expect("counts");
    assert_eq!((counts.sent, counts.sending), (1, 1));
}

async fn a_failed_reminder_changes_no_item(fresh: &Fresh) {
    let (run, ids) = sending(fresh).await;
    let before = fresh.item(1).await;
    let failed = outcome(ids[0], Delivery::Failed { reason: "550 no such user".into() });
    fresh.store.settle(run, date("2026-11-24"), &[failed], &rules()).await.expect("a result");
    assert_eq!(fresh.item(1).await, before);
    assert_eq!(changes(fresh).await, []);
    let filter = HistoryFilter { customer: Some("C1".into()), run: None, limit: 10 };
    let history = fresh.store.history(&company(), &filter).await.expect("history");
    assert_eq!(history.len(), 1);
    assert_eq!(history[0].result, HistoryResult::Failed);
    assert_eq!(history[0].detail, "550 no such user");
    assert_eq!(fresh.store.reminder_counts(run).await.expect("counts").failed, 1);
}

async fn a_result_that_comes_twice_counts_once(fresh: &Fresh) {
    let (run, ids) = sending(fresh).await;
    let day = date("2026-11-24");
    fresh.store.settle(run, day, &[sent(ids[0])], &rules()).await.expect("a result");
    let before = fresh.item(1).await;
    let late = outcome(ids[0], Delivery::Failed { reason: "late".into() });
    let other_run = relance::domain::identity::RunId(run.0 + 1);
    fresh.store.settle(run, day, &[sent(ids[0]), late], &rules()).await.expect("no change");
    fresh.store.settle(other_run, day, &[sent(ids[1])], &rules()).await.expect("no change");
    assert_eq!(fresh.item(1).await, before);
    assert_eq!(changes(fresh).await.len(), 1);
    let filter = HistoryFilter { customer: None, run: None, limit: 10 };
    assert_eq!(fresh.store.history(&company(), &filter).await.expect("history").len(), 1);
    let counts = fresh.store.reminder_counts(run).await.expect("counts");
    assert_eq!((counts.sent, counts.sending), (1, 1));
}

async fn a_comment_that_is_there_stays_above(fresh: &Fresh) {
    let (run, ids) = sending(fresh).await;
    let raw = fresh.raw().await;
    let update = "UPDATE due_items SET comment = 'Appelé le 12' WHERE id = 1";
    sea_orm::ConnectionTrait::execute_unprepared(&raw, update).await.expect("a comment");
    let outcomes = [sent(ids[0]), sent(ids[1])];
    fresh.store.settle(run, date("2026-11-24"), &outcomes, &rules()).await.expect("results");
    let item = fresh.item(1).await;
    assert_eq!(item.comment, "Appelé le 12\nRelancé automatiquement par mail le 24/11/2026");
    let changes = changes(fresh).await;
    assert_eq!(changes.len(), 2);
    assert_eq!(changes[0].comment_before, "Appelé le 12");
    assert_eq!(changes[0].comment_after, item.comment);
}

async fn without_postponement_the_expected_date_stays(fresh: &Fresh) {
    let (run, ids) = sending(fresh).await;
    let rules = relance::store::SettleRules { postpone_days: 0, ..rules() };
    fresh.store.settle(run, date("2026-11-24"), &[sent(ids[0])], &rules).await.expect("a result");
    let item = fresh.item(1).await;
    assert_eq!(item.expected_payment_date, None);
    assert_eq!(item.last_reminded_on, Some(date("2026-11-24")));
}
