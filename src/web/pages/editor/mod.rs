//! Rules and templates: edited, checked, compared, restored.

mod companies;
mod compare;
mod diff;
mod edit;
mod history;
mod lines;
mod preview;
mod problems;
mod tree;
mod upload;

use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Response};
use chrono::{DateTime, Utc};
use chrono_tz::Tz;

use crate::app::editing::desk::{Hand, Saved, Wanted};
use crate::app::editing::path::FilePath;
use crate::web::error::WebError;
use crate::web::query::address;
use crate::web::routes::{Need, Routes};
use crate::web::visit::Visit;
use crate::wording::msg;

pub fn routes(routes: Routes) -> Routes {
    routes
        .get(Need::Service, "/files", tree::page)
        .get(Need::Service, "/files/edit", edit::page)
        .post(Need::Service, "/files/edit", edit::submit)
        .post(Need::Service, "/files/delete", edit::delete)
        .post(Need::Service, "/files/check", problems::check)
        .get(Need::Service, "/files/words", edit::words)
        .post(Need::Service, "/files/preview", preview::page)
        .get(Need::Service, "/files/download", upload::download)
        .post(Need::Service, "/files/upload", upload::upload)
        .get(Need::Service, "/files/history", history::page)
        .get(Need::Service, "/files/compare", compare::page)
        .post(Need::Service, "/files/restore", history::restore)
}

/// Saves changes and puts them in force.
///
/// # Errors
/// When files cannot be written, or the store fails.
async fn save(visit: &Visit, wanted: Vec<Wanted>, comment: &str) -> Result<Saved, WebError> {
    let hand = Hand { author: visit.author(), comment: comment.trim(), at: visit.clock().now() };
    let saved = visit.web.files.desk.save(&visit.web.store, wanted, hand).await?;
    if matches!(saved, Saved::Done { .. }) {
        // Where other files are broken, they are still to be looked at.
        let was_whole = visit.web.files.in_force().problems.is_empty();
        visit.web.files.reload(was_whole).await;
    }
    Ok(saved)
}

/// What is told of changes that were saved: other files may be broken.
fn notice(visit: &Visit, whole: &'static str) -> &'static str {
    match visit.web.files.in_force().problems.is_empty() {
        true => whole,
        false => "notice-editor-saved-broken",
    }
}

/// The address of a page about a file.
fn about(page: &str, path: &FilePath) -> String {
    address(page, [("path", path.as_str())])
}

/// A page with another status than success.
fn with_status(status: StatusCode, page: Response) -> Response {
    (status, page).into_response()
}

/// A moment as it is shown on pages that belong to no company: in the time
/// zone of the first.
fn moment(visit: &Visit, at: DateTime<Utc>) -> String {
    let first = visit.engine.rules.companies.first();
    visit.format().moment(at, first.map_or(Tz::UTC, |rules| rules.company.time_zone))
}

/// Who made a change.
fn author(visit: &Visit, on_disk: bool, author: &str) -> String {
    if on_disk { visit.text(&msg!("editor-by-disk")) } else { author.to_owned() }
}
