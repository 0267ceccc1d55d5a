//! Who comes in, and how.

use axum::body::Body;
use axum::http::{Request, StatusCode};
use relance::store::Store;
use relance::web::routes;
use relance::web::settings::Settings;
use relance::web::state::Web;
use tower::ServiceExt as _;

use crate::desk::Desk;
use crate::service::{PASSWORD, Service, TODAY, settings};

#[test]
fn who_is_not_signed_in_is_asked_to_and_comes_back_to_where_they_were() {
    let service = Service::with_demo();
    let stranger = service.stranger();
    let asked = stranger.get("/c/DEMO/items?level=N2");
    assert_eq!(asked.status(), 303);
    let sign_in = asked.headers()["location"].to_str().expect("an address");
    assert_eq!(sign_in, "/sign-in?next=%2Fc%2FDEMO%2Fitems%3Flevel%3DN2");
    assert!(stranger.page(sign_in).contains("name=\"password\""));
    let form = [("login", "clerk"), ("password", PASSWORD), ("next", "/c/DEMO/items?level=N2")];
    let signed_in = stranger.post("/sign-in", &form);
    assert_eq!(signed_in.headers()["location"], "/c/DEMO/items?level=N2");
    let cookie = signed_in.headers()["set-cookie"].to_str().expect("a cookie");
    assert!(cookie.contains("HttpOnly") && cookie.contains("SameSite=Lax"), "{cookie}");
    assert!(!cookie.contains("Secure"), "{cookie}");
    stranger.page("/c/DEMO/items?level=N2");
    let elsewhere = [("login", "clerk"), ("password", PASSWORD), ("next", "//evil.example")];
    assert_eq!(stranger.post("/sign-in", &elsewhere).headers()["location"], "/");
}

#[test]
fn a_change_from_another_site_is_refused() {
    let service = Service::with_demo();
    let clerk = service.visitor("clerk");
    let plain = || {
        let jar = reqwest::blocking::Client::builder();
        jar.redirect(reqwest::redirect::Policy::none()).build().expect("a client")
    };
    let own = service.url.clone();
    for (path, headers, taken) in [
        ("/language", vec![("sec-fetch-site", "cross-site"), ("origin", own.as_str())], false),
        ("/language", vec![("sec-fetch-site", "same-site"), ("origin", own.as_str())], false),
        ("/language", vec![("sec-fetch-site", "none")], false),
        ("/language", vec![("origin", "null")], false),
        ("/language", vec![("origin", "http://evil.example")], false),
        ("/language", vec![("referer", own.as_str())], false),
        ("/language", vec![], false),
        ("/sign-in", vec![("origin", "http://evil.example")], false),
        ("/account/sessions", vec![("origin", "http://evil.example")], false),
        ("/language", vec![("origin", own.as_str())], true),
        ("/language", vec![("sec-fetch-site", "same-origin")], true),
    ] {
        let mut request = plain().post(format!("{own}{path}"));
        for (name, value) in &headers {
            request = request.header(*name, *value);
        }
        let form = [("language", "fr"), ("login", "clerk"), ("password", PASSWORD)];
        let status = request.form(&form).send().expect("an answer").status();
        assert_eq!(status, if taken { 303 } else { 403 }, "{path} {headers:?}");
    }
    let sent = clerk
        .client
        .post(format!("{own}/sign-out"))
        .header("sec-fetch-site", "cross-site")
        .send()
        .expect("an answer");
    assert_eq!(sent.status(), 403);
    assert_eq!(clerk.get("/sign-out").status(), 405, "reading changes nothing");
    clerk.page("/account");
}

#[test]
fn tries_are_limited_and_told_as_what_they_are() {
    let service = Service::with_demo();
    let stranger = service.stranger();
    let failed = |login: &str| {
        let form = [("login", login), ("password", "not the password")];
        stranger.post("/sign-in", &form)
    };
    let known = failed("clerk");
    assert_eq!(known.status(), 422);
    let told = "Login and password do not belong together";
    assert!(known.text().expect("a page").contains(told));
    let unknown = failed("hunter2-typed-as-login");
    assert_eq!(unknown.status(), 422);
    assert!(unknown.text().expect("a page").contains(told));
    let blocked = (0..30).map(|_| failed("clerk")).find(|it| it.status() == 429);
    let blocked = blocked.expect("too many at last");
    let wait: u64 = blocked.headers()["retry-after"].to_str().expect("a time").parse().expect("it");
    assert!((1..=60).contains(&wait), "{wait}");
    let right = [("login", "clerk"), ("password", PASSWORD)];
    assert_eq!(stranger.post("/sign-in", &right).status(), 429, "even with the password");

    let administrator = service.visitor("administrator");
    let log = administrator.page("/admin/audit?action=sign-in-failed");
    assert!(log.contains("<th scope=\"row\">clerk</th>") && log.contains("127.0.0.1"));
    assert!(log.contains("nobody known") && !log.contains("hunter2"), "no password in the log");
    service.visitor("reader").post("/sign-out", &[]);
    let log = administrator.page("/admin/audit?actor=reader");
    assert!(log.contains("signed in") && log.contains("signed out"));
}

#[test]
fn what_is_too_large_or_unreadable_is_told_on_a_page_with_all_headers() {
    let service = Service::with_demo();
    let administrator = service.visitor("administrator");
    let missing = administrator.get("/nowhere");
    assert_eq!(missing.status(), 404);
    let wrong = administrator.get("/admin/users/none");
    assert_eq!(wrong.status(), 400);
    // In the end: the connection is closed on who sends too much.
    let method = administrator.get("/sign-out");
    let large = "x".repeat(3 * 1024 * 1024);
    let refused = administrator.post("/admin/mail", &[("to", &large)]);
    assert_eq!(refused.status(), 413);
    for response in [missing, wrong, method, refused] {
        let headers = response.headers().clone();
        let policy = headers["content-security-policy"].to_str().expect("a policy");
        assert!(policy.contains("default-src 'none'") && !policy.contains("unsafe"), "{policy}");
        assert_eq!(headers["x-content-type-options"], "nosniff");
        assert_eq!(headers["cache-control"], "no-store");
        assert_eq!(headers["referrer-policy"], "same-origin");
        let status = response.status();
        if status != 405 {
            assert!(response.text().expect("a page").contains("<h1>"), "{status}");
        }
    }
}

/// Behind TLS the cookies are bound to it; the address is the one that browsers
/// know, whatever the path of the service is there.
#[tokio::test]
async fn behind_tls_cookies_are_secure() {
    let desk = Desk::new();
    desk.relance(&["demo", "--as-of", TODAY]).expect(0);
    let mut command = desk.command(&["user", "add", "clerk", "--role", "clerk"]);
    assert!(command.env("RELANCE_PASSWORD", PASSWORD).output().expect("it").status.success());
    let store = Store::open(&desk.database()).await.expect("a database");
    let public_url = Some("https://relance.example/".parse().expect("an address"));
    let settings = Settings { public_url, ..settings(&desk) };
    let web = Web::new(store, settings).expect("the rules");
    let router = routes::router(&web);
    let post = |path: &str, origin: &str, form: String| {
        Request::post(path)
            .header("host", "127.0.0.1:8420")
            .header("origin", origin)
            .header("content-type", "application/x-www-form-urlencoded")
            .body(Body::from(form))
            .expect("a request")
    };
    let form = format!("login=clerk&password={}", PASSWORD.replace(' ', "+"));
    let inside = post("/sign-in", "http://127.0.0.1:8420", form.clone());
    let refused = router.clone().oneshot(inside).await.expect("an answer");
    assert_eq!(refused.status(), StatusCode::FORBIDDEN);
    let outside = post("/sign-in", "https://relance.example", form);
    let signed_in = router.clone().oneshot(outside).await.expect("an answer");
    assert_eq!(signed_in.status(), StatusCode::SEE_OTHER);
    let cookie = signed_in.headers()["set-cookie"].to_str().expect("a cookie").to_owned();
    assert!(cookie.starts_with("__Host-relance=rls_"), "{cookie}");
    for flag in ["Secure", "HttpOnly", "SameSite=Lax", "Path=/"] {
        assert!(cookie.contains(flag), "{flag}: {cookie}");
    }
    assert!(!cookie.contains("Domain"), "{cookie}");
    let hsts = signed_in.headers()["strict-transport-security"].to_str().expect("a time");
    assert!(hsts.contains("max-age=31536000"));
    let chosen = post("/language", "https://relance.example", "language=fr".to_owned());
    let chosen = router.oneshot(chosen).await.expect("an answer");
    let cookie = chosen.headers()["set-cookie"].to_str().expect("a cookie");
    assert!(cookie.contains("Secure") && cookie.contains("HttpOnly"), "{cookie}");
}
