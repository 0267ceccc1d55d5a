//! What holds of every exchange with the API: entity tags, and changes that
//! are asked for twice and done once.

use axum::body::{Body, Bytes, to_bytes};
use axum::extract::{FromRequest as _, Request, State};
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse as _, Response};
use serde::Serialize;
use sha2::{Digest as _, Sha256};

use super::extract;
use super::refusal::Refusal;
use crate::app::error::AppError;
use crate::store::{Claimed, KeptAnswer, RequestKey};
use crate::web::access;
use crate::web::error::WebError;
use crate::web::state::Web;
use crate::web::visit::Visit;
use crate::wording::msg;

const KEY: HeaderName = HeaderName::from_static("idempotency-key");
const REPLAYED: HeaderName = HeaderName::from_static("idempotent-replayed");
/// Characters of the longest key.
const LONGEST_KEY: usize = 255;
/// Headers of an answer that are kept with it.
const KEPT: [HeaderName; 4] =
    [header::CONTENT_TYPE, header::LOCATION, header::ETAG, header::CONTENT_DISPOSITION];

/// Around each documented route, within the guard.
pub async fn exchange(State(web): State<Web>, request: Request, next: Next) -> Response {
    if access::is_change(request.method()) {
        return match once(&web, request, next).await {
            Ok(response) => response,
            Err(error) => error.into_response(),
        };
    }
    let asked = request.headers().get(header::IF_NONE_MATCH).cloned();
    let response = next.run(request).await;
    if response.status() != StatusCode::OK {
        return response;
    }
    tagged(response, asked.as_ref()).await
}

/// Gives an answer its tag; whoever has it already gets no body.
async fn tagged(response: Response, asked: Option<&HeaderValue>) -> Response {
    let (mut parts, body) = response.into_parts();
    let Ok(bytes) = to_bytes(body, usize::MAX).await else {
        return WebError::App(AppError::Worker).into_response();
    };
    let tag = tag(&bytes);
    if let Ok(value) = HeaderValue::from_str(&tag) {
        parts.headers.insert(header::ETAG, value);
    }
    let revalidated = HeaderValue::from_static("private, no-cache");
    parts.headers.insert(header::CACHE_CONTROL, revalidated);
    if asked.is_some_and(|asked| names(asked, &tag)) {
        parts.headers.remove(header::CONTENT_TYPE);
        parts.headers.remove(header::CONTENT_LENGTH);
        parts.status = StatusCode::NOT_MODIFIED;
        return Response::from_parts(parts, Body::empty());
    }
    Response::from_parts(parts, Body::from(bytes))
}

/// The tag of what an answer holds.
fn tag(bytes: &[u8]) -> String {
    let digest = Sha256::digest(bytes);
    let hex: String = digest.iter().take(16).map(|byte| format!("{byte:02x}")).collect();
    format!("\"{hex}\"")
}

/// Whether a list of tags names this one. An answer that was compressed on
/// its way comes back with a weak tag.
fn names(header: &HeaderValue, tag: &str) -> bool {
    let Ok(header) = header.to_str() else { return false };
    let mut tags = header.split(',').map(str::trim);
    tags.any(|named| named == "*" || named.strip_prefix("W/").unwrap_or(named) == tag)
}

/// Holds a change against `If-Match`: what is there now must be what whoever
/// asks has seen. `None` is not there yet.
///
/// # Errors
/// With status 412 when it is not.
pub fn check_match(headers: &HeaderMap, now: Option<&impl Serialize>) -> Result<(), WebError> {
    let failed = || Refusal::new(StatusCode::PRECONDITION_FAILED, msg!("api-changed-since"));
    let tag = match now {
        Some(now) => Some(tag(&serde_json::to_vec(now).map_err(|_| AppError::Worker)?)),
        None => None,
    };
    if let Some(asked) = headers.get(header::IF_MATCH)
        && !tag.as_ref().is_some_and(|tag| names(asked, tag))
    {
        return Err(failed().into());
    }
    if let Some(asked) = headers.get(header::IF_NONE_MATCH)
        && tag.as_ref().is_some_and(|tag| names(asked, tag))
    {
        return Err(failed().into());
    }
    Ok(())
}

/// Carries a change out, once for each key.
async fn once(web: &Web, request: Request, next: Next) -> Result<Response, WebError> {
    let Some(key) = request.headers().get(KEY).cloned() else { return Ok(next.run(request).await) };
    let key = key.to_str().ok().filter(|key| (1..=LONGEST_KEY).contains(&key.len()));
    let key = key.ok_or_else(|| WebError::BadRequest(msg!("api-bad-key", most = LONGEST_KEY)))?;
    let (parts, body) = request.into_parts();
    let caller = parts.extensions.get::<Visit>().map(|visit| visit.author().to_owned());
    let readable = Request::from_parts(parts.clone(), body);
    let body = Bytes::from_request(readable, web).await.map_err(|error| extract::unread(&error))?;
    let asked = RequestKey {
        caller: caller.unwrap_or_default(),
        key: key.to_owned(),
        digest: digest(&parts, &body),
    };
    let now = web.clock().now();
    let conflict = |message| Err(Refusal::new(StatusCode::CONFLICT, message).into());
    match web.store.claim_request(&asked, now).await? {
        Claimed::Mine => {}
        Claimed::Answered(answer) => return Ok(replayed(answer)),
        Claimed::OtherRequest => return Err(Refusal::unprocessable(msg!("api-key-reused")).into()),
        Claimed::UnderWay => return conflict(msg!("api-key-under-way")),
        Claimed::Interrupted => return conflict(msg!("api-key-interrupted")),
    }
    // Of its own, so that a client that goes away stops nothing half-way.
    let web = web.clone();
    let request = Request::from_parts(parts, Body::from(body));
    let work = async move {
        let response = next.run(request).await;
        keep(&web, &asked, response).await
    };
    tokio::spawn(work).await.map_err(|_| AppError::Worker)?
}

/// Keeps an answer for who asks again. What was refused has changed nothing
/// and may be asked anew.
async fn keep(web: &Web, asked: &RequestKey, response: Response) -> Result<Response, WebError> {
    if !response.status().is_success() {
        web.store.release_request(asked).await?;
        return Ok(response);
    }
    let (parts, body) = response.into_parts();
    let body = to_bytes(body, usize::MAX).await.map_err(|_| AppError::Worker)?;
    let headers = KEPT.iter().filter_map(|name| {
        let value = parts.headers.get(name)?.to_str().ok()?;
        Some((name.to_string(), value.to_owned()))
    });
    let answer = KeptAnswer {
        status: parts.status.as_u16(),
        headers: headers.collect(),
        body: body.to_vec(),
    };
    web.store.keep_answer(asked, &answer).await?;
    Ok(Response::from_parts(parts, Body::from(body)))
}

fn replayed(answer: KeptAnswer) -> Response {
    let mut response = Response::new(Body::from(answer.body));
    *response.status_mut() = StatusCode::from_u16(answer.status).unwrap_or(StatusCode::OK);
    let headers = response.headers_mut();
    for (name, value) in answer.headers {
        let name = HeaderName::try_from(name).ok();
        if let (Some(name), Ok(value)) = (name, HeaderValue::from_str(&value)) {
            headers.insert(name, value);
        }
    }
    headers.insert(REPLAYED, HeaderValue::from_static("true"));
    response
}

/// Tells requests apart: what is done, to what, and with what.
fn digest(parts: &Parts, body: &[u8]) -> String {
    let mut digest = Sha256::new();
    let address = parts.uri.path_and_query().map_or("", |address| address.as_str());
    for part in [parts.method.as_str(), address] {
        digest.update((part.len() as u64).to_be_bytes());
        digest.update(part);
    }
    for name in [header::CONTENT_TYPE, header::IF_MATCH] {
        let value = parts.headers.get(name).map_or(&b""[..], HeaderValue::as_bytes);
        digest.update((value.len() as u64).to_be_bytes());
        digest.update(value);
    }
    digest.update(body);
    digest.finalize().iter().map(|byte| format!("{byte:02x}")).collect()
}
