//! What is true of every answer: headers, bounds, time.

use std::time::Duration;

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::http::{HeaderName, HeaderValue, header};
use axum::middleware::from_fn_with_state;
use tower_http::compression::CompressionLayer;
use tower_http::set_header::SetResponseHeaderLayer;
use tower_http::timeout::RequestBodyTimeoutLayer;

use super::operation::requests;
use super::state::Web;

/// No script, style or frame but our own, and no form that posts elsewhere.
const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; \
    font-src 'self'; connect-src 'self'; frame-src 'self'; form-action 'self'; \
    frame-ancestors 'none'; base-uri 'none'";

/// The largest body that is read, in bytes; routes that take files say more.
const LARGEST_BODY: usize = 2 * 1024 * 1024;

/// How long a body may pause while it comes.
const PAUSE: Duration = Duration::from_secs(30);

const A_YEAR: &str = "max-age=31536000; includeSubDomains";

pub fn around(router: Router<Web>, web: &Web) -> Router<Web> {
    let mut router = router
        .layer(DefaultBodyLimit::max(LARGEST_BODY))
        .layer(RequestBodyTimeoutLayer::new(PAUSE))
        .layer(from_fn_with_state(web.clone(), requests::follow));
    let headers: [(HeaderName, &'static str); 5] = [
        (header::CONTENT_SECURITY_POLICY, POLICY),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (header::REFERRER_POLICY, "same-origin"),
        (HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
        (header::CACHE_CONTROL, "no-store"),
    ];
    for (name, value) in headers {
        let value = HeaderValue::from_static(value);
        router = router.layer(SetResponseHeaderLayer::if_not_present(name, value));
    }
    if web.settings.is_secure() {
        let value = HeaderValue::from_static(A_YEAR);
        let name = header::STRICT_TRANSPORT_SECURITY;
        router = router.layer(SetResponseHeaderLayer::if_not_present(name, value));
    }
    router.layer(CompressionLayer::new())
}
