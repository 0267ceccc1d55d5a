//! What operators and their tools see of the service.

use std::io::{Read as _, Write as _};
use std::net::TcpStream;
use std::time::Duration;

use serde_json::Value;

use crate::desk::{Books, Desk};
use crate::service::{PASSWORD, Service};

#[test]
fn health_and_readiness_are_open_and_figures_are_for_administrators() {
    let service = Service::on(Desk::new());
    let books = Books::one_invoice("a@client.example").set();
    let runtime = tokio::runtime::Runtime::new().expect("a runtime");
    runtime.block_on(service.desk.fill(&books));
    let stranger = service.stranger();
    assert_eq!(stranger.get("/healthz").status(), 200);
    let ready: Value = stranger.get("/readyz").json().expect("JSON");
    assert_eq!(ready["ready"], true, "{ready}");
    assert_eq!(stranger.get("/metrics").status(), 401);
    assert_eq!(service.visitor("reader").get("/metrics").status(), 403);

    let wrong = [("login", "clerk"), ("password", "not the password")];
    stranger.post("/sign-in", &wrong);
    service.desk.relance(&["run", "--yes", "--as-of", crate::service::TODAY]).expect(0);
    let administrator = service.visitor("administrator");
    administrator.page("/c/DEMO/items?level=N2");
    let figures = administrator.page("/metrics");
    for line in [
        "relance_http_requests_total{method=\"GET\",route=\"/c/{company}/items\",status=\"200\"} 1",
        "relance_sign_in_failures_total 1",
        "relance_runs{company=\"DEMO\",state=\"finished\"} 1",
        "relance_webhook_deliveries{state=\"pending\"} 0",
        "relance_http_requests_in_flight 1",
        "relance_rules_reloads_total{outcome=\"broken\"} 0",
        "relance_build_info{version=",
    ] {
        assert!(figures.contains(line), "{line}\n{figures}");
    }
}

#[test]
fn a_schema_of_another_version_is_not_ready() {
    let service = Service::start(Desk::new(), &[]);
    let database = rusqlite::Connection::open(service.desk.folder.path().join("relance.db"));
    let newer = "INSERT INTO seaql_migrations (version, applied_at) VALUES ('m2099_new', 0)";
    database.expect("a database").execute(newer, []).expect("a row");
    let answer = service.stranger().get("/readyz");
    assert_eq!(answer.status(), 503);
    let ready: Value = answer.json().expect("JSON");
    assert_eq!(ready["ready"], false);
    assert_eq!(ready["database"], "its schema is of another version");
}

#[test]
fn each_request_is_a_line_of_the_log_without_what_is_secret() {
    let desk = Desk::new();
    desk.relance(&["demo", "--as-of", crate::service::TODAY]).expect(0);
    let service =
        Service::on_with(desk, &["--log-format", "json", "--metrics-listen", "127.0.0.1:0"]);
    let clerk = service.visitor("clerk");
    let url = format!("{}/c/DEMO/items?query=s3cret", service.url);
    let answer = clerk.client.get(&url).header("x-request-id", "front-7").send().expect("a page");
    assert_eq!(answer.headers()["x-request-id"], "front-7");
    let answer = clerk.client.get(&url).header("x-request-id", "not plain\u{e9}").send();
    let own = answer.expect("a page").headers()["x-request-id"].clone();
    assert_eq!(own.len(), 36, "{own:?}");

    let lines = service.told();
    let logged: Vec<Value> =
        lines.iter().filter_map(|line| serde_json::from_str(line).ok()).collect();
    let line = logged.iter().find(|line| line["request_id"] == "front-7").expect("its line");
    assert_eq!(line["method"], "GET");
    assert_eq!(line["route"], "/c/{company}/items");
    assert_eq!(line["path"], "/c/DEMO/items");
    assert_eq!(line["status"], 200);
    assert_eq!(line["user"], "clerk");
    assert!(line["ms"].as_f64().is_some_and(|ms| ms > 0.0), "{line}");
    let all = lines.join("\n");
    assert!(
        !all.contains("s3cret") && !all.contains(PASSWORD) && !all.contains("relance="),
        "{all}"
    );

    let figures = lines.iter().find_map(|line| line.strip_prefix("Figures are at "));
    let figures = reqwest::blocking::get(figures.expect("an address")).expect("an answer");
    assert!(figures.text().expect("text").contains("relance_http_requests_total"));
}

#[test]
fn a_request_under_way_ends_before_the_service_does() {
    let mut service = Service::with_demo();
    let address = service.url.trim_start_matches("http://").to_owned();
    let form = format!("login=clerk&password={}", PASSWORD.replace(' ', "+"));
    let (first, rest) = form.split_at(8);
    let mut slow = TcpStream::connect(&address).expect("a connection");
    let head = format!(
        "POST /sign-in HTTP/1.1\r\nHost: {address}\r\nOrigin: {}\r\nConnection: close\r\n\
         Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {}\r\n\r\n{first}",
        service.url,
        form.len()
    );
    slow.write_all(head.as_bytes()).expect("half of a request");
    std::thread::sleep(Duration::from_millis(300));
    service.terminate();
    std::thread::sleep(Duration::from_millis(700));
    assert!(TcpStream::connect(&address).is_err(), "nobody new is let in");
    slow.write_all(rest.as_bytes()).expect("the rest");
    let mut answer = String::new();
    slow.read_to_string(&mut answer).expect("an answer");
    assert!(answer.starts_with("HTTP/1.1 303"), "{answer}");
    assert_eq!(service.ended(), 0);
}

#[test]
fn who_would_not_end_is_cut_off_after_the_time_that_is_set() {
    let mut service = Service::start(Desk::new(), &["--stop-timeout", "1"]);
    let address = service.url.trim_start_matches("http://").to_owned();
    let mut never = TcpStream::connect(&address).expect("a connection");
    never.write_all(b"POST /sign-in HTTP/1.1\r\nHost: a\r\nContent-Length: 9\r\n").expect("half");
    std::thread::sleep(Duration::from_millis(300));
    let asked = std::time::Instant::now();
    service.terminate();
    assert_eq!(service.ended(), 0);
    assert!(asked.elapsed() < Duration::from_secs(10), "{:?}", asked.elapsed());
}
