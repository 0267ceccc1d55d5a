//! The files of rules and templates, and whether they are in force.

use std::collections::BTreeMap;

use axum::http::StatusCode;
use axum::response::Response;
use serde::Serialize;

use super::problems::{self, Problem};
use super::{about, author, moment, with_status};
use crate::app::editing::path::FilePath;
use crate::web::error::WebError;
use crate::web::query::address;
use crate::web::visit::Visit;
use crate::wording::Message;

#[derive(Serialize)]
struct Context {
    folders: Vec<FolderView>,
    /// What keeps the files on disk from being in force.
    problems: Vec<Problem>,
    /// Names that a new file may be copied from.
    sources: Vec<String>,
    asked: Asked,
    history: String,
}

/// What was asked for a new file, and why there is none.
#[derive(Default, Serialize)]
pub struct Asked {
    pub path: String,
    pub copy: String,
    pub message: Option<String>,
}

#[derive(Serialize)]
struct FolderView {
    name: String,
    files: Vec<FileView>,
    broken: bool,
}

#[derive(Serialize)]
struct FileView {
    name: String,
    edit: String,
    history: String,
    download: String,
    kind: &'static str,
    broken: bool,
    changed_at: String,
    author: String,
    comment: String,
}

pub async fn page(visit: Visit) -> Result<Response, WebError> {
    shown(&visit, Asked::default()).await
}

/// The page again, with what could not be done.
pub async fn refused(visit: &Visit, asked: Asked, message: &Message) -> Result<Response, WebError> {
    let asked = Asked { message: Some(visit.text(message)), ..asked };
    Ok(with_status(StatusCode::UNPROCESSABLE_ENTITY, shown(visit, asked).await?))
}

async fn shown(visit: &Visit, asked: Asked) -> Result<Response, WebError> {
    let files = &visit.web.files;
    let snapshot = files.desk.snapshot().await?;
    let changes = visit.web.store.last_changes().await?;
    let broken = files.in_force().problems;
    let mut folders: BTreeMap<&str, Vec<FileView>> = BTreeMap::new();
    for path in snapshot.0.keys() {
        let last = changes.get(path.as_str());
        let view = FileView {
            name: path.name().to_owned(),
            edit: about("/files/edit", path),
            history: about("/files/history", path),
            download: about("/files/download", path),
            kind: path.kind().code(),
            broken: broken.iter().any(|problem| problem.file == path.as_str()),
            changed_at: last.map(|last| moment(visit, last.at)).unwrap_or_default(),
            author: last.map(|last| author(visit, last.on_disk, &last.author)).unwrap_or_default(),
            comment: last.map(|last| last.comment.clone()).unwrap_or_default(),
        };
        folders.entry(path.folder()).or_default().push(view);
    }
    let sources = snapshot.0.keys().filter(|path| path.kind().is_text());
    let context = Context {
        sources: sources.map(FilePath::to_string).collect(),
        folders: folders
            .into_iter()
            .map(|(name, files)| FolderView {
                name: name.to_owned(),
                broken: files.iter().any(|file| file.broken),
                files,
            })
            .collect(),
        problems: problems::shown(visit, &broken, None),
        asked,
        history: address("/files/history", []),
    };
    visit.page("pages/editor/tree.html", context)
}
