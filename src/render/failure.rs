//! Errors of the template engine as diagnostics: file, line, column, what was
//! found, what was probably meant.

use minijinja::{Error, ErrorKind};

use super::sources::Sources;
use super::{context, environment, filters};
use crate::diagnostic::{Diagnostic, Position, nearest};
pub(super) use crate::jinja::told;
use crate::jinja::{innermost, subject};
use crate::wording::Message;

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

fn message(error: &Error, subject: &str, excerpt: &str) -> Message {
    crate::jinja::message(error, subject, excerpt, environment::FUEL)
}
