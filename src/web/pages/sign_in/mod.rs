//! Signing in and out, and choosing a language.

use axum::extract::Query;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse as _, Redirect, Response};
use axum_extra::extract::Form;
use serde::{Deserialize, Serialize};

use crate::app::accounts;
use crate::web::access;
use crate::web::error::WebError;
use crate::web::routes::{Need, Routes};
use crate::web::session;
use crate::web::visit::{LANGUAGE_COOKIE, Visit, base};

pub fn routes(routes: Routes) -> Routes {
    routes
        .get(Need::READER, "/", start)
        .get(Need::Nothing, "/sign-in", page)
        .post(Need::Nothing, "/sign-in", sign_in)
        .post(Need::Nothing, "/sign-out", sign_out)
        .post(Need::Nothing, "/language", language)
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

#[derive(Serialize)]
struct Context {
    next: String,
    login: String,
    failed: bool,
}

async fn page(visit: Visit, Query(query): Query<Next>) -> Result<Response, WebError> {
    let context = Context { next: inside(&query.next), login: String::new(), failed: false };
    visit.page("pages/sign_in/page.html", context)
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
    headers: axum::http::HeaderMap,
    Form(form): Form<Credentials>,
) -> Result<Response, WebError> {
    if !access::is_same_origin(&headers, &visit.web) {
        return Err(WebError::CrossSite);
    }
    let now = visit.clock().now();
    let signed_in = accounts::sign_in(&visit.web.store, &form.login, &form.password, now).await?;
    let next = inside(&form.next);
    let Some((_, token)) = signed_in else {
        metrics::counter!("relance_sign_in_failures_total").increment(1);
        let context = Context { next, login: form.login, failed: true };
        let page = visit.page("pages/sign_in/page.html", context)?;
        return Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response());
    };
    let mut response = Redirect::to(&next).into_response();
    if let Some((name, value)) = session::opened(&token, &visit.web.settings) {
        response.headers_mut().append(name, value);
    }
    Ok(response)
}

async fn sign_out(visit: Visit, headers: axum::http::HeaderMap) -> Result<Response, WebError> {
    if let Some(token) = session::token(&headers, &visit.web.settings) {
        accounts::sign_out(&visit.web.store, &token).await?;
    }
    let mut response = Redirect::to("/sign-in").into_response();
    if let Some((name, value)) = session::closed(&visit.web.settings) {
        response.headers_mut().append(name, value);
    }
    Ok(response)
}

#[derive(Deserialize)]
struct Chosen {
    language: String,
    #[serde(default)]
    back: String,
}

async fn language(Form(form): Form<Chosen>) -> Response {
    let tag = if form.language == "fr" { "fr" } else { "en" };
    let cookie = format!("{LANGUAGE_COOKIE}={tag}; Path=/; SameSite=Lax; Max-Age=31536000");
    let mut response = Redirect::to(&inside(&form.back)).into_response();
    if let Ok(value) = HeaderValue::from_str(&cookie) {
        response.headers_mut().append(header::SET_COOKIE, value);
    }
    response
}

/// A path of this service, never an address elsewhere.
fn inside(next: &str) -> String {
    let path = next.starts_with('/') && !next.starts_with("//") && !next.contains('\\');
    if path && !next.contains(char::is_control) { next.to_owned() } else { "/".to_owned() }
}
