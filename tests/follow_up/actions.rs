//! Actions on a selection: sent, and nothing of the items changes (domain
//! document §11, example 35).

use relance::domain::customer::RoleFlags;
use relance::domain::hold::HoldKind;
use relance::domain::level::{LevelCode, Standing};
use relance::import::set::{CollaboratorRow, ImportSet};

use crate::customer::contact;
use crate::desk::{Books, Desk, day, texts};

const DAY: &str = "2026-11-24";

/// C1, manually remindable, with F1 at N2 and F2, both in the charge of AB.
fn books() -> ImportSet {
    let mut set = Books::one_invoice("a@client.example")
        .invoice("C1", "F2", "2026-11-01", "a@client.example")
        .set();
    set.customers[0].manual = Some(true);
    let financial = RoleFlags { financial: true, ..RoleFlags::default() };
    set.contacts = vec![contact("K1", financial), contact("K2", RoleFlags::default())];
    set.due_items[0].level = Some("N2".into());
    set.due_items[0].last_reminded_on = Some(day("2026-11-10"));
    let email = Some("alix@beaumont.example".to_owned());
    set.collaborators.push(CollaboratorRow { code: "AB".into(), name: "Alix".into(), email });
    for invoice in &mut set.invoices {
        invoice.person_in_charge = Some("AB".into());
    }
    set
}

fn act(desk: &Desk, args: &[&str]) -> crate::desk::Done {
    desk.relance(&[&["customer"], args, &["--as-of", DAY, "--yes", "--by", "alix"]].concat())
}

fn body(message: &[u8]) -> String {
    // Long lines are folded with "=".
    String::from_utf8_lossy(message).replace("=\r\n", "")
}

#[tokio::test]
async fn contacts_are_reminded_and_the_item_stays_at_n2() {
    let (desk, server) = Desk::with_server();
    desk.fill(&books()).await;
    let before = desk.item("C1", "F1").await;
    let note = ["--note", "Merci de rappeler Alix"];
    act(&desk, &[&["remind", "C1", "--invoice", "F1"][..], &note].concat()).expect(0);
    let received = server.received();
    assert_eq!(received.len(), 1);
    assert_eq!(received[0].to, ["k1@client.example"]);
    assert!(body(&received[0].message).contains("Merci de rappeler Alix"));
    assert_eq!(desk.item("C1", "F1").await, before);
    assert_eq!(before.standing, Standing::At(LevelCode::new("N2")));

    let history = desk.history();
    assert_eq!(history[0]["result"], "sent");
    assert_eq!(history[0]["level"], serde_json::Value::Null);
    assert_eq!(history[0]["author"], "alix");
    let reminder = history[0]["reminder"].to_string();
    let message = desk.relance(&["history", "--message", &reminder]).expect(0).out;
    assert!(message.contains("K1") && message.contains("F1"), "{message}");
    let changes = desk.relance(&["note", "F1", "--history", "--json"]).expect(0).json();
    assert_eq!(changes[0]["changes"], serde_json::json!([]));
    // It is no run of the batch: its date does not count there.
    desk.relance(&["run", "--yes", "--as-of", DAY]).expect(0);
}

#[tokio::test]
async fn the_same_people_may_be_reminded_again_on_one_day() {
    let (desk, server) = Desk::with_server();
    desk.fill(&books()).await;
    act(&desk, &["remind", "C1"]).expect(0);
    act(&desk, &["remind", "C1"]).expect(0);
    let received = server.received();
    assert_eq!(received.len(), 2);
    assert_ne!(received[0].message_id(), received[1].message_id());
}

#[tokio::test]
async fn colleagues_get_the_follow_up_information() {
    let (desk, server) = Desk::with_server();
    desk.fill(&books()).await;
    let noted = ["note", "F1", "--status", "DISPUTE", "--comment", "Appeler lundi"];
    desk.relance(&noted).expect(0);
    act(&desk, &["remind-in-charge", "C1"]).expect(0);
    let to = ["--to", "AB", "--to", "boss@beaumont.example", "--from", "AB"];
    act(&desk, &[&["communicate", "C1", "--invoice", "F1"][..], &to].concat()).expect(0);
    let received = server.received();
    let recipients: Vec<String> = received.iter().map(|mail| mail.to.join(" ")).collect();
    assert_eq!(
        recipients,
        ["alix@beaumont.example", "alix@beaumont.example boss@beaumont.example"]
    );
    let information = body(&received[1].message);
    assert!(information.contains("Appeler lundi") && information.contains("Litige"));
    assert_eq!(received[1].from, "alix@beaumont.example");
}

#[tokio::test]
async fn what_is_refused_is_told_and_the_rest_goes_on() {
    let (desk, server) = Desk::with_server();
    let mut set = books();
    set.holds = Books::default().hold("C1", "F2", HoldKind::Manual).0.holds;
    desk.fill(&set).await;
    let done = act(&desk, &["remind", "C1"]).expect(0);
    assert!(done.out.contains("F2/1") && done.out.contains("à vérifier"), "{}", done.out);
    assert_eq!(server.received().len(), 1);
    assert!(!body(&server.received()[0].message).contains("F2"));
    act(&desk, &["remind", "C1", "--invoice", "F2"]).expect(5);
    desk.relance(&["customer", "set", "C1", "--manual", "off"]).expect(0);
    for action in ["remind", "remind-in-charge"] {
        act(&desk, &[action, "C1"]).expect(5);
    }
    assert_eq!(server.received().len(), 1);
}

#[tokio::test]
async fn what_is_named_must_be_there() {
    let desk = Desk::new();
    desk.fill(&books()).await;
    for args in [
        &["remind", "C9"][..],
        &["remind", "C1", "--contact", "K2"],
        &["remind", "C1", "--invoice", "F9"],
        &["remind", "C1", "--from", "XX"],
        &["communicate", "C1"],
        &["communicate", "C1", "--to", "XX"],
    ] {
        act(&desk, args).expect(2);
    }
    assert!(desk.history().is_empty());
}

#[tokio::test]
async fn a_dry_run_writes_the_mails_and_records_nothing() {
    let desk = Desk::new();
    desk.fill(&books()).await;
    let out = desk.folder.path().join("mails");
    let folder = out.display().to_string();
    act(&desk, &["remind", "C1", "--dry-run", "--out", &folder]).expect(0);
    assert_eq!(std::fs::read_dir(&out).expect("a folder").count(), 2, "a mail, twice");
    let shown = act(&desk, &["remind", "C1", "--dry-run", "--json"]).expect(0).json();
    assert_eq!(texts(&shown["reminders"], "level"), [""]);
    assert!(desk.history().is_empty());
    let unanswered = ["customer", "remind", "C1", "--as-of", DAY];
    desk.relance(&unanswered).expect(5);
    assert!(desk.history().is_empty(), "without a yes nothing leaves");
}

#[tokio::test]
async fn what_failed_is_tried_again_and_what_is_paid_is_not() {
    let (desk, server) = Desk::with_server();
    let mut set = books();
    set.contacts[0].customer_email = Some("refuse550@client.example".into());
    desk.fill(&set).await;
    act(&desk, &["remind", "C1", "--invoice", "F1"]).expect(4);
    desk.relance(&["retry", "1"]).expect(4);
    set.due_items[0].open_amount = 0.into();
    desk.fill(&set).await;
    desk.relance(&["retry", "1"]).expect(0);
    assert_eq!(texts(&desk.history().into(), "result"), ["cancelled", "failed", "failed"]);
    assert_eq!(server.received().len(), 0);
}
