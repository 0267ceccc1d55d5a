//! Who may do what: the one place that lets requests through.

use std::sync::Arc;

use axum::extract::{FromRequestParts as _, RawPathParams, Request, State};
use axum::http::request::Parts;
use axum::http::{HeaderMap, Method, StatusCode, Uri, header};
use axum::middleware::Next;
use axum::response::{IntoResponse as _, Response};
use chrono::{DateTime, Utc};

use super::error::{self, WebError};
use super::routes::{Need, Surface};
use super::session;
use super::state::Web;
use super::visit::{self, Visit};
use crate::app::secret::Secret;
use crate::domain::account::{Companies, Role};
use crate::rules::set::CompanyRules;
use crate::wording::UiLanguage;

/// Stands before one route.
#[derive(Clone)]
pub struct Guard {
    pub web: Web,
    pub need: Need,
    pub surface: Surface,
}

/// Somebody, or a program, who is known.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Visitor {
    /// For the history: a login, or `token NAME`.
    pub author: String,
    pub name: String,
    pub role: Role,
    pub companies: Companies,
    pub language: Option<UiLanguage>,
}

/// On an answer: who asked, for the log.
#[derive(Debug, Clone)]
pub struct AskedBy(pub String);

/// Lets a request through, or tells why not; puts errors into words on the
/// way back.
pub async fn guard(State(guard): State<Guard>, request: Request, next: Next) -> Response {
    let (mut parts, body) = request.into_parts();
    let language = visit::language(&parts.headers, None);
    let visit = match admit(&guard, &mut parts).await {
        Ok(visit) => visit,
        Err(error) => {
            // Nobody comes back to what was posted.
            let start = Uri::from_static("/");
            let uri = if is_change(&parts.method) { &start } else { &parts.uri };
            return error::shown(&error, &guard.web, guard.surface, None, language, uri);
        }
    };
    let uri = parts.uri.clone();
    parts.extensions.insert(visit.clone());
    let request = Request::from_parts(parts, body);
    let mut response = if is_change(request.method()) {
        to_its_end(&guard.web, request, next).await
    } else {
        next.run(request).await
    };
    let error = response.extensions_mut().remove::<Arc<WebError>>();
    if let Some(error) = error.or_else(|| unreadable(&response).map(Arc::new)) {
        let (surface, language) = (guard.surface, visit.language);
        response = error::shown(&error, &guard.web, surface, Some(&visit), language, &uri);
    }
    if visit.visitor.is_some() {
        response.extensions_mut().insert(AskedBy(visit.author().to_owned()));
    }
    response
}

/// A change that has begun is carried out to its end, with all that is recorded
/// of it, even when whoever asked has gone; a service that stops waits for it.
async fn to_its_end(web: &Web, request: Request, next: Next) -> Response {
    match web.tasks.spawn(next.run(request)).await {
        Ok(response) => response,
        Err(_) => WebError::Panic.into_response(),
    }
}

/// What the framework says, in its own words, of requests that it cannot read.
fn unreadable(response: &Response) -> Option<WebError> {
    let kind = response.headers().get(header::CONTENT_TYPE)?;
    if !kind.as_bytes().starts_with(b"text/plain") {
        return None;
    }
    match response.status() {
        StatusCode::PAYLOAD_TOO_LARGE => Some(WebError::TooLarge),
        StatusCode::BAD_REQUEST
        | StatusCode::UNSUPPORTED_MEDIA_TYPE
        | StatusCode::UNPROCESSABLE_ENTITY => Some(WebError::Unreadable(response.status())),
        _ => None,
    }
}

/// Whether somebody has what a route needs.
fn is_enough(need: Need, visitor: Option<&Visitor>) -> Result<bool, WebError> {
    let least = match need {
        Need::Nothing => return Ok(true),
        Need::Role(role) => role,
        Need::Service => Role::Administrator,
    };
    let visitor = visitor.ok_or(WebError::NotSignedIn)?;
    let whole = need != Need::Service || visitor.companies == Companies::All;
    Ok(visitor.role >= least && whole)
}

async fn admit(guard: &Guard, parts: &mut Parts) -> Result<Visit, WebError> {
    let visitor = identify(&guard.web, parts, guard.surface).await?;
    if !is_enough(guard.need, visitor.as_ref())? {
        return Err(WebError::Forbidden);
    }
    let engine = guard.web.engine();
    let company = match named_company(parts, &guard.web).await {
        Some(code) => Some(company(&engine.rules.companies, &code, visitor.as_ref())?),
        None => None,
    };
    Ok(Visit::new(guard.web.clone(), engine, visitor, company, parts))
}

/// By the token of a program, or else by the cookie of a browser.
async fn identify(web: &Web, parts: &Parts, surface: Surface) -> Result<Option<Visitor>, WebError> {
    let cross_site = is_change(&parts.method) && !is_same_origin(&parts.headers, web);
    // Whoever asks: no other site signs anybody in or out either.
    if surface == Surface::Page && cross_site {
        return Err(WebError::CrossSite);
    }
    if surface == Surface::Api
        && let Some(token) = bearer(&parts.headers)
    {
        let now = web.clock().now();
        let found = web.store.api_token(&Secret::hash_of(token), now).await?;
        let found = found.ok_or(WebError::NotSignedIn)?;
        used(web, found.id, now);
        return Ok(Some(Visitor {
            author: format!("token {}", found.name),
            name: found.name,
            role: found.role,
            companies: found.companies,
            language: None,
        }));
    }
    let Some(account) = session::account(web, &parts.headers).await? else { return Ok(None) };
    if cross_site {
        return Err(WebError::CrossSite);
    }
    Ok(Some(Visitor {
        author: account.login,
        name: account.name,
        role: account.role,
        companies: account.companies,
        language: account.language.as_deref().map(visit::ui_language),
    }))
}

/// Records that a token was used; nobody waits for it.
fn used(web: &Web, token: i64, now: DateTime<Utc>) {
    if web.touched.is_due(format!("token {token}"), now) {
        let store = web.store.clone();
        tokio::spawn(async move {
            if let Err(error) = store.api_token_used(token, now).await {
                tracing::warn!(%error, "the use of a token was not recorded");
            }
        });
    }
}

fn bearer(headers: &HeaderMap) -> Option<&str> {
    let value = headers.get(header::AUTHORIZATION)?.to_str().ok()?;
    let (scheme, token) = value.split_once(' ')?;
    scheme.eq_ignore_ascii_case("bearer").then(|| token.trim())
}

pub fn is_change(method: &Method) -> bool {
    !matches!(*method, Method::GET | Method::HEAD | Method::OPTIONS)
}

/// Browsers tell where a request comes from, and no page can make them lie:
/// by `Sec-Fetch-Site`, or else by `Origin`. A change that says neither is
/// refused.
fn is_same_origin(headers: &HeaderMap, web: &Web) -> bool {
    let text = |name: &str| headers.get(name).and_then(|value| value.to_str().ok());
    match (text("sec-fetch-site"), text("origin")) {
        (Some(site), _) => site == "same-origin",
        (None, Some(origin)) => {
            let host = text("host").unwrap_or_default();
            match &web.settings.public_url {
                Some(url) => origin == url.origin().ascii_serialization(),
                None => origin == format!("http://{host}"),
            }
        }
        (None, None) => false,
    }
}

async fn named_company(parts: &mut Parts, web: &Web) -> Option<String> {
    let params = RawPathParams::from_request_parts(parts, web).await.ok()?;
    params.iter().find(|(name, _)| *name == "company").map(|(_, code)| code.to_owned())
}

/// A company that somebody may not see is as unknown as one that is not there.
fn company(
    companies: &[CompanyRules],
    code: &str,
    visitor: Option<&Visitor>,
) -> Result<Arc<CompanyRules>, WebError> {
    companies
        .iter()
        .find(|rules| rules.company.code.as_str() == code)
        .filter(|rules| visitor.is_some_and(|it| it.companies.has(&rules.company.code)))
        .map(|rules| Arc::new(rules.clone()))
        .ok_or(WebError::NotFound)
}
