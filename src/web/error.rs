//! Why a request could not be answered as asked; as a page or, for programs,
//! as a problem (RFC 9457).

use std::sync::Arc;

use axum::extract::{Request, State};
use axum::http::{HeaderValue, StatusCode, Uri, header};
use axum::response::{Html, IntoResponse, Redirect, Response};
use serde::Serialize;

use super::api::{Refusal, problem};
use super::routes::Surface;
use super::state::Web;
use super::visit::{self, Visit};
use crate::app::error::AppError;
use crate::app::error_kind::ErrorKind;
use crate::store::StoreError;
use crate::wording::{Message, UiLanguage, msg};

#[derive(Debug, thiserror::Error)]
pub enum WebError {
    #[error("nobody is signed in")]
    NotSignedIn,
    #[error("the role does not allow it")]
    Forbidden,
    /// A change that another site asks for.
    #[error("a change from another site")]
    CrossSite,
    #[error("no such page")]
    NotFound,
    #[error("no such method")]
    NoSuchMethod,
    /// A value that makes no sense.
    #[error("{0}")]
    BadRequest(Message),
    /// What is asked does not fit what there is now.
    #[error("{0}")]
    Conflict(Message),
    /// More than is read.
    #[error("the body is too large")]
    TooLarge,
    /// Not what the route takes, with the status that says how.
    #[error("the request cannot be read")]
    Unreadable(StatusCode),
    #[error("too many attempts")]
    TooMany,
    /// What only the API refuses.
    #[error(transparent)]
    Refused(#[from] Refusal),
    #[error(transparent)]
    App(#[from] AppError),
    /// A job in the background could not be carried out.
    #[error("{0}")]
    Job(Arc<AppError>),
    #[error("a page cannot be made: {0:#}")]
    Page(#[from] minijinja::Error),
    /// The answer does not begin in time.
    #[error("the answer takes too long")]
    Late,
    /// The code that was to answer gave up.
    #[error("a mistake of the program")]
    Panic,
}

impl From<StoreError> for WebError {
    fn from(error: StoreError) -> Self {
        Self::App(error.into())
    }
}

impl WebError {
    pub fn status(&self) -> StatusCode {
        match self {
            Self::NotSignedIn => StatusCode::UNAUTHORIZED,
            Self::Forbidden | Self::CrossSite => StatusCode::FORBIDDEN,
            Self::NotFound => StatusCode::NOT_FOUND,
            Self::NoSuchMethod => StatusCode::METHOD_NOT_ALLOWED,
            Self::BadRequest(_) => StatusCode::BAD_REQUEST,
            Self::Conflict(_) => StatusCode::CONFLICT,
            Self::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
            Self::Unreadable(status) => *status,
            Self::TooMany => StatusCode::TOO_MANY_REQUESTS,
            Self::Refused(refusal) => refusal.status,
            Self::App(error) => status(error),
            Self::Job(error) => status(error),
            Self::Late => StatusCode::SERVICE_UNAVAILABLE,
            Self::Page(_) | Self::Panic => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }

    /// What visitors are told: nothing of what is inside the service.
    pub fn message(&self) -> Message {
        match self {
            Self::NotSignedIn => msg!("web-not-signed-in"),
            Self::Forbidden => msg!("web-forbidden"),
            Self::CrossSite => msg!("web-cross-site"),
            Self::NotFound => msg!("web-not-found"),
            Self::NoSuchMethod => msg!("web-no-such-method"),
            Self::BadRequest(message) | Self::Conflict(message) => message.clone(),
            Self::TooLarge => msg!("web-too-large"),
            Self::Unreadable(_) => msg!("web-unreadable"),
            Self::TooMany => msg!("web-too-many"),
            Self::Refused(refusal) => refusal.message.clone(),
            Self::App(error) => told(error),
            Self::Job(error) => told(error),
            Self::Late => msg!("web-late"),
            Self::Page(_) | Self::Panic => msg!("web-trouble"),
        }
    }
}

/// The guard puts it into words: it knows who asked, and in which language.
impl IntoResponse for WebError {
    fn into_response(self) -> Response {
        let mut response = self.status().into_response();
        response.extensions_mut().insert(Arc::new(self));
        response
    }
}

/// A mail server that does not answer is no secret of the service.
fn told(error: &AppError) -> Message {
    let inside = status(error).is_server_error() && !matches!(error, AppError::Dispatch { .. });
    if inside { msg!("web-trouble") } else { error.message() }
}

/// What the errors of the application are to a browser.
fn status(error: &AppError) -> StatusCode {
    match error {
        AppError::UnknownRun { .. }
        | AppError::UnknownCompany { .. }
        | AppError::NoMessage { .. }
        | AppError::NoLetters { .. }
        | AppError::UnknownDraft { .. } => StatusCode::NOT_FOUND,
        // The address is a setting of the service, not something asked for.
        AppError::Transport(_) | AppError::Sending(_) => StatusCode::INTERNAL_SERVER_ERROR,
        // Of what was asked for, and too much of it.
        AppError::Export(_) | AppError::Chart(_) => StatusCode::UNPROCESSABLE_ENTITY,
        _ => match error.kind() {
            ErrorKind::BadInput | ErrorKind::Request => StatusCode::UNPROCESSABLE_ENTITY,
            ErrorKind::Refused => StatusCode::CONFLICT,
            ErrorKind::Stopped | ErrorKind::Trouble => StatusCode::INTERNAL_SERVER_ERROR,
        },
    }
}

#[derive(Serialize)]
struct Context {
    status: u16,
    message: String,
    /// Each mistake of a user's files, with its place.
    problems: Vec<String>,
}

/// An error as its reader can use it.
pub fn shown(
    error: &WebError,
    web: &Web,
    surface: Surface,
    visit: Option<&Visit>,
    language: UiLanguage,
    uri: &Uri,
) -> Response {
    let status = error.status();
    if status.is_server_error() {
        tracing::error!(%error, path = uri.path(), "a request failed");
    }
    if surface == Surface::Api {
        let mut response = problem::response(error, language, uri);
        if matches!(error, WebError::NotSignedIn) {
            let scheme = HeaderValue::from_static("Bearer");
            response.headers_mut().insert(header::WWW_AUTHENTICATE, scheme);
        }
        return response;
    }
    if matches!(error, WebError::NotSignedIn) {
        let next = uri.path_and_query().map_or("/", |path| path.as_str());
        let next = percent_encoding::utf8_percent_encode(next, percent_encoding::NON_ALPHANUMERIC);
        return Redirect::to(&format!("/sign-in?next={next}")).into_response();
    }
    let context = Context {
        status: status.as_u16(),
        message: error.message().in_language(language),
        problems: match error {
            WebError::App(AppError::Files(problems)) => {
                problems.iter().map(ToString::to_string).collect()
            }
            _ => Vec::new(),
        },
    };
    match web.templates.bare(visit, language, "layout/error.html", context) {
        Ok(page) => (status, Html(page)).into_response(),
        Err(_) => status.into_response(),
    }
}

/// No route has this path.
pub async fn no_such_page(State(web): State<Web>, request: Request) -> Response {
    without_route(&WebError::NotFound, &web, &request)
}

/// The path has routes, but not for this method.
pub async fn no_such_method(State(web): State<Web>, request: Request) -> Response {
    without_route(&WebError::NoSuchMethod, &web, &request)
}

fn without_route(error: &WebError, web: &Web, request: &Request) -> Response {
    let surface =
        if request.uri().path().starts_with("/api/") { Surface::Api } else { Surface::Page };
    let language = visit::language(request.headers(), None);
    shown(error, web, surface, None, language, request.uri())
}
