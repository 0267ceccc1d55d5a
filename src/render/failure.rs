//! Errors of the template engine as diagnostics: file, line, column, what was
//! found, what was probably meant.

use std::error::Error as _;

use minijinja::{Error, ErrorKind};

use super::sources::Sources;
use super::{context, environment, filters};
use crate::diagnostic::{Diagnostic, Position, nearest};
use crate::wording::{Message, msg};

/// A mistake that our own filters find, on its way through the engine, whose
/// errors know only English.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
struct Told(Message);

/// An error of the engine that says what a message says.
pub(super) fn told(message: Message) -> Error {
    Error::new(ErrorKind::InvalidOperation, message.to_string()).with_source(Told(message))
}

/// The mistake behind an error, in the innermost template that it passed.
pub(super) fn diagnose(error: &Error, sources: &Sources, template: &str) -> Diagnostic {
    let error = innermost(error);
    let name = error.name().unwrap_or(template);
    let Some(source) = sources.by_name.get(name) else {
        return Diagnostic::error(name, None, message(error, "", ""));
    };
    let range = error.range().filter(|range| source.text.get(range.clone()).is_some());
    let position = match (&range, error.line()) {
        (Some(range), _) => Some(end_of(&source.text[..range.start])),
        (None, Some(line)) => Some(Position { line, column: 1 }),
        (None, None) => None,
    };
    let excerpt = range.map_or("", |range| &source.text[range]);
    let subject = subject(error, excerpt);
    Diagnostic::error(&source.file, position, message(error, &subject, excerpt))
        .with_source(&source.text)
        .suggesting(suggestion(error.kind(), &subject, sources))
}

/// The place right after a text.
pub(super) fn end_of(text: &str) -> Position {
    let line_start = text.rfind('\n').map_or(0, |at| at + 1);
    Position {
        line: text.matches('\n').count() + 1,
        column: text[line_start..].chars().count() + 1,
    }
}

fn innermost(error: &Error) -> &Error {
    let mut innermost = error;
    while let Some(inner) = innermost.source().and_then(|inner| inner.downcast_ref::<Error>()) {
        innermost = inner;
    }
    innermost
}

/// The name that an error is about: quoted in its detail, or the text at its
/// place.
fn subject(error: &Error, excerpt: &str) -> String {
    let detail = error.detail().unwrap_or_default();
    let quote = match error.kind() {
        ErrorKind::UndefinedError => '`',
        ErrorKind::TemplateNotFound => '"',
        _ => return last_word(detail).to_owned(),
    };
    let excerpt = excerpt.lines().next().unwrap_or_default();
    // A name that the template puts together shows as it is put together.
    let written = if excerpt.contains('~') { None } else { excerpt.split(quote).nth(1) };
    detail.split(quote).nth(1).or(written).unwrap_or(excerpt).trim().to_owned()
}

/// Of “filter monney is unknown”, “monney”.
fn last_word(detail: &str) -> &str {
    detail.strip_suffix(" is unknown").and_then(|text| text.rsplit(' ').next()).unwrap_or(detail)
}

fn message(error: &Error, subject: &str, excerpt: &str) -> Message {
    if let Some(Told(message)) = error.source().and_then(|source| source.downcast_ref()) {
        return message.clone();
    }
    match error.kind() {
        ErrorKind::UndefinedError => msg!("render-undefined", name = subject),
        ErrorKind::UnknownFilter => msg!("render-unknown-filter", name = subject),
        ErrorKind::UnknownFunction => msg!("render-unknown-function", name = subject),
        ErrorKind::UnknownTest => msg!("render-unknown-test", name = subject),
        ErrorKind::TemplateNotFound if subject.split('/').any(|part| part == "..") => {
            msg!("render-template-outside", name = subject)
        }
        ErrorKind::TemplateNotFound => msg!("render-template-missing", name = subject),
        ErrorKind::SyntaxError => msg!("render-syntax", detail = detail(error)),
        ErrorKind::OutOfFuel => msg!("render-fuel", limit = environment::FUEL),
        kind => match error.detail() {
            Some(detail) => msg!("render-verbatim", detail = detail),
            None => msg!("render-at", detail = kind.to_string(), excerpt = excerpt),
        },
    }
}

fn detail(error: &Error) -> String {
    error.detail().map_or_else(|| error.kind().to_string(), str::to_owned)
}

fn suggestion(kind: ErrorKind, subject: &str, sources: &Sources) -> Option<String> {
    match kind {
        ErrorKind::UndefinedError => {
            let field = subject.rsplit('.').next().unwrap_or(subject);
            let known = if subject.starts_with("words.") {
                nearest(field, sources.words.iter().map(String::as_str))
            } else {
                nearest(field, context::names())
            };
            known.filter(|name| name != field)
        }
        ErrorKind::UnknownFilter => nearest(subject, filters::NAMES.iter().copied()),
        ErrorKind::TemplateNotFound => nearest(subject, sources.by_name.keys().map(String::as_str)),
        _ => None,
    }
}
