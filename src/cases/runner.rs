//! Files of rule tests from their text to their results.

use std::path::PathBuf;
use std::sync::Arc;
use std::time::Instant;

use super::coverage::Seen;
use super::document::CaseFile;
use super::files;
use super::observe::observed;
use super::play::play;
use super::result::{CaseResult, Outcome, Suite};
use super::script::{Case, prepare};
use super::setting::Settings;
use crate::diagnostic::{Diagnostic, sorted};
use crate::render::Renderer;
use crate::rules::RulesFolder;
use crate::rules::set::RuleSet;
use crate::rules::source::SourceFile;
use crate::rules::yaml::read::{Read, Reader};
use crate::rules::yaml::tree;

/// Which cases to play.
#[derive(Debug, Clone, Default)]
pub struct Selection {
    /// Files, and folders of them.
    pub paths: Vec<PathBuf>,
    /// Only cases with this in their name or reference.
    pub only: Option<String>,
}

impl Selection {
    fn takes(&self, case: &Case) -> bool {
        self.only.as_ref().is_none_or(|text| {
            let text = text.to_lowercase();
            let reference = case.reference.as_deref().unwrap_or_default();
            [case.name.as_str(), reference].iter().any(|it| it.to_lowercase().contains(&text))
        })
    }
}

/// Reads every file, then plays the cases.
///
/// # Errors
/// Every mistake in the files; then nothing was played.
pub fn run(
    folder: &RulesFolder,
    in_force: RuleSet,
    renderer: &Renderer,
    selection: &Selection,
) -> Result<Outcome, Vec<Diagnostic>> {
    let begun = Instant::now();
    let sources = files::read(&selection.paths)?;
    let mut settings = Settings::new(folder, in_force);
    let mut problems = Vec::new();
    let files: Vec<(Arc<SourceFile>, Vec<Case>)> = sources
        .into_iter()
        .map(|source| {
            let cases = cases(&source, &mut settings, &mut problems);
            (source, cases)
        })
        .collect();
    if !problems.is_empty() {
        return Err(sorted(problems));
    }
    let seen = Seen::default();
    let suites = files
        .into_iter()
        .map(|(source, cases)| Suite {
            file: Arc::clone(&source.name),
            results: cases
                .into_iter()
                .filter(|case| selection.takes(case))
                .map(|case| result(case, renderer, &seen))
                .collect(),
        })
        .filter(|suite| !suite.results.is_empty())
        .collect();
    Ok(Outcome { suites, coverage: seen.of(settings.in_force()), elapsed: begun.elapsed() })
}

fn cases(
    source: &Arc<SourceFile>,
    settings: &mut Settings<'_>,
    problems: &mut Vec<Diagnostic>,
) -> Vec<Case> {
    let document = match tree::parse(source) {
        Ok(document) => document,
        Err(problem) => {
            problems.push(*problem);
            return Vec::new();
        }
    };
    let mut reader = Reader::new(Arc::clone(source));
    let file = CaseFile::read(&document, &mut reader);
    let sound = reader.problems.is_empty();
    problems.append(&mut reader.problems);
    let Some(file) = file.filter(|_| sound) else { return Vec::new() };
    file.cases.iter().filter_map(|case| prepare(settings, &file, case, problems)).collect()
}

fn result(mut case: Case, renderer: &Renderer, seen: &Seen) -> CaseResult {
    let begun = Instant::now();
    let setting = &mut case.setting;
    setting.policy = observed(&setting.policy, seen);
    setting.by_hand = observed(&setting.by_hand, seen);
    let failures = play(&case, renderer, seen);
    CaseResult {
        line: case.place.at.line,
        failures,
        elapsed: begun.elapsed(),
        name: case.name,
        reference: case.reference,
    }
}
