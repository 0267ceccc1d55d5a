//! Typst's errors as mistakes.

use typst::WorldExt;
use typst::diag::SourceDiagnostic;

use super::mistake::{Mistake, What};
use super::world::OneSource;
use crate::diagnostic::{Diagnostic, Position};
use crate::wording::Message;

/// Most mistakes that are told of one source.
const MOST: usize = 10;

/// One mistake about a source as a whole.
pub(super) fn refused(name: &str, message: Message) -> Vec<Diagnostic> {
    vec![Diagnostic::error(name, None, message)]
}

/// Each error at its place in the source, Typst's own hint as what was
/// expected.
pub(super) fn mistakes(errors: &[SourceDiagnostic], world: &OneSource<'_>) -> Vec<Mistake> {
    let told = errors.iter().take(MOST).map(|error| {
        let place =
            || std::iter::once(error.span).chain(error.trace.iter().map(|it| it.span.into()));
        Mistake {
            at: place().find_map(|span| position(world, world.range(span)?.start)),
            what: What::Typst {
                detail: error.message.to_string(),
                hint: error.hints.first().map(|hint| hint.v.to_string()),
            },
        }
    });
    told.collect()
}

fn position(world: &OneSource<'_>, at: usize) -> Option<Position> {
    let (line, column) = world.main().lines().byte_to_line_column(at)?;
    Some(Position { line: line + 1, column: column + 1 })
}
