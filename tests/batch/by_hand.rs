//! Reminders of selected items: mails, drafts, letters.

use std::path::Path;

use crate::desk::{Books, Desk, day, texts};
use relance::domain::hold::HoldKind;
use relance::domain::level::{LevelCode, Standing};
use relance::import::set::ImportSet;
use relance::store::RunState;

const RUN_DATE: &str = "2026-11-24";

/// Customers that may be reminded by hand.
fn by_hand(books: Books) -> ImportSet {
    let mut set = books.set();
    for customer in &mut set.customers {
        customer.manual = Some(true);
    }
    set
}

/// `F1` and `F2` of `C1`, new, and `G1` of `C2`.
fn three_invoices() -> ImportSet {
    let books = Books::one_invoice("a@client.example")
        .invoice("C1", "F2", "2026-11-12", "a@client.example")
        .customer("C2")
        .invoice("C2", "G1", "2026-08-01", "b@autre.example");
    by_hand(books)
}

fn at(level: &str) -> Standing {
    Standing::At(LevelCode::new(level))
}

async fn comment(desk: &Desk, customer: &str, invoice: &str) -> String {
    let item = desk.item(customer, invoice).await;
    let follow_up = desk.store().await.follow_up(item.id).await.expect("a store");
    follow_up.expect("an item").comment
}

/// Files of a folder, by name.
fn files(folder: &Path) -> Vec<String> {
    let Ok(entries) = std::fs::read_dir(folder) else { return Vec::new() };
    let mut names: Vec<String> = entries
        .map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned())
        .collect();
    names.sort();
    names
}

#[tokio::test]
async fn what_is_sent_is_what_the_dry_run_showed() {
    let (desk, server) = Desk::with_server();
    desk.fill(&three_invoices()).await;
    let dry = ["remind", "F1", "F2", "G1", "--raise", "G1", "--as-of", RUN_DATE];
    let shown = desk.relance(&[&dry[..], &["--dry-run", "--json"]].concat()).expect(0).json();
    assert_eq!(desk.history().len(), 0, "a dry run changes nothing");
    assert_eq!(texts(&shown["reminders"], "level"), ["N1", "N2"]);

    desk.relance(&[&dry[..], &["--yes", "--by", "Alix"]].concat()).expect(0);
    let received: Vec<String> = server.received().iter().map(|mail| mail.message_id()).collect();
    let mut shown = texts(&shown["reminders"], "message_id");
    let mut received_sorted = received.clone();
    shown.sort();
    received_sorted.sort();
    assert_eq!(received_sorted, shown);
    assert_eq!(desk.item("C2", "G1").await.standing, at("N2"), "the level shown is stored");
    let item = desk.item("C1", "F1").await;
    assert_eq!((item.standing, item.last_reminded_on), (at("N1"), Some(day(RUN_DATE))));
    assert_eq!(comment(&desk, "C1", "F1").await, "Relancé manuellement par mail le 24/11/2026");
    let runs = desk.store().await.runs(&Desk::company(), 10).await.expect("a store");
    assert_eq!((runs[0].author.as_str(), runs[0].batch.as_str()), ("Alix", "Relances manuelles"));
}

#[tokio::test]
async fn a_manual_mail_is_never_taken_for_the_batchs() {
    let (desk, _server) = Desk::with_server();
    desk.fill(&three_invoices()).await;
    let batch = desk.previewed(RUN_DATE);
    let dry = desk.relance(&[
        "remind",
        "--overdue",
        "--level",
        "G1=N5",
        "--as-of",
        RUN_DATE,
        "--dry-run",
        "--json",
    ]);
    let by_hand = texts(&dry.expect(0).json()["reminders"], "message_id");
    assert_eq!((batch.len(), by_hand.len()), (2, 2));
    assert!(by_hand.iter().all(|id| !batch.contains(id)), "same items, same levels, same day");
}

#[tokio::test]
async fn what_may_not_be_reminded_is_refused_with_its_reason() {
    let (desk, server) = Desk::with_server();
    let books = Books::one_invoice("a@client.example")
        .invoice("C1", "F2", "2026-11-09", "a@client.example")
        .invoice("C1", "F3", "2026-11-09", "a@client.example")
        .hold("C1", "F1", HoldKind::Manual)
        .hold("C1", "F2", HoldKind::Temporary)
        .hold("C1", "F3", HoldKind::Automatic);
    let mut set = by_hand(books.invoice("C1", "F4", "2026-11-09", "a@client.example"));
    set.invoices[3].payment_method = "PRLV".into();
    desk.fill(&set).await;

    let done =
        desk.relance(&["remind", "--customer", "C1", "--as-of", RUN_DATE, "--dry-run", "--json"]);
    let shown = done.expect(0).json();
    let mut reasons = texts(&shown["skipped"], "reason");
    reasons.sort();
    assert_eq!(reasons, ["manual_hold", "payment_method_never_dunned", "temporary_hold"]);
    assert_eq!(shown["reminders"][0]["items"][0]["invoice"], "F3", "example 20");

    let refused = desk.relance(&["remind", "F1", "--as-of", RUN_DATE, "--yes"]).expect(5);
    assert!(refused.out.contains("do not remind manually"), "{}", refused.out);
    assert_eq!(server.received().len(), 0);
    let facts = desk.facts("C1").await;
    let held = facts.invoices.iter().map(|facts| facts.invoice.holds.len()).sum::<usize>();
    assert_eq!(held, 3, "a temporary hold is the batch's to lift");
}

#[tokio::test]
async fn nothing_leaves_without_a_yes() {
    let (desk, server) = Desk::with_server();
    desk.fill(&three_invoices()).await;
    desk.relance(&["remind", "F1", "--as-of", RUN_DATE]).expect(5);
    assert_eq!(server.received().len(), 0);
    assert_eq!(desk.item("C1", "F1").await.standing, Standing::New);
    desk.relance(&["remind", "F1", "--yes", "--as-of", RUN_DATE]).expect(0);
    assert_eq!(server.received().len(), 1);
}

#[tokio::test]
async fn twice_on_a_day_only_when_asked_for() {
    let (desk, server) = Desk::with_server();
    desk.fill(&three_invoices()).await;
    let remind = |more: &'static [&'static str]| {
        desk.relance(&[&["remind", "F1", "--yes", "--as-of", RUN_DATE], more].concat())
    };
    remind(&[]).expect(0);
    remind(&[]).expect(5);
    remind(&["--again"]).expect(0);
    remind(&["--again", "--level", "F1=N2"]).expect(0);
    let ids: std::collections::BTreeSet<String> =
        server.received().iter().map(|mail| mail.message_id()).collect();
    assert_eq!(ids.len(), 3, "each its own mail");
    assert_eq!(desk.item("C1", "F1").await.standing, at("N2"));
}

#[tokio::test]
async fn a_dropped_line_keeps_everything_it_had() {
    let (desk, server) = Desk::with_server();
    desk.fill(&three_invoices()).await;
    let before = desk.item("C1", "F2").await;
    desk.relance(&["remind", "--customer", "C1", "--drop", "F2", "--yes", "--as-of", RUN_DATE])
        .expect(0);
    assert_eq!(desk.item("C1", "F2").await, before);
    assert_eq!(server.received().len(), 1);
    // It is in the next round as if nothing had been.
    let next = desk.relance(&["remind", "F2", "--dry-run", "--json", "--as-of", "2026-11-25"]);
    assert_eq!(texts(&next.expect(0).json()["reminders"], "level"), ["N1"]);
}

#[tokio::test]
async fn sender_and_copies_are_collaborators_or_free_addresses() {
    let (desk, server) = Desk::with_server();
    let mut set = three_invoices();
    set.collaborators.push(relance::import::set::CollaboratorRow {
        code: "AB".into(),
        name: "Alix Bernard".into(),
        email: Some("alix@societe.example".into()),
    });
    desk.fill(&set).await;
    let remind = |from: &str, cc: &str| {
        desk.relance(&["remind", "F1", "--yes", "--from", from, "--cc", cc, "--as-of", RUN_DATE])
    };
    remind("XX", "AB").expect(2);
    remind("AB", "no address@here").expect(2);
    remind("AB", "Dominique Petit <dp@autre.example>").expect(0);
    let mail = &server.received()[0];
    let text = String::from_utf8_lossy(&mail.message).into_owned();
    assert!(text.contains("From: \"Alix Bernard\" <alix@societe.example>"), "{text}");
    assert!(text.contains("Cc: dp@autre.example"), "{text}");
}

#[tokio::test]
async fn drafts_change_nothing_until_their_author_says_they_are_sent() {
    let (desk, server) = Desk::with_server();
    desk.fill(&three_invoices()).await;
    let folder = desk.folder.path().join("drafts");
    let to = folder.display().to_string();
    desk.relance(&["remind", "F1", "G1", "--drafts", &to, "--as-of", RUN_DATE]).expect(0);
    assert_eq!(server.received().len(), 0);
    assert_eq!(files(&folder), ["1-C1-N1.eml", "2-C2-N1.eml"]);
    let draft = std::fs::read_to_string(folder.join("1-C1-N1.eml")).expect("a draft");
    assert!(draft.starts_with("X-Unsent: 1\r\n"), "{draft}");
    assert_eq!(desk.item("C1", "F1").await.standing, Standing::New);
    let run = desk.store().await.runs(&Desk::company(), 1).await.expect("a store").remove(0);
    assert_eq!(run.state, RunState::Finished);

    let before = desk.relance(&["drafts", "confirm", "1", "--as-of", "2026-11-23"]).expect(2);
    assert!(before.err.contains("2026-11-24"), "{}", before.err);
    desk.relance(&["drafts", "write", "404", "--out", &to]).expect(2);
    desk.relance(&["drafts", "confirm", "1", "--as-of", "2026-11-25"]).expect(0);
    let item = desk.item("C1", "F1").await;
    assert_eq!((item.standing, item.last_reminded_on), (at("N1"), Some(day("2026-11-25"))));
    assert_eq!(comment(&desk, "C1", "F1").await, "Relancé manuellement par mail le 25/11/2026");
    desk.relance(&["drafts", "confirm", "1"]).expect(2);

    desk.relance(&["drafts", "drop", "--run", "1"]).expect(0);
    assert_eq!(desk.item("C2", "G1").await.standing, Standing::New);
    let results = texts(&desk.history().into(), "result");
    assert_eq!(results, ["cancelled", "sent"], "newest first");
}

#[tokio::test]
async fn a_change_to_a_line_that_is_not_selected_is_a_slip() {
    let (desk, server) = Desk::with_server();
    desk.fill(&three_invoices()).await;
    for slip in [["--drop", "F2"], ["--raise", "F2"], ["--lower", "G1"], ["--level", "G1=N3"]] {
        let command = [&["remind", "F1", "--yes", "--as-of", RUN_DATE], &slip[..]].concat();
        let refused = desk.relance(&command).expect(2);
        assert!(refused.err.contains("not among the selected items"), "{}", refused.err);
    }
    assert_eq!(server.received().len(), 0);
}

#[tokio::test]
async fn the_last_reminder_stays_the_last_when_one_is_sent_for_an_earlier_day() {
    let (desk, _server) = Desk::with_server();
    desk.fill(&three_invoices()).await;
    desk.relance(&["remind", "F1", "--yes", "--as-of", RUN_DATE]).expect(0);
    desk.relance(&["remind", "F1", "--yes", "--again", "--as-of", "2026-11-20"]).expect(0);
    assert_eq!(desk.item("C1", "F1").await.last_reminded_on, Some(day(RUN_DATE)));
}

#[tokio::test]
async fn a_draft_that_something_has_overtaken_is_not_confirmed() {
    let (desk, _server) = Desk::with_server();
    desk.fill(&three_invoices()).await;
    let to = desk.folder.path().join("drafts").display().to_string();
    desk.relance(&["remind", "F1", "G1", "--drafts", &to, "--as-of", RUN_DATE]).expect(0);
    // A drafted item can be reminded otherwise meanwhile.
    desk.relance(&["remind", "F1", "--yes", "--as-of", RUN_DATE]).expect(0);
    desk.relance(&["drafts", "confirm", "--run", "1", "--as-of", RUN_DATE]).expect(5);
    assert_eq!(comment(&desk, "C1", "F1").await, "Relancé manuellement par mail le 24/11/2026");
    assert_eq!(desk.item("C2", "G1").await.standing, at("N1"), "the other one holds");
}

#[tokio::test]
async fn a_failed_manual_mail_is_tried_again() {
    let (desk, server) = Desk::with_server();
    desk.change_rules("relance.yaml", "  attempts: 4", "  attempts: 2");
    desk.fill(&by_hand(Books::one_invoice("grey451@client.example"))).await;
    desk.relance(&["remind", "F1", "--yes", "--as-of", RUN_DATE]).expect(4);
    assert_eq!(desk.item("C1", "F1").await.standing, Standing::New);
    desk.relance(&["retry", "1"]).expect(0);
    assert_eq!(server.received().len(), 1);
    assert_eq!(desk.item("C1", "F1").await.standing, at("N1"));
}

#[tokio::test]
async fn a_killed_manual_run_is_resumed_and_the_overtaken_is_cancelled() {
    let (desk, server) = Desk::with_server();
    let mut books = Books::default();
    for number in 0..20 {
        let (customer, invoice) = (format!("C{number}"), format!("F{number}"));
        let address = format!("slow150-{number}@client.example");
        books = books.customer(&customer).invoice(&customer, &invoice, "2026-11-09", &address);
    }
    let set = by_hand(books);
    desk.fill(&set).await;
    desk.change_rules("relance.yaml", "connections: 8", "connections: 1");
    let mut process = desk.start(&["remind", "--overdue", "--yes", "--as-of", RUN_DATE]);
    server.wait_for_a_mail();
    process.kill().expect("a process");
    process.wait().expect("a process");

    desk.relance(&["remind", "F19", "--yes", "--as-of", RUN_DATE]).expect(5);
    let mut paid = set.clone();
    paid.due_items[19].open_amount = 400.into();
    desk.fill(&paid).await;
    let resumed = desk.relance(&["resume", "--yes"]).expect(0);
    assert!(
        resumed.out.contains("overtaken") || resumed.out.contains("cancelled"),
        "{}",
        resumed.out
    );
    let ids: std::collections::BTreeSet<String> =
        server.received().iter().map(|mail| mail.message_id()).collect();
    assert_eq!(ids.len(), 19, "all but the one that was paid meanwhile");
    assert_eq!(desk.item("C19", "F19").await.standing, Standing::New);
    assert_eq!(desk.item("C18", "F18").await.standing, at("N1"));
}

#[tokio::test]
async fn example_37_a_manual_reminder_and_the_batch_of_the_next_day() {
    let (desk, server) = Desk::with_server();
    desk.fill(&three_invoices()).await;
    desk.relance(&["remind", "F1", "--yes", "--as-of", RUN_DATE]).expect(0);
    desk.relance(&["run", "--yes", "--as-of", "2026-11-25"]).expect(0);
    assert_eq!(desk.item("C1", "F1").await.standing, at("N2"), "16 days late on the next day");
    assert!(server.received().len() > 1);
}

#[tokio::test]
async fn nobody_means_everything() {
    let desk = Desk::new();
    desk.fill(&three_invoices()).await;
    let refused = desk.relance(&["remind", "--yes"]).expect(2);
    assert!(refused.err.contains("nothing is selected"), "{}", refused.err);
    desk.relance(&["remind", "F404", "--yes"]).expect(2);
    desk.relance(&["remind", "F1", "--level", "F1=N9", "--yes"]).expect(2);
    desk.relance(&["items", "--status", "UNKNOWN"]).expect(2);
}

/// With a postal address.
fn with_addresses(mut set: ImportSet) -> ImportSet {
    for customer in &mut set.customers {
        customer.address = vec!["2 quai du Port".into(), "13002 Marseille".into()];
    }
    set
}

#[tokio::test]
async fn what_goes_with_a_letter_is_recorded_with_it_and_lies_beside_it() {
    let desk = Desk::new();
    desk.change_rules("relance.yaml", "attachments: none", "attachments: originals");
    let mut set = with_addresses(by_hand(Books::one_invoice("a@client.example")));
    set.invoices[0].documents = vec!["2026/F1.pdf".parse().expect("a path")];
    desk.fill(&set).await;
    let out = desk.folder.path().join("letters");
    let letters = ["letters", "--overdue", "--format", "docx", "--as-of", RUN_DATE, "--yes"];
    let (to, documents) = (out.display().to_string(), desk.folder.path().join("documents"));
    let shelf = documents.display().to_string();
    let command = [&letters[..], &["--out", &to, "--documents", &shelf]].concat();

    let left_out = desk.relance(&command).expect(3);
    assert!(left_out.out.contains("2026/F1.pdf"), "{}", left_out.out);
    assert!(files(&out).is_empty());
    assert_eq!(desk.item("C1", "F1").await.standing, Standing::New);

    std::fs::create_dir_all(documents.join("2026")).expect("a folder");
    std::fs::write(documents.join("2026/F1.pdf"), b"%PDF-1.7 F1").expect("a file");
    desk.relance(&command).expect(0);
    let [enclosure, letter, index] = files(&out).try_into().expect("three files");
    assert!(
        enclosure.ends_with("-000001-C1-N1-F1.pdf") && index.ends_with("-index.csv"),
        "{enclosure}"
    );
    assert!(letter.ends_with("-000001-C1-N1.docx"), "{letter}");
    assert_eq!(std::fs::read(out.join(&enclosure)).expect("a file"), b"%PDF-1.7 F1");
    let index = std::fs::read_to_string(out.join(index)).expect("an index");
    assert!(index.contains(&format!(",{enclosure}\n")), "{index}");
}

#[tokio::test]
async fn letters_are_written_in_print_order_and_settled() {
    let (desk, server) = Desk::with_server();
    // Recorded by code, whatever the order in which customers came.
    let books = Books::default()
        .customer("C2")
        .invoice("C2", "G1", "2026-08-01", "b@autre.example")
        .customer("C1")
        .invoice("C1", "F1", "2026-11-09", "")
        .invoice("C1", "F2", "2026-11-12", "");
    desk.fill(&with_addresses(by_hand(books))).await;
    let out = desk.folder.path().join("letters");
    let to = out.display().to_string();
    let command =
        ["letters", "--overdue", "--raise", "F2", "--format", "html", "--as-of", RUN_DATE];
    let dry = desk.relance(&[&command[..], &["--dry-run", "--json"]].concat()).expect(0).json();
    assert_eq!(dry["reminders"][0]["postal"][1], "2 quai du Port");
    assert!(files(&out).is_empty());

    desk.relance(&[&command[..], &["--out", &to, "--yes"]].concat()).expect(0);
    assert_eq!(
        files(&out),
        ["1-000001-C1-N1.html", "1-000002-C1-N2.html", "1-000003-C2-N1.html", "1-index.csv"]
    );
    assert_eq!(server.received().len(), 0, "a letter is no mail");
    assert_eq!(comment(&desk, "C1", "F1").await, "Relancé par courrier le 24/11/2026");
    let item = desk.item("C1", "F2").await;
    assert_eq!((item.standing, item.last_reminded_on), (at("N2"), Some(day(RUN_DATE))));
    let expected = desk.store().await.expected_payment_date(item.id).await.expect("a store");
    assert_eq!(expected, Some(day("2026-12-04")));
    let kept = desk.relance(&["history", "--message", "1"]).expect(0);
    let written = std::fs::read_to_string(out.join("1-000001-C1-N1.html")).expect("a letter");
    assert_eq!(kept.out, written, "kept byte for byte");
}

#[tokio::test]
async fn a_letter_without_an_address_changes_nothing() {
    let desk = Desk::new();
    desk.fill(&three_invoices()).await;
    let out = desk.folder.path().join("letters").display().to_string();
    let refused = desk.relance(&["letters", "F1", "--out", &out, "--yes", "--as-of", RUN_DATE]);
    assert!(refused.expect(5).out.contains("no postal address"));
    assert_eq!(desk.item("C1", "F1").await.standing, Standing::New);
}

#[tokio::test]
async fn letters_that_cannot_be_written_are_written_by_resume() {
    let desk = Desk::new();
    desk.fill(&with_addresses(three_invoices())).await;
    // A file stands where the folder should be.
    let out = desk.folder.path().join("letters");
    std::fs::write(&out, "").expect("a file");
    let to = out.display().to_string();
    let command =
        ["letters", "F1", "G1", "--format", "html", "--out", &to, "--yes", "--as-of", RUN_DATE];
    desk.relance(&command).expect(6);
    assert_eq!(desk.item("C1", "F1").await.standing, Standing::New);
    std::fs::remove_file(&out).expect("a file");
    desk.relance(&["resume"]).expect(0);
    assert_eq!(files(&out), ["1-000001-C1-N1.html", "1-000002-C2-N1.html", "1-index.csv"]);
    assert_eq!(desk.item("C1", "F1").await.standing, at("N1"));
}

#[tokio::test]
async fn letters_of_a_run_go_into_one_file_with_an_index() {
    let desk = Desk::new();
    desk.fill(&with_addresses(three_invoices())).await;
    let out = desk.folder.path().join("letters");
    let to = out.display().to_string();
    let letters = |more: &[&str]| {
        let command = ["letters", "--overdue", "--out", &to, "--yes", "--as-of", RUN_DATE];
        desk.relance(&[&command[..], more].concat())
    };
    letters(&["--merged", "--format", "html"]).expect(2);
    letters(&["--merged"]).expect(0);
    let whole = std::fs::read(out.join("1-letters.pdf")).expect("one file");
    assert!(whole.starts_with(b"%PDF"));
    let index = std::fs::read_to_string(out.join("1-index.csv")).expect("an index");
    let lines: Vec<&str> = index.lines().collect();
    assert_eq!(
        lines,
        [
            "number,first_page,last_page,customer,name,level,items,amounts,file,enclosures",
            "1,1,1,C1,Client C1,N1,F1/1 F2/1,2000.00 EUR,1-000001-C1-N1.pdf,",
            "2,2,2,C2,Client C2,N1,G1/1,1000.00 EUR,1-000002-C2-N1.pdf,",
        ]
    );

    // After an interruption it is made from the record.
    std::fs::remove_file(out.join("1-letters.pdf")).expect("a file");
    desk.relance(&["letters", "--bind", "1"]).expect(0);
    assert_eq!(std::fs::read(out.join("1-letters.pdf")).expect("one file"), whole);
    desk.relance(&["letters", "--bind", "404"]).expect(2);
}

#[tokio::test]
async fn items_are_found_by_criteria_that_combine() {
    let desk = Desk::new();
    let mut set = three_invoices();
    set.invoices[1].label = "Étude de sol".into();
    set.due_items[0].level = Some("N2".into());
    set.due_items[1].disputed = true;
    set.due_items[2].promised_on = Some(day("2026-11-20"));
    set.customers[1].manual = Some(false);
    desk.fill(&set).await;
    for (criteria, expected) in [
        (&["--overdue"][..], &["G1", "F1", "F2"][..]),
        (&["--customer", "C1"], &["F1", "F2"]),
        (&["--customer", "C1", "--level", "N2,N3"], &["F1"]),
        (&["--level", "none"], &["G1", "F2"]),
        (&["--level", "none,N2"], &["G1", "F1", "F2"]),
        (&["--text", "étude"], &[]),
        (&["--text", "Étude"], &["F2"]),
        (&["--text", "CLIENT c2"], &["G1"]),
        (&["--text", "100%"], &[]),
        (&["--due-from", "2026-11-01", "--due-to", "2026-11-09"], &["F1"]),
        (&["--min", "1000", "--max", "1000"], &["G1", "F1", "F2"]),
        (&["--min", "1000.01"], &[]),
        (&["--disputed"], &["F2"]),
        (&["--promise-broken"], &["G1"]),
        (&["--currency", "USD"], &[]),
        (&["--remindable"], &["F1", "F2"]),
        (&["--overdue", "--limit", "2"], &["G1", "F1"]),
    ] {
        let command = [&["items", "--json", "--as-of", RUN_DATE][..], criteria].concat();
        let found = desk.relance(&command).expect(0).json();
        assert_eq!(texts(&found, "invoice"), expected, "{criteria:?}");
    }
    let found = desk.relance(&["items", "--json", "--as-of", RUN_DATE]).expect(0).json();
    assert_eq!(texts(&found, "reason"), ["manual_off", "", ""]);
    assert_eq!(texts(&found, "proposed_level"), ["", "N3", "N1"]);
}
