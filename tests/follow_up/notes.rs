//! Notes on due items, promises, holds.

use crate::desk::{Books, Desk, texts};
use relance::import::set::CollaboratorRow;

const DAY: &str = "2026-11-24";

async fn desk() -> Desk {
    let desk = Desk::new();
    let mut set = Books::one_invoice("a@client.example")
        .invoice("C1", "F2", "2026-11-09", "a@client.example")
        .customer("C2")
        .invoice("C2", "F1", "2026-11-09", "b@client.example")
        .set();
    let email = Some("alix@beaumont.example".to_owned());
    set.collaborators.push(CollaboratorRow { code: "AB".into(), name: "Alix".into(), email });
    desk.fill(&set).await;
    desk
}

fn by(desk: &Desk, args: &[&str]) -> crate::desk::Done {
    desk.relance(&[args, &["--by", "alix"]].concat())
}

#[tokio::test]
async fn several_items_are_noted_at_once_or_none() {
    let desk = desk().await;
    let noted = by(&desk, &["note", "C1/F1", "F2/1", "--dispute", "on"]).expect(0);
    assert!(noted.out.contains("2 items changed"), "{}", noted.out);
    by(&desk, &["note", "F2", "NOPE", "--dispute", "off"]).expect(2);
    let refused = by(&desk, &["note", "F1", "--dispute", "off"]).expect(2);
    assert!(refused.err.contains("C1/F1, C2/F1"), "{}", refused.err);
    assert!(desk.item("C1", "F2").await.disputed, "nothing was half-applied");

    let bulk = by(&desk, &["note", "--customer", "C1", "--dispute", "off"]).expect(0);
    assert!(bulk.out.contains("2 items changed"), "{}", bulk.out);
    assert!(!desk.item("C1", "F1").await.disputed);
    by(&desk, &["note", "--customer", "C9", "--dispute", "off"]).expect(2);
}

#[tokio::test]
async fn what_the_rules_and_the_books_do_not_know_is_refused() {
    let desk = desk().await;
    for (args, told) in [
        (&["--status", "DISPUT"][..], "did you mean “DISPUTE”?"),
        (&["--next-by", "AC"], "no collaborator has the code “AC”"),
        (&[], "nothing to note"),
        (&["--promised", "soon"], "“soon” is not a value for --promised"),
        (&["--append"], "missing: --comment"),
    ] {
        let refused = by(&desk, &[&["note", "F2"], args].concat()).expect(2);
        assert!(refused.err.contains(told), "{args:?}: {}", refused.err);
    }
}

#[tokio::test]
async fn each_change_tells_who_when_before_and_after() {
    let desk = desk().await;
    by(&desk, &["note", "F2", "--status", "PROMISE", "--promised", "2026-11-20"]).expect(0);
    by(&desk, &["note", "F2", "--status", "PROMISE"]).expect(0);
    by(&desk, &["note", "F2", "--status", "none", "--comment", "Payé ?"]).expect(0);
    let items = desk.relance(&["note", "F2", "--history", "--json"]).expect(0).json();
    let changes = items[0]["changes"].as_array().expect("changes");
    assert_eq!(changes.len(), 2, "unchanged values leave no record");
    assert_eq!(texts(&items[0]["changes"], "author"), ["alix", "alix"]);
    assert_eq!(changes[0]["before"]["status"], serde_json::Value::Null);
    assert_eq!(changes[0]["after"]["promised_on"], "2026-11-20");
    assert_eq!(changes[1]["after"]["comment"], "Payé ?");
    let shown = desk.relance(&["note", "F2", "--history"]).expect(0).out;
    assert!(shown.contains("Status: none → PROMISE"), "{shown}");
}

#[tokio::test]
async fn promises_are_running_due_or_broken() {
    let desk = desk().await;
    by(&desk, &["note", "C1/F1", "--promised", "2026-11-23"]).expect(0);
    by(&desk, &["note", "C2/F1", "--promised", "2026-11-25"]).expect(0);
    for (as_of, states) in [
        ("2026-11-22", ["running", "running"]),
        ("2026-11-23", ["due_today", "running"]),
        ("2026-11-24", ["broken", "running"]),
        ("2026-11-26", ["broken", "broken"]),
    ] {
        let promises = desk.relance(&["promises", "--as-of", as_of, "--json"]).expect(0).json();
        assert_eq!(texts(&promises, "state"), states, "{as_of}");
    }
    let preview = desk.relance(&["preview", "--json", "--as-of", DAY]).expect(0).json();
    let warnings = texts(&preview[0]["warnings"], "code");
    assert!(warnings.contains(&"broken_promises".to_owned()), "{warnings:?}");
}

#[tokio::test]
async fn next_actions_are_listed_by_day_and_person() {
    let desk = desk().await;
    by(&desk, &["note", "C1/F1", "--next", "2026-11-26", "--next-by", "AB"]).expect(0);
    by(&desk, &["note", "F2", "--next", "2026-11-20"]).expect(0);
    let list = |args: &[&str]| {
        let args = [&["actions", "--as-of", DAY, "--json"], args].concat();
        texts(&desk.relance(&args).expect(0).json(), "invoice")
    };
    assert_eq!(list(&[]), ["F2", "F1"]);
    assert_eq!(list(&["--person", "AB"]), ["F1"]);
    desk.relance(&["actions", "--person", "XX"]).expect(2);
}

#[tokio::test]
async fn a_dispute_or_a_promise_holds_an_item_where_the_rules_say_so() {
    let desk = desk().await;
    by(&desk, &["note", "C1/F1", "--dispute", "on"]).expect(0);
    by(&desk, &["note", "F2", "--promised", "2026-11-24"]).expect(0);
    by(&desk, &["note", "C2/F1", "--promised", "2026-11-23"]).expect(0);
    assert_eq!(desk.previewed(DAY).len(), 2, "the rules let both be reminded");
    for name in ["Disputed", "Running promise"] {
        let text = std::fs::read_to_string(desk.rules.join("relance.yaml")).expect("rules");
        let (_, rule) = text.split_once(&format!("  - name: {name}\n")).expect("a rule");
        let rule = rule.split("    enabled: false\n").next().expect("a rule");
        let from = format!("  - name: {name}\n{rule}    enabled: false\n");
        desk.change_rules("relance.yaml", &from, &from.replace("false", "true"));
    }
    let preview = desk.relance(&["preview", "--json", "--as-of", DAY]).expect(0).json();
    let skipped = &preview[0]["skipped"];
    assert_eq!(texts(skipped, "reason"), ["exclusion", "exclusion"]);
    // The broken promise holds nothing any more.
    assert_eq!(preview[0]["reminders"][0]["customer"]["code"], "C2");
    let explained = desk.relance(&["explain", "F2", "--as-of", DAY]).expect(0).out;
    assert!(explained.contains("Running promise"), "{explained}");
}

#[tokio::test]
async fn holds_stop_the_batch_until_they_are_lifted() {
    let desk = desk().await;
    let place = ["hold", "place", "F2", "--kind", "automatic", "--comment", "à vérifier"];
    by(&desk, &place).expect(0);
    let refused = by(&desk, &["hold", "place", "F2", "--kind", "automatic"]).expect(2);
    assert!(refused.err.contains("--comment"), "{}", refused.err);
    by(&desk, &["hold", "place", "F1", "--kind", "manual", "--comment", "x"]).expect(2);
    by(&desk, &["hold", "place", "F9", "--kind", "manual", "--comment", "x"]).expect(2);
    let explained = desk.relance(&["explain", "F2", "--as-of", DAY]).expect(0).out;
    assert!(explained.contains("à vérifier"), "{explained}");
    let held = desk.relance(&["hold", "list", "--customer", "C1", "--json"]).expect(0).json();
    assert_eq!(texts(&held, "author"), ["alix"]);

    by(&desk, &["hold", "lift", "F2", "--kind", "automatic"]).expect(0);
    by(&desk, &place).expect(0);
    by(&desk, &["hold", "lift", "F2", "--kind", "automatic"]).expect(0);
    assert_eq!(desk.previewed(DAY).len(), 2);
    let history = desk.history().into();
    let results = ["hold_lifted", "hold_placed", "hold_lifted", "hold_placed"];
    assert_eq!(texts(&history, "result"), results);
    assert!(texts(&history, "author").iter().all(|author| author == "alix"));
}
