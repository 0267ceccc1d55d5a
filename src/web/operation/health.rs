//! Whether the service lives, and whether it can work.

use std::time::Duration;

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use serde::Serialize;

use crate::app::worker::mailbox::MailboxState;
use crate::web::state::Web;

/// No longer than this is the database waited for.
const PATIENCE: Duration = Duration::from_secs(3);

/// The process answers.
pub async fn healthy() -> StatusCode {
    StatusCode::OK
}

/// One answer per condition; of what is inside the service it says nothing.
#[derive(Serialize)]
pub struct Readiness {
    ready: bool,
    service: &'static str,
    database: &'static str,
    rules: &'static str,
    /// Mails leave without it.
    mailbox: &'static str,
}

/// Whether requests can be answered: 200, or 503 with the reasons.
pub async fn ready(State(web): State<Web>) -> (StatusCode, Json<Readiness>) {
    let service = if web.stopping.is_cancelled() { "stopping" } else { "ok" };
    let database = match tokio::time::timeout(PATIENCE, web.store.is_current()).await {
        Ok(Ok(true)) => "ok",
        Ok(Ok(false)) => "its schema is of another version",
        Ok(Err(error)) => {
            tracing::warn!(%error, "the database cannot be used");
            "cannot be used"
        }
        Err(_) => "does not answer",
    };
    // Broken files on disk are worth a look, yet the rules before them decide.
    let broken = !web.files.in_force().problems.is_empty();
    let rules = if broken { "ok, but the files on disk have mistakes" } else { "ok" };
    let mailbox = match web.mailbox_health.state() {
        MailboxState::Unknown => "none",
        MailboxState::Readable => "ok",
        MailboxState::Unreadable => "cannot be read",
    };
    let ready = service == "ok" && database == "ok";
    let status = if ready { StatusCode::OK } else { StatusCode::SERVICE_UNAVAILABLE };
    (status, Json(Readiness { ready, service, database, rules, mailbox }))
}
