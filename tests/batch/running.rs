//! What a run does and leaves.

use std::collections::BTreeSet;

use crate::desk::{Books, Desk, day, texts};
use relance::domain::hold::HoldKind;
use relance::domain::level::{LevelCode, Standing};

const RUN_DATE: &str = "2026-11-24";

fn run(desk: &Desk, as_of: &str) -> crate::desk::Done {
    desk.relance(&["run", "--yes", "--as-of", as_of])
}

fn at(level: &str) -> Standing {
    Standing::At(LevelCode::new(level))
}

#[tokio::test]
async fn the_run_sends_what_the_preview_showed() {
    let (desk, server) = Desk::with_server();
    let books = Books::one_invoice("a@client.example")
        .invoice("C1", "F2", "2026-11-12", "a@client.example")
        .invoice("C1", "F3", "2026-10-01", "a@client.example")
        .customer("C2")
        .invoice("C2", "G1", "2026-08-01", "b@autre.example");
    desk.fill(&books.set()).await;

    let previewed = desk.previewed(RUN_DATE);
    assert_eq!(previewed.len(), 3, "F1 with F2 at N1, F3 at N3, G1 at N5");
    assert_eq!(desk.previewed(RUN_DATE), previewed, "a preview changes nothing");
    assert_eq!(desk.history().len(), 0, "a preview leaves no history");
    run(&desk, RUN_DATE).expect(0);

    let mut received: Vec<String> =
        server.received().iter().map(|mail| mail.message_id()).collect();
    received.sort();
    assert_eq!(received, previewed);
    let mut recorded = texts(&desk.history().into(), "message_id");
    recorded.sort();
    assert_eq!(recorded, previewed);
}

#[tokio::test]
async fn a_reminder_leaves_level_date_comment_and_expected_payment() {
    let (desk, _server) = Desk::with_server();
    desk.fill(&Books::one_invoice("a@client.example").set()).await;
    run(&desk, RUN_DATE).expect(0);

    let item = desk.item("C1", "F1").await;
    assert_eq!(item.standing, at("N1"));
    assert_eq!(item.last_reminded_on, Some(day(RUN_DATE)));
    let store = desk.store().await;
    let follow_up = store.follow_up(item.id).await.expect("a store").expect("an item");
    assert_eq!(follow_up.comment, "Relancé automatiquement par mail le 24/11/2026");
    let expected = store.expected_payment_date(item.id).await.expect("a store");
    assert_eq!(expected, Some(day("2026-12-04")), "example 41");
}

#[tokio::test]
async fn example_22_a_temporary_hold_is_lifted_after_the_run() {
    let (desk, server) = Desk::with_server();
    let books = Books::one_invoice("a@client.example").hold("C1", "F1", HoldKind::Temporary);
    desk.fill(&books.set()).await;

    assert!(desk.previewed(RUN_DATE).is_empty());
    assert_eq!(
        desk.facts("C1").await.invoices[0].invoice.holds.len(),
        1,
        "a preview lifts nothing"
    );
    run(&desk, RUN_DATE).expect(0);
    assert_eq!(desk.facts("C1").await.invoices[0].invoice.holds.len(), 0, "lifted after run 1");
    assert_eq!(server.received().len(), 0);
    run(&desk, "2026-11-25").expect(0);
    assert_eq!(desk.item("C1", "F1").await.standing, at("N2"), "16 days late on run 2");
    assert_eq!(server.received().len(), 1);
}

#[tokio::test]
async fn example_33_one_refused_address_stops_nothing_else() {
    let (desk, server) = Desk::with_server();
    let books = Books::one_invoice("refuse550@client.example")
        .customer("C2")
        .invoice("C2", "G1", "2026-11-09", "b@autre.example")
        .customer("C3")
        .invoice("C3", "H1", "2026-11-09", "c@tiers.example");
    desk.fill(&books.set()).await;
    run(&desk, RUN_DATE).expect(4);

    let refused = desk.item("C1", "F1").await;
    assert_eq!((refused.standing, refused.last_reminded_on), (Standing::New, None));
    let follow_up =
        desk.store().await.follow_up(refused.id).await.expect("a store").expect("an item");
    assert_eq!(follow_up.comment, "");
    assert_eq!(server.received().len(), 2);
    let results: BTreeSet<String> = texts(&desk.history().into(), "result").into_iter().collect();
    assert_eq!(results, BTreeSet::from(["failed".to_owned(), "sent".to_owned()]));
}

#[tokio::test]
async fn a_failed_reminder_is_sent_again_with_the_same_message_id() {
    let (mut desk, server) = Desk::with_server();
    // The server refuses this mailbox twice, then takes its mail.
    desk.change_rules("relance.yaml", "  attempts: 4", "  attempts: 2");
    let books = Books::one_invoice("grey451@client.example");
    desk.fill(&books.set()).await;
    let previewed = desk.previewed(RUN_DATE);
    run(&desk, RUN_DATE).expect(4);
    assert_eq!(server.received().len(), 0);

    let url = desk.smtp_url.take();
    let refused = desk.relance(&["retry", "1"]).expect(5);
    assert!(refused.err.contains("RELANCE_SMTP_URL"), "no folder in the place of a server");
    desk.smtp_url = url;
    desk.relance(&["resume"]).expect(0);
    let received: Vec<String> = server.received().iter().map(|mail| mail.message_id()).collect();
    assert_eq!(received, previewed);
    assert_eq!(desk.item("C1", "F1").await.standing, at("N1"));
    desk.relance(&["retry", "1"]).expect(5);
}

#[tokio::test]
async fn example_34_the_same_day_again_sends_nothing_more() {
    let (desk, server) = Desk::with_server();
    let books = Books::one_invoice("a@client.example").invoice(
        "C1",
        "F2",
        "2026-11-12",
        "A@client.example",
    );
    desk.fill(&books.set()).await;
    run(&desk, RUN_DATE).expect(0);
    assert_eq!(server.received().len(), 1);
    run(&desk, RUN_DATE).expect(0);
    assert_eq!(server.received().len(), 1);
}

#[tokio::test]
async fn a_saved_plan_is_sent_precisely() {
    let (desk, server) = Desk::with_server();
    desk.fill(&Books::one_invoice("a@client.example").set()).await;
    let saved =
        desk.relance(&["preview", "--save", "--json", "--as-of", RUN_DATE]).expect(0).json();
    assert_eq!(saved[0]["plan"], 1);
    assert_eq!(server.received().len(), 0);

    desk.relance(&["run", "--yes", "--plan", "1"]).expect(0);
    let sent: Vec<String> = server.received().iter().map(|mail| mail.message_id()).collect();
    assert_eq!(sent, texts(&saved[0]["reminders"], "message_id"));
    let kept = desk.relance(&["history", "--message", "1"]).expect(0);
    let sent = String::from_utf8_lossy(&server.received()[0].message).replace("\r\n", "\n");
    assert!(kept.out.replace("\r\n", "\n") == sent, "kept byte for byte");
    desk.relance(&["run", "--yes", "--plan", "1"]).expect(5);
}

#[tokio::test]
async fn a_saved_plan_is_refused_when_the_data_changed() {
    let (desk, server) = Desk::with_server();
    let books = || Books::one_invoice("a@client.example");
    desk.fill(&books().set()).await;
    desk.relance(&["preview", "--save", "--as-of", RUN_DATE]).expect(0);
    let mut paid = books().set();
    paid.due_items[0].open_amount = 400.into();
    desk.fill(&paid).await;

    let refused = desk.relance(&["run", "--yes", "--plan", "1"]).expect(5);
    assert!(refused.err.contains("C1"), "{}", refused.err);
    assert_eq!(server.received().len(), 0);
    desk.relance(&["cancel", "1"]).expect(0);
    run(&desk, RUN_DATE).expect(0);
    assert_eq!(server.received().len(), 1);
}

#[tokio::test]
async fn a_run_dated_before_the_last_one_needs_a_reason() {
    let (desk, _server) = Desk::with_server();
    desk.fill(&Books::one_invoice("a@client.example").set()).await;
    run(&desk, RUN_DATE).expect(0);
    let refused = run(&desk, "2026-11-20").expect(5);
    assert!(refused.err.contains("2026-11-24"), "{}", refused.err);
    desk.relance(&["run", "--yes", "--as-of", "2026-11-20", "--force", "rattrapage"]).expect(0);
    assert!(desk.relance(&["runs"]).expect(0).out.contains("rattrapage"));
}

#[tokio::test]
async fn a_flood_is_not_sent_without_a_yes() {
    let (desk, server) = Desk::with_server();
    let mut books = Books::default();
    for number in 0..60 {
        let customer = format!("C{number}");
        books = books.customer(&customer).invoice(
            &customer,
            &format!("F{number}"),
            "2026-11-09",
            &format!("c{number}@client.example"),
        );
    }
    desk.fill(&books.set()).await;
    desk.relance(&["run", "--as-of", RUN_DATE]).expect(5);
    assert_eq!(server.received().len(), 0);
    run(&desk, RUN_DATE).expect(0);
    assert_eq!(server.received().len(), 60);
}

#[tokio::test]
async fn nothing_leaves_when_no_server_is_named() {
    let desk = Desk::new();
    desk.fill(&Books::one_invoice("a@client.example").set()).await;
    run(&desk, RUN_DATE).expect(0);
    assert_eq!(std::fs::read_dir(desk.outbox()).expect("the outbox").count(), 1);
}

#[tokio::test]
async fn the_demonstration_company_goes_all_the_way() {
    let desk = Desk::new();
    let played = desk.relance(&["demo", "--play", "--as-of", RUN_DATE]).expect(0);
    let mails = std::fs::read_dir(desk.outbox()).expect("the outbox").count();
    assert!(mails > 100, "{mails} mails\n{}", played.out);

    let holds = "2 temporary holds were lifted.";
    assert!(played.out.contains(holds), "{}", played.out);
    desk.relance(&["demo", "--play", "--as-of", RUN_DATE]).expect(0);
    let again = std::fs::read_dir(desk.outbox()).expect("the outbox").count();
    assert_eq!(again, mails + 2, "only what was held before");
    desk.relance(&["demo", "--play", "--as-of", RUN_DATE]).expect(0);
    assert_eq!(std::fs::read_dir(desk.outbox()).expect("the outbox").count(), again);
}

#[test]
fn wrong_calls_are_told_apart_by_their_exit_code() {
    let desk = Desk::new();
    desk.relance(&["previw"]).expect(2);
    let missing = desk.relance(&["preview"]).expect(1);
    assert!(missing.err.contains("there is no database"), "{}", missing.err);
    desk.relance(&["demo"]).expect(0);
    desk.relance(&["run", "--yes", "--force", "  "]).expect(2);
    desk.relance(&["preview", "--batch", "Inconnu"]).expect(2);
    desk.relance(&["explain", "F404"]).expect(2);
    desk.relance(&["resume"]).expect(5);
    desk.relance(&["--database", "sqlite:/nowhere/at/all.db", "preview"]).expect(1);
    desk.change_rules("relance.yaml", "  RELCLI_BORNEREL:", "  RELCLI_BORNERELL:");
    let refused = desk.relance(&["preview"]).expect(3);
    assert!(refused.err.contains("RELCLI_BORNEREL"), "{}", refused.err);
}
