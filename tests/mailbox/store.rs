//! What is recorded of what comes back, on every database.

use chrono::{DateTime, Utc};
use relance::app::mailbox::{Tally, read_new};
use relance::domain::channel::Channel;
use relance::domain::company::CompanyCode;
use relance::domain::identity::{CustomerId, DueItemId, ReminderId};
use relance::domain::level::{LevelCode, Standing};
use relance::domain::suppression::SuppressionCause;
use relance::mailbox::Source;
use relance::store::{
    Delivery, HistoryFilter, MailboxPosition, NewLine, NewReminder, NewRun, NewSuppression,
    Outcome, RunCounts, RunIntent, SettleRules, Store, SuppressionQuery,
};
use sea_orm::{ConnectionTrait, Statement};

use crate::database::{Fresh, company};
use crate::sample::{self, date, now};
use crate::wild::{self, Inbox, MESSAGE_ID, RECIPIENT};

on_every_database!(
    two_readers_at_once_handle_each_message_once,
    of_what_is_not_ours_nothing_is_kept,
    an_address_is_on_a_list_once,
    nothing_crosses_companies,
    a_mailbox_is_not_read_backwards,
);

/// A reminder that was sent to [`RECIPIENT`] as [`MESSAGE_ID`].
async fn sent(fresh: &Fresh) -> ReminderId {
    let store = &fresh.store;
    store.import(&company(), &sample::set(), now(), "test").await.expect("an import");
    let new = NewRun {
        channel: Channel::Batch,
        author: String::new(),
        intent: RunIntent::Send,
        company: company(),
        batch: "RelancesAutomatiques".into(),
        run_date: date("2026-11-24"),
        rules_digest: "abc".into(),
        forced_reason: None,
        created_at: now(),
    };
    let run = store.begin_run(&new).await.expect("a run");
    let address = |text: &str| text.parse().expect("an address");
    let reminder = NewReminder {
        format: None,
        enclosures: Vec::new(),
        customer: CustomerId(1),
        level: LevelCode::new("N1"),
        language: "fr".parse().expect("a language"),
        message_id: MESSAGE_ID.into(),
        to: vec![address(RECIPIENT)],
        cc: Vec::new(),
        subject: "Facture FA1".into(),
        message: b"Subject: Facture FA1\r\n\r\nBonjour\r\n".to_vec(),
        envelope_from: address("compta@societe.example"),
        envelope_to: vec![address(RECIPIENT)],
        account: None,
        lines: vec![NewLine {
            item: DueItemId(1),
            open_amount: "600.25".parse().expect("an amount"),
            level_before: Standing::New,
            days_late: 15,
        }],
    };
    store.record_reminders(run, vec![reminder]).await.expect("reminders");
    let counts = RunCounts { reminders: 1, items: 1, skipped: 0 };
    store.finish_recording(run, counts, "facts").await.expect("a plan");
    store.start_dispatch(run, true).await.expect("a start");
    let taken = store.claim(run, 10).await.expect("reminders")[0].id;
    let delivery = Delivery::Sent { response: "250 Ok".into() };
    let outcome = Outcome { reminder: taken, at: now(), attempts: 1, delivery };
    let rules = SettleRules { comment: None, postpone_days: 0, author: "batch".into() };
    store.settle(run, date("2026-11-24"), &[outcome], &rules).await.expect("a result");
    taken
}

async fn read(store: &Store, mailbox: &Inbox) -> Tally {
    let source = Source::parse(&mailbox.address(), None).expect("a mailbox");
    read_new(store, &source, now).await.expect("it is read")
}

async fn results(store: &Store) -> Vec<String> {
    let filter = HistoryFilter { customer: None, run: None, limit: 100 };
    let mut records = store.history(&company(), &filter).await.expect("history");
    records.sort_by_key(|record| record.id);
    records.into_iter().map(|record| record.result.as_str().to_owned()).collect()
}

async fn two_readers_at_once_handle_each_message_once(fresh: &Fresh) {
    let reminder = sent(fresh).await;
    let folder = tempfile::tempdir().expect("a folder");
    let (one, two) = (folder.path().join("one"), folder.path().join("two"));
    let (one, two) = (Inbox::within(&one), Inbox::within(&two));
    let names = ["postfix_no_such_user", "exim_in_words", "reply", "newsletter", "complaint"];
    // As two copies of one mailbox, and as one that both read.
    for mailbox in [&one, &two] {
        for name in names {
            mailbox.deliver(name, &wild::bytes(name));
        }
    }
    let other = Store::open(&fresh.url).await.expect("a second process");
    let tallies = tokio::join!(
        read(&fresh.store, &one),
        read(&other, &two),
        read(&other, &one),
        read(&fresh.store, &two)
    );
    let all = [tallies.0, tallies.1, tallies.2, tallies.3];
    let new: u64 = all.iter().map(Tally::new_messages).sum();
    assert_eq!(new, names.len() as u64, "{all:?}");
    assert_eq!((one.unread(), two.unread()), (0, 0));

    let mut found = results(&fresh.store).await;
    found.sort();
    // The two reports say it in other words: both are on record.
    assert_eq!(found, ["answered", "bounced", "bounced", "complained", "sent"]);
    let query = SuppressionQuery { limit: 10, ..SuppressionQuery::default() };
    let list = fresh.store.suppressions(&company(), &query).await.expect("a list");
    assert_eq!(list.len(), 1);
    assert_eq!((list[0].address.as_str(), list[0].reminder), (RECIPIENT, Some(reminder)));
    let record = fresh.store.reminder_record(&company(), reminder).await.expect("a query");
    assert_eq!(record.expect("a reminder").bounced_at, Some(now()));
    let mut came_back = fresh.store.came_back(reminder).await.expect("messages");
    came_back.sort_by_key(|it| it.kind.as_str());
    let kinds: Vec<&str> = came_back.iter().map(|it| it.kind.as_str()).collect();
    assert_eq!(kinds, ["complaint", "delivery_status", "delivery_status", "reply"]);
    let reply = came_back.last().expect("a reply");
    assert_eq!(reply.sender, "alix@durand.example");
    assert_eq!(reply.excerpt, "Bonjour,\n\nRéglé hier par virement.\n\nAlix Bérard");
    let written: DateTime<Utc> = "2026-11-25T09:12:00Z".parse().expect("a moment");
    assert_eq!(reply.written_at, Some(written));
}

async fn of_what_is_not_ours_nothing_is_kept(fresh: &Fresh) {
    let folder = tempfile::tempdir().expect("a folder");
    let mailbox = Inbox::within(folder.path());
    for name in ["newsletter", "question_without_a_thread", "reply", "postfix_no_such_user"] {
        mailbox.deliver(name, &wild::bytes(name));
    }
    let tally = read(&fresh.store, &mailbox).await;
    assert_eq!((tally.ignored, tally.not_matched), (3, 1));
    let raw = fresh.raw().await;
    let question = "SELECT sender || subject || detail || excerpt FROM mailbox_messages";
    let question = Statement::from_string(raw.get_database_backend(), question);
    let rows = raw.query_all_raw(question).await.expect("a query");
    assert_eq!(rows.len(), 4);
    for row in rows {
        assert_eq!(row.try_get_by_index::<String>(0).expect("a text"), "");
    }
    assert_eq!(results(&fresh.store).await, [] as [&str; 0]);
}

async fn add(store: &Store, company: Option<&CompanyCode>, address: &str) -> bool {
    let new = NewSuppression {
        company,
        address: &address.parse().expect("an address"),
        cause: SuppressionCause::ByHand,
        detail: "left",
        customer: None,
        reminder: None,
        author: "Alix",
        at: now(),
    };
    store.suppress(&new).await.expect("a list")
}

async fn listed(store: &Store, company: &CompanyCode) -> Vec<String> {
    let query = SuppressionQuery { limit: 10, ..SuppressionQuery::default() };
    let list = store.suppressions(company, &query).await.expect("a list");
    list.into_iter().map(|it| it.address).collect()
}

async fn an_address_is_on_a_list_once(fresh: &Fresh) {
    let (store, main) = (&fresh.store, company());
    assert!(add(store, Some(&main), "Compta@Société.example").await);
    assert!(!add(store, Some(&main), "compta@xn--socit-esab.example").await);
    assert_eq!(listed(store, &main).await, ["compta@xn--socit-esab.example"]);
    assert_eq!(store.count_suppressions(&main).await.expect("a count"), 1);
    let address = "COMPTA@société.example".parse().expect("an address");
    for lifted in [true, false] {
        let found = store.lift_suppression(Some(&main), &address, "back", "Alix", now()).await;
        assert_eq!(found.expect("a list"), lifted);
    }
    assert!(add(store, Some(&main), "compta@société.example").await, "once more");
    let query = SuppressionQuery { with_lifted: true, limit: 10, ..SuppressionQuery::default() };
    let all = store.suppressions(&main, &query).await.expect("a list");
    assert_eq!(all.len(), 2, "what was lifted stays on record");
    let lifted = all[1].lifted.as_ref().expect("lifted");
    assert_eq!((lifted.by.as_str(), lifted.reason.as_str()), ("Alix", "back"));
    for (text, found) in [("COMPTA@", 1), ("%", 0), ("_", 0), ("xn--", 1)] {
        let query = SuppressionQuery {
            text: Some(text.to_owned()),
            limit: 10,
            ..SuppressionQuery::default()
        };
        let list = store.suppressions(&main, &query).await.expect("a list");
        assert_eq!(list.len(), found, "{text}");
    }
}

async fn nothing_crosses_companies(fresh: &Fresh) {
    let (store, main, other) = (&fresh.store, company(), CompanyCode("OTHER".into()));
    assert!(add(store, Some(&main), "a@b.example").await);
    assert!(add(store, Some(&other), "a@b.example").await);
    assert!(add(store, Some(&other), "c@d.example").await);
    assert!(add(store, None, "e@f.example").await);
    assert_eq!(listed(store, &main).await, ["e@f.example", "a@b.example"]);
    assert_eq!(listed(store, &other).await, ["e@f.example", "c@d.example", "a@b.example"]);
    // That of all companies is a list of its own.
    let address = "e@f.example".parse().expect("an address");
    for (list, lifted) in [(Some(&main), false), (None, true)] {
        let found = store.lift_suppression(list, &address, "back", "Alix", now()).await;
        assert_eq!(found.expect("a list"), lifted);
    }
    // The facts of a customer know the list of its company.
    sent(fresh).await;
    let before = store.facts_of(&main, "C1").await.expect("a store").expect("a customer");
    assert!(add(store, Some(&other), "compta@dupont.example").await);
    let unchanged = store.facts_of(&main, "C1").await.expect("a store").expect("a customer");
    assert_eq!(before, unchanged);
    assert!(add(store, Some(&main), "compta@dupont.example").await);
    let changed = store.facts_of(&main, "C1").await.expect("a store").expect("a customer");
    assert_ne!(before, changed);
    assert!(changed.suppressed.has(&"Compta@Dupont.example".parse().expect("an address")));
}

async fn a_mailbox_is_not_read_backwards(fresh: &Fresh) {
    let at = |validity, last_uid| MailboxPosition { validity, last_uid };
    for (kept, expected) in [
        (at(1, 10), at(1, 10)),
        (at(1, 9), at(1, 10)),
        (at(1, 11), at(1, 11)),
        (at(4_000_000_000, 1), at(4_000_000_000, 1)),
    ] {
        fresh.store.keep_mailbox_position("m", kept).await.expect("a position");
        let found = fresh.store.mailbox_position("m").await.expect("a position");
        assert_eq!(found, Some(expected));
    }
    assert_eq!(fresh.store.mailbox_position("other").await.expect("none"), None);
}
