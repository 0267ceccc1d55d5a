//! Typst's errors as diagnostics.

use std::sync::Arc;

use typst::WorldExt;
use typst::diag::SourceDiagnostic;

use super::world::OneSource;
use crate::diagnostic::{Diagnostic, Position};
use crate::wording::{Message, msg};

/// Most mistakes that are told of one source.
const MOST: usize = 10;

/// One mistake about a source as a whole.
pub(super) fn refused(name: &str, message: Message) -> Vec<Diagnostic> {
    vec![Diagnostic::error(name, None, message)]
}

/// Each error at its place in the source, Typst's own hint as what was
/// expected.
pub(super) fn diagnostics(
    errors: &[SourceDiagnostic],
    world: &OneSource<'_>,
    name: &str,
) -> Vec<Diagnostic> {
    let text: Arc<str> = world.main().text().into();
    let told = errors.iter().take(MOST).map(|error| {
        let place =
            || std::iter::once(error.span).chain(error.trace.iter().map(|it| it.span.into()));
        let position = place().find_map(|span| position(world, world.range(span)?.start));
        let message = msg!("letters-typst", detail = error.message.as_str());
        let mut told = Diagnostic::error(name, position, message).with_source(&text);
        if let Some(hint) = error.hints.first() {
            told = told.expecting(msg!("letters-typst", detail = hint.v.as_str()));
        }
        told
    });
    told.collect()
}

fn position(world: &OneSource<'_>, at: usize) -> Option<Position> {
    let (line, column) = world.main().lines().byte_to_line_column(at)?;
    Some(Position { line: line + 1, column: column + 1 })
}
