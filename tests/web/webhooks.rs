//! Webhooks, with a receiver of our own.

use std::collections::{BTreeMap, VecDeque};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use axum::Router;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::routing::post;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use hmac::{Hmac, Mac as _};
use serde_json::Value;
use sha2::Sha256;

use crate::desk::{Books, Desk};
use crate::service::{Service, TODAY, Visitor};
use crate::smtp::SmtpServer;

const LOCAL: &[&str] = &["--allow-local-webhooks"];

/// One delivery as it came in.
#[derive(Clone)]
struct Received {
    headers: HeaderMap,
    body: String,
}

impl Received {
    fn header(&self, name: &str) -> &str {
        self.headers[name].to_str().expect("text")
    }

    fn json(&self) -> Value {
        serde_json::from_str(&self.body).expect("JSON")
    }

    /// Checks the signature as `docs/webhooks.md` tells receivers to.
    fn is_signed_with(&self, key: &str) -> bool {
        let key = STANDARD.decode(key.trim_start_matches("whsec_")).expect("a key");
        let (id, time) = (self.header("webhook-id"), self.header("webhook-timestamp"));
        let mut mac = Hmac::<Sha256>::new_from_slice(&key).expect("a key");
        mac.update(format!("{id}.{time}.{}", self.body).as_bytes());
        let expected = format!("v1,{}", STANDARD.encode(mac.finalize().into_bytes()));
        self.header("webhook-signature") == expected
    }
}

/// A server that is told of events.
#[derive(Clone)]
struct Receiver {
    received: Arc<Mutex<Vec<Received>>>,
    /// Answers to come, before it always answers 200.
    answers: Arc<Mutex<VecDeque<u16>>>,
    url: String,
}

impl Receiver {
    fn start(answers: &[u16]) -> Self {
        let listener = std::net::TcpListener::bind("127.0.0.1:0").expect("a port");
        listener.set_nonblocking(true).expect("a listener");
        let url = format!("http://{}/hook", listener.local_addr().expect("an address"));
        let answers = Arc::new(Mutex::new(answers.iter().copied().collect()));
        let receiver = Self { received: Arc::default(), answers, url };
        let state = receiver.clone();
        std::thread::spawn(move || {
            let runtime = tokio::runtime::Runtime::new().expect("a runtime");
            runtime.block_on(async move {
                let listener = tokio::net::TcpListener::from_std(listener).expect("a listener");
                let router = Router::new().route("/hook", post(receive)).with_state(state);
                axum::serve(listener, router).await.expect("a server");
            });
        });
        receiver
    }

    fn all(&self) -> Vec<Received> {
        self.received.lock().expect("no panic").clone()
    }

    /// Waits until so many came in.
    fn wait_for(&self, count: usize) -> Vec<Received> {
        let begun = Instant::now();
        while self.all().len() < count {
            // What a service that was killed had in hand is free after a minute.
            assert!(begun.elapsed() < Duration::from_secs(90), "{} came in", self.all().len());
            std::thread::sleep(Duration::from_millis(50));
        }
        self.all()
    }
}

async fn receive(
    State(receiver): State<Receiver>,
    headers: HeaderMap,
    body: String,
) -> (StatusCode, &'static str) {
    receiver.received.lock().expect("no panic").push(Received { headers, body });
    let answer = receiver.answers.lock().expect("no panic").pop_front().unwrap_or(200);
    (StatusCode::from_u16(answer).expect("a status"), "as you say")
}

fn fill(desk: &Desk, books: Books) {
    let runtime = tokio::runtime::Runtime::new().expect("a runtime");
    runtime.block_on(desk.fill(&books.set()));
}

/// Creates a webhook for all events; its key.
fn create(administrator: &Visitor, company: &str, url: &str) -> String {
    let form = [
        ("company", company),
        ("url", url),
        ("events", "reminder.sent"),
        ("events", "reminder.failed"),
    ];
    let answer = administrator.post("/admin/webhooks", &form);
    assert_eq!(answer.status(), 200);
    let page = answer.text().expect("a page");
    let start = page.find("whsec_").expect("the key");
    let rest = &page[start..];
    // `/` and `+` are escaped in a page.
    rest[..rest.find('<').expect("its end")].replace("&#x2f;", "/").replace("&#43;", "+")
}

#[test]
fn an_administrator_makes_a_webhook_and_tries_it() {
    let service = Service::on_with(Desk::new(), LOCAL);
    let receiver = Receiver::start(&[]);
    assert_eq!(service.visitor("clerk").get("/admin/webhooks").status(), 403);
    let administrator = service.visitor("administrator");
    for (url, told) in [
        ("http://erp.example/hook", "begins with https"),
        ("https://10.0.0.7/hook", "private network"),
        ("https://bob:pw@erp.example/hook", "neither user nor password"),
    ] {
        let form = [("company", "DEMO"), ("url", url), ("events", "reminder.sent")];
        let refused = administrator.post("/admin/webhooks", &form);
        assert_eq!(refused.status(), 422);
        let page = refused.text().expect("a page");
        assert!(page.contains(told), "{page}");
        assert!(page.contains(&url.replace('/', "&#x2f;")), "what was typed stays: {page}");
    }
    let key = create(&administrator, "DEMO", &receiver.url);
    assert!(!administrator.page("/admin/webhooks/1").contains("whsec_"), "told once only");

    administrator.post("/admin/webhooks/1/try", &[]);
    let trial = receiver.wait_for(1).remove(0);
    assert!(trial.is_signed_with(&key));
    assert!(!trial.is_signed_with("whsec_AAAA"));
    assert_eq!(trial.json()["type"], "webhook.test");
    assert_eq!(trial.json()["id"], trial.header("webhook-id"));
    wait_until(|| administrator.page("/admin/webhooks/1").contains("as you say"));

    // The same once more, under the same identifier.
    administrator.post("/admin/webhooks/1/deliveries/1/again", &[]);
    let again = receiver.wait_for(2).remove(1);
    assert_eq!(again.header("webhook-id"), trial.header("webhook-id"));
    assert_eq!(again.body, trial.body);

    let removed = administrator.post("/admin/webhooks/1/remove", &[]);
    assert_eq!(removed.status(), 303);
    assert_eq!(administrator.get("/admin/webhooks/1").status(), 404);
}

#[test]
fn a_receiver_that_never_answers_holds_up_no_other() {
    let service = Service::on_with(Desk::new(), LOCAL);
    let administrator = service.visitor("administrator");
    // Connections are taken, and nobody reads from them.
    let silent = std::net::TcpListener::bind("127.0.0.1:0").expect("a port");
    let address = silent.local_addr().expect("an address");
    create(&administrator, "DEMO", &format!("http://{address}/hook"));
    let receiver = Receiver::start(&[]);
    create(&administrator, "DEMO", &receiver.url);
    for _ in 0..20 {
        administrator.post("/admin/webhooks/1/try", &[]);
    }
    let begun = Instant::now();
    administrator.post("/admin/webhooks/2/try", &[]);
    receiver.wait_for(1);
    assert!(begun.elapsed() < Duration::from_secs(5), "{:?}", begun.elapsed());
}

#[test]
fn what_failed_is_delivered_later_even_after_a_crash_and_nothing_is_lost() {
    let desk = Desk::new();
    let receiver = Receiver::start(&[500, 503]);
    let mut service = Service::on_with(desk, LOCAL);
    let books = Books::one_invoice("a@client.example").customer("C2").invoice(
        "C2",
        "F2",
        "2026-11-09",
        "b@client.example",
    );
    fill(&service.desk, books);
    let key = create(&service.visitor("administrator"), "DEMO", &receiver.url);
    service.desk.relance(&["run", "--yes", "--as-of", TODAY]).expect(0);
    receiver.wait_for(2);
    service.kill();
    service.start_again(LOCAL);
    receiver.wait_for(4);
    // Long enough for anything that is sent twice to show.
    std::thread::sleep(Duration::from_secs(3));
    let mut attempts: BTreeMap<String, Vec<Received>> = BTreeMap::new();
    for received in receiver.all() {
        assert!(received.is_signed_with(&key));
        attempts.entry(received.header("webhook-id").to_owned()).or_default().push(received);
    }
    assert_eq!(attempts.len(), 2, "one identifier for each reminder");
    let mut customers = Vec::new();
    for attempts in attempts.values() {
        assert_eq!(attempts.len(), 2, "once refused, once accepted");
        assert_eq!(attempts[0].body, attempts[1].body);
        let told = attempts[0].json();
        assert_eq!(told["type"], "reminder.sent");
        assert_eq!(told["data"]["company"], "DEMO");
        assert_eq!(told["data"]["level"], "N1");
        assert_eq!(told["data"]["recipients"], 1);
        assert_eq!(told["data"]["error"], Value::Null);
        assert!(!attempts[0].body.contains("client.example"), "no addresses are told");
        customers.push(told["data"]["customer"].as_str().expect("a code").to_owned());
    }
    customers.sort();
    assert_eq!(customers, ["C1", "C2"]);
}

#[test]
fn failures_are_told_and_other_companies_are_not() {
    let server = SmtpServer::start(&[]);
    let mut desk = Desk::new();
    desk.smtp_url = Some(server.url());
    desk.add_company();
    let (receiver, other) = (Receiver::start(&[]), Receiver::start(&[]));
    let service = Service::on_with(desk, LOCAL);
    let administrator = service.visitor("administrator");
    create(&administrator, "DEMO", &receiver.url);
    create(&administrator, "SECOND", &other.url);
    fill(&service.desk, Books::one_invoice("refuse550@client.example"));
    let run = ["run", "--yes", "--as-of", TODAY, "--company", "DEMO"];
    service.desk.relance(&run).expect(4);
    let told = receiver.wait_for(1).remove(0).json();
    assert_eq!(told["type"], "reminder.failed");
    assert_eq!(told["data"]["customer"], "C1");
    assert!(told["data"]["error"].as_str().is_some_and(|error| error.contains("550")), "{told}");
    std::thread::sleep(Duration::from_millis(1500));
    assert!(other.all().is_empty());
}

fn wait_until(holds: impl Fn() -> bool) {
    let begun = Instant::now();
    while !holds() {
        assert!(begun.elapsed() < Duration::from_secs(15), "it never came to hold");
        std::thread::sleep(Duration::from_millis(100));
    }
}
