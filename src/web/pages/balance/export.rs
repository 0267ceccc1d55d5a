//! The balance as a file.

use std::io::{BufWriter, Seek as _, Write as _};

use axum::body::Body;
use axum::extract::Path;
use axum::http::header;
use axum::response::{IntoResponse as _, Response};
use axum_extra::extract::Query as UrlQuery;
use tokio_util::io::ReaderStream;

use super::filters::Query;
use crate::app::balance::{self, BalanceRequest, FileFormat};
use crate::app::error::AppError;
use crate::balance::Ledger;
use crate::web::error::WebError;
use crate::web::visit::CompanyVisit;
use crate::wording::{UiLanguage, msg};

/// A format of files.
pub struct Format {
    /// As addresses and names of files end.
    pub name: &'static str,
    pub label: &'static str,
    content_type: &'static str,
}

pub const FORMATS: [Format; 4] = [
    Format { name: "csv", label: "CSV", content_type: "text/csv; charset=utf-8" },
    Format {
        name: "xlsx",
        label: "XLSX",
        content_type: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    },
    Format { name: "pdf", label: "PDF", content_type: "application/pdf" },
    Format { name: "json", label: "JSON", content_type: "application/json" },
];

pub async fn file(
    visit: CompanyVisit,
    Path((_, format)): Path<(String, String)>,
    UrlQuery(query): UrlQuery<Query>,
) -> Result<Response, WebError> {
    let format = FORMATS.iter().find(|it| it.name == format).ok_or(WebError::NotFound)?;
    let asked = query.understood(&visit).map_err(|mistakes| {
        WebError::BadRequest(mistakes.into_iter().next().unwrap_or_else(|| msg!("web-not-found")))
    })?;
    let mut request = asked.request;
    request.summary = !query.summary.is_empty();
    let disposition = format!(
        "attachment; filename=\"{}-{}-{}.{}\"",
        stem(&visit, &request),
        visit.code().as_str().replace(|c: char| !c.is_ascii_alphanumeric(), "_"),
        request.criteria.as_of,
        format.name
    );
    let written = written(&visit, request, file_format(format, visit.language)).await?;
    let length = written.metadata().map_err(trouble)?.len();
    let body = Body::from_stream(ReaderStream::new(tokio::fs::File::from_std(written)));
    let headers = [
        (header::CONTENT_TYPE, format.content_type.to_owned()),
        (header::CONTENT_LENGTH, length.to_string()),
        (header::CONTENT_DISPOSITION, disposition),
    ];
    Ok((headers, body).into_response())
}

fn file_format(format: &Format, language: UiLanguage) -> FileFormat {
    match format.name {
        "xlsx" => FileFormat::Xlsx,
        "pdf" => FileFormat::Pdf,
        "json" => FileFormat::Json,
        // Spreadsheets know by the mark that it is UTF-8.
        _ => FileFormat::csv(language, true),
    }
}

fn stem(visit: &CompanyVisit, request: &BalanceRequest) -> String {
    visit.text(&match request.ledger {
        Ledger::Customers => msg!("web-balance-file-customers"),
        Ledger::Suppliers => msg!("web-balance-file-suppliers"),
    })
}

/// Into a file without a name, so that visitors get a whole file or an error,
/// and a balance of any size needs little memory. On a thread of its own:
/// others are served meanwhile.
async fn written(
    visit: &CompanyVisit,
    request: BalanceRequest,
    format: FileFormat,
) -> Result<std::fs::File, WebError> {
    let (engine, rules, language) = (visit.engine.clone(), visit.rules.clone(), visit.language);
    let runtime = tokio::runtime::Handle::current();
    let work = move || -> Result<std::fs::File, AppError> {
        let words = request.words(&rules, language);
        let layout = balance::layout(request.summary, Some(format), &words, &[], &[]);
        let mut out = BufWriter::new(tempfile::tempfile().map_err(trouble)?);
        let write = balance::write(&engine, &rules, &request, format, &layout, &words, &mut out);
        runtime.block_on(write)?;
        out.flush().map_err(trouble)?;
        let mut file = out.into_inner().map_err(|error| trouble(error.into_error()))?;
        file.rewind().map_err(trouble)?;
        Ok(file)
    };
    Ok(tokio::task::spawn_blocking(work).await.map_err(|_| AppError::Worker)??)
}

fn trouble(error: std::io::Error) -> AppError {
    AppError::File { path: std::env::temp_dir().display().to_string(), error }
}
