//! Limits, measured in time.

use std::num::{NonZeroU32, NonZeroUsize};
use std::time::Duration;

use relance::dispatch::{DomainLimit, Limits, Rate, Transport, Windows};

use crate::record::{Record, account, mail, retry, transport};
use crate::smtp::SmtpServer;

const SECOND: Duration = Duration::from_secs(1);

fn a_second(count: u32) -> Vec<Rate> {
    vec![Rate { count: NonZeroU32::new(count).expect("a count"), per: SECOND }]
}

fn domain(name: &str, limit: DomainLimit) -> Limits {
    Limits { domains: [(name.to_owned(), limit)].into(), ..Limits::default() }
}

fn mails(count: i64, to: &str) -> Vec<relance::dispatch::Outgoing> {
    (0..count).map(|id| mail(id, to, None)).collect()
}

/// No second, wherever it begins, holds more than so many.
fn assert_never_more(times: &[(i64, Duration)], most: usize) {
    for (_, begin) in times {
        let within =
            times.iter().filter(|(_, at)| begin <= at && *at < *begin + SECOND * 9 / 10).count();
        assert!(within <= most, "{within} within a second: {times:?}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn mails_to_a_domain_without_room_wait_and_others_pass_them() {
    let server = SmtpServer::start(&[]);
    let limit = DomainLimit { rates: a_second(2), connections: None };
    let to = transport(vec![account("a", &server)], domain("slow.example", limit));
    let mut all = mails(6, "client@Slow.Example");
    all.extend((100..130).map(|id| mail(id, "client@fast.example", None)));
    let record = Record::of(all);
    let summary = record.send(&to, &retry(), 1).await.expect("a run to its end");
    assert_eq!(summary.sent, 36);
    let (slow, fast): (Vec<_>, Vec<_>) = record.times().into_iter().partition(|(id, _)| *id < 100);
    assert_never_more(&slow, 2);
    let last = |times: &[(i64, Duration)]| times.last().expect("a mail").1;
    assert!(last(&slow) >= SECOND * 2, "six at two a second: {slow:?}");
    assert!(last(&slow) < SECOND * 4, "{slow:?}");
    assert!(last(&fast) < last(&slow), "{fast:?} {slow:?}");
    // In the order of the record, two at a time.
    assert!(slow.is_sorted_by_key(|(id, _)| id / 2), "{slow:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn all_together_and_each_account_have_limits_of_their_own() {
    let server = SmtpServer::start(&[]);
    let limits = Limits { all: a_second(4), ..Limits::default() };
    for (accounts, limits, most) in [
        (vec![account("a", &server), account("b", &server)], limits, 4),
        (vec![account("a", &server).limited(a_second(3))], Limits::default(), 3),
    ] {
        let by = |id: i64| if id % 2 == 0 { "a" } else { "b" };
        let mails = (0..9).map(|id| mail(id, "client@exemple.fr", Some(by(id))));
        let record = Record::of(mails.collect());
        record.send(&transport(accounts, limits), &retry(), 1).await.expect("a run");
        assert_never_more(&record.times(), most);
        assert!(record.times()[8].1 >= SECOND * 2, "{:?}", record.times());
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn processes_that_share_a_limit_have_a_part_each() {
    let server = SmtpServer::start(&[]);
    let limits = Limits { all: a_second(4), ..Limits::default() };
    let record = Record::of(mails(5, "client@exemple.fr"));
    let to = transport(vec![account("a", &server)], limits);
    record.send(&to, &retry(), 2).await.expect("a run to its end");
    assert_never_more(&record.times(), 2);
    assert!(record.times()[4].1 >= SECOND * 2, "{:?}", record.times());
}

#[tokio::test(flavor = "multi_thread")]
async fn two_runs_of_a_process_count_against_the_same_limit() {
    let server = SmtpServer::start(&[]);
    let windows = Windows::new();
    let limits = || Limits { all: a_second(3), ..Limits::default() };
    let to = || Transport::accounts(vec![account("a", &server)], limits(), &windows);
    let (one, two) = (to().expect("an account"), to().expect("an account"));
    let (first, second) =
        (Record::of(mails(4, "a@exemple.fr")), Record::of(mails(4, "b@exemple.fr")));
    let policy = retry();
    let (a, b) = tokio::join!(first.send(&one, &policy, 1), second.send(&two, &policy, 1));
    assert_eq!(a.expect("a run").sent + b.expect("a run").sent, 8);
    let mut times = first.times();
    times.extend(second.times());
    times.sort_by_key(|(_, at)| *at);
    assert_never_more(&times, 3);
}

#[tokio::test(flavor = "multi_thread")]
async fn one_connection_to_a_domain_is_one_mail_at_a_time() {
    let server = SmtpServer::start(&[]);
    let limit = DomainLimit { rates: Vec::new(), connections: NonZeroUsize::new(1) };
    let others = Limits { other_domains: Some(limit), ..Limits::default() };
    let to = transport(vec![account("a", &server)], others);
    // Each takes the server 100 ms; two connections would halve that.
    let mut all = mails(6, "slow100@one.example");
    all.extend((100..103).map(|id| mail(id, "slow100@two.example", None)));
    let record = Record::of(all);
    record.send(&to, &retry(), 1).await.expect("a run to its end");
    let times = record.times();
    let of_one: Vec<Duration> =
        times.iter().filter(|(id, _)| *id < 100).map(|(_, at)| *at).collect();
    for pair in of_one.windows(2) {
        assert!(pair[1] - pair[0] >= Duration::from_millis(90), "{times:?}");
    }
    // The end of one makes room for the next at once.
    assert!(*of_one.last().expect("a mail") < Duration::from_millis(1_500), "{times:?}");
    assert_eq!(server.events("connection").len(), 2, "both domains at once");
}
