//! Sending to a real SMTP server that misbehaves, and to a folder.

#[path = "support/smtp.rs"]
mod smtp;

use std::cell::RefCell;
use std::collections::BTreeSet;
use std::time::{Duration, Instant};

use relance::dispatch::{
    self, Delivery, DeliveryResult, Interrupted, Outgoing, Reason, RetryPolicy, StopSignal,
    Summary, Transport, Trouble,
};
use relance::domain::identity::ReminderId;
use relance::wording::UiLanguage;
use smtp::{Folder, SmtpServer, free_port};

const TIMEOUT: Duration = Duration::from_secs(30);

const RETRY: RetryPolicy = RetryPolicy {
    attempts: 3,
    first_delay: Duration::from_millis(20),
    longest_delay: Duration::from_millis(100),
    waits: Vec::new(),
    longest_in_memory: Duration::MAX,
};

/// A message to recipients whose names tell the server what to do.
fn mail(id: i64, to: &[&str]) -> Outgoing {
    let message = format!(
        "Message-ID: <relance-{id}@exemple.fr>\r\nSubject: Relance {id}\r\n\r\n\
         Bonjour,\r\n.une ligne qui commence par un point\r\n"
    );
    Outgoing {
        id: ReminderId(id),
        message: message.into_bytes(),
        envelope_from: "compta@exemple.fr".parse().expect("an address"),
        envelope_to: to
            .iter()
            .map(|to| format!("{to}@exemple.fr").parse().expect("an address"))
            .collect(),
        envelope_cc: Vec::new(),
        account: None,
        attempts: 0,
        file_name: None,
        enclosures: Vec::new(),
    }
}

fn mails(count: i64) -> Vec<Outgoing> {
    (1..=count).map(|id| mail(id, &[&format!("client{id}")])).collect()
}

/// What a store would record.
#[derive(Default)]
struct Record {
    queued: RefCell<Vec<Outgoing>>,
    /// Results as they were settled together.
    settled: RefCell<Vec<Vec<Delivery>>>,
    settle_takes: Duration,
    /// Settling fails from this call on.
    settle_breaks_at: Option<usize>,
}

impl Record {
    fn of(mails: Vec<Outgoing>) -> Self {
        Self { queued: RefCell::new(mails), ..Self::default() }
    }

    async fn claim(&self) -> Result<Vec<Outgoing>, String> {
        let mut queued = self.queued.borrow_mut();
        let count = queued.len().min(7);
        Ok(queued.drain(..count).collect())
    }

    async fn settle(&self, deliveries: Vec<Delivery>) -> Result<(), String> {
        tokio::time::sleep(self.settle_takes).await;
        if self.settle_breaks_at.is_some_and(|at| self.settled.borrow().len() >= at) {
            return Err("disk full".to_owned());
        }
        self.settled.borrow_mut().push(deliveries);
        Ok(())
    }

    async fn send(
        &self,
        transport: &Transport,
        connections: usize,
        stop: &StopSignal,
    ) -> Result<Summary, Interrupted<String>> {
        dispatch::run(
            transport,
            connections,
            1,
            &RETRY,
            async || self.claim().await,
            async |deliveries: Vec<Delivery>| self.settle(deliveries).await,
            stop,
        )
        .await
    }

    fn results(&self) -> Vec<Delivery> {
        let mut all: Vec<Delivery> = self.settled.borrow().iter().flatten().cloned().collect();
        all.sort_by_key(|delivery| delivery.id);
        all
    }

    /// One line per result: what a person would read.
    fn told(&self) -> Vec<String> {
        self.results()
            .iter()
            .map(|delivery| match &delivery.result {
                DeliveryResult::Sent { attempts, refused, .. } => {
                    let refused: String = refused
                        .iter()
                        .map(|one| format!(", but {}: {}", one.address, one.reason))
                        .collect();
                    format!("{} sent at try {attempts}{refused}", delivery.id.0)
                }
                DeliveryResult::Failed { attempts, reason } => {
                    format!("{} failed at try {attempts}: {reason}", delivery.id.0)
                }
                DeliveryResult::Deferred { attempts, reason, wait } => {
                    format!("{} waits {wait:?} after try {attempts}: {reason}", delivery.id.0)
                }
            })
            .collect()
    }
}

fn transport(server: &SmtpServer) -> Transport {
    Transport::smtp(&server.url(), TIMEOUT).expect("a URL")
}

/// Sends over one connection to an obliging server.
async fn sent_with(mails: Vec<Outgoing>, arguments: &[&str]) -> (SmtpServer, Record, Summary) {
    let server = SmtpServer::start(arguments);
    let record = Record::of(mails);
    let summary =
        record.send(&transport(&server), 1, &StopSignal::new()).await.expect("a run to its end");
    (server, record, summary)
}

#[tokio::test(flavor = "multi_thread")]
async fn mails_arrive_byte_for_byte_over_connections_that_stay_open() {
    let server = SmtpServer::start(&[]);
    let record = Record::of(mails(40));
    let summary =
        record.send(&transport(&server), 3, &StopSignal::new()).await.expect("a run to its end");
    assert_eq!(summary, Summary { sent: 40, ..Summary::default() });

    let received = server.received();
    assert_eq!(received.len(), 40);
    for received in &received {
        let text = String::from_utf8_lossy(&received.message);
        let id: i64 = text
            .split_once("relance-")
            .and_then(|(_, rest)| rest.split_once('@'))
            .and_then(|(id, _)| id.parse().ok())
            .expect("a Message-ID");
        let sent = mail(id, &[]).message;
        assert_eq!(received.from, "compta@exemple.fr");
        assert_eq!(received.to, [format!("client{id}@exemple.fr")]);
        assert!(received.message.starts_with(&sent), "{text}");
    }
    assert_eq!(server.events("connection").len(), 3);
}

#[tokio::test(flavor = "multi_thread")]
async fn every_answer_of_the_server_ends_in_the_right_result() {
    let cases: &[(&[&str], &str)] = &[
        (&["client"], "1 sent at try 1"),
        (
            &["refuse550"],
            "1 failed at try 1: not one recipient was taken: refuse550@exemple.fr: 550 5.1.1 no such user",
        ),
        (
            &["client", "refuse550", "autre"],
            "1 sent at try 1, but refuse550@exemple.fr: 550 5.1.1 no such user",
        ),
        (&["grey451"], "1 sent at try 3"),
        (&["client", "grey451"], "1 sent at try 3"),
        (&["always452"], "1 failed at try 3: 452 4.2.2 mailbox full"),
        (
            &["client", "always452"],
            "1 sent at try 3, but always452@exemple.fr: 452 4.2.2 mailbox full",
        ),
        (&["busy421"], "1 sent at try 2"),
        (&["data554"], "1 failed at try 1: 554 5.6.0 message not accepted"),
        (&["data452"], "1 failed at try 3: 452 5.6.0 message not accepted"),
        (&["drop-before-data"], "1 sent at try 2"),
        (&["drop-after-data"], "1 sent at try 2"),
    ];
    for (to, expected) in cases {
        // The mails around it are none the worse for it.
        let queued = vec![mail(0, &["avant"]), mail(1, to), mail(2, &["apres"])];
        let (_server, record, _) = sent_with(queued, &[]).await;
        assert_eq!(record.told(), ["0 sent at try 1", expected, "2 sent at try 1"], "{to:?}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_refused_sender_fails_the_mail() {
    let mut queued = mails(2);
    queued[0].envelope_from = "sender553@exemple.fr".parse().expect("an address");
    let (_server, record, summary) = sent_with(queued, &[]).await;
    assert_eq!(record.told(), ["1 failed at try 1: 553 sender not accepted", "2 sent at try 1"]);
    assert_eq!(summary, Summary { sent: 1, failed: 1, ..Summary::default() });
}

#[tokio::test(flavor = "multi_thread")]
async fn refused_recipients_are_counted_in_mails_that_were_sent() {
    let queued = vec![mail(1, &["client", "refuse550", "refuse551"]), mail(2, &["refuse550"])];
    let (server, _, summary) = sent_with(queued, &[]).await;
    assert_eq!(summary, Summary { sent: 1, failed: 1, refused_recipients: 2, stopped: false });
    assert_eq!(server.received()[0].to, ["client@exemple.fr"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_gets_a_second_copy_because_of_another_recipient() {
    let (server, _, _) = sent_with(vec![mail(1, &["client", "grey451"])], &[]).await;
    let to: Vec<Vec<String>> = server.received().into_iter().map(|one| one.to).collect();
    assert_eq!(to, [["client@exemple.fr", "grey451@exemple.fr"]]);
}

/// The window that no SMTP client can close: the server took the message and
/// the connection broke before it said so.
#[tokio::test(flavor = "multi_thread")]
async fn a_message_that_was_not_acknowledged_is_sent_again_unchanged() {
    let (server, _, _) = sent_with(vec![mail(1, &["drop-after-data"])], &[]).await;
    let received = server.received();
    assert_eq!(received.len(), 2);
    assert_eq!(received[0], received[1]);
}

#[tokio::test(flavor = "multi_thread")]
async fn silence_is_a_broken_connection() {
    let server = SmtpServer::start(&[]);
    let record = Record::of(vec![mail(1, &["mute"]), mail(2, &["client"])]);
    let transport = Transport::smtp(&server.url(), Duration::from_millis(200)).expect("a URL");
    record.send(&transport, 1, &StopSignal::new()).await.expect("a run to its end");
    let silence = "1 failed at try 3: no answer within the time limit";
    assert_eq!(record.told(), [silence, "2 sent at try 1"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_mail_that_waits_holds_no_other_up() {
    let mut queued = mails(20);
    queued.insert(0, mail(0, &["grey451"]));
    let (_server, record, _) = sent_with(queued, &[]).await;
    let order: Vec<i64> = record.settled.borrow().iter().flatten().map(|one| one.id.0).collect();
    assert_eq!(order.len(), 21);
    assert!(order.iter().position(|id| *id == 0) > Some(4), "{order:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_connection_closed_while_idle_costs_no_try() {
    let server = SmtpServer::start(&["--idle-ms", "500"]);
    let record = Record { settle_takes: Duration::from_millis(1_200), ..Record::of(mails(3)) };
    record.send(&transport(&server), 1, &StopSignal::new()).await.expect("a run to its end");
    assert_eq!(record.told(), ["1 sent at try 1", "2 sent at try 1", "3 sent at try 1"]);
    assert_eq!(server.events("connection").len(), 3);
}

#[tokio::test(flavor = "multi_thread")]
async fn trouble_of_the_server_is_not_the_fault_of_the_mails() {
    let refused_login = |server: &SmtpServer| {
        Transport::smtp(&format!("smtp://relance:wrong@127.0.0.1:{}", server.port()), TIMEOUT)
    };
    let tls = |server: &SmtpServer| {
        Transport::smtp(&format!("smtp://127.0.0.1:{}?tls=required", server.port()), TIMEOUT)
    };
    let plain = |server: &SmtpServer| Transport::smtp(&server.url(), TIMEOUT);
    let impatient =
        |server: &SmtpServer| Transport::smtp(&server.url(), Duration::from_millis(100));
    type Make<'a> = &'a dyn Fn(&SmtpServer) -> Result<Transport, dispatch::TransportError>;
    let cases: [(&[&str], Make<'_>, &str, usize); 8] = [
        (&["--banner", "554 go away"], &plain, "refuses the connection: 554 go away", 1),
        (&["--banner", "421 later"], &plain, "refuses the connection: 421 later", 3),
        (&["--mute"], &impatient, "gives no answer within the time limit", 3),
        (
            &["--user", "relance"],
            &refused_login,
            "refuses the login: 535 5.7.8 Authentication credentials invalid",
            1,
        ),
        (&["--user", "relance"], &plain, "refuses the login: 530 5.7.0 Authentication required", 1),
        (&[], &refused_login, "offers no way to log in that Relance knows (PLAIN, LOGIN)", 1),
        (
            &[],
            &tls,
            "does not offer encryption (STARTTLS). Use smtps://, or add ?tls=none to send unencrypted on purpose",
            1,
        ),
        (&["--banner", "hello"], &plain, "cannot be reached", 3),
    ];
    for (arguments, transport, expected, connections) in cases {
        let server = SmtpServer::start(arguments);
        let record = Record::of(mails(3));
        let transport = transport(&server).expect("a URL");
        let cause = record.send(&transport, 1, &StopSignal::new()).await.expect_err("trouble");
        let told = cause.to_string();
        let expected = format!("smtp://127.0.0.1:{} {expected}", server.port());
        assert!(told.starts_with(&expected), "{told}\nexpected {expected}");
        assert_eq!(record.told(), Vec::<String>::new(), "{told}");
        assert_eq!(server.events("connection").len(), connections, "{told}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_good_login_is_a_login() {
    let server = SmtpServer::start(&["--user", "relance@exemple.fr", "--password", "p@ss:w/rd"]);
    let url = format!("smtp://relance%40exemple.fr:p%40ss%3Aw%2Frd@127.0.0.1:{}", server.port());
    let record = Record::of(mails(2));
    let transport = Transport::smtp(&url, TIMEOUT).expect("a URL");
    record.send(&transport, 1, &StopSignal::new()).await.expect("a run to its end");
    assert_eq!(server.received().len(), 2);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_server_that_is_away_interrupts_the_run_after_all_tries() {
    let url = format!("smtp://127.0.0.1:{}", free_port());
    let transport = Transport::smtp(&url, TIMEOUT).expect("a URL");
    let record = Record::of(mails(10));
    let started = Instant::now();
    let cause = record.send(&transport, 2, &StopSignal::new()).await.expect_err("nobody there");
    assert!(matches!(cause, Interrupted::Transport(Trouble::Unreachable { .. })), "{cause:?}");
    assert!(started.elapsed() >= Duration::from_millis(20 + 40), "it tried again");
    assert_eq!(record.told(), Vec::<String>::new());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_server_that_comes_back_in_time_is_waited_for() {
    let arguments = ["--banner", "421 starting", "--banner-times", "2"];
    let (_server, record, _) = sent_with(mails(2), &arguments).await;
    assert_eq!(record.told(), ["1 sent at try 1", "2 sent at try 1"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_server_that_allows_fewer_connections_gets_all_mails_over_those() {
    let server = SmtpServer::start(&["--most", "2"]);
    let record = Record::of(mails(30));
    let summary =
        record.send(&transport(&server), 5, &StopSignal::new()).await.expect("a run to its end");
    assert_eq!(summary, Summary { sent: 30, ..Summary::default() });
}

#[tokio::test(flavor = "multi_thread")]
async fn a_server_that_takes_nothing_any_more_does_not_fail_them_all() {
    let server = SmtpServer::start(&[]);
    let queued = (1..=200).map(|id| mail(id, &["never-data"])).collect();
    let record = Record::of(queued);
    let cause = record.send(&transport(&server), 4, &StopSignal::new()).await.expect_err("trouble");
    assert!(matches!(cause, Interrupted::Transport(Trouble::NothingTaken { .. })), "{cause:?}");
    let failed = record.results().len();
    assert!((20..=24).contains(&failed), "{failed} failed");
}

#[tokio::test(flavor = "multi_thread")]
async fn many_full_mailboxes_do_not_stop_the_others() {
    let full = (1..=25).map(|id| mail(id, &[&format!("always452-{id}")]));
    let queued = full.chain((26..=30).map(|id| mail(id, &["client"]))).collect();
    let (_server, record, summary) = sent_with(queued, &[]).await;
    assert_eq!((summary.sent, summary.failed), (5, 25));
    assert_eq!(record.results().len(), 30);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_server_killed_in_the_middle_interrupts_and_loses_nothing() {
    let mut server = SmtpServer::start(&[]);
    let mut queued = mails(10);
    queued.extend((11..=100).map(|id| mail(id, &["slow50"])));
    let record = Record::of(queued);
    let transport = transport(&server);
    let stop = StopSignal::new();
    let run = record.send(&transport, 2, &stop);
    let kill = async {
        tokio::time::sleep(Duration::from_secs(1)).await;
        server.kill();
    };
    let (outcome, ()) = tokio::join!(run, kill);
    let cause = outcome.expect_err("a dead server");
    assert!(matches!(cause, Interrupted::Transport(Trouble::Unreachable { .. })), "{cause:?}");
    let results = record.results();
    assert!(results.len() >= 10 && results.len() < 100, "{} settled", results.len());
    assert!(
        results.iter().all(|one| matches!(one.result, DeliveryResult::Sent { .. })),
        "{results:?}"
    );
    let acknowledged = server.received().len();
    assert!(acknowledged <= results.len() + 2, "{acknowledged} taken, {} known", results.len());
}

#[tokio::test(flavor = "multi_thread")]
async fn stopping_finishes_and_settles_what_is_under_way() {
    let server = SmtpServer::start(&[]);
    let record = Record::of((1..=50).map(|id| mail(id, &["slow100"])).collect());
    let stop = StopSignal::new();
    let transport = transport(&server);
    let (summary, ()) = tokio::join!(record.send(&transport, 2, &stop), async {
        tokio::time::sleep(Duration::from_millis(600)).await;
        stop.stop();
    });
    let summary = summary.expect("a stop is no error");
    assert!(summary.stopped);
    assert!(summary.sent > 0 && summary.sent < 50, "{summary:?}");
    assert_eq!(server.received().len() as u64, summary.sent);
    assert_eq!(record.results().len() as u64, summary.sent);
}

#[tokio::test(flavor = "multi_thread")]
async fn stopping_ends_the_wait_for_a_server_that_is_away() {
    let url = format!("smtp://127.0.0.1:{}", free_port());
    let transport = Transport::smtp(&url, TIMEOUT).expect("a URL");
    let patient = RetryPolicy { first_delay: Duration::from_secs(60), ..RetryPolicy::default() };
    let record = Record::of(mails(3));
    let stop = StopSignal::new();
    let started = Instant::now();
    let run = dispatch::run(
        &transport,
        2,
        1,
        &patient,
        async || record.claim().await,
        async |deliveries: Vec<Delivery>| record.settle(deliveries).await,
        &stop,
    );
    let (summary, ()) = tokio::join!(run, async {
        tokio::time::sleep(Duration::from_millis(100)).await;
        stop.stop();
    });
    let stopped = Summary { stopped: true, ..Summary::default() };
    assert_eq!(summary.expect("a stop is no error"), stopped);
    assert!(started.elapsed() < Duration::from_secs(10));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_stop_before_the_start_sends_nothing() {
    let server = SmtpServer::start(&[]);
    let record = Record::of(mails(3));
    let stop = StopSignal::new();
    stop.stop();
    let summary = record.send(&transport(&server), 2, &stop).await.expect("a stop is no error");
    assert_eq!(summary, Summary { stopped: true, ..Summary::default() });
    assert_eq!(server.received().len(), 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn results_that_cannot_be_recorded_interrupt_the_run() {
    let server = SmtpServer::start(&[]);
    let record = Record { settle_breaks_at: Some(3), ..Record::of(mails(100)) };
    let cause = record.send(&transport(&server), 4, &StopSignal::new()).await.expect_err("trouble");
    assert_eq!(cause, Interrupted::Record("disk full".to_owned()));
    let unknown = server.received().len() - record.results().len();
    assert!((1..=4).contains(&unknown), "{unknown} taken and not recorded");
}

#[tokio::test(flavor = "multi_thread")]
async fn mails_that_cannot_be_claimed_interrupt_the_run_and_results_are_kept() {
    let server = SmtpServer::start(&[]);
    let record = Record::of(mails(9));
    let cause = dispatch::run(
        &transport(&server),
        4,
        1,
        &RETRY,
        async || {
            let mails = record.claim().await?;
            if mails.is_empty() { Err("locked".to_owned()) } else { Ok(mails) }
        },
        async |deliveries: Vec<Delivery>| record.settle(deliveries).await,
        &StopSignal::new(),
    )
    .await
    .expect_err("trouble");
    assert_eq!(cause, Interrupted::Record("locked".to_owned()));
    assert_eq!(server.received().len(), record.results().len());
}

#[tokio::test(flavor = "multi_thread")]
async fn results_are_settled_together_and_never_more_than_connections_are_unsettled() {
    let server = SmtpServer::start(&[]);
    let record = Record::of(mails(40));
    let widest = RefCell::new(0);
    let summary = dispatch::run(
        &transport(&server),
        8,
        1,
        &RETRY,
        async || record.claim().await,
        async |deliveries: Vec<Delivery>| {
            tokio::time::sleep(Duration::from_millis(150)).await;
            let unsettled = server.received().len() - record.results().len();
            widest.replace_with(|widest| unsettled.max(*widest));
            record.settle(deliveries).await
        },
        &StopSignal::new(),
    )
    .await
    .expect("a run to its end");
    assert_eq!(summary.sent, 40);
    let calls = record.settled.borrow().len();
    assert!(calls <= 16, "{calls} calls for 40 results over 8 connections");
    let widest = *widest.borrow();
    assert!((2..=8).contains(&widest), "{widest} taken and not settled");
}

#[tokio::test(flavor = "multi_thread")]
async fn copies_alone_are_no_delivery() {
    let copied = |id: i64, to: &str| Outgoing {
        envelope_cc: vec!["interne@exemple.fr".parse().expect("an address")],
        file_name: None,
        enclosures: Vec::new(),
        ..mail(id, &[to])
    };
    let queued = vec![copied(1, "refuse550"), copied(2, "always452"), copied(3, "client")];
    let (server, record, _) = sent_with(queued, &[]).await;
    let told = record.told();
    assert!(told[0].starts_with("1 failed at try 1"), "{told:?}");
    assert!(told[1].starts_with("2 failed at try 3"), "{told:?}");
    assert_eq!(told[2], "3 sent at try 1");
    assert_eq!(server.received().len(), 1, "the one that its customer gets");
}

#[tokio::test(flavor = "multi_thread")]
async fn addresses_and_texts_beyond_ascii_go_as_the_server_allows() {
    let international = |id: i64, to: &str| Outgoing {
        message: "Message-ID: <i@exemple.fr>\r\n\r\nÉchéance dépassée\r\n".into(),
        envelope_to: vec![to.parse().expect("an address")],
        ..mail(id, &[])
    };
    let queued = || vec![international(1, "rene@café.fr")];

    let (server, record, _) = sent_with(queued(), &[]).await;
    assert_eq!(record.told(), ["1 sent at try 1"]);
    assert_eq!(server.events("mail"), ["mail compta@exemple.fr BODY=8BITMIME"]);
    assert_eq!(server.received()[0].to, ["rene@xn--caf-dma.fr"]);

    let (_server, record, _) = sent_with(queued(), &["--ascii-only"]).await;
    assert_eq!(record.told(), ["1 sent at try 1"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn in_a_folder_a_second_copy_replaces_the_first() {
    let folder = Folder::new();
    let outbox = folder.path().join("new/outbox");
    let transport = Transport::folder(&outbox);
    for _ in 0..2 {
        let record = Record::of(mails(5));
        let summary =
            record.send(&transport, 3, &StopSignal::new()).await.expect("a run to its end");
        assert_eq!(summary.sent, 5);
    }
    let names: BTreeSet<String> = std::fs::read_dir(&outbox)
        .expect("the folder")
        .map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned())
        .collect();
    let expected: BTreeSet<String> =
        (1..=5).map(|id| format!("relance-{id}@exemple.fr.eml")).collect();
    assert_eq!(names, expected);
    let message = std::fs::read(outbox.join("relance-3@exemple.fr.eml")).expect("a message");
    assert_eq!(message, mail(3, &[]).message);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_folder_that_cannot_be_written_to_interrupts_the_run() {
    let folder = Folder::new();
    let file = folder.path().join("file");
    std::fs::write(&file, "in the way").expect("a file");
    let record = Record::of(mails(2));
    let cause =
        record.send(&Transport::folder(&file), 2, &StopSignal::new()).await.expect_err("trouble");
    assert!(matches!(cause, Interrupted::Transport(Trouble::Folder { .. })), "{cause:?}");
    assert_eq!(record.told(), Vec::<String>::new());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_certificate_that_nobody_vouches_for_is_not_accepted() {
    for (tls, scheme) in [("starttls", "smtp"), ("implicit", "smtps")] {
        let server = SmtpServer::start(&["--tls", tls]);
        let url = format!("{scheme}://localhost:{}?tls=required", server.port());
        let transport = Transport::smtp(&url, TIMEOUT).expect("a URL");
        let record = Record::of(mails(3));
        let cause =
            record.send(&transport, 1, &StopSignal::new()).await.expect_err("no trusted server");
        assert!(matches!(cause, Interrupted::Transport(Trouble::Encryption { .. })), "{cause:?}");
        assert!(server.events("connection").len() <= 1, "trying again does not help");
        assert_eq!(server.events("mail"), Vec::<String>::new());
    }
}

/// Trust comes from the environment, which only a process of its own can have.
#[tokio::test(flavor = "multi_thread")]
async fn mail_goes_encrypted_to_a_server_that_is_trusted() {
    const NAME: &str = "mail_goes_encrypted_to_a_server_that_is_trusted";
    if let Ok(url) = std::env::var("RELANCE_TEST_TLS_URL") {
        let transport = Transport::smtp(&url, TIMEOUT).expect("a URL");
        let record = Record::of(mails(3));
        let summary =
            record.send(&transport, 1, &StopSignal::new()).await.expect("a run to its end");
        assert_eq!(summary.sent, 3);
        return;
    }
    for (tls, scheme) in [("starttls", "smtp"), ("implicit", "smtps")] {
        let server = SmtpServer::start(&["--tls", tls, "--user", "u", "--password", "p"]);
        let outcome = std::process::Command::new(std::env::current_exe().expect("this test"))
            .args([NAME, "--exact"])
            .env("SSL_CERT_FILE", server.authority())
            .env(
                "RELANCE_TEST_TLS_URL",
                format!("{scheme}://u:p@localhost:{}?tls=required", server.port()),
            )
            .output()
            .expect("this test as a process");
        assert!(outcome.status.success(), "{}", String::from_utf8_lossy(&outcome.stdout));
        assert_eq!(server.received().len(), 3, "{tls}");
    }
}

#[test]
fn secrets_are_never_shown() {
    let url = "smtps://relance:Geheim%21@mail.exemple.fr/?tls=required";
    let transport = Transport::smtp(url, TIMEOUT).expect("a URL");
    assert_eq!(transport.to_string(), "smtps://mail.exemple.fr:465");
    assert_eq!(format!("{transport:?}"), "Transport(smtps://mail.exemple.fr:465)");
}

#[test]
fn urls_are_shown_with_the_port_that_is_used() {
    for (url, shown) in [
        ("smtp://localhost", "smtp://localhost:25"),
        ("smtp://mail.exemple.fr", "smtp://mail.exemple.fr:587"),
        ("smtp://mail.exemple.fr?tls=none", "smtp://mail.exemple.fr:25"),
        ("smtp://[::1]:2525", "smtp://[::1]:2525"),
        ("smtps://mail.exemple.fr/", "smtps://mail.exemple.fr:465"),
    ] {
        let transport = Transport::smtp(url, TIMEOUT).expect(url);
        assert_eq!(transport.to_string(), shown, "{url}");
    }
}

#[test]
fn wrong_urls_are_refused_without_repeating_secrets() {
    let told: Vec<String> = [
        "",
        "mail.exemple.fr",
        "smtp://u:geheim@mail.exemple.fr:99999",
        "http://u:geheim@mail.exemple.fr",
        "smtp://",
        "smtp://geheim@mail.exemple.fr",
        "smtp://:geheim@mail.exemple.fr",
        "smtp://u:%FFgeheim@mail.exemple.fr",
        "smtp://u:geheim@mail.exemple.fr/geheim",
        "smtp://u:geheim@mail.exemple.fr?starttls=yes",
        "smtp://u:12?geheim@mail.exemple.fr",
        "smtp://u:geheim@mail.exemple.fr?tls=maybe",
        "smtps://u:geheim@mail.exemple.fr?tls=none",
    ]
    .iter()
    .map(|url| match Transport::smtp(url, TIMEOUT) {
        Ok(transport) => panic!("{url} was taken for {transport}"),
        Err(error) => error.to_string(),
    })
    .collect();
    assert!(told.iter().all(|text| !text.contains("geheim")), "{told:?}");
    insta::assert_snapshot!(told.join("\n"));
}

#[test]
fn an_interruption_is_told_in_the_language_of_the_reader() {
    let cause = Interrupted::<String>::Transport(Trouble::NothingTaken {
        server: "smtp://mail.exemple.fr:587".to_owned(),
        reason: Reason::TimedOut,
    });
    let message = cause.message(|_| unreachable!("not an error of the record"));
    assert_eq!(message.to_string(), cause.to_string());
    assert_eq!(
        message.in_language(UiLanguage::French),
        "smtp://mail.exemple.fr:587 n'accepte plus rien : aucune réponse dans le délai imparti"
    );
}

#[test]
fn a_reason_says_what_may_have_happened() {
    let reason = Reason::NotAcknowledged { detail: "incomplete response".to_owned() };
    assert_eq!(
        reason.to_string(),
        "no answer after the whole message was handed over: it may have been delivered \
         (incomplete response)"
    );
}
