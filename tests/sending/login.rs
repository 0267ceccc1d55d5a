//! Encryption and the ways to sign in.

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpListener;
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use relance::dispatch::{
    Account, Interrupted, Issuer, Limits, OAuth2, Summary, TokenSource, Transport, Trouble,
};

use crate::record::{Record, TIMEOUT, mail, retry, transport};
use crate::smtp::SmtpServer;

const USER: &str = "compta@exemple.fr";

async fn sent(to: &Transport, count: i64) -> Result<Summary, Interrupted<String>> {
    let mails = (0..count).map(|id| mail(id, "client@exemple.fr", None)).collect();
    Record::of(mails).send(to, &retry(), 1).await
}

fn by_url(url: &str) -> Transport {
    let account = Account::smtp("a", url, TIMEOUT, None).expect("an account");
    transport(vec![account], Limits::default())
}

fn by_token(server: &SmtpServer, source: TokenSource) -> Transport {
    let token = OAuth2 { user: USER.to_owned(), source };
    let account = Account::smtp("a", &server.url(), TIMEOUT, Some(token)).expect("an account");
    transport(vec![account], Limits::default())
}

#[tokio::test(flavor = "multi_thread")]
async fn every_encryption_works_with_every_login_by_password() {
    for tls in [None, Some("starttls"), Some("implicit")] {
        for mechanism in ["PLAIN", "LOGIN"] {
            let mut arguments = vec!["--user", "u", "--password", "p", "--mechanism", mechanism];
            arguments.extend(tls.iter().flat_map(|tls| ["--tls", *tls]));
            let server = SmtpServer::start(&arguments);
            let scheme = if tls == Some("implicit") { "smtps" } else { "smtp" };
            let trust = match tls {
                Some(_) => format!("?ca={}", server.authority().display()),
                None => String::new(),
            };
            let url = format!("{scheme}://u:p@localhost:{}{trust}", server.port());
            let summary = sent(&by_url(&url), 3).await.expect("a run to its end");
            assert_eq!(summary.sent, 3, "{tls:?} {mechanism}");
            assert_eq!(server.received().len(), 3, "{tls:?} {mechanism}");
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_certificate_must_be_trusted_and_for_the_host() {
    for (tls, scheme) in [("starttls", "smtp"), ("implicit", "smtps")] {
        let server = SmtpServer::start(&["--tls", tls]);
        let stranger = SmtpServer::start(&["--tls", tls]);
        let port = server.port();
        for (host, authority) in [
            // Vouched for by somebody else.
            ("localhost", stranger.authority()),
            // For another name than asked for.
            ("127.0.0.1", server.authority()),
        ] {
            let url = format!("{scheme}://{host}:{port}?ca={}", authority.display());
            let cause = sent(&by_url(&url), 1).await.expect_err("not to be trusted");
            let told = cause.to_string();
            assert!(
                matches!(cause, Interrupted::Transport(Trouble::Encryption { .. })),
                "{url}: {cause:?}"
            );
            assert!(told.contains("cannot be encrypted"), "{told}");
        }
        assert_eq!(server.events("mail"), Vec::<String>::new());
    }
}

/// The end of a message is a small write: it must not wait for an
/// acknowledgement of what went before, some 40 ms each.
#[tokio::test(flavor = "multi_thread")]
async fn encryption_from_the_first_byte_is_not_slower_for_small_writes() {
    let server = SmtpServer::start(&["--tls", "implicit"]);
    let url = format!("smtps://localhost:{}?ca={}", server.port(), server.authority().display());
    let began = Instant::now();
    sent(&by_url(&url), 100).await.expect("a run to its end");
    let took = began.elapsed();
    assert!(took < Duration::from_millis(50 * 40), "100 mails over 2 connections: {took:?}");
}

#[test]
fn an_authority_that_cannot_be_read_is_told() {
    let url = "smtps://mail.exemple.fr?ca=/nowhere/ca.pem";
    let error = Transport::smtp(url, TIMEOUT).expect_err("no such file").to_string();
    assert!(error.starts_with("The file /nowhere/ca.pem of “ca=”"), "{error}");
    let url = "smtps://mail.exemple.fr?ca=Cargo.toml";
    let error = Transport::smtp(url, TIMEOUT).expect_err("no certificate").to_string();
    assert!(error.ends_with("no certificate (PEM)"), "{error}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_given_token_signs_in() {
    let arguments = ["--user", USER, "--mechanism", "XOAUTH2", "--token", "good"];
    let server = SmtpServer::start(&arguments);
    let given = |token: &str| by_token(&server, TokenSource::Given(token.to_owned()));
    assert_eq!(sent(&given("good"), 3).await.expect("a run to its end").sent, 3);

    let cause = sent(&given("bad-token"), 3).await.expect_err("a bad token");
    let told = cause.to_string();
    assert!(told.contains("refuses the login: 535"), "{told}");
    assert!(!told.contains("bad-token"), "{told}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_server_without_tokens_is_told() {
    let server = SmtpServer::start(&["--user", USER, "--password", "p"]);
    let to = by_token(&server, TokenSource::Given("good".to_owned()));
    let told = sent(&to, 1).await.expect_err("no XOAUTH2").to_string();
    assert!(told.ends_with("offers no way to log in that Relance knows (XOAUTH2)"), "{told}");
}

/// An issuer of tokens that gives these, one after the other; an empty one is
/// a refusal. Keeps what it is shown.
struct IssuerServer {
    url: url::Url,
    shown: Arc<Mutex<Vec<String>>>,
}

impl IssuerServer {
    fn giving(tokens: &'static [&'static str]) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
        let address = listener.local_addr().expect("an address");
        let shown: Arc<Mutex<Vec<String>>> = Arc::default();
        let kept = Arc::clone(&shown);
        std::thread::spawn(move || {
            for token in tokens {
                let (mut stream, _) = listener.accept().expect("a connection");
                let mut reader = BufReader::new(stream.try_clone().expect("a stream"));
                let mut length = 0;
                loop {
                    let mut line = String::new();
                    reader.read_line(&mut line).expect("a line");
                    let name = line.to_ascii_lowercase();
                    if let Some(value) = name.strip_prefix("content-length:") {
                        length = value.trim().parse().expect("a length");
                    }
                    if line.trim().is_empty() {
                        break;
                    }
                }
                let mut body = vec![0; length];
                reader.read_exact(&mut body).expect("a body");
                kept.lock().expect("no panic").push(String::from_utf8(body).expect("text"));
                let (status, body) = match *token {
                    "" => ("400 Bad Request", r#"{"error":"invalid_grant"}"#.to_owned()),
                    token => {
                        ("200 OK", format!(r#"{{"access_token":"{token}","expires_in":3600}}"#))
                    }
                };
                let length = body.len();
                write!(
                    stream,
                    "HTTP/1.1 {status}\r\nContent-Length: {length}\r\nConnection: close\r\n\r\n{body}"
                )
                .expect("an answer");
            }
        });
        let url = format!("http://{address}/token").parse().expect("an address");
        Self { url, shown }
    }

    fn source(&self, refresh_token: Option<&str>) -> TokenSource {
        TokenSource::Issuer(Box::new(Issuer {
            url: self.url.clone(),
            client_id: "relance".to_owned(),
            client_secret: Some("hush".to_owned()),
            refresh_token: refresh_token.map(str::to_owned),
            scope: Some("mail.send".to_owned()),
        }))
    }

    fn shown(&self) -> Vec<String> {
        self.shown.lock().expect("no panic").clone()
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn tokens_are_asked_for_once_for_all_connections() {
    for (refresh_token, form) in [
        (
            Some("long"),
            "client_id=relance&client_secret=hush&scope=mail.send&grant_type=refresh_token&refresh_token=long",
        ),
        (
            None,
            "client_id=relance&client_secret=hush&scope=mail.send&grant_type=client_credentials",
        ),
    ] {
        let issuer = IssuerServer::giving(&["good"]);
        let arguments = ["--user", USER, "--mechanism", "XOAUTH2", "--token", "good"];
        let server = SmtpServer::start(&arguments);
        let to = by_token(&server, issuer.source(refresh_token));
        assert_eq!(sent(&to, 10).await.expect("a run to its end").sent, 10);
        assert_eq!(issuer.shown(), [form]);
        assert_eq!(server.events("connection").len(), 2);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_token_that_the_server_refuses_is_renewed_once() {
    let issuer = IssuerServer::giving(&["expired", "good"]);
    let arguments = ["--user", USER, "--mechanism", "XOAUTH2", "--token", "good"];
    let server = SmtpServer::start(&arguments);
    let to = by_token(&server, issuer.source(Some("long")));
    let record = Record::of(vec![mail(1, "client@exemple.fr", None)]);
    record.send(&to, &retry(), 1).await.expect("a run to its end");
    assert_eq!(issuer.shown().len(), 2);
    assert_eq!(server.received().len(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_issuer_that_refuses_interrupts_without_a_secret() {
    let issuer = IssuerServer::giving(&["", "", ""]);
    let server = SmtpServer::start(&["--user", USER, "--mechanism", "XOAUTH2", "--token", "t"]);
    let cause = sent(&by_token(&server, issuer.source(Some("long"))), 2).await;
    let told = cause.expect_err("no token").to_string();
    let expected = "no token to sign in with (400 Bad Request invalid_grant)";
    assert!(told.ends_with(expected), "{told}");
    assert!(!told.contains("hush") && !told.contains("long"), "{told}");
    assert_eq!(server.received().len(), 0);
}
