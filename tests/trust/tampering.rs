//! Whoever has all rights on the database can change it, and is found out.

use relance::chain::What;
use sea_orm::{ConnectionTrait, DatabaseConnection};

use crate::database::Fresh;
use crate::record::{flaw, sealed, unlock, verified};

/// What is done, and what is found.
const DEEDS: [(&str, &str); 16] = [
    ("UPDATE history SET result = 'failed' WHERE id = 1", "row-changed"),
    ("UPDATE history SET recorded_at = '2026-11-20T08:00:00Z' WHERE id = 2", "row-changed"),
    ("UPDATE history SET detail = '250 Ok' WHERE id = 2", "text-changed"),
    ("UPDATE history SET author = 'eve' WHERE id = 1", "text-changed"),
    ("DELETE FROM history WHERE id = 2", "row-missing"),
    ("UPDATE follow_up_changes SET level_after = 'N3' WHERE id = 1", "row-changed"),
    ("UPDATE follow_up_changes SET comment_after = 'x' WHERE id = 1", "text-changed"),
    ("UPDATE audit_log SET actor = 'nobody'", "text-changed"),
    ("DELETE FROM audit_log", "row-missing"),
    ("UPDATE reminders SET level = 'N5' WHERE id = 1", "row-changed"),
    ("UPDATE reminders SET recipients = '[\"x@y.example\"]' WHERE id = 1", "text-changed"),
    ("UPDATE reminder_lines SET open_amount = 1", "row-changed"),
    ("UPDATE messages SET envelope_to = '[]', message = envelope_from", "text-changed"),
    ("DELETE FROM chain WHERE position = 4", "entries-missing"),
    ("UPDATE chain SET content = texts WHERE position = 5", "entry-changed"),
    ("UPDATE chain SET sealed_at = '2026-11-20T08:00:00Z' WHERE position = 5", "entry-changed"),
];

on_every_database!(each_deed_is_found_at_its_place, an_erasure_without_a_record_is_found);

async fn each_deed_is_found_at_its_place(fresh: &Fresh) {
    sealed(fresh).await;
    let raw = unlock(fresh).await;
    for (deed, expected) in DEEDS {
        let deed = on_this_database(fresh, deed);
        let found = done_and_undone(fresh, &raw, &deed).await;
        assert_eq!(found, expected, "{deed}");
    }
    assert_eq!(flaw(&fresh.store).await, "", "all is as it was");
}

/// A copy of the tables, the deed, what is found, and the tables again.
async fn done_and_undone(fresh: &Fresh, raw: &DatabaseConnection, deed: &str) -> &'static str {
    const TABLES: [&str; 7] = [
        "history",
        "follow_up_changes",
        "audit_log",
        "reminders",
        "reminder_lines",
        "messages",
        "chain",
    ];
    let run = async |statement: String| {
        let done = raw.execute_unprepared(&statement).await;
        done.unwrap_or_else(|error| panic!("{statement}: {error}"))
    };
    for table in TABLES {
        run(format!("CREATE TABLE kept_{table} AS SELECT * FROM {table}")).await;
    }
    run(deed.to_owned()).await;
    let found = verified(&fresh.store).await;
    if let Some(flaw) = found.flaw {
        assert!(flaw.place.is_some(), "{deed}: {flaw:?}");
    }
    for table in TABLES {
        run(format!("DELETE FROM {table}")).await;
        run(format!("INSERT INTO {table} SELECT * FROM kept_{table}")).await;
        run(format!("DROP TABLE kept_{table}")).await;
    }
    found.flaw.map_or("", |flaw| flaw.what.as_str())
}

fn on_this_database(fresh: &Fresh, deed: &str) -> String {
    match fresh.url.starts_with("sqlite:") {
        true => deed.to_owned(),
        false => deed.replace("message = envelope_from", "message = envelope_from::bytea"),
    }
}

async fn an_erasure_without_a_record_is_found(fresh: &Fresh) {
    sealed(fresh).await;
    let raw = unlock(fresh).await;
    let zeros = match fresh.url.starts_with("sqlite:") {
        true => "zeroblob(32)",
        false => "decode(repeat('00', 32), 'hex')",
    };
    for statement in [
        "UPDATE history SET detail = '[…]', author = '[…]' WHERE id = 1".to_owned(),
        format!("UPDATE chain SET salts = {zeros} WHERE kind = 'history' AND row_id = 1"),
    ] {
        raw.execute_unprepared(&statement).await.expect(&statement);
    }
    let found = verified(&fresh.store).await.flaw.expect("a flaw");
    assert_eq!(found.what, What::ErasedUnrecorded { text: "detail" });
}
