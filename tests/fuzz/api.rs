//! Requests of all kinds to every route of the service, without a network.

use axum::body::{Body, to_bytes};
use axum::http::{HeaderName, HeaderValue, Method, Request, StatusCode};
use fastrand::Rng;
use relance::app::node::NodeSettings;
use relance::store::Store;
use relance::web::routes::{self, Entry, Surface};
use relance::web::settings::Settings;
use relance::web::state::Web;
use tower::ServiceExt as _;

use crate::desk::Desk;
use crate::harness::run;

const WORDS: &[&str] = &[
    "{",
    "}",
    "[",
    "]",
    "\"",
    ":",
    ",",
    "null",
    "true",
    "-0",
    "1e999999",
    "1E-999999",
    "\\u0000",
    "\\ud800",
    "[[[[[[[[[[[[[[[[",
    "{\"a\":",
    "\"code\":",
    "\"customers\":[",
    "\"amount\":\"1e9\"",
    "\"due_date\":\"2026-02-30\"",
    "&limit=99999999999",
    "&cursor=",
    "&as_of=0000-00-00",
    "%00",
    "%ff",
    "%2e%2e%2f",
    "?",
    "&",
    "=",
    "\n",
    "company=DEMO",
    "&company=",
    "--x\r\n",
    "\r\n\r\n",
    "Content-Disposition: form-data; name=\"files\"; filename=\"a\"\r\n",
    "--x--",
    "*",
    "W/\"a\"",
];

/// What fills the places of a path.
const PLACES: [&str; 12] = [
    "DEMO",
    "C0001",
    "1",
    "0",
    "-1",
    "9223372036854775807",
    "%00",
    "%ff",
    "..",
    "a%2fb",
    "é",
    "N1",
];

struct Stand {
    web: Web,
    router: axum::Router,
    token: String,
    table: Vec<Entry>,
}

async fn stand(desk: &Desk) -> Stand {
    desk.relance(&["demo", "--as-of", "2026-11-24"]).expect(0);
    let token = desk.relance(&["token", "add", "fuzz", "--role", "administrator"]).expect(0);
    let store = Store::open(&desk.database()).await.expect("a store");
    let settings = Settings {
        node: NodeSettings {
            rules: desk.rules.clone(),
            templates: "templates".into(),
            documents: "documents".into(),
            smtp_url: None,
            outbox: desk.outbox(),
            mailbox: None,
            schedule: false,
            local_webhooks: false,
            as_of: Some("2026-11-24".parse().expect("a day")),
        },
        listen: "127.0.0.1:0".parse().expect("an address"),
        public_url: None,
        metrics_listen: None,
        stop_timeout: std::time::Duration::from_secs(1),
        trusted_proxies: Vec::new(),
        openid: None,
    };
    let web = Web::new(store, settings).expect("a service");
    let router = routes::router(&web);
    let table = routes::table(&web).to_vec();
    Stand { web, router, token: token.out.trim().to_owned(), table }
}

impl Stand {
    /// A request that an input stands for, to a route that it chooses.
    fn request(&self, input: &[u8]) -> (Surface, Request<Body>) {
        let mut rng = Rng::with_seed(
            input
                .iter()
                .fold(7, |sum: u64, byte| sum.wrapping_mul(31).wrapping_add(u64::from(*byte))),
        );
        let api: Vec<&Entry> =
            self.table.iter().filter(|entry| entry.surface == Surface::Api).collect();
        let entry = if rng.u8(..4) == 0 { rng.choice(&self.table) } else { rng.choice(api) };
        let entry = entry.expect("routes");
        let parts = entry.path.split('/').map(|part| match part {
            "{company}" if rng.u8(..8) > 0 => "DEMO",
            part if part.starts_with('{') => rng.choice(PLACES).unwrap_or_default(),
            part => part,
        });
        let path = parts.collect::<Vec<_>>().join("/");
        let text: String = String::from_utf8_lossy(input).into_owned();
        let plain = |c: &char| c.is_ascii_graphic() && !matches!(c, '<' | '>' | '"' | '`' | '#');
        let query: String = text.chars().filter(plain).take(4_000).collect();
        let uri = match rng.u8(..3) {
            0 => format!("{path}?{query}"),
            _ => path.clone(),
        };
        let mut request = Request::new(Body::from(input.to_vec()));
        *request.uri_mut() = uri.parse().or_else(|_| path.parse()).unwrap_or_default();
        let methods = [Method::GET, Method::PUT, Method::POST, Method::DELETE, Method::PATCH];
        let other = rng.choice(methods).unwrap_or_default();
        *request.method_mut() = if rng.u8(..8) == 0 { other } else { entry.method.clone() };
        let kinds = [
            "application/json",
            "application/x-www-form-urlencoded",
            "multipart/form-data; boundary=x",
            "text/plain; charset=\"",
            "",
        ];
        let mut headers = vec![
            ("authorization", format!("Bearer {}", self.token).into_bytes()),
            ("content-type", rng.choice(kinds).unwrap_or_default().as_bytes().to_vec()),
            ("accept-language", input.iter().copied().take(60).collect()),
        ];
        for name in ["if-match", "if-none-match", "idempotency-key", "x-forwarded-for", "range"] {
            if rng.u8(..6) == 0 {
                headers.push((name, input.iter().copied().take(300).collect()));
            }
        }
        for (name, value) in headers {
            if let Ok(value) = HeaderValue::from_bytes(&value) {
                request.headers_mut().insert(HeaderName::from_static(name), value);
            }
        }
        (entry.surface, request)
    }

    async fn take(&self, input: &[u8]) {
        let (surface, request) = self.request(input);
        let asked = format!("{} {}", request.method(), request.uri());
        let peer: std::net::SocketAddr = "127.0.0.1:9".parse().expect("an address");
        let mut request = request;
        request.extensions_mut().insert(axum::extract::ConnectInfo(peer));
        let answer = self.router.clone().oneshot(request).await.expect("an answer");
        let (parts, body) = answer.into_parts();
        let kind = parts.headers.get("content-type").and_then(|kind| kind.to_str().ok());
        if kind.is_some_and(|kind| kind.starts_with("text/event-stream")) {
            return;
        }
        assert_ne!(parts.status, StatusCode::INTERNAL_SERVER_ERROR, "{asked}");
        let is_api = surface == Surface::Api && asked.contains("/api/");
        if is_api && parts.status.as_u16() >= 400 {
            assert_eq!(kind, Some("application/problem+json"), "{asked}: {}", parts.status);
        }
        let body = to_bytes(body, 64 * 1024 * 1024).await.expect("a body");
        assert!(body.len() < 32 * 1024 * 1024, "{asked}: {} bytes", body.len());
    }
}

#[test]
fn requests() {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
    let runtime = runtime.expect("a runtime");
    let desk = Desk::new();
    let stand = runtime.block_on(stand(&desk));
    let seeds = [
        br#"{"customers":[{"code":"E1","name":"X","automatic":true}],"due_items":[]}"#.to_vec(),
        br#"{"customer":"C0001","level":"N1","items":["F1/1"],"comment":"x","on":"2026-11-24"}"#
            .to_vec(),
        br#"{"as_of":"2026-11-24","batch":"RelancesAutomatiques","amount":"12.50","ids":[1,2]}"#
            .to_vec(),
        b"as_of=2026-11-24&limit=10&currency=EUR&customer=C0001&state=sent&sort=-due_date".to_vec(),
        b"--x\r\nContent-Disposition: form-data; name=\"files\"; filename=\"a.yaml\"\r\n\r\na: 1\r\n\
          --x--\r\n"
            .to_vec(),
    ];
    run("api", &seeds, WORDS, |input| runtime.block_on(stand.take(input)));
    stand.web.stopping.cancel();
}
