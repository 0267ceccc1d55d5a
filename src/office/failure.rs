//! Errors of the template engine as diagnostics: the part, the paragraph, what
//! was found, what was probably meant.

use minijinja::value::ValueKind;
use minijinja::{Error, ErrorKind, Value};

use super::contents::Role;
use super::source::{Place, Source};
use crate::diagnostic::{Diagnostic, nearest};
use crate::jinja;
use crate::wording::{Message, msg};

/// How deep names of variables are looked for.
const DEPTH: usize = 4;

/// A part of a document, as it is named to who edits it.
pub(super) struct Part<'a> {
    /// The document.
    pub file: &'a str,
    pub role: Role,
}

impl Part<'_> {
    pub fn mistake(&self, place: Option<&Place>, problem: Message) -> Diagnostic {
        let part = match self.role {
            Role::Body => None,
            Role::Header => Some(msg!("office-header")),
            Role::Footer => Some(msg!("office-footer")),
            Role::Notes => Some(msg!("office-notes")),
            Role::Styles => Some(msg!("office-styles")),
        };
        let message = match (part, place) {
            (None, None) => problem,
            (Some(part), None) => msg!("office-in-part", part = part, problem = problem),
            (None, Some(place)) => msg!(
                "office-in-paragraph",
                number = place.number.to_string(),
                text = &place.text,
                problem = problem
            ),
            (Some(part), Some(place)) => msg!(
                "office-in-paragraph-of",
                part = part,
                number = place.number.to_string(),
                text = &place.text,
                problem = problem
            ),
        };
        Diagnostic::error(self.file, None, message)
    }

    pub fn diagnose(
        &self,
        error: &Error,
        source: &Source,
        variables: Option<&Value>,
        fuel: u64,
    ) -> Diagnostic {
        let error = jinja::innermost(error);
        let range = error.range().filter(|range| source.text.get(range.clone()).is_some());
        let place = range.as_ref().and_then(|range| source.place(range.start));
        let excerpt = range.map_or("", |range| &source.text[range]);
        let subject = jinja::subject(error, excerpt);
        let message = jinja::message(error, &subject, excerpt, fuel);
        let meant = variables.filter(|_| error.kind() == ErrorKind::UndefinedError);
        let field = subject.rsplit('.').next().unwrap_or(&subject);
        let meant = meant.and_then(|variables| {
            let mut known = Vec::new();
            names(variables, DEPTH, &mut known);
            nearest(field, known.iter().map(String::as_str))
        });
        self.mistake(place, message).suggesting(meant.filter(|name| name != field))
    }
}

/// The names in a value and in the values in it.
fn names(value: &Value, depth: usize, known: &mut Vec<String>) {
    let Some(depth) = depth.checked_sub(1) else { return };
    match value.kind() {
        ValueKind::Map => {
            for key in value.try_iter().into_iter().flatten() {
                if let Ok(inner) = value.get_item(&key) {
                    names(&inner, depth, known);
                }
                known.push(key.to_string());
            }
        }
        // The items of a list are alike.
        ValueKind::Seq | ValueKind::Iterable => {
            for item in value.try_iter().into_iter().flatten().take(1) {
                names(&item, depth, known);
            }
        }
        _ => {}
    }
}
