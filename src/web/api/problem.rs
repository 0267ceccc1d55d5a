//! Errors as problem documents (RFC 9457).

use axum::Json;
use axum::http::{HeaderValue, Uri, header};
use axum::response::{IntoResponse as _, Response};
use serde::Serialize;
use utoipa::ToSchema;

use crate::web::error::WebError;
use crate::wording::UiLanguage;

/// Why a request could not be carried out.
#[derive(Debug, Serialize, ToSchema)]
pub struct Problem {
    /// What the status says.
    pub title: String,
    pub status: u16,
    /// What was wrong, in the language that was asked for.
    pub detail: String,
    /// The path of the request.
    pub instance: String,
}

/// An error as a problem document.
pub fn response(error: &WebError, language: UiLanguage, uri: &Uri) -> Response {
    let status = error.status();
    let problem = Problem {
        title: status.canonical_reason().unwrap_or_default().to_owned(),
        status: status.as_u16(),
        detail: error.message().in_language(language),
        instance: uri.path().to_owned(),
    };
    let mut response = (status, Json(problem)).into_response();
    let kind = HeaderValue::from_static("application/problem+json");
    response.headers_mut().insert(header::CONTENT_TYPE, kind);
    response
}
