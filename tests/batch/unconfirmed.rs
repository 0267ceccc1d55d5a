//! Runs and plans that are recorded and not confirmed.

use std::path::Path;
use std::sync::Arc;

use chrono::Utc;
use relance::app::batch_run::{self, Purpose};
use relance::app::clock::Clock;
use relance::app::engine::{Engine, load_files};
use relance::app::progress::Unwatched;
use relance::import::set::ImportSet;
use relance::store::RunIntent;

use crate::desk::{Books, Desk, day};
use crate::smtp::SmtpServer;

const RUN_DATE: &str = "2026-11-24";

fn customers(count: usize) -> ImportSet {
    let mut books = Books::default();
    for number in 0..count {
        let (customer, invoice) = (format!("C{number}"), format!("F{number}"));
        let address = format!("c{number}@client.example");
        books = books.customer(&customer).invoice(&customer, &invoice, "2026-11-09", &address);
    }
    books.set()
}

async fn filled(set: &ImportSet) -> (Desk, SmtpServer) {
    let (desk, server) = Desk::with_server();
    desk.fill(set).await;
    (desk, server)
}

/// As a process leaves it that is killed while it asks for confirmation.
async fn unconfirmed(desk: &Desk) {
    let (rules, renderer) = load_files(&desk.rules, Path::new("templates")).expect("good files");
    let engine =
        Engine { store: desk.store().await, rules: Arc::new(rules), renderer: Arc::new(renderer) };
    let clock = Clock::new(Utc::now, Some(day(RUN_DATE)));
    let purpose = Purpose { intent: RunIntent::Send, forced_reason: None, request: None };
    for scope in engine.scopes(None, None, &clock).expect("a scope") {
        let recorded = batch_run::record(&engine, &scope, &clock, &purpose, &Unwatched).await;
        recorded.map_err(|error| error.to_string()).expect("a run").lock.release().await;
    }
}

#[tokio::test]
async fn a_flood_that_nobody_confirmed_is_not_resumed_without_a_yes() {
    let (desk, server) = filled(&customers(60)).await;
    unconfirmed(&desk).await;
    let refused = desk.relance(&["resume"]).expect(5);
    assert!(refused.out.contains("60 reminders in a first run"), "{}", refused.out);
    assert_eq!(server.received().len(), 0);
    desk.relance(&["resume", "--yes"]).expect(0);
    assert_eq!(server.received().len(), 60);
}

#[tokio::test]
async fn a_saved_flood_is_not_sent_without_a_yes() {
    let (desk, server) = filled(&customers(60)).await;
    desk.relance(&["preview", "--save", "--as-of", RUN_DATE]).expect(0);
    desk.relance(&["run", "--plan", "1"]).expect(5);
    assert_eq!(server.received().len(), 0);
    desk.relance(&["run", "--plan", "1", "--yes"]).expect(0);
    assert_eq!(server.received().len(), 60);
}

#[tokio::test]
async fn a_few_reminders_are_resumed_without_asking() {
    let (desk, server) = filled(&customers(2)).await;
    unconfirmed(&desk).await;
    desk.relance(&["resume"]).expect(0);
    assert_eq!(server.received().len(), 2);
}

#[tokio::test]
async fn an_unconfirmed_run_is_planned_anew_when_the_data_changed() {
    let (desk, server) = filled(&customers(2)).await;
    unconfirmed(&desk).await;
    let mut paid = customers(2);
    paid.due_items[0].open_amount = 0.into();
    paid.due_items[1].open_amount = 400.into();
    desk.fill(&paid).await;
    let resumed = desk.relance(&["resume"]).expect(0);
    assert!(resumed.out.contains("it is planned anew"), "{}", resumed.out);
    let received = server.received();
    assert_eq!(received.len(), 1, "the other one is paid");
    let text = String::from_utf8_lossy(&received[0].message);
    assert!(text.contains("400"), "{text}");
}
