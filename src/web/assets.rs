//! Style sheet, scripts and pictures of the pages, compiled into the program.
//! Their addresses carry a digest of their contents, so that browsers keep
//! them for good.

use std::borrow::Cow;

use axum::extract::Path;
use axum::http::{HeaderName, header};
use axum::response::{IntoResponse as _, Response};
use rust_embed::RustEmbed;

use super::error::WebError;
use super::routes::{Need, Routes};

#[derive(RustEmbed)]
#[folder = "src/web/static"]
struct Static;

/// The code editor, bundled by `build.rs`; empty where that was left out.
const EDITOR: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/editor.js"));

/// The name under which the code editor is served.
const EDITOR_NAME: &str = "editor.js";

/// Whether the program has the code editor.
pub fn has_editor() -> bool {
    !EDITOR.is_empty()
}

pub fn routes(routes: Routes) -> Routes {
    routes.get(Need::Nothing, "/static/{name}", asset)
}

/// The address of a file, such as `/static/style.css?v=1a2b3c4d`.
pub fn address(name: &str) -> String {
    if name == EDITOR_NAME {
        return versioned(name, blake3::hash(EDITOR).as_bytes());
    }
    match Static::get(name) {
        Some(file) => versioned(name, &file.metadata.sha256_hash()),
        None => format!("/static/{name}"),
    }
}

fn versioned(name: &str, digest: &[u8]) -> String {
    let version: String = digest.iter().take(4).map(|byte| format!("{byte:02x}")).collect();
    format!("/static/{name}?v={version}")
}

async fn asset(Path(name): Path<String>) -> Result<Response, WebError> {
    let content = match Static::get(&name) {
        Some(file) => file.data,
        None if name == EDITOR_NAME && has_editor() => Cow::Borrowed(EDITOR),
        None => return Err(WebError::NotFound),
    };
    let headers: [(HeaderName, &str); 2] = [
        (header::CONTENT_TYPE, content_type(&name)),
        (header::CACHE_CONTROL, "public, max-age=31536000, immutable"),
    ];
    Ok((headers, content.into_owned()).into_response())
}

fn content_type(name: &str) -> &'static str {
    match name.rsplit('.').next() {
        Some("css") => "text/css; charset=utf-8",
        Some("js") => "text/javascript; charset=utf-8",
        Some("svg") => "image/svg+xml",
        _ => "application/octet-stream",
    }
}
