//! Errors as problem documents (RFC 9457).

use axum::Json;
use axum::http::{HeaderValue, StatusCode, Uri, header};
use axum::response::{IntoResponse as _, Response};
use serde::Serialize;
use utoipa::ToSchema;

use super::refusal::ProblemError;
use crate::web::error::WebError;
use crate::wording::UiLanguage;

pub const MEDIA_TYPE: &str = "application/problem+json";

/// Why a request could not be carried out.
#[derive(Debug, Serialize, ToSchema)]
pub struct Problem {
    /// Always `about:blank`: the status says what kind of problem it is.
    #[serde(rename = "type")]
    pub kind: &'static str,
    /// What the status says.
    pub title: String,
    pub status: u16,
    /// What was wrong, in the language that was asked for.
    pub detail: String,
    /// The path of the request.
    pub instance: String,
    /// Each mistake in what was sent.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[schema(required = false)]
    pub errors: Vec<ProblemError>,
}

/// An error as a problem document.
pub fn response(error: &WebError, language: UiLanguage, uri: &Uri) -> Response {
    let status = error.status();
    let errors = match error {
        WebError::Refused(refusal) => {
            refusal.mistakes.iter().map(|mistake| ProblemError::of(mistake, language)).collect()
        }
        _ => Vec::new(),
    };
    let problem = Problem {
        kind: "about:blank",
        title: status.canonical_reason().unwrap_or_default().to_owned(),
        status: status.as_u16(),
        detail: error.message().in_language(language),
        instance: uri.path().to_owned(),
        errors,
    };
    let mut response = (status, Json(problem)).into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(MEDIA_TYPE));
    if status == StatusCode::UNAUTHORIZED {
        headers.insert(header::WWW_AUTHENTICATE, HeaderValue::from_static("Bearer"));
    }
    response
}
