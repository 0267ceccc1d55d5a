//! The sandbox that templates run in.

use minijinja::syntax::SyntaxConfig;
use minijinja::{AutoEscape, Environment, UndefinedBehavior, escape_formatter};

use super::locale::Locale;
use super::{failure, filters, typst};
use crate::jinja::bounds;
use crate::wording::msg;

/// Steps that one part of a mail may take; writing or making 64 bytes is one
/// more, so that this bounds memory, too (128 MB), with what
/// [`crate::jinja::bounds`] refuses. Enough for a mail of ten thousand lines, and a fraction of a second.
pub(super) const FUEL: u64 = 2_000_000;

/// Templates that include, extend or call each other, one inside the other.
const DEPTH: usize = 40;

/// An environment without templates: no files, no clock, no randomness, no
/// network; undefined names are errors; values are escaped
/// in HTML and Typst.
pub(super) fn sandbox() -> Environment<'static> {
    let mut environment = Environment::new();
    environment.set_undefined_behavior(UndefinedBehavior::Strict);
    environment.set_fuel(Some(FUEL));
    environment.set_recursion_limit(DEPTH);
    // The usual delimiters, which are always accepted.
    if let Ok(syntax) = SyntaxConfig::builder().trim_blocks(true).lstrip_blocks(true).build() {
        environment.set_syntax(syntax);
    }
    // It makes every mail slower, so only a mail that fails is made with it.
    environment.set_debug(false);
    // It would print everything that is in the context.
    environment.remove_global("debug");
    // It makes maps that hold whatever they are given.
    environment.remove_global("dict");
    bounds::WITHHELD.into_iter().for_each(|filter| environment.remove_filter(filter));
    environment.set_auto_escape_callback(|name| match name.rsplit_once('.') {
        Some((_, "html")) => AutoEscape::Html,
        Some((_, "typ")) => AutoEscape::Custom(typst::ESCAPE.into()),
        _ => AutoEscape::None,
    });
    // What is absent would read “none” in a mail.
    environment.set_formatter(|output, state, value| {
        if value.is_none() {
            return Err(failure::told(msg!("render-nothing-to-print")));
        }
        match state.auto_escape() {
            AutoEscape::Custom(_) if !value.is_safe() => typst::write(output, value),
            AutoEscape::Custom(_) => Ok(write!(output, "{value}")?),
            _ => escape_formatter(output, state, value),
        }
    });
    environment
}

/// The same templates with the filters of a language.
pub(super) fn in_language(
    environment: &Environment<'static>,
    locale: &Locale,
) -> Environment<'static> {
    let mut environment = environment.clone();
    filters::add(&mut environment, locale);
    environment
}

/// The same templates with debug information, without which an error has no
/// column.
pub(super) fn explaining(environment: &Environment<'static>) -> Environment<'static> {
    let mut environment = environment.clone();
    environment.set_debug(true);
    environment
}
