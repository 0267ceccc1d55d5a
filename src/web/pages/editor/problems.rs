//! The mistakes of what is being written.

use std::sync::Arc;

use axum::Json;
use axum_extra::extract::Form;
use serde::{Deserialize, Serialize};

use crate::app::editing::desk::blocking;
use crate::app::editing::draft::{Changes, Draft};
use crate::app::editing::path::{FileKind, FilePath};
use crate::app::editing::snapshot::{Content, Snapshot};
use crate::app::error::AppError;
use crate::diagnostic::{Diagnostic, Severity};
use crate::web::error::WebError;
use crate::web::query::address;
use crate::web::visit::Visit;
use crate::wording::msg;

/// A mistake as pages and scripts show it.
#[derive(Debug, Serialize)]
pub struct Problem {
    /// `rules/relance.yaml:12:3`.
    pub place: String,
    /// Whether it is in the file being written.
    pub here: bool,
    pub line: Option<usize>,
    pub column: Option<usize>,
    /// `error` or `warning`.
    pub severity: &'static str,
    pub message: String,
    /// The page of the file, at the line; none where the place is no file of
    /// ours.
    pub link: Option<String>,
}

/// The mistakes as the visitor reads them, those of `path` first.
pub fn shown(visit: &Visit, problems: &[Diagnostic], path: Option<&FilePath>) -> Vec<Problem> {
    let mut shown: Vec<Problem> = problems.iter().map(|it| problem(visit, it, path)).collect();
    shown.sort_by_key(|problem| (problem.severity != "error", !problem.here));
    shown
}

fn problem(visit: &Visit, problem: &Diagnostic, path: Option<&FilePath>) -> Problem {
    let mut message = visit.text(&problem.message);
    if let Some(expected) = &problem.expected {
        message = format!("{message}; {}", visit.text(expected));
    }
    if let Some(word) = &problem.did_you_mean {
        message = format!("{message}; {}", visit.text(&msg!("did-you-mean", word = word)));
    }
    let line = problem.position.map(|at| at.line);
    let link = FilePath::parse(&problem.file).map(|path| {
        let line = line.map(|line| line.to_string()).unwrap_or_default();
        address("/files/edit", [("path", path.as_str()), ("line", &line)])
    });
    Problem {
        place: match problem.position {
            Some(at) => format!("{}:{}:{}", problem.file, at.line, at.column),
            None => problem.file.clone(),
        },
        here: path.is_some_and(|path| path.as_str() == problem.file),
        line,
        column: problem.position.map(|at| at.column),
        severity: match problem.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
        },
        message,
        link,
    }
}

/// What is written, as the files would be with it.
pub async fn draft(
    visit: &Visit,
    path: &FilePath,
    text: &str,
) -> Result<(Snapshot, Arc<Draft>), WebError> {
    let snapshot = visit.web.files.desk.snapshot().await?;
    let bytes = written(text, snapshot.get(path));
    let changes = Changes::from([(path.clone(), Some(Content::new(bytes)))]);
    let copied = snapshot.clone();
    let draft = blocking(move || Draft::new(&copied, &changes)).await?;
    Ok((snapshot, Arc::new(draft)))
}

/// What a browser sends of a text, with the line ends that the file has.
pub fn written(text: &str, before: Option<&Content>) -> Vec<u8> {
    let text = text.replace("\r\n", "\n");
    let crlf = before.and_then(Content::text).is_some_and(|before| {
        before.contains("\r\n") && before.matches('\n').count() == before.matches("\r\n").count()
    });
    if crlf { text.replace('\n', "\r\n").into_bytes() } else { text.into_bytes() }
}

/// Every mistake of a draft: as it is saved, and of a rule test its own.
pub fn all(draft: &Draft, path: &FilePath) -> Result<Vec<Diagnostic>, AppError> {
    let mut problems = draft.check(true)?;
    if path.kind() == FileKind::RuleTest
        && problems.iter().all(|problem| problem.severity == Severity::Warning)
        && let Err(more) = draft.tests()?
    {
        problems.extend(more);
    }
    Ok(problems)
}

#[derive(Deserialize)]
pub struct Written {
    path: String,
    #[serde(default)]
    text: String,
}

#[derive(Serialize)]
pub struct Checked {
    problems: Vec<Problem>,
}

/// For the script of the page.
pub async fn check(visit: Visit, Form(form): Form<Written>) -> Result<Json<Checked>, WebError> {
    let path = FilePath::parse(&form.path).ok_or(WebError::NotFound)?;
    let (_, draft) = draft(&visit, &path, &form.text).await?;
    let of = path.clone();
    let problems = blocking(move || all(&draft, &of)).await?;
    Ok(Json(Checked { problems: shown(&visit, &problems, Some(&path)) }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn line_ends_stay_as_they_were_in_the_file() {
        let file = |text: &str| Content::new(text.as_bytes());
        for (sent, before, expected) in [
            ("a\r\nb\r\n", None, "a\nb\n"),
            ("a\r\nb\r\n", Some(file("a\n")), "a\nb\n"),
            ("a\r\nb\r\n", Some(file("a\r\nc\r\n")), "a\r\nb\r\n"),
            ("a\r\nb\r\n", Some(file("a\r\nc\n")), "a\nb\n"),
        ] {
            let bytes = written(sent, before.as_ref());
            assert_eq!(String::from_utf8_lossy(&bytes), expected, "{before:?}");
        }
    }
}
