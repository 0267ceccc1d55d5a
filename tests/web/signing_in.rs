//! Who comes in, and how.

use crate::service::{PASSWORD, Service};

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
    stranger.page("/c/DEMO/items?level=N2");
}

#[test]
fn a_change_from_another_site_is_refused() {
    let service = Service::with_demo();
    let clerk = service.visitor("clerk");
    let sent = clerk
        .client
        .post(format!("{}/sign-out", service.url))
        .header("sec-fetch-site", "cross-site")
        .send()
        .expect("an answer");
    assert_eq!(sent.status(), 403);
    clerk.page("/c/DEMO");
}
