//! Signing in and out, and choosing a language.

mod identity;

use std::time::Duration;

use axum::extract::Query;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse as _, Redirect, Response};
use axum_extra::extract::Form;
use serde::{Deserialize, Serialize};

use crate::app::signing_in;
use crate::web::error::WebError;
use crate::web::routes::{Need, Routes};
use crate::web::session;
use crate::web::visit::{Visit, base};
use crate::wording::msg;

pub fn routes(routes: Routes) -> Routes {
    let routes = routes
        .get(Need::READER, "/", start)
        .get(Need::Nothing, "/sign-in", page)
        .post(Need::Nothing, "/sign-in", sign_in)
        .post(Need::Nothing, "/sign-out", sign_out)
        .post(Need::Nothing, "/language", language);
    identity::routes(routes)
}

/// The overview of the first company that the visitor may see.
async fn start(visit: Visit) -> Result<Response, WebError> {
    let visitor = visit.visitor.as_ref().ok_or(WebError::NotSignedIn)?;
    let companies = visit.engine.rules.companies.iter();
    let first = companies.map(|it| &it.company.code).find(|code| visitor.companies.has(code));
    match first {
        Some(code) => Ok(Redirect::to(&base(code)).into_response()),
        None => visit.page("pages/sign_in/no_companies.html", ()),
    }
}

#[derive(Deserialize)]
struct Next {
    #[serde(default)]
    next: String,
}

#[derive(Serialize, Default)]
struct Context {
    next: String,
    login: String,
    failure: Option<String>,
    /// Whether somebody else can vouch for people.
    by_identity: bool,
}

async fn page(visit: Visit, Query(query): Query<Next>) -> Result<Response, WebError> {
    shown(&visit, Context { next: inside(&query.next), ..Context::default() })
}

fn shown(visit: &Visit, context: Context) -> Result<Response, WebError> {
    let by_identity = visit.web.settings.openid.is_some();
    visit.page("pages/sign_in/page.html", Context { by_identity, ..context })
}

#[derive(Deserialize)]
struct Credentials {
    login: String,
    password: String,
    #[serde(default)]
    next: String,
}

async fn sign_in(
    visit: Visit,
    headers: HeaderMap,
    Form(form): Form<Credentials>,
) -> Result<Response, WebError> {
    let next = inside(&form.next);
    let attempts = &visit.web.attempts;
    let tried = attempts.at_address(visit.address);
    if let Err(wait) = tried.and_then(|()| attempts.with_login(&form.login)) {
        return too_many(&visit, next, form.login, wait);
    }
    let (store, now) = (&visit.web.store, visit.clock().now());
    let (login, password) = (&form.login, &form.password);
    let token = signing_in::with_password(store, login, password, visit.address, now).await?;
    let Some(token) = token else {
        metrics::counter!("relance_sign_in_failures_total").increment(1);
        let failure = Some(visit.text(&msg!("web-sign-in-failed")));
        let page =
            shown(&visit, Context { next, login: form.login, failure, ..Context::default() })?;
        return Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response());
    };
    close_former(&visit, &headers).await?;
    let mut response = Redirect::to(&next).into_response();
    response.headers_mut().extend(session::opened(&token, &visit.web.settings));
    Ok(response)
}

fn too_many(
    visit: &Visit,
    next: String,
    login: String,
    wait: Duration,
) -> Result<Response, WebError> {
    let failure = Some(visit.text(&msg!("web-too-many")));
    let page = shown(visit, Context { next, login, failure, ..Context::default() })?;
    let mut response = (StatusCode::TOO_MANY_REQUESTS, page).into_response();
    let seconds = HeaderValue::from(wait.as_secs().saturating_add(1));
    response.headers_mut().insert(header::RETRY_AFTER, seconds);
    Ok(response)
}

/// Whoever signs in again leaves no session behind.
async fn close_former(visit: &Visit, headers: &HeaderMap) -> Result<(), WebError> {
    if let Some(token) = session::token(headers, &visit.web.settings)
        && visit.visitor.is_some()
    {
        let now = visit.clock().now();
        signing_in::out(&visit.web.store, &token, visit.author(), visit.address, now).await?;
    }
    Ok(())
}

async fn sign_out(visit: Visit, headers: HeaderMap) -> Result<Response, WebError> {
    close_former(&visit, &headers).await?;
    let mut response = Redirect::to("/sign-in").into_response();
    response.headers_mut().extend(session::closed(&visit.web.settings));
    Ok(response)
}

#[derive(Deserialize)]
struct Chosen {
    language: String,
    #[serde(default)]
    back: String,
}

async fn language(visit: Visit, Form(form): Form<Chosen>) -> Response {
    let tag = if form.language == "fr" { "fr" } else { "en" };
    let mut response = Redirect::to(&inside(&form.back)).into_response();
    response.headers_mut().extend(session::language(tag, &visit.web.settings));
    response
}

/// A path of this service, never an address elsewhere.
fn inside(next: &str) -> String {
    let path = next.starts_with('/') && !next.starts_with("//") && !next.contains('\\');
    if path && !next.contains(char::is_control) { next.to_owned() } else { "/".to_owned() }
}

#[cfg(test)]
mod tests {
    use super::inside;

    #[test]
    fn nobody_is_sent_elsewhere() {
        for (next, expected) in [
            ("/c/DEMO?a=b", "/c/DEMO?a=b"),
            ("//evil.example", "/"),
            ("/\\evil.example", "/"),
            ("/\t/evil.example", "/"),
            ("https://evil.example", "/"),
            ("", "/"),
        ] {
            assert_eq!(inside(next), expected, "{next:?}");
        }
    }
}
