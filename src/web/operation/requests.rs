//! Follows each request: its identifier, its line in the log, its figures; a
//! panic becomes an answer, and so does what takes too long.

use std::panic::AssertUnwindSafe;
use std::time::{Duration, Instant};

use axum::extract::{MatchedPath, Request, State};
use axum::http::{HeaderName, HeaderValue, Method};
use axum::middleware::Next;
use axum::response::Response;
use futures_util::FutureExt as _;
use metrics::{counter, gauge, histogram};
use uuid::Uuid;

use crate::web::access::AskedBy;
use crate::web::error::{self, WebError};
use crate::web::routes::Surface;
use crate::web::state::Web;
use crate::web::visit;

const REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");
/// Longer ones are not taken from whoever asks.
const LONGEST_ID: usize = 64;
/// How long a request may take to begin its answer.
const PATIENCE: Duration = Duration::from_secs(120);
/// In the log: who asked went away before the answer began.
const GONE: u16 = 499;
/// In figures, where no route has the path.
const NO_ROUTE: &str = "none";

/// Around every route.
pub async fn follow(State(web): State<Web>, request: Request, next: Next) -> Response {
    let (method, uri) = (request.method().clone(), request.uri().clone());
    let id = identifier(request.headers().get(&REQUEST_ID));
    let language = visit::language(request.headers(), None);
    let route = request.extensions().get::<MatchedPath>().cloned();
    let mut followed = Followed::new(&method, uri.path(), route.as_ref(), id);
    let answering = AssertUnwindSafe(next.run(request)).catch_unwind();
    let answered = match tokio::time::timeout(PATIENCE, answering).await {
        Ok(Ok(response)) => Ok(response),
        Ok(Err(_)) => Err(WebError::Panic),
        Err(_) => Err(WebError::Late),
    };
    let mut response = answered.unwrap_or_else(|error| {
        let surface = match uri.path() {
            path if path.starts_with("/api/") => Surface::Api,
            _ => Surface::Page,
        };
        error::shown(&error, &web, surface, None, language, &uri)
    });
    followed.status = response.status().as_u16();
    followed.user = response.extensions_mut().remove::<AskedBy>().map(|by| shortened(&by.0));
    if let Ok(value) = HeaderValue::from_str(&followed.id) {
        response.headers_mut().insert(REQUEST_ID, value);
    }
    response
}

/// That of whoever is in front of us, when it is a plain one, or a new one.
fn identifier(given: Option<&HeaderValue>) -> String {
    let given = given.and_then(|value| value.to_str().ok()).unwrap_or_default();
    let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.');
    if !given.is_empty() && given.len() <= LONGEST_ID && given.chars().all(plain) {
        given.to_owned()
    } else {
        Uuid::now_v7().to_string()
    }
}

/// Logins may be addresses of people; what is before the `@` tells who it is.
fn shortened(login: &str) -> String {
    match login.split_once('@') {
        Some((name, _)) => format!("{name}@…"),
        None => login.to_owned(),
    }
}

/// What the log calls a method: others would fill it with whatever is asked.
fn known(method: &Method) -> &'static str {
    match method.as_str() {
        "GET" => "GET",
        "HEAD" => "HEAD",
        "POST" => "POST",
        "PUT" => "PUT",
        "PATCH" => "PATCH",
        "DELETE" => "DELETE",
        "OPTIONS" => "OPTIONS",
        _ => "OTHER",
    }
}

/// One request; told of when it ends, also when nobody waits any more.
struct Followed {
    method: &'static str,
    path: String,
    route: String,
    id: String,
    started: Instant,
    status: u16,
    user: Option<String>,
}

impl Followed {
    fn new(method: &Method, path: &str, route: Option<&MatchedPath>, id: String) -> Self {
        gauge!("relance_http_requests_in_flight").increment(1);
        Self {
            method: known(method),
            path: path.to_owned(),
            route: route.map_or(NO_ROUTE, MatchedPath::as_str).to_owned(),
            id,
            started: Instant::now(),
            status: GONE,
            user: None,
        }
    }
}

impl Drop for Followed {
    fn drop(&mut self) {
        let took = self.started.elapsed();
        gauge!("relance_http_requests_in_flight").decrement(1);
        let status = self.status.to_string();
        let (method, route) = (self.method, self.route.clone());
        counter!("relance_http_requests_total",
            "method" => method, "route" => route.clone(), "status" => status)
        .increment(1);
        histogram!("relance_http_request_duration_seconds",
            "method" => method, "route" => route)
        .record(took);
        tracing::info!(
            method,
            route = self.route,
            path = self.path,
            status = self.status,
            // Tenths of a millisecond are enough.
            ms = (took.as_secs_f64() * 10_000.0).round() / 10.0,
            request_id = self.id,
            user = self.user,
            "request"
        );
    }
}

#[cfg(test)]
mod tests {
    use std::path::PathBuf;
    use std::time::Duration;

    use axum::Router;
    use axum::body::Body;
    use axum::middleware::from_fn_with_state;
    use axum::routing::get;
    use tower::ServiceExt as _;

    use super::*;
    use crate::app::node::NodeSettings;
    use crate::store::Store;
    use crate::web::settings::Settings;

    async fn panics() -> &'static str {
        panic!("the password is hunter2")
    }

    async fn web(folder: &std::path::Path) -> Web {
        let url = format!("sqlite:{}", folder.join("relance.db").display());
        let settings = Settings {
            node: NodeSettings {
                rules: PathBuf::from("rules"),
                templates: PathBuf::from("templates"),
                documents: folder.to_owned(),
                smtp_url: None,
                outbox: folder.to_owned(),
                mailbox: None,
                local_webhooks: false,
                as_of: None,
                schedule: false,
            },
            listen: ([127, 0, 0, 1], 0).into(),
            public_url: None,
            metrics_listen: None,
            stop_timeout: Duration::ZERO,
            trusted_proxies: Vec::new(),
            openid: None,
        };
        Web::new(Store::open(&url).await.expect("a store"), settings).expect("a service")
    }

    #[tokio::test]
    async fn a_panic_is_a_page_or_a_problem_that_tells_nothing() {
        let folder = tempfile::tempdir().expect("a folder");
        let web = web(folder.path()).await;
        let router = Router::new()
            .route("/page", get(panics))
            .route("/api/v1/thing", get(panics))
            .layer(from_fn_with_state(web.clone(), follow));
        for (path, kind) in [("/page", "text/html"), ("/api/v1/thing", "application/problem+json")]
        {
            let request = Request::get(path).body(Body::empty()).expect("a request");
            let answer = router.clone().oneshot(request).await.expect("an answer");
            assert_eq!(answer.status(), 500);
            assert!(answer.headers().contains_key(&REQUEST_ID));
            let told = answer.headers()["content-type"].to_str().expect("text").to_owned();
            assert!(told.starts_with(kind), "{told}");
            let body = axum::body::to_bytes(answer.into_body(), 100_000).await.expect("a body");
            let body = String::from_utf8_lossy(&body);
            assert!(body.contains("went wrong") && !body.contains("hunter2"), "{body}");
        }
    }

    #[test]
    fn identifiers_of_others_are_taken_when_they_are_plain() {
        let given = |text: &str| {
            let value = HeaderValue::from_str(text).expect("a header");
            identifier(Some(&value))
        };
        assert_eq!(given("req-1_a.B"), "req-1_a.B");
        for odd in ["", "two words", "a\"b", &"x".repeat(65)] {
            assert_eq!(given(odd).len(), 36, "{odd}");
        }
        assert_eq!(shortened("alix@example.com"), "alix@…");
    }
}
