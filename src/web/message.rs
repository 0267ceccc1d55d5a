//! Messages, letters and files of others, handed out so that nothing in them
//! can act in the name of whoever looks at them.

use axum::body::Body;
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse as _, Response};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use tokio_util::io::ReaderStream;

/// For what others wrote: no script, no form, no address but its own pictures,
/// in a frame of ours only.
const OTHERS: &str = "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:; \
    font-src data:; frame-ancestors 'self'; form-action 'none'; base-uri 'none'";

/// For files that browsers show by themselves.
const SHOWN: &str = "default-src 'none'; style-src 'unsafe-inline'; object-src 'self'; \
    frame-ancestors 'self'";

/// Bytes of a file that are read at once.
const AT_ONCE: usize = 64 * 1024;

/// What need not be escaped in the name of a file.
const NAME: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'_').remove(b'.');

/// The HTML part of a message, or a letter, to be shown in a frame.
pub fn html(html: String) -> Response {
    let headers = [
        (header::CONTENT_TYPE, "text/html; charset=utf-8"),
        (header::CONTENT_SECURITY_POLICY, OTHERS),
    ];
    (headers, html).into_response()
}

/// A PDF to be shown in a frame.
pub fn pdf(name: &str, content: Vec<u8>) -> Response {
    let mut response = file(name, "application/pdf", content);
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_SECURITY_POLICY, HeaderValue::from_static(SHOWN));
    if let Some(value) = disposition("inline", name) {
        headers.insert(header::CONTENT_DISPOSITION, value);
    }
    response
}

/// A file to be kept, never to be opened in the browser.
pub fn file(name: &str, kind: &str, content: Vec<u8>) -> Response {
    kept(name, kind, content.into())
}

/// As [`file`], read from the disk as it is sent.
pub fn from_disk(name: &str, kind: &str, content: std::fs::File) -> Response {
    let size = content.metadata().map(|about| about.len());
    let content = ReaderStream::with_capacity(tokio::fs::File::from_std(content), AT_ONCE);
    let mut response = kept(name, kind, Body::from_stream(content));
    if let Ok(size) = size {
        response.headers_mut().insert(header::CONTENT_LENGTH, size.into());
    }
    response
}

fn kept(name: &str, kind: &str, content: Body) -> Response {
    let mut response = Response::new(content);
    let headers = response.headers_mut();
    let kind = HeaderValue::from_str(kind)
        .unwrap_or_else(|_| HeaderValue::from_static("application/octet-stream"));
    headers.insert(header::CONTENT_TYPE, kind);
    headers.insert(header::CONTENT_SECURITY_POLICY, HeaderValue::from_static(OTHERS));
    if let Some(value) = disposition("attachment", name) {
        headers.insert(header::CONTENT_DISPOSITION, value);
    }
    response
}

fn disposition(how: &str, name: &str) -> Option<HeaderValue> {
    let name = name.rsplit(['/', '\\']).next().unwrap_or(name);
    let name = utf8_percent_encode(name, NAME);
    HeaderValue::from_str(&format!("{how}; filename*=UTF-8''{name}")).ok()
}

/// The kind of a letter's file.
pub fn kind_of(extension: &str) -> &'static str {
    match extension {
        "pdf" => "application/pdf",
        "docx" => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        "odt" => "application/vnd.oasis.opendocument.text",
        "html" => "text/html; charset=utf-8",
        _ => "application/octet-stream",
    }
}
