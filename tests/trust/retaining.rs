//! What is older than the rules allow goes: texts, not rows, and never what is
//! under way.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use relance::app::retention::{self, Retained};
use relance::domain::retention::RetentionSection;
use relance::rules::set::RetentionRules;

use crate::database::Fresh;
use crate::record::{days, everything, filled, flaw, number, seal, sealed, sending, text};
use crate::sample::now;

on_every_database!(
    messages_go_and_their_reminders_stay,
    texts_of_the_history_go_and_the_chain_holds,
    what_is_young_or_under_way_stays,
    it_is_done_once_a_day,
);

fn rules(kept: &[(RetentionSection, &str)]) -> RetentionRules {
    let kept = kept.iter().map(|(section, text)| (*section, text.parse().expect("a period")));
    RetentionRules(kept.collect::<BTreeMap<_, _>>())
}

async fn applied(fresh: &Fresh, rules: &RetentionRules, at: DateTime<Utc>) -> Vec<u64> {
    let count = |found: Vec<Retained>| found.iter().map(|it| it.count).collect::<Vec<u64>>();
    let shown = retention::preview(&fresh.store, rules, at).await.expect("a preview");
    let done = retention::apply(&fresh.store, rules, "retention", at, || false).await;
    let (shown, done) = (count(shown), count(done.expect("retention")));
    assert_eq!(
        shown.iter().map(|it| *it > 0).collect::<Vec<_>>(),
        done.iter().map(|it| *it > 0).collect::<Vec<_>>()
    );
    done
}

async fn messages_go_and_their_reminders_stay(fresh: &Fresh) {
    sealed(fresh).await;
    let rules = rules(&[(RetentionSection::Messages, "30d")]);
    assert_eq!(applied(fresh, &rules, now() + days(31)).await, [3]);
    assert_eq!(number(fresh, "SELECT SUM(LENGTH(message)) FROM messages").await, 0);
    let to = text(fresh, "SELECT recipients FROM reminders WHERE id = 1").await;
    assert_eq!(to, "[\"jean@perso.example\"]", "to whom it went is the history's");
    assert_eq!(flaw(&fresh.store).await, "");
    assert_eq!(applied(fresh, &rules, now() + days(32)).await, [0]);
    // There is nothing left of what failed to be sent again.
    assert_eq!(text(fresh, "SELECT state FROM reminders WHERE id = 2").await, "cancelled");
}

async fn texts_of_the_history_go_and_the_chain_holds(fresh: &Fresh) {
    // Sealed by retention itself.
    filled(fresh).await;
    let rules = rules(&[(RetentionSection::History, "1y"), (RetentionSection::Audit, "2y")]);
    assert_eq!(applied(fresh, &rules, now() + days(366)).await, [9, 0]);
    let all = everything(fresh).await;
    for table in ["history", "follow_up_changes", "reminders", "messages", "messages.message"] {
        assert!(!all[table].contains("jean"), "{table}: {}", all[table]);
    }
    assert!(all["audit_log"].contains("jean"), "kept for longer");
    assert_eq!(number(fresh, "SELECT count(*) FROM history").await, 3, "the rows stay");
    seal(&fresh.store, now() + days(366)).await;
    assert_eq!(flaw(&fresh.store).await, "");
    assert_eq!(applied(fresh, &rules, now() + days(732)).await, [0, 1]);
    assert_eq!(flaw(&fresh.store).await, "");
    assert_eq!(text(fresh, "SELECT object FROM audit_log WHERE id = 1").await, "[…]");
}

async fn what_is_young_or_under_way_stays(fresh: &Fresh) {
    sending(fresh).await;
    let all = [
        (RetentionSection::Messages, "1d"),
        (RetentionSection::History, "1d"),
        (RetentionSection::Audit, "1d"),
        (RetentionSection::WebhookDeliveries, "1d"),
    ];
    assert_eq!(applied(fresh, &rules(&all), now() + days(400)).await, [0, 0, 0, 0]);
    let kept = "SELECT count(*) FROM messages WHERE LENGTH(message) > 0";
    assert_eq!(number(fresh, kept).await, 3, "the run is being sent yet");
    assert_eq!(applied(fresh, &rules(&[]), now() + days(4000)).await, [0; 0], "for ever");
}

async fn it_is_done_once_a_day(fresh: &Fresh) {
    let store = &fresh.store;
    for (hours, turn) in [(0, true), (1, false), (22, false), (24, true), (25, false)] {
        let at = now() + chrono::TimeDelta::hours(hours);
        assert_eq!(store.begin_daily("retention", at).await.expect("a turn"), turn, "{hours}");
    }
    assert!(store.begin_daily("verification", now()).await.expect("a turn"));
    // A clock that was put back does not stop it for ever.
    assert!(store.begin_daily("retention", now()).await.expect("a turn"));
}
