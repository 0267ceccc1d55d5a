//! Files that come and go as a whole.

use axum::extract::{DefaultBodyLimit, FromRequest as _, Multipart, Query, Request};
use axum::http::StatusCode;
use axum::response::Response;

use super::edit::Named;
use super::problems;
use super::tree::{self, Asked};
use super::{notice, save, with_status};
use crate::app::editing::desk::{Saved, Wanted};
use crate::app::editing::path::FilePath;
use crate::app::editing::snapshot::Content;
use crate::web::error::WebError;
use crate::web::message;
use crate::web::visit::Visit;
use crate::wording::msg;

/// The largest upload, in bytes: several documents of a word processor.
const LARGEST: usize = 32 * 1024 * 1024;

/// A file as it is on disk, to be kept.
pub async fn download(visit: Visit, Query(named): Query<Named>) -> Result<Response, WebError> {
    let path = FilePath::parse(&named.path).ok_or(WebError::NotFound)?;
    let snapshot = visit.web.files.desk.snapshot().await?;
    let content = snapshot.get(&path).ok_or(WebError::NotFound)?;
    Ok(message::file(path.name(), "application/octet-stream", content.bytes.to_vec()))
}

/// What an upload says.
#[derive(Default)]
struct Upload {
    /// The folder of the files, or the whole name of one.
    place: String,
    comment: String,
    files: Vec<(String, Vec<u8>)>,
}

/// Puts one file or several in a folder, all or none; those of the same names
/// are replaced.
pub async fn upload(visit: Visit, mut request: Request) -> Result<Response, WebError> {
    DefaultBodyLimit::max(LARGEST).apply(&mut request);
    let refused = |_| WebError::BadRequest(msg!("editor-upload-failed"));
    let multipart = Multipart::from_request(request, &()).await;
    let mut multipart =
        multipart.map_err(|_| WebError::BadRequest(msg!("editor-upload-failed")))?;
    let mut upload = Upload::default();
    while let Some(field) = multipart.next_field().await.map_err(refused)? {
        let name = field.name().unwrap_or_default().to_owned();
        let file = field.file_name().map(str::to_owned);
        let bytes = field.bytes().await.map_err(refused)?;
        match (name.as_str(), file) {
            ("files", Some(file)) if !file.is_empty() => upload.files.push((file, bytes.to_vec())),
            ("place", _) => upload.place = String::from_utf8_lossy(&bytes).trim().to_owned(),
            ("comment", _) => upload.comment = String::from_utf8_lossy(&bytes).into_owned(),
            _ => {}
        }
    }
    let asked = || Asked { path: upload.place.clone(), ..Asked::default() };
    if upload.files.is_empty() {
        return tree::refused(&visit, asked(), &msg!("editor-upload-empty")).await;
    }
    let snapshot = visit.web.files.desk.snapshot().await?;
    let mut wanted = Vec::with_capacity(upload.files.len());
    for (name, bytes) in &upload.files {
        let Some(path) = target(&upload.place, name, upload.files.len()) else {
            return tree::refused(&visit, asked(), &msg!("editor-bad-path")).await;
        };
        let seen = snapshot.hash(&path).map(str::to_owned);
        wanted.push(Wanted { path, content: Some(Content::new(bytes.as_slice())), seen });
    }
    match save(&visit, wanted, &upload.comment).await? {
        Saved::Done { .. } => Ok(visit.done("/files", notice(&visit, "notice-editor-saved"))),
        Saved::Unchanged => Ok(visit.done("/files", "notice-editor-unchanged")),
        Saved::Conflict(_) => Err(WebError::Conflict(msg!("editor-changed-meanwhile"))),
        Saved::Broken(mistakes) => {
            let problems = problems::shown(&visit, &mistakes, None);
            let page = visit.page("pages/editor/refused.html", Refused { problems })?;
            Ok(with_status(StatusCode::UNPROCESSABLE_ENTITY, page))
        }
    }
}

#[derive(serde::Serialize)]
struct Refused {
    problems: Vec<problems::Problem>,
}

/// Where a file goes: under its own name in a folder, or, alone, under the name
/// that was asked for.
fn target(place: &str, name: &str, count: usize) -> Option<FilePath> {
    if count == 1
        && let Some(path) = FilePath::parse(place)
    {
        return Some(path);
    }
    FilePath::parse(&format!("{}/{name}", place.trim_end_matches('/')))
}
