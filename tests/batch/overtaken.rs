//! What was recorded and not sent, and then the world went on: nobody is
//! reminded of what is paid, and no level goes back.

use relance::domain::level::{LevelCode, Standing};
use relance::import::set::ImportSet;

use crate::desk::{Books, Desk, day, texts};
use crate::smtp::SmtpServer;

const RUN_DATE: &str = "2026-11-24";

/// One item, 15 days late on the run date, whose mailbox does not exist.
fn refused() -> ImportSet {
    Books::one_invoice("refuse550@client.example").set()
}

/// A run on `RUN_DATE` whose only reminder failed, and the server it failed
/// at.
async fn failed() -> (Desk, SmtpServer) {
    let (desk, server) = Desk::with_server();
    desk.fill(&refused()).await;
    desk.relance(&["run", "--yes", "--as-of", RUN_DATE]).expect(4);
    (desk, server)
}

fn mails(desk: &Desk) -> usize {
    std::fs::read_dir(desk.outbox()).map_or(0, Iterator::count)
}

#[tokio::test]
async fn a_failed_reminder_that_is_paid_meanwhile_is_not_sent_again() {
    let (desk, server) = failed().await;
    let mut paid = refused();
    paid.due_items[0].open_amount = 0.into();
    desk.fill(&paid).await;

    let retried = desk.relance(&["retry", "1"]).expect(0);
    assert!(retried.out.contains("1 reminder was overtaken"), "{}", retried.out);
    assert_eq!(server.received().len(), 0);
    assert_eq!(texts(&desk.history().into(), "result"), ["cancelled", "failed"]);
    let told = desk.relance(&["history"]).expect(0);
    assert!(told.out.contains("overtaken"), "{}", told.out);
    desk.relance(&["retry", "1"]).expect(5);
}

#[tokio::test]
async fn a_retry_never_takes_a_level_back() {
    let (mut desk, server) = failed().await;
    // The folder takes everything.
    desk.smtp_url = None;
    desk.relance(&["run", "--yes", "--as-of", "2026-11-25"]).expect(0);
    assert_eq!(mails(&desk), 1);
    desk.smtp_url = Some(server.url());
    let retried = desk.relance(&["retry", "1"]).expect(0);
    assert!(retried.out.contains("1 reminder was overtaken"), "{}", retried.out);
    let item = desk.item("C1", "F1").await;
    assert_eq!(item.standing, Standing::At(LevelCode::new("N2")));
    assert_eq!(item.last_reminded_on, Some(day("2026-11-25")));
}

#[tokio::test]
async fn what_is_paid_while_a_run_is_interrupted_is_not_sent() {
    let (mut desk, server) = Desk::with_server();
    let mut books = Books::default();
    for number in 1..=3 {
        let (customer, invoice) = (format!("C{number}"), format!("F{number}"));
        books = books.customer(&customer).invoice(
            &customer,
            &invoice,
            "2026-11-09",
            &format!("c{number}@client.example"),
        );
    }
    let mut set = books.set();
    desk.fill(&set).await;
    // Nothing of it leaves while the server cannot be used.
    desk.change_rules("relance.yaml", "first_delay_ms: 1000", "first_delay_ms: 10");
    desk.smtp_url = Some(format!("smtp://127.0.0.1:{}", crate::smtp::free_port()));
    desk.relance(&["run", "--yes", "--as-of", RUN_DATE]).expect(6);

    set.due_items[1].open_amount = 0.into();
    desk.fill(&set).await;
    desk.smtp_url = Some(server.url());
    let resumed = desk.relance(&["resume"]).expect(0);
    assert!(resumed.out.contains("1 reminder was overtaken"), "{}", resumed.out);
    let received: Vec<String> = server.received().iter().map(|mail| mail.to[0].clone()).collect();
    assert_eq!(received.len(), 2);
    assert!(!received.contains(&"c2@client.example".to_owned()), "{received:?}");
}

#[tokio::test]
async fn an_import_waits_for_the_end_of_a_run() {
    let (desk, server) = Desk::with_server();
    let books = Books::one_invoice("slow4000@client.example");
    desk.fill(&books.set()).await;
    let mut run = desk.start(&["run", "--yes", "--as-of", RUN_DATE]);
    server.wait_for_a_mail();
    let import = ["import", "csv", "tests/cases/good_csv/utf8_comma_iso"];
    let refused = desk.relance(&import).expect(5);
    assert!(refused.err.contains("another process"), "{}", refused.err);
    assert!(run.wait().expect("a process").success());
    desk.relance(&import).expect(0);
}
