//! The editor of one file.

use std::sync::Arc;

use axum::Json;
use axum::extract::Query;
use axum::http::StatusCode;
use axum::response::Response;
use axum_extra::extract::Form;
use serde::{Deserialize, Serialize};

use super::diff::{self, DiffView};
use super::lines::{self, Hunk};
use super::problems::{self, Problem};
use super::tree::{self, Asked};
use super::{about, author, companies, moment, notice, save, with_status};
use crate::app::editing::completion::{self, Completion};
use crate::app::editing::desk::{Saved, Wanted, blocking};
use crate::app::editing::draft::{Draft, TestReport};
use crate::app::editing::path::{FileKind, FilePath};
use crate::app::editing::preview::{self, Candidate};
use crate::app::editing::snapshot::{Content, Snapshot};
use crate::domain::language::Language;
use crate::web::assets;
use crate::web::error::WebError;
use crate::web::query::{Choice, address};
use crate::web::visit::Visit;
use crate::wording::{UiLanguage, msg};

#[derive(Deserialize)]
pub struct Opened {
    path: String,
    /// A file that a new one begins as.
    #[serde(default)]
    copy: String,
    #[serde(default)]
    line: String,
}

/// What a form of the page sends.
#[derive(Debug, Default, Deserialize)]
pub struct Sent {
    pub path: String,
    #[serde(default)]
    pub text: String,
    /// Hash of the file that the page was opened on; empty for a new one.
    #[serde(default)]
    pub seen: String,
    #[serde(default)]
    pub comment: String,
    #[serde(default)]
    pub company: String,
    #[serde(default)]
    pub customer: String,
    /// `check`, `save`, or `diff-N`: its page of items.
    #[serde(default, rename = "do")]
    pub action: String,
}

#[derive(Serialize)]
struct Context {
    path: String,
    folder: String,
    name: String,
    kind: &'static str,
    is_text: bool,
    /// Shown as a whole by the browser, not in a page.
    is_pdf: bool,
    exists: bool,
    text: String,
    seen: String,
    comment: String,
    line: String,
    changed: Option<Changed>,
    /// What was found; none before it was asked for.
    problems: Option<Vec<Problem>>,
    /// The text line by line, for the places of its mistakes.
    numbered: Vec<String>,
    tests: Option<Tests>,
    diff: Option<DiffView>,
    conflict: Option<Conflict>,
    refused: bool,
    preview: Option<PreviewForm>,
    companies: Vec<Choice>,
    has_editor: bool,
    words: String,
    history: String,
    download: String,
}

#[derive(Serialize)]
struct Changed {
    at: String,
    author: String,
    comment: String,
}

/// Somebody else changed the file meanwhile.
#[derive(Serialize)]
struct Conflict {
    /// Whether there is still a file.
    exists: bool,
    /// From what is on disk to what was written here.
    hunks: Vec<Hunk>,
}

#[derive(Serialize)]
struct PreviewForm {
    customers: Vec<CandidateView>,
    customer: String,
}

#[derive(Serialize)]
struct CandidateView {
    code: String,
    name: String,
}

#[derive(Serialize)]
struct Tests {
    passed: usize,
    failed: Vec<TestView>,
}

#[derive(Serialize)]
struct TestView {
    place: String,
    link: String,
    name: String,
    mismatches: Vec<MismatchView>,
}

#[derive(Serialize)]
struct MismatchView {
    what: String,
    expected: String,
    found: String,
}

/// What a page shows besides the file.
#[derive(Default)]
struct Found {
    problems: Option<Vec<Problem>>,
    tests: Option<Tests>,
    diff: Option<DiffView>,
    conflict: Option<Conflict>,
    refused: bool,
    line: String,
}

pub async fn page(visit: Visit, Query(opened): Query<Opened>) -> Result<Response, WebError> {
    let Some(path) = FilePath::parse(opened.path.trim()) else {
        let asked = Asked { path: opened.path, copy: opened.copy, message: None };
        return tree::refused(&visit, asked, &msg!("editor-bad-path")).await;
    };
    let snapshot = visit.web.files.desk.snapshot().await?;
    let source = match snapshot.get(&path) {
        Some(there) => Some(there),
        None if opened.copy.is_empty() => None,
        None => FilePath::parse(&opened.copy).and_then(|copy| snapshot.get(&copy)),
    };
    if source.is_some_and(|there| there.text().is_none()) {
        let asked = Asked { path: path.to_string(), copy: opened.copy, message: None };
        return tree::refused(&visit, asked, &msg!("editor-not-utf8")).await;
    }
    let sent = Sent {
        path: path.to_string(),
        text: source.and_then(Content::text).unwrap_or_default().to_owned(),
        seen: snapshot.hash(&path).unwrap_or_default().to_owned(),
        ..Sent::default()
    };
    let broken = visit.web.files.in_force().problems;
    let here = broken.iter().any(|problem| problem.file == path.as_str());
    let found = Found {
        problems: here.then(|| problems::shown(&visit, &broken, Some(&path))),
        line: opened.line,
        ..Found::default()
    };
    shown(&visit, &path, &snapshot, sent, found).await
}

pub async fn submit(visit: Visit, Form(sent): Form<Sent>) -> Result<Response, WebError> {
    let path = FilePath::parse(&sent.path).ok_or(WebError::NotFound)?;
    if !path.kind().is_text() {
        return Err(WebError::NotFound);
    }
    if sent.action == "save" {
        return keep(&visit, path, sent).await;
    }
    let (snapshot, draft) = problems::draft(&visit, &path, &sent.text).await?;
    let (of, checked) = (path.clone(), Arc::clone(&draft));
    let mistakes = blocking(move || problems::all(&checked, &of)).await?;
    let problems = problems::shown(&visit, &mistakes, Some(&path));
    let is_broken = problems.iter().any(|problem| problem.severity == "error");
    let mut found = Found { problems: Some(problems), ..Found::default() };
    if !is_broken {
        found.tests = tests(&visit, Arc::clone(&draft)).await?;
        if let Some(page) = sent.action.strip_prefix("diff-") {
            let page = page.parse().unwrap_or(1);
            found.diff = Some(diff::of(&visit, &draft, &sent.company, page).await?);
        }
    }
    let shown = shown(&visit, &path, &snapshot, sent, found).await?;
    Ok(if is_broken { with_status(StatusCode::UNPROCESSABLE_ENTITY, shown) } else { shown })
}

async fn keep(visit: &Visit, path: FilePath, sent: Sent) -> Result<Response, WebError> {
    let before = visit.web.files.desk.snapshot().await?;
    let content = Content::new(problems::written(&sent.text, before.get(&path)));
    let seen = (!sent.seen.is_empty()).then(|| sent.seen.clone());
    let wanted = Wanted { path: path.clone(), content: Some(content), seen };
    match save(visit, vec![wanted], &sent.comment).await? {
        Saved::Done { .. } => {
            Ok(visit.done(&about("/files/edit", &path), notice(visit, "notice-editor-saved")))
        }
        Saved::Unchanged => Ok(visit.done(&about("/files/edit", &path), "notice-editor-unchanged")),
        Saved::Broken(mistakes) => {
            let problems = Some(problems::shown(visit, &mistakes, Some(&path)));
            let found = Found { problems, refused: true, ..Found::default() };
            let shown = shown(visit, &path, &before, sent, found).await?;
            Ok(with_status(StatusCode::UNPROCESSABLE_ENTITY, shown))
        }
        Saved::Conflict(_) => {
            let now = visit.web.files.desk.snapshot().await?;
            let there = now.get(&path).and_then(Content::text).unwrap_or_default();
            let conflict = Conflict {
                exists: now.get(&path).is_some(),
                hunks: lines::hunks(there, &sent.text.replace("\r\n", "\n")),
            };
            // Whoever saves again has seen what is there now.
            let seen = now.hash(&path).unwrap_or_default().to_owned();
            let sent = Sent { seen, ..sent };
            let found = Found { conflict: Some(conflict), ..Found::default() };
            let shown = shown(visit, &path, &now, sent, found).await?;
            Ok(with_status(StatusCode::CONFLICT, shown))
        }
    }
}

async fn tests(visit: &Visit, draft: Arc<Draft>) -> Result<Option<Tests>, WebError> {
    let Ok(report) = blocking(move || draft.tests()).await? else { return Ok(None) };
    let TestReport { passed, failed } = report;
    let failed = failed.into_iter().map(|test| {
        let line = test.line.to_string();
        TestView {
            place: format!("{}:{line}", test.file),
            link: address("/files/edit", [("path", test.file.as_str()), ("line", &line)]),
            name: test.name,
            mismatches: test
                .mismatches
                .iter()
                .map(|mismatch| MismatchView {
                    what: visit.text(&mismatch.what),
                    expected: visit.text(&mismatch.expected),
                    found: visit.text(&mismatch.found),
                })
                .collect(),
        }
    });
    Ok(Some(Tests { passed, failed: failed.collect() }))
}

async fn shown(
    visit: &Visit,
    path: &FilePath,
    snapshot: &Snapshot,
    sent: Sent,
    found: Found,
) -> Result<Response, WebError> {
    let last = visit.web.store.last_changes().await?.remove(path.as_str());
    let is_here = |problem: &Problem| problem.here && problem.line.is_some();
    let numbered = found.problems.as_ref().is_some_and(|problems| problems.iter().any(is_here));
    let kind = path.kind();
    let company = companies::chosen(visit, &sent.company);
    let code = company.map(|rules| rules.company.code.to_string()).unwrap_or_default();
    let context = Context {
        folder: path.folder().to_owned(),
        name: path.name().to_owned(),
        kind: kind.code(),
        is_text: kind.is_text(),
        is_pdf: kind == FileKind::Typst,
        exists: snapshot.get(path).is_some(),
        numbered: if numbered {
            sent.text.lines().map(str::to_owned).collect()
        } else {
            Vec::new()
        },
        changed: last.map(|last| Changed {
            at: moment(visit, last.at),
            author: author(visit, last.on_disk, &last.author),
            comment: last.comment,
        }),
        problems: found.problems,
        tests: found.tests,
        diff: found.diff,
        conflict: found.conflict,
        refused: found.refused,
        line: found.line,
        preview: preview_form(visit, path, &code, &sent.customer).await?,
        companies: companies::choices(visit, &code),
        has_editor: assets::has_editor(),
        words: about("/files/words", path),
        history: about("/files/history", path),
        download: about("/files/download", path),
        path: sent.path,
        text: sent.text,
        seen: sent.seen,
        comment: sent.comment,
    };
    visit.page("pages/editor/edit.html", context)
}

/// None for what no customer sees.
async fn preview_form(
    visit: &Visit,
    path: &FilePath,
    company: &str,
    customer: &str,
) -> Result<Option<PreviewForm>, WebError> {
    let Some(rules) = companies::chosen(visit, company) else { return Ok(None) };
    if !preview::is_possible(rules, path) {
        return Ok(None);
    }
    let scope = visit.engine.scope_ahead(None, &rules.company.code, &visit.clock())?;
    let candidates = preview::candidates(&visit.engine, &scope, path).await?;
    let first = candidates.first().map(|first| first.code.clone()).unwrap_or_default();
    let customer = if customer.is_empty() { first } else { customer.to_owned() };
    let view = |Candidate { code, name }| CandidateView { code, name };
    Ok(Some(PreviewForm { customers: candidates.into_iter().map(view).collect(), customer }))
}

#[derive(Deserialize)]
pub struct Named {
    pub path: String,
}

/// What may be written in a file, for the script of the page.
pub async fn words(visit: Visit, Query(named): Query<Named>) -> Result<Json<Completion>, WebError> {
    let path = FilePath::parse(&named.path).ok_or(WebError::NotFound)?;
    let language = match visit.language {
        UiLanguage::French => Language::FRENCH,
        UiLanguage::English => Language::ENGLISH,
    };
    let engine = visit.engine.clone();
    let found =
        blocking(move || Ok(completion::words(&engine.rules, &engine.renderer, &path, &language)));
    Ok(Json(found.await?))
}

pub async fn delete(visit: Visit, Form(sent): Form<Sent>) -> Result<Response, WebError> {
    let path = FilePath::parse(&sent.path).ok_or(WebError::NotFound)?;
    let seen = (!sent.seen.is_empty()).then(|| sent.seen.clone());
    let wanted = Wanted { path: path.clone(), content: None, seen };
    match save(&visit, vec![wanted], &sent.comment).await? {
        Saved::Done { .. } | Saved::Unchanged => Ok(visit.done("/files", "notice-editor-deleted")),
        Saved::Conflict(_) => Err(WebError::Conflict(msg!("editor-changed-meanwhile"))),
        Saved::Broken(mistakes) => {
            let snapshot = visit.web.files.desk.snapshot().await?;
            let text = snapshot.get(&path).and_then(Content::text).unwrap_or_default().to_owned();
            let problems = Some(problems::shown(&visit, &mistakes, Some(&path)));
            let found = Found { problems, refused: true, ..Found::default() };
            let shown = shown(&visit, &path, &snapshot, Sent { text, ..sent }, found).await?;
            Ok(with_status(StatusCode::UNPROCESSABLE_ENTITY, shown))
        }
    }
}
