//! Revisions: who changed what, when and why; and back again.

use axum::extract::Query;
use axum::http::StatusCode;
use axum::response::Response;
use axum_extra::extract::Form;
use serde::{Deserialize, Serialize};

use super::problems::{self, Problem};
use super::{about, author, moment, notice, save, with_status};
use crate::app::editing::desk::Saved;
use crate::app::editing::path::FilePath;
use crate::app::editing::restore;
use crate::store::Revision;
use crate::web::error::WebError;
use crate::web::query::address;
use crate::web::visit::Visit;
use crate::wording::msg;

/// Revisions of a page.
const PAGE: u32 = 30;

/// Files of a revision that are named one by one.
const NAMED: usize = 12;

#[derive(Default, Deserialize)]
pub struct Asked {
    #[serde(default)]
    path: String,
    #[serde(default)]
    before: String,
}

#[derive(Serialize)]
struct Context {
    /// Empty for the revisions of all files.
    path: String,
    edit: String,
    revisions: Vec<RevisionView>,
    next: String,
    first: String,
    /// What kept a revision from being restored.
    problems: Vec<Problem>,
}

#[derive(Serialize)]
struct RevisionView {
    id: i64,
    at: String,
    author: String,
    comment: String,
    files: Vec<FileView>,
    /// Files that are not named.
    more: usize,
    /// Whether the file at hand was there after this revision.
    exists: bool,
    is_last: bool,
}

#[derive(Serialize)]
struct FileView {
    path: String,
    /// `new`, `changed` or `deleted`.
    what: &'static str,
    compare: String,
}

pub async fn page(visit: Visit, Query(asked): Query<Asked>) -> Result<Response, WebError> {
    shown(&visit, &asked, Vec::new()).await
}

async fn shown(visit: &Visit, asked: &Asked, problems: Vec<Problem>) -> Result<Response, WebError> {
    let path = match asked.path.as_str() {
        "" => None,
        path => Some(FilePath::parse(path).ok_or(WebError::NotFound)?),
    };
    let name = path.as_ref().map(FilePath::as_str);
    let before = asked.before.parse().ok();
    let mut revisions = visit.web.store.revisions(name, before, PAGE + 1).await?;
    let has_more = revisions.len() > PAGE as usize;
    revisions.truncate(PAGE as usize);
    let last = revisions.last().map(|last| last.id.to_string()).unwrap_or_default();
    let here = |before: &str| {
        address("/files/history", [("path", asked.path.as_str()), ("before", before)])
    };
    let context = Context {
        edit: path.as_ref().map(|path| about("/files/edit", path)).unwrap_or_default(),
        revisions: revisions
            .into_iter()
            .enumerate()
            .map(|(place, revision)| RevisionView {
                is_last: place == 0 && before.is_none(),
                ..view(visit, revision, path.as_ref())
            })
            .collect(),
        next: if has_more { here(&last) } else { String::new() },
        first: if before.is_some() { here("") } else { String::new() },
        path: asked.path.clone(),
        problems,
    };
    visit.page("pages/editor/history.html", context)
}

fn view(visit: &Visit, revision: Revision, path: Option<&FilePath>) -> RevisionView {
    let of_path = |name: &str| path.is_none_or(|path| path.as_str() == name);
    let exists = revision.files.iter().any(|file| of_path(&file.path) && file.after.is_some());
    let count = revision.files.iter().filter(|file| of_path(&file.path)).count();
    let id = revision.id.to_string();
    let files = revision.files.iter().filter(|file| of_path(&file.path)).take(NAMED);
    RevisionView {
        id: revision.id,
        at: moment(visit, revision.at),
        author: author(visit, revision.on_disk, &revision.author),
        comment: revision.comment,
        files: files
            .map(|file| FileView {
                path: file.path.clone(),
                what: match (&file.before, &file.after) {
                    (None, _) => "new",
                    (Some(_), None) => "deleted",
                    (Some(_), Some(_)) => "changed",
                },
                compare: address(
                    "/files/compare",
                    [("path", file.path.as_str()), ("to", id.as_str())],
                ),
            })
            .collect(),
        more: count.saturating_sub(NAMED),
        exists,
        is_last: false,
    }
}

#[derive(Deserialize)]
pub struct Restored {
    revision: i64,
    /// Empty for every file of the revision.
    #[serde(default)]
    path: String,
    #[serde(default)]
    comment: String,
}

/// Makes files read as a revision left them: a change like any other.
pub async fn restore(visit: Visit, Form(form): Form<Restored>) -> Result<Response, WebError> {
    let path = match form.path.as_str() {
        "" => None,
        path => Some(FilePath::parse(path).ok_or(WebError::NotFound)?),
    };
    let now = visit.web.files.desk.snapshot().await?;
    let wanted = restore::wanted(&visit.web.store, &now, form.revision, path.as_ref()).await?;
    if wanted.is_empty() {
        return Err(WebError::NotFound);
    }
    let comment = match form.comment.trim() {
        "" => visit.text(&msg!("editor-restored-comment", revision = form.revision.to_string())),
        comment => comment.to_owned(),
    };
    let back = address("/files/history", [("path", form.path.as_str())]);
    match save(&visit, wanted, &comment).await? {
        Saved::Done { .. } => Ok(visit.done(&back, notice(&visit, "notice-editor-restored"))),
        Saved::Unchanged => Ok(visit.done(&back, "notice-editor-unchanged")),
        Saved::Conflict(_) => Err(WebError::Conflict(msg!("editor-changed-meanwhile"))),
        Saved::Broken(mistakes) => {
            let problems = problems::shown(&visit, &mistakes, path.as_ref());
            let asked = Asked { path: form.path, before: String::new() };
            let page = shown(&visit, &asked, problems).await?;
            Ok(with_status(StatusCode::UNPROCESSABLE_ENTITY, page))
        }
    }
}
