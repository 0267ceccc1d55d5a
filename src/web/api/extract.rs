//! Bodies, queries and paths of requests; what cannot be read is a problem
//! document like any other.

use axum::body::Bytes;
use axum::extract::rejection::BytesRejection;
use axum::extract::{FromRequest, FromRequestParts, Path, Request};
use axum::http::request::Parts;
use axum::http::{HeaderMap, StatusCode, header};
use axum_extra::extract::Query;
use serde::de::DeserializeOwned;
use serde_json::Value;

use super::refusal::{Mistake, Refusal};
use crate::web::error::WebError;
use crate::wording::msg;

/// A body in JSON.
pub struct ApiJson<T>(pub T);

/// The query of the address; parameters that are unknown are refused.
pub struct ApiQuery<T>(pub T);

/// The part of the path that comes after the company's: what cannot be one
/// does not exist.
pub struct ApiPath<T>(pub T);

impl<T, S> FromRequest<S> for ApiJson<T>
where
    T: DeserializeOwned,
    S: Send + Sync,
{
    type Rejection = WebError;

    async fn from_request(request: Request, state: &S) -> Result<Self, WebError> {
        if !is_json(request.headers()) {
            let status = StatusCode::UNSUPPORTED_MEDIA_TYPE;
            return Err(Refusal::new(status, msg!("api-not-json")).into());
        }
        let bytes = Bytes::from_request(request, state).await.map_err(|error| unread(&error))?;
        Ok(Self(parse(&bytes)?))
    }
}

/// Why a body was not read: too large, or broken off.
pub fn unread(rejection: &BytesRejection) -> WebError {
    let status = rejection.status();
    let message = match status {
        StatusCode::PAYLOAD_TOO_LARGE => msg!("api-too-large"),
        _ => msg!("api-broken-body"),
    };
    Refusal::new(status, message).into()
}

fn is_json(headers: &HeaderMap) -> bool {
    let value = headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok());
    let kind = value.unwrap_or_default().split(';').next().unwrap_or_default().trim();
    kind.eq_ignore_ascii_case("application/json")
}

fn parse<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, WebError> {
    refuse_nul(bytes)?;
    let mut reader = serde_json::Deserializer::from_slice(bytes);
    let value = serde_path_to_error::deserialize(&mut reader).map_err(|error| {
        let path = error.path().to_string();
        let cause = error.into_inner();
        if cause.is_data() { unfit(&path, &cause.to_string()) } else { malformed(&cause) }
    })?;
    reader.end().map_err(|error| malformed(&error))?;
    Ok(value)
}

fn malformed(cause: &serde_json::Error) -> WebError {
    WebError::BadRequest(msg!("api-malformed-json", cause = cause.to_string()))
}

fn unfit(path: &str, cause: &str) -> WebError {
    let mistake = Mistake::of_field(path, msg!("api-unfit", cause = cause));
    Refusal::mistakes(vec![mistake]).into()
}

/// No text of the application has NUL characters, and PostgreSQL takes none.
/// JSON can only write them as an escape.
fn refuse_nul(bytes: &[u8]) -> Result<(), WebError> {
    if memchr::memmem::find(bytes, b"\\u0000").is_none() {
        return Ok(());
    }
    let Ok(value) = serde_json::from_slice::<Value>(bytes) else { return Ok(()) };
    match nul(&value, String::new()) {
        Some(path) => {
            let mistake = Mistake::of_field(path, msg!("api-nul"));
            Err(Refusal::mistakes(vec![mistake]).into())
        }
        None => Ok(()),
    }
}

fn nul(value: &Value, path: String) -> Option<String> {
    match value {
        Value::String(text) => text.contains('\0').then_some(path),
        Value::Array(list) => list
            .iter()
            .enumerate()
            .find_map(|(index, value)| nul(value, format!("{path}[{index}]"))),
        Value::Object(fields) => fields.iter().find_map(|(name, value)| {
            let joint = if path.is_empty() { "" } else { "." };
            let path = format!("{path}{joint}{name}");
            if name.contains('\0') { Some(path) } else { nul(value, path) }
        }),
        _ => None,
    }
}

impl<T, S> FromRequestParts<S> for ApiQuery<T>
where
    T: DeserializeOwned,
    S: Send + Sync,
{
    type Rejection = WebError;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, WebError> {
        if parts.uri.query().is_some_and(|query| query.contains("%00")) {
            return Err(WebError::BadRequest(msg!("api-nul")));
        }
        let Query(query) = Query::<T>::from_request_parts(parts, state)
            .await
            .map_err(|error| WebError::BadRequest(bad_query(&error)))?;
        Ok(Self(query))
    }
}

fn bad_query(error: &dyn std::error::Error) -> crate::wording::Message {
    let mut cause = error;
    while let Some(source) = cause.source() {
        cause = source;
    }
    msg!("api-bad-query", cause = cause.to_string())
}

impl<T, S> FromRequestParts<S> for ApiPath<T>
where
    T: DeserializeOwned + Send,
    S: Send + Sync,
{
    type Rejection = WebError;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, WebError> {
        if parts.uri.path().contains("%00") {
            return Err(WebError::NotFound);
        }
        let path = Path::<(String, T)>::from_request_parts(parts, state).await;
        path.map(|Path((_, part))| Self(part)).map_err(|_| WebError::NotFound)
    }
}
