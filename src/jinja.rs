//! What an error of the template engine says, in words, and what no template
//! may say: shared by all that is written as a Jinja template.

pub(crate) mod bounds;
mod kinds;

use std::error::Error as _;

use minijinja::{Error, ErrorKind};

use crate::wording::{Message, msg};

/// A mistake that our own filters find, on its way through the engine, whose
/// errors know only English.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
struct Told(Message);

/// An error of the engine that says what a message says.
pub(crate) fn told(message: Message) -> Error {
    Error::new(ErrorKind::InvalidOperation, message.to_string()).with_source(Told(message))
}

/// The error that caused all others.
pub(crate) fn innermost(error: &Error) -> &Error {
    let mut innermost = error;
    while let Some(inner) = innermost.source().and_then(|inner| inner.downcast_ref::<Error>()) {
        innermost = inner;
    }
    innermost
}

/// The name that an error is about: quoted in its detail, or the text at its
/// place.
pub(crate) fn subject(error: &Error, excerpt: &str) -> String {
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

/// `fuel` is what the environment grants, in steps.
pub(crate) fn message(error: &Error, subject: &str, excerpt: &str, fuel: u64) -> Message {
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
        ErrorKind::OutOfFuel => msg!("render-fuel", limit = fuel),
        kind => match error.detail() {
            Some(detail) => msg!("render-verbatim", detail = detail),
            None => msg!("render-at", detail = kind.to_string(), excerpt = excerpt),
        },
    }
}

fn detail(error: &Error) -> String {
    error.detail().map_or_else(|| error.kind().to_string(), str::to_owned)
}
