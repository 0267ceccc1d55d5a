//! Clients that are slow on purpose, or many.

use std::io::{Read as _, Write as _};
use std::net::TcpStream;
use std::time::{Duration, Instant};

use crate::desk::Desk;
use crate::service::Service;

/// More than a service has room for.
const MANY: usize = 520;

fn connect(service: &Service) -> TcpStream {
    let address = service.url.trim_start_matches("http://");
    let stream = TcpStream::connect(address).expect("a connection");
    stream.set_read_timeout(Some(Duration::from_secs(60))).expect("a bound");
    stream
}

/// What is answered until the other side closes; nothing when it breaks off.
fn answer(stream: &mut TcpStream) -> String {
    let mut bytes = Vec::new();
    let mut part = [0; 4096];
    while let Ok(count @ 1..) = stream.read(&mut part) {
        bytes.extend_from_slice(&part[..count]);
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

/// A request while others hold on to all the room that there is.
fn is_answered_soon(service: &Service) {
    let begun = Instant::now();
    let mut asking = connect(service);
    asking
        .write_all(b"GET /healthz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
        .expect("a request");
    let answer = answer(&mut asking);
    assert!(answer.starts_with("HTTP/1.1 200"), "{answer}");
    assert!(begun.elapsed() < Duration::from_secs(45), "{:?}", begun.elapsed());
}

#[test]
fn heads_that_never_end_and_silence_lose_their_connections() {
    let service = Service::start(Desk::new(), &[]);
    let begun = Instant::now();
    let beginnings: [&[u8]; 4] =
        [b"", b"GET /healthz HTTP/1.1\r\nHost: x\r\nX-A: ", b"PRI * HT", b"GET /"];
    let mut slow: Vec<TcpStream> = (0..MANY)
        .map(|number| {
            let mut stream = connect(&service);
            stream.write_all(beginnings[number % beginnings.len()]).expect("a beginning");
            stream
        })
        .collect();
    is_answered_soon(&service);
    for stream in &mut slow {
        answer(stream);
    }
    assert!(begun.elapsed() < Duration::from_secs(90), "{:?}", begun.elapsed());
}

#[test]
fn heads_beyond_their_bounds_are_refused() {
    let service = Service::start(Desk::new(), &[]);
    let many: String = (0..200).map(|number| format!("X-{number}: 1\r\n")).collect();
    let long = format!("X-Long: {}\r\n", "x".repeat(100_000));
    let query = "x".repeat(100_000);
    for (path, headers) in
        [("/healthz", many), ("/healthz", long), (&*format!("/?{query}"), String::new())]
    {
        let mut asking = connect(&service);
        let request = format!("GET {path} HTTP/1.1\r\nHost: x\r\n{headers}\r\n");
        // It may be refused before it is all sent.
        let _ = asking.write_all(request.as_bytes());
        let answer = answer(&mut asking);
        let refused = ["HTTP/1.1 431", "HTTP/1.1 414", "HTTP/1.1 400"];
        assert!(answer.is_empty() || refused.iter().any(|it| answer.starts_with(it)), "{answer}");
    }
    is_answered_soon(&service);
}

#[test]
fn a_body_that_pauses_is_given_up() {
    let service = Service::start(Desk::new(), &[]);
    let mut asking = connect(&service);
    let head = "POST /sign-in HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\
        Sec-Fetch-Site: same-origin\r\nContent-Type: application/x-www-form-urlencoded\r\nConnection: close\r\n\r\nlogin=";
    let begun = Instant::now();
    asking.write_all(head.as_bytes()).expect("a beginning");
    answer(&mut asking);
    let took = begun.elapsed();
    assert!((20..50).contains(&took.as_secs()), "{took:?}");
}
