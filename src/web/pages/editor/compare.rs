//! Two states of a file, line by line.

use axum::extract::Query;
use axum::response::Response;
use serde::{Deserialize, Serialize};

use super::lines::{self, Hunk};
use super::{about, author, moment};
use crate::app::editing::path::FilePath;
use crate::store::Revision;
use crate::web::error::WebError;
use crate::web::query::Choice;
use crate::web::visit::Visit;
use crate::wording::msg;

/// Revisions to choose from.
const CHOICES: u32 = 200;

/// The file as it is on disk.
const NOW: &str = "now";

#[derive(Deserialize)]
pub struct Asked {
    path: String,
    /// A revision; the one before `to` where none is named.
    #[serde(default)]
    from: String,
    /// A revision, or `now`; the last revision where none is named.
    #[serde(default)]
    to: String,
}

#[derive(Serialize)]
struct Context {
    path: String,
    edit: String,
    history: String,
    from: Vec<Choice>,
    to: Vec<Choice>,
    from_name: String,
    to_name: String,
    is_text: bool,
    is_same: bool,
    hunks: Vec<Hunk>,
}

/// A state of the file: when, and its content.
struct State {
    value: String,
    name: String,
    /// None where the file was not there.
    bytes: Option<Vec<u8>>,
}

pub async fn page(visit: Visit, Query(asked): Query<Asked>) -> Result<Response, WebError> {
    let path = FilePath::parse(&asked.path).ok_or(WebError::NotFound)?;
    let revisions = visit.web.store.revisions(Some(path.as_str()), None, CHOICES).await?;
    let to = match asked.to.as_str() {
        "" => match revisions.first() {
            Some(last) => of(&visit, &path, last).await?,
            None => now(&visit, &path).await?,
        },
        NOW => now(&visit, &path).await?,
        id => of(&visit, &path, find(&revisions, id)?).await?,
    };
    let from = match asked.from.as_str() {
        NOW => now(&visit, &path).await?,
        "" => before(&visit, &path, &revisions, &to.value).await?,
        id => of(&visit, &path, find(&revisions, id)?).await?,
    };
    let text = |state: &State| String::from_utf8(state.bytes.clone().unwrap_or_default()).ok();
    let texts = text(&from).zip(text(&to)).filter(|_| path.kind().is_text());
    let choices = |chosen: &State| {
        let recorded =
            revisions.iter().map(|revision| (revision.id.to_string(), name(&visit, revision)));
        std::iter::once((NOW.to_owned(), visit.text(&msg!("editor-now"))))
            .chain(recorded)
            .map(|(value, label)| Choice { chosen: value == chosen.value, value, label })
            .collect()
    };
    let context = Context {
        edit: about("/files/edit", &path),
        history: about("/files/history", &path),
        from: choices(&from),
        to: choices(&to),
        is_text: texts.is_some(),
        is_same: from.bytes == to.bytes,
        hunks: texts.map(|(from, to)| lines::hunks(&from, &to)).unwrap_or_default(),
        from_name: from.name,
        to_name: to.name,
        path: path.to_string(),
    };
    visit.page("pages/editor/compare.html", context)
}

fn find<'a>(revisions: &'a [Revision], id: &str) -> Result<&'a Revision, WebError> {
    let id: i64 = id.parse().map_err(|_| WebError::NotFound)?;
    revisions.iter().find(|revision| revision.id == id).ok_or(WebError::NotFound)
}

fn name(visit: &Visit, revision: &Revision) -> String {
    let author = author(visit, revision.on_disk, &revision.author);
    format!("{} · {author}", moment(visit, revision.at))
}

async fn now(visit: &Visit, path: &FilePath) -> Result<State, WebError> {
    let snapshot = visit.web.files.desk.snapshot().await?;
    Ok(State {
        value: NOW.to_owned(),
        name: visit.text(&msg!("editor-now")),
        bytes: snapshot.get(path).map(|content| content.bytes.to_vec()),
    })
}

/// The file after a revision.
async fn of(visit: &Visit, path: &FilePath, revision: &Revision) -> Result<State, WebError> {
    let file = revision.files.iter().find(|file| file.path == path.as_str());
    let hash = file.and_then(|file| file.after.as_deref());
    Ok(State {
        value: revision.id.to_string(),
        name: name(visit, revision),
        bytes: content(visit, hash).await?,
    })
}

/// The file before a revision, or before the last change.
async fn before(
    visit: &Visit,
    path: &FilePath,
    revisions: &[Revision],
    value: &str,
) -> Result<State, WebError> {
    let at = revisions.iter().position(|revision| revision.id.to_string() == value);
    if let Some(earlier) = revisions.get(at.map_or(0, |at| at + 1)) {
        return of(visit, path, earlier).await;
    }
    Ok(State { value: String::new(), name: visit.text(&msg!("editor-not-there")), bytes: None })
}

async fn content(visit: &Visit, hash: Option<&str>) -> Result<Option<Vec<u8>>, WebError> {
    match hash {
        Some(hash) => Ok(visit.web.store.file_content(hash).await?),
        None => Ok(None),
    }
}
