//! Style sheet, scripts and pictures of the pages, compiled into the program.
//! Their addresses carry a digest of their contents, so that browsers keep
//! them for good.

use axum::extract::Path;
use axum::http::{HeaderName, header};
use axum::response::{IntoResponse as _, Response};
use rust_embed::RustEmbed;

use super::error::WebError;
use super::routes::{Need, Routes};

#[derive(RustEmbed)]
#[folder = "src/web/static"]
struct Static;

pub fn routes(routes: Routes) -> Routes {
    routes.get(Need::Nothing, "/static/{name}", asset)
}

/// The address of a file, such as `/static/style.css?v=1a2b3c4d`.
pub fn address(name: &str) -> String {
    match Static::get(name) {
        Some(file) => {
            let digest: String =
                file.metadata.sha256_hash()[..4].iter().map(|byte| format!("{byte:02x}")).collect();
            format!("/static/{name}?v={digest}")
        }
        None => format!("/static/{name}"),
    }
}

async fn asset(Path(name): Path<String>) -> Result<Response, WebError> {
    let file = Static::get(&name).ok_or(WebError::NotFound)?;
    let headers: [(HeaderName, &str); 2] = [
        (header::CONTENT_TYPE, content_type(&name)),
        (header::CACHE_CONTROL, "public, max-age=31536000, immutable"),
    ];
    Ok((headers, file.data.into_owned()).into_response())
}

fn content_type(name: &str) -> &'static str {
    match name.rsplit('.').next() {
        Some("css") => "text/css; charset=utf-8",
        Some("js") => "text/javascript; charset=utf-8",
        Some("svg") => "image/svg+xml",
        _ => "application/octet-stream",
    }
}
