//! The rule tests of a rules folder, without a database.

use std::path::{Path, PathBuf};

use super::engine::together;
use super::error::AppError;
use crate::cases::result::Outcome;
use crate::cases::{self, Selection, files};
use crate::render::Renderer;
use crate::rules::RulesFolder;

/// Plays the cases of `paths`, or of the folder `tests` of the rules where
/// none is given.
///
/// # Errors
/// [`AppError::Files`] with every mistake in rules, templates and cases.
pub fn rule_tests(
    rules: &Path,
    templates: &Path,
    paths: Vec<PathBuf>,
    only: Option<String>,
) -> Result<Outcome, AppError> {
    let ((folder, in_force), renderer) =
        together(RulesFolder::open(rules, templates), Renderer::load(templates))?;
    let paths = if paths.is_empty() {
        let standard = rules.join(files::FOLDER);
        if standard.is_dir() { vec![standard] } else { Vec::new() }
    } else {
        paths
    };
    let selection = Selection { paths, only };
    cases::run(&folder, in_force, &renderer, &selection).map_err(AppError::Files)
}
