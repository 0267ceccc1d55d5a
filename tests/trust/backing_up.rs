//! A backup that was made while a run was at work, by the real program: what
//! it restores holds, and goes on without sending anything twice.

use std::collections::BTreeMap;
use std::path::Path;
use std::time::{Duration, Instant};

use relance::import::set::ImportSet;
use sea_orm::ConnectionTrait;

use crate::desk::{Books, Desk};
use crate::smtp::SmtpServer;

const RUN_DATE: &str = "2026-11-24";
const REMINDERS: usize = 40;

fn customers() -> ImportSet {
    let mut books = Books::default();
    for number in 0..REMINDERS {
        let (customer, invoice) = (format!("C{number}"), format!("F{number}"));
        let address = format!("slow400-{number}@client.example");
        books = books.customer(&customer).invoice(&customer, &invoice, "2026-11-09", &address);
    }
    books.set()
}

fn acknowledged(server: &SmtpServer) -> BTreeMap<String, usize> {
    let mut counts = BTreeMap::new();
    for mail in server.received() {
        *counts.entry(mail.message_id()).or_default() += 1;
    }
    counts
}

/// Backs up in mid-run, kills the run, restores into `restored`, and resumes
/// there.
async fn backed_up_in_mid_run(desk: &Desk, server: &SmtpServer, restored: &str) {
    desk.change_rules("relance.yaml", "connections: 8", "connections: 2");
    desk.fill(&customers()).await;
    let mut run = desk.start(&["run", "--yes", "--as-of", RUN_DATE]);
    let deadline = Instant::now() + Duration::from_secs(60);
    while server.received().len() < 8 {
        assert!(Instant::now() < deadline, "the run reaches the server");
        std::thread::sleep(Duration::from_millis(5));
    }
    let file = desk.folder.path().join("backup.zip");
    let file = file.to_str().expect("a path");
    desk.relance(&["backup", file]).expect(0);
    run.kill().expect("a run to kill");
    run.wait().expect("its end");
    std::thread::sleep(Duration::from_millis(300));
    let before = acknowledged(server);
    assert!(before.len() < REMINDERS, "the run was in its middle");

    desk.relance(&["backup", "--verify", file]).expect(0);
    desk.relance(&["backup", file]).expect(5);
    // Never over a database that has something in it.
    desk.relance(&["restore", file]).expect(5);
    let there = ["--database", restored];
    let files = desk.folder.path().join("restored");
    let files = files.to_str().expect("a path");
    let done = desk.relance(&[&there[..], &["restore", file, "--files", files]].concat()).expect(0);
    assert!(done.out.contains("resume"), "{}", done.out);
    let rules = std::fs::read(Path::new(files).join("rules/relance.yaml")).expect("rules");
    assert_eq!(rules, std::fs::read(desk.rules.join("relance.yaml")).expect("rules"));
    desk.relance(&[&there[..], &["audit", "verify", "--messages"]].concat()).expect(0);

    let sent = recorded_as_sent(restored).await;
    assert!(!sent.is_empty(), "the backup has results");
    desk.relance(&[&there[..], &["resume", "--yes"]].concat()).expect(0);
    let after = acknowledged(server);
    assert_eq!(after.len(), REMINDERS, "nothing is lost");
    for id in &sent {
        assert_eq!(after[id], before[id], "what the backup has as sent is not sent again");
    }
    assert_eq!(recorded_as_sent(restored).await.len(), REMINDERS);
    desk.relance(&[&there[..], &["audit", "verify", "--messages"]].concat()).expect(0);
}

/// Message-IDs.
async fn recorded_as_sent(url: &str) -> Vec<String> {
    let raw = sea_orm::Database::connect(url).await.expect("a connection");
    let query = "SELECT message_id FROM reminders WHERE state = 'sent'";
    let query = sea_orm::Statement::from_string(raw.get_database_backend(), query);
    let rows = raw.query_all_raw(query).await.expect("reminders");
    let ids = rows.iter().map(|row| row.try_get_by_index(0).expect("a Message-ID"));
    let ids = ids.collect();
    raw.close().await.expect("an end");
    ids
}

#[tokio::test]
async fn a_backup_of_a_run_at_work_on_sqlite() {
    let (desk, server) = Desk::with_server();
    let restored = format!("sqlite:{}", desk.folder.path().join("restored.db").display());
    backed_up_in_mid_run(&desk, &server, &restored).await;
}

#[tokio::test]
async fn a_backup_of_a_run_at_work_on_postgres() {
    let Ok(server_url) = std::env::var("RELANCE_TEST_POSTGRES") else {
        eprintln!("skipped: RELANCE_TEST_POSTGRES is not set");
        return;
    };
    let (base, _) = server_url.rsplit_once('/').expect("a URL with a database");
    let admin = sea_orm::Database::connect(&server_url).await.expect("the server of the tests");
    let [from, to] =
        ["from", "to"].map(|name| format!("relance_backup_{name}_{}", std::process::id()));
    for name in [&from, &to] {
        admin.execute_unprepared(&format!("CREATE DATABASE {name}")).await.expect("a database");
    }
    let (mut desk, server) = Desk::with_server();
    desk.database = Some(format!("{base}/{from}"));
    backed_up_in_mid_run(&desk, &server, &format!("{base}/{to}")).await;
}

#[tokio::test]
async fn a_backup_that_was_changed_or_cut_is_not_restored() {
    let desk = Desk::new();
    desk.fill(&Books::one_invoice("a@client.example").set()).await;
    let path = desk.folder.path().join("backup.zip");
    let file = path.to_str().expect("a path");
    desk.relance(&["backup", file]).expect(0);
    let whole = std::fs::read(&path).expect("a backup");
    let restored = format!("sqlite:{}", desk.folder.path().join("restored.db").display());
    let mut changed = whole.clone();
    changed[whole.len() / 2] ^= 0x40;
    for (what, bytes) in [
        ("changed", changed),
        ("cut", whole[..whole.len() / 2].to_vec()),
        ("empty", Vec::new()),
        ("something else", b"not a backup".to_vec()),
    ] {
        std::fs::write(&path, bytes).expect("a file");
        assert_eq!(desk.relance(&["backup", "--verify", file]).code, 3, "{what}");
        let done = desk.relance(&["--database", &restored, "restore", file]);
        assert_eq!(done.code, 3, "{what}: {}", done.err);
        assert!(!desk.folder.path().join("restored.db").exists(), "{what}");
    }
    std::fs::write(&path, whole).expect("a file");
    desk.relance(&["--database", &restored, "restore", file]).expect(0);
}

/// The program says so, by its exit code too.
#[tokio::test]
async fn a_history_that_was_tampered_with_ends_with_its_own_exit_code() {
    let desk = Desk::new();
    desk.fill(&Books::one_invoice("a@client.example").set()).await;
    desk.relance(&["run", "--yes", "--as-of", RUN_DATE]).expect(0);
    let head = desk.relance(&["audit", "head"]).expect(0).out;
    desk.relance(&["audit", "verify", "--head", head.trim()]).expect(0);
    let other = format!("1:{}", "0".repeat(64));
    desk.relance(&["audit", "verify", "--head", &other]).expect(4);
    desk.relance(&["audit", "verify", "--head", "nonsense"]).expect(2);
    let raw = sea_orm::Database::connect(desk.database()).await.expect("a connection");
    for statement in
        ["DROP TRIGGER history_refuses_update", "UPDATE history SET detail = 'x' WHERE id = 1"]
    {
        raw.execute_unprepared(statement).await.expect(statement);
    }
    let found = desk.relance(&["audit", "verify", "--json"]).expect(4).json();
    assert_eq!(found["intact"], false);
    assert_eq!((&found["flaw"]["kind"], &found["flaw"]["row"]), (&"history".into(), &1.into()));
    assert_eq!(found["flaw"]["what"], "text-changed");
}
