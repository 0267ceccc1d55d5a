//! Rules, scripts and templates checked together, without a database.

use std::path::Path;

use super::engine::load_files;
use super::error::AppError;
use crate::diagnostic::{Diagnostic, Severity};
use crate::render::{Extent, Renderer};
use crate::rules::set::RuleSet;

/// Loads the rules and renders every template of every level and language on
/// sample data. Gives the rules, and the warnings that let work go on.
///
/// # Errors
/// [`AppError::Files`] with every mistake found.
pub fn check(rules: &Path, templates: &Path) -> Result<(RuleSet, Vec<Diagnostic>), AppError> {
    checked(rules, templates, Extent::All).map(|(rules, _, warnings)| (rules, warnings))
}

/// As [`check`], with the templates as well; of them, only those of `extent`
/// are rendered.
///
/// # Errors
/// As [`check`].
pub fn checked(
    rules: &Path,
    templates: &Path,
    extent: Extent<'_>,
) -> Result<(RuleSet, Renderer, Vec<Diagnostic>), AppError> {
    let (rules, renderer) = load_files(rules, templates)?;
    let problems = renderer.check_within(&rules, extent);
    if problems.iter().any(|problem| problem.severity == Severity::Error) {
        return Err(AppError::Files(problems));
    }
    Ok((rules, renderer, problems))
}
