//! A record with something of everything: three reminders, two of them to
//! Jean, one of which failed; a note; an entry of the audit log.

use std::collections::BTreeMap;

use chrono::{DateTime, TimeDelta, Utc};
use relance::app::audit_chain::{self, Verification, Verify};
use relance::app::progress::Unwatched;
use relance::app::sealing::{self, Extent};
use relance::chain::What;
use relance::domain::channel::Channel;
use relance::domain::follow_up::{CommentEdit, FollowUpEdit};
use relance::domain::identity::{CustomerId, DueItemId, ReminderId, RunId};
use relance::domain::level::{LevelCode, Standing};
use relance::store::{
    Delivery, NewAuditEntry, NewLine, NewReminder, NewRun, Outcome, RunCounts, RunIntent,
    SettleRules, Store,
};
use sea_orm::{ConnectOptions, ConnectionTrait, DatabaseBackend, DatabaseConnection, Statement};

use crate::database::{Fresh, company};
use crate::sample::{self, date, now};

pub const JEAN: &str = "jean@perso.example";
pub const OTHER: &str = "compta@dupont.example";

fn reminder(customer: i64, item: i64, message_id: &str, to: &str) -> NewReminder {
    let address = |text: &str| text.parse().expect("an address");
    let name = if to == JEAN { "Contact jean" } else { "Madame" };
    NewReminder {
        customer: CustomerId(customer),
        level: LevelCode::new("N1"),
        language: "fr".parse().expect("a language"),
        message_id: message_id.into(),
        to: vec![address(to)],
        cc: Vec::new(),
        subject: "Facture échue".into(),
        message: format!("To: {to}\r\n\r\nBonjour {name}\r\n").into_bytes(),
        format: None,
        enclosures: Vec::new(),
        envelope_from: address("relance@main.example"),
        envelope_to: vec![address(to)],
        account: None,
        lines: vec![NewLine {
            item: DueItemId(item),
            open_amount: "600.25".parse().expect("an amount"),
            level_before: Standing::New,
            days_late: 15,
        }],
    }
}

pub struct Recorded {
    pub run: RunId,
    pub reminders: Vec<ReminderId>,
}

/// Recorded and taken up for sending; no result yet.
pub async fn sending(fresh: &Fresh) -> Recorded {
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
    let reminders = vec![
        reminder(1, 1, "one@main", JEAN),
        reminder(1, 2, "two@main", JEAN),
        reminder(2, 3, "three@main", OTHER),
    ];
    store.record_reminders(run, reminders).await.expect("reminders");
    let counts = RunCounts { reminders: 3, items: 3, skipped: 0 };
    store.finish_recording(run, counts, "facts").await.expect("a plan");
    store.start_dispatch(run, true).await.expect("a start");
    let taken = store.claim(run, 10).await.expect("reminders");
    Recorded { run, reminders: taken.into_iter().map(|queued| queued.id).collect() }
}

/// As [`sending`], to its end.
pub async fn filled(fresh: &Fresh) -> Recorded {
    let store = &fresh.store;
    let recorded = sending(fresh).await;
    let words = format!("250 2.1.5 <{JEAN}> kept");
    let sent = Delivery::Sent { response: words };
    let failed = Delivery::Failed { reason: format!("550 <{JEAN}> unknown") };
    let other = Delivery::Sent { response: "250 2.0.0 Ok".into() };
    let outcomes: Vec<Outcome> = recorded
        .reminders
        .iter()
        .zip([sent, failed, other])
        .map(|(&reminder, delivery)| Outcome { reminder, at: now(), attempts: 1, delivery })
        .collect();
    let rules = SettleRules {
        comment: Some("Relancé automatiquement par mail le 24/11/2026".into()),
        postpone_days: 10,
        author: "RelancesAutomatiques".into(),
    };
    let day = date("2026-11-24");
    store.settle(recorded.run, day, &outcomes, &rules).await.expect("results");
    store.finish_run(recorded.run, now()).await.expect("the end");
    let edit = FollowUpEdit {
        comment: Some(CommentEdit::Replace("Vu avec Contact Jean au téléphone".into())),
        ..FollowUpEdit::default()
    };
    store.edit_follow_up(&[DueItemId(1)], &edit, "alix", now()).await.expect("a note");
    let entry = NewAuditEntry { actor: "alix", action: "mail-tested", object: JEAN, detail: "" };
    store.audit(&entry, now()).await.expect("an entry");
    recorded
}

/// As [`filled`], and sealed.
pub async fn sealed(fresh: &Fresh) -> Recorded {
    let recorded = filled(fresh).await;
    seal(&fresh.store, now()).await;
    recorded
}

pub async fn seal(store: &Store, at: DateTime<Utc>) -> u64 {
    sealing::seal(store, Extent::All, || at, || false).await.expect("seals")
}

pub async fn verified(store: &Store) -> Verification {
    verified_with(store, Verify { kept: None, messages: true }).await
}

pub async fn verified_with(store: &Store, what: Verify) -> Verification {
    audit_chain::verify(store, what, &Unwatched).await.expect("a verification")
}

/// The name of the first flaw; empty where there is none.
pub async fn flaw(store: &Store) -> &'static str {
    verified(store).await.flaw.map_or("", |flaw| flaw.what.as_str())
}

pub fn head_not_found(found: &Verification) -> bool {
    matches!(found.flaw.map(|flaw| flaw.what), Some(What::HeadNotFound { .. }))
}

pub fn days(count: i64) -> TimeDelta {
    TimeDelta::days(count)
}

/// Somebody with all rights takes the locks of the database off. The
/// connection does not look at references.
pub async fn unlock(fresh: &Fresh) -> DatabaseConnection {
    const TABLES: [&str; 9] = [
        "history",
        "follow_up_changes",
        "audit_log",
        "chain",
        "erasures",
        "erased_texts",
        "reminders",
        "reminder_lines",
        "messages",
    ];
    let mut options = ConnectOptions::new(&fresh.url);
    options.max_connections(1).sqlx_logging(false);
    let raw = sea_orm::Database::connect(options).await.expect("a connection");
    if raw.get_database_backend() == DatabaseBackend::Postgres {
        for table in TABLES {
            let off = format!("ALTER TABLE {table} DISABLE TRIGGER ALL");
            raw.execute_unprepared(&off).await.expect("no triggers");
        }
        return raw;
    }
    let query = "SELECT name FROM sqlite_master WHERE type = 'trigger' AND name LIKE '%refuses%'";
    let query = Statement::from_string(DatabaseBackend::Sqlite, query);
    for row in raw.query_all_raw(query).await.expect("triggers") {
        let name: String = row.try_get_by_index(0).expect("a name");
        raw.execute_unprepared(&format!("DROP TRIGGER {name}")).await.expect("no trigger");
    }
    raw.execute_unprepared("PRAGMA foreign_keys = OFF").await.expect("no references");
    raw
}

/// One column of one row as text.
pub async fn text(fresh: &Fresh, query: &str) -> String {
    let raw = fresh.raw().await;
    let backend = raw.get_database_backend();
    let row = raw.query_one_raw(Statement::from_string(backend, query)).await;
    let row = row.expect("a query").expect("a row");
    row.try_get_by_index::<Option<String>>(0).expect("a text").unwrap_or_default()
}

pub async fn number(fresh: &Fresh, query: &str) -> i64 {
    let raw = fresh.raw().await;
    let backend = raw.get_database_backend();
    let row = raw.query_one_raw(Statement::from_string(backend, query)).await;
    row.expect("a query").expect("a row").try_get_by_index(0).expect("a number")
}

/// Every text of every table, to look for what must not be there any more.
pub async fn everything(fresh: &Fresh) -> BTreeMap<&'static str, String> {
    let raw = fresh.raw().await;
    let backend = raw.get_database_backend();
    let columns = [
        ("contacts", "name || code || COALESCE(identity_email, '')"),
        ("invoices", "recipients || copies"),
        ("due_items", "comment"),
        ("holds", "comment"),
        ("reminders", "recipients || copies || subject || COALESCE(detail, '')"),
        ("messages", "envelope_to"),
        ("history", "detail"),
        ("follow_up_changes", "comment_before || comment_after"),
        ("audit_log", "object || detail"),
        ("erasures", "subject || reason"),
    ];
    let mut all = BTreeMap::new();
    for (table, column) in columns {
        let query = format!("SELECT {column} FROM {table}");
        let rows = raw.query_all_raw(Statement::from_string(backend, query)).await;
        let texts = rows.expect(table);
        let texts = texts.iter().map(|row| row.try_get_by_index::<String>(0).expect("a text"));
        all.insert(table, texts.collect::<Vec<_>>().join("\n"));
    }
    let query = "SELECT message FROM messages";
    let rows = raw.query_all_raw(Statement::from_string(backend, query)).await;
    let rows = rows.expect("messages");
    let messages = rows.iter().map(|row| row.try_get_by_index::<Vec<u8>>(0).expect("bytes"));
    let messages: Vec<String> =
        messages.map(|bytes| String::from_utf8_lossy(&bytes).into_owned()).collect();
    all.insert("messages.message", messages.join("\n"));
    all
}
