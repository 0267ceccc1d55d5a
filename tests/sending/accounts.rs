//! Several accounts in one run.

use std::time::Duration;

use relance::dispatch::{Account, Interrupted, Limits, RetryPolicy, Trouble};

use crate::record::{Record, TIMEOUT, account, mail, retry, transport};
use crate::smtp::{SmtpServer, free_port};

/// Mails 0 to 9, the even ones by one account, the odd ones by the other.
fn alternating() -> Record {
    let by = |id: i64| if id % 2 == 0 { "even" } else { "odd" };
    Record::of((0..10).map(|id| mail(id, "client@exemple.fr", Some(by(id)))).collect())
}

fn subjects(server: &SmtpServer) -> Vec<String> {
    let texts = server.received().into_iter().map(|received| {
        let text = String::from_utf8_lossy(&received.message).into_owned();
        let subject = text.lines().find_map(|line| line.strip_prefix("Subject: Relance "));
        subject.expect("a subject").to_owned()
    });
    let mut subjects: Vec<String> = texts.collect();
    subjects.sort();
    subjects
}

#[tokio::test(flavor = "multi_thread")]
async fn each_mail_leaves_by_the_account_that_it_names() {
    let (even, odd) = (SmtpServer::start(&[]), SmtpServer::start(&[]));
    let to = transport(vec![account("even", &even), account("odd", &odd)], Limits::default());
    let record = alternating();
    let summary = record.send(&to, &retry(), 1).await.expect("a run to its end");
    assert_eq!(summary.sent, 10);
    assert_eq!(subjects(&even), ["0", "2", "4", "6", "8"]);
    assert_eq!(subjects(&odd), ["1", "3", "5", "7", "9"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_mail_that_names_no_account_leaves_by_the_first() {
    let (first, second) = (SmtpServer::start(&[]), SmtpServer::start(&[]));
    let to = transport(vec![account("a", &first), account("b", &second)], Limits::default());
    let record = Record::of(vec![mail(1, "client@exemple.fr", None)]);
    record.send(&to, &retry(), 1).await.expect("a run to its end");
    assert_eq!((subjects(&first), subjects(&second)), (vec!["1".to_owned()], Vec::new()));
}

#[tokio::test(flavor = "multi_thread")]
async fn an_account_out_of_order_stops_no_other_and_fails_no_mail() {
    let odd = SmtpServer::start(&[]);
    let dead = format!("smtp://127.0.0.1:{}", free_port());
    let dead = Account::smtp("even", &dead, TIMEOUT, None).expect("an account");
    let to = transport(vec![dead, account("odd", &odd)], Limits::default());
    let record = alternating();
    let cause = record.send(&to, &retry(), 1).await.expect_err("a server is away");
    assert!(matches!(cause, Interrupted::Transport(Trouble::Unreachable { .. })), "{cause:?}");
    assert_eq!(subjects(&odd), ["1", "3", "5", "7", "9"]);
    assert_eq!(record.told().len(), 5, "{:?}", record.told());
}

#[tokio::test(flavor = "multi_thread")]
async fn an_account_has_as_many_connections_as_it_says() {
    let server = SmtpServer::start(&[]);
    let one = account("even", &server).over(std::num::NonZeroUsize::MIN);
    let to = transport(vec![one], Limits::default());
    alternating().send(&to, &retry(), 1).await.expect("a run to its end");
    assert_eq!(server.events("connection").len(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn bounces_go_where_the_account_says() {
    let server = SmtpServer::start(&[]);
    let address = "bounces@exemple.fr".parse().expect("an address");
    let to = transport(vec![account("a", &server).returning_to(address)], Limits::default());
    let record = Record::of(vec![mail(1, "client@exemple.fr", None)]);
    record.send(&to, &retry(), 1).await.expect("a run to its end");
    assert_eq!(server.received()[0].from, "bounces@exemple.fr");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_wait_too_long_for_memory_gives_the_mail_back() {
    let server = SmtpServer::start(&[]);
    let to = transport(vec![account("a", &server)], Limits::default());
    let policy = RetryPolicy {
        waits: vec![Duration::from_millis(10), Duration::from_secs(300)],
        longest_in_memory: Duration::from_secs(60),
        ..retry()
    };
    let again = mail(3, "always452@exemple.fr", None);
    let mails = vec![
        mail(1, "grey451@exemple.fr", None),
        mail(2, "client@exemple.fr", None),
        // Taken up after two tries: the third is the last.
        relance::dispatch::Outgoing { attempts: 2, ..again },
    ];
    let record = Record::of(mails);
    let summary = record.send(&to, &policy, 1).await.expect("a run to its end");
    assert_eq!((summary.sent, summary.failed), (1, 1));
    assert_eq!(
        record.told(),
        [
            "1 waits 300s after try 2: 451 4.7.1 greylisted",
            "2 sent at try 1",
            "3 failed at try 3: 452 4.2.2 mailbox full",
        ]
    );
}
