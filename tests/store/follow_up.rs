//! Follow-up information, and a history that nothing can edit.

use relance::domain::follow_up::{CommentEdit, FollowUp, FollowUpEdit};
use relance::domain::identity::DueItemId;
use relance::store::Noted;
use sea_orm::ConnectionTrait;

use crate::database::{Fresh, company};
use crate::running::{rules, sending, sent};
use crate::sample::{self, date, now};

on_every_database!(
    an_edit_is_kept_with_who_when_before_and_after,
    an_edit_that_changes_nothing_leaves_no_record,
    reminders_and_people_share_one_history,
    what_was_done_cannot_be_edited,
    promises_and_actions_of_open_items_are_listed,
);

const ITEM: DueItemId = DueItemId(1);

async fn filled(fresh: &Fresh) {
    fresh.store.import(&company(), &sample::set(), now(), "test").await.expect("an import");
}

fn promise() -> FollowUpEdit {
    FollowUpEdit {
        status: Some(Some("PROMISE".into())),
        comment: Some(CommentEdit::Append("Appelée".into())),
        promised_on: Some(Some(date("2026-11-30"))),
        next_action_on: Some(Some(date("2026-12-01"))),
        next_action_by: Some(Some("CM".into())),
        ..FollowUpEdit::default()
    }
}

async fn an_edit_is_kept_with_who_when_before_and_after(fresh: &Fresh) {
    filled(fresh).await;
    let items = [ITEM, DueItemId(2)];
    let changed = fresh.store.edit_follow_up(&items, &promise(), "alix", now()).await;
    assert_eq!(changed.expect("an edit"), 2);
    let stored = fresh.store.follow_up(ITEM).await.expect("a query").expect("an item");
    assert_eq!(
        stored,
        FollowUp {
            status: Some("PROMISE".into()),
            comment: "Appelée".into(),
            promised_on: Some(date("2026-11-30")),
            disputed: false,
            next_action_on: Some(date("2026-12-01")),
            next_action_by: Some("CM".into()),
        }
    );
    let changes = fresh.store.follow_up_changes(ITEM).await.expect("changes");
    assert_eq!(changes.len(), 1);
    let change = &changes[0];
    assert_eq!((change.author.as_str(), change.at, change.reminder), ("alix", now(), None));
    assert_eq!((&change.before, &change.after), (&FollowUp::default(), &stored));

    let other = fresh.store.follow_up_changes(DueItemId(2)).await.expect("changes");
    assert_eq!(other[0].before.status.as_deref(), Some("relance"));
    assert_eq!(other[0].before.promised_on, Some(date("2026-12-01")));
    assert!(other[0].before.disputed && other[0].after.disputed);
    assert_eq!(other[0].after.comment, "Appelé le 12\nAppelée");
}

async fn an_edit_that_changes_nothing_leaves_no_record(fresh: &Fresh) {
    filled(fresh).await;
    let edit = FollowUpEdit { disputed: Some(false), ..FollowUpEdit::default() };
    let changed = fresh.store.edit_follow_up(&[ITEM, DueItemId(2)], &edit, "alix", now()).await;
    assert_eq!(changed.expect("an edit"), 1, "the second item was disputed");
    assert_eq!(fresh.store.follow_up_changes(ITEM).await.expect("changes"), []);
}

async fn reminders_and_people_share_one_history(fresh: &Fresh) {
    let (run, ids) = sending(fresh).await;
    fresh.store.edit_follow_up(&[ITEM], &promise(), "alix", now()).await.expect("an edit");
    let outcomes = [sent(ids[0])];
    fresh.store.settle(run, date("2026-11-24"), &outcomes, &rules()).await.expect("a result");
    let changes = fresh.store.follow_up_changes(ITEM).await.expect("changes");
    let authors: Vec<&str> = changes.iter().map(|change| change.author.as_str()).collect();
    assert_eq!(authors, ["alix", "RelancesAutomatiques"]);
    assert_eq!(changes[1].reminder, Some(ids[0]));
    assert_eq!(changes[1].level_after.code(), Some("N1"));
}

async fn what_was_done_cannot_be_edited(fresh: &Fresh) {
    let (run, ids) = sending(fresh).await;
    let outcomes = [sent(ids[0])];
    fresh.store.settle(run, date("2026-11-24"), &outcomes, &rules()).await.expect("a result");
    let raw = fresh.raw().await;
    for statement in [
        "UPDATE history SET result = 'failed'",
        "DELETE FROM history",
        "UPDATE follow_up_changes SET author = 'nobody'",
        "DELETE FROM follow_up_changes WHERE item_id = 1",
        // Another record in the place of one that is there.
        "INSERT INTO follow_up_changes (id, item_id, changed_at, author, comment_before, \
         comment_after) SELECT id, item_id, changed_at, 'nobody', '', '' FROM follow_up_changes \
         WHERE TRUE ON CONFLICT (id) DO UPDATE SET author = 'nobody'",
    ] {
        let error = raw.execute_unprepared(statement).await.expect_err(statement).to_string();
        assert!(error.contains("only ever added to"), "{statement}: {error}");
    }
    assert_eq!(fresh.store.follow_up_changes(ITEM).await.expect("changes").len(), 1);
}

async fn promises_and_actions_of_open_items_are_listed(fresh: &Fresh) {
    filled(fresh).await;
    // The item of FA26-3 is settled: whatever was promised was kept.
    let items = [ITEM, DueItemId(4)];
    fresh.store.edit_follow_up(&items, &promise(), "alix", now()).await.expect("an edit");
    let names = async |which| {
        let noted = fresh.store.noted_items(&company(), which).await.expect("a query");
        noted.iter().map(relance::store::NotedItem::name).collect::<Vec<_>>()
    };
    assert_eq!(names(Noted::Promise).await, ["FA/26-1/1", "FA/26-1/2"]);
    assert_eq!(names(Noted::Action).await, ["FA/26-1/1"]);
    assert_eq!(names(Noted::Customer("C2")).await, ["FA26-2/1"]);
    for (as_of, broken) in [("2026-11-30", 0), ("2026-12-01", 1), ("2026-12-02", 2)] {
        let count = fresh.store.broken_promises(&company(), date(as_of)).await;
        assert_eq!(count.expect("a query"), broken, "{as_of}");
    }
}
