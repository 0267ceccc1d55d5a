//! What the files would be with some of them changed: a copy that everything
//! can be asked of which files can be asked of.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::Arc;

use tempfile::TempDir;

use super::path::{FileKind, FilePath};
use super::snapshot::{Content, Snapshot, failed};
use crate::app::check::checked;
use crate::app::diff::Folders;
use crate::app::engine::{Engine, load_files};
use crate::app::error::AppError;
use crate::app::rule_tests::rule_tests;
use crate::diagnostic::{Diagnostic, Severity};
use crate::domain::document::DocumentSource;
use crate::render::Extent;
use crate::store::Store;
use crate::wording::{Arg, Message};

/// New contents of files; none where a file is to be deleted.
pub type Changes = BTreeMap<FilePath, Option<Content>>;

/// A changed copy of the files; gone when it is dropped.
pub struct Draft {
    _place: TempDir,
    folders: Folders,
    pub names: Names,
    /// The templates that change, by their names; none where rules do, which
    /// every text may show.
    touched: Option<BTreeSet<String>>,
}

/// How the places of files are shown: `rules/relance.yaml`, wherever the
/// folders are.
#[derive(Debug, Clone)]
pub struct Names(Vec<(String, &'static str)>);

impl Names {
    pub fn of(folders: &Folders) -> Self {
        let shown = |path: &Path| path.display().to_string();
        Self(vec![(shown(&folders.rules), "rules"), (shown(&folders.templates), "templates")])
    }

    /// Also those of other folders.
    #[must_use]
    pub fn and(mut self, other: &Self) -> Self {
        self.0.extend(other.0.iter().cloned());
        self
    }

    /// A text with its places as they are shown.
    pub fn plain(&self, text: &str) -> String {
        let mut plain = text.to_owned();
        for (place, name) in &self.0 {
            if place != name && !place.is_empty() {
                plain = plain.replace(&format!("{place}/"), &format!("{name}/"));
                if plain == *place {
                    (*name).clone_into(&mut plain);
                }
            }
        }
        plain
    }

    /// A mistake with its places as they are shown.
    pub fn told(&self, mut problem: Diagnostic) -> Diagnostic {
        problem.file = self.plain(&problem.file);
        problem.message = self.message(problem.message);
        problem.expected = problem.expected.map(|expected| self.message(expected));
        problem
    }

    fn message(&self, message: Message) -> Message {
        let told = |arg: Arg| match arg {
            Arg::Text(text) => Arg::Text(self.plain(&text)),
            Arg::Message(inner) => Arg::Message(Box::new(self.message(*inner))),
            number @ Arg::Number(_) => number,
        };
        Message {
            id: message.id,
            args: message.args.into_iter().map(|(name, arg)| (name, told(arg))).collect(),
        }
    }
}

/// How the rule tests go on a draft.
#[derive(Debug, Clone, Default)]
pub struct TestReport {
    pub passed: usize,
    /// Those that did not, in the order of their files.
    pub failed: Vec<FailedTest>,
}

/// A rule test that fails.
#[derive(Debug, Clone)]
pub struct FailedTest {
    /// Such as `rules/tests/levels.yaml`.
    pub file: String,
    pub line: usize,
    pub name: String,
    pub mismatches: Vec<Mismatch>,
}

/// Something that is not as expected.
#[derive(Debug, Clone)]
pub struct Mismatch {
    pub line: usize,
    /// The item or mail.
    pub what: Message,
    pub expected: Message,
    pub found: Message,
}

impl Draft {
    /// # Errors
    /// When the copy cannot be written.
    pub fn new(snapshot: &Snapshot, changes: &Changes) -> Result<Self, AppError> {
        let place = tempfile::Builder::new()
            .prefix("relance-draft-")
            .tempdir()
            .map_err(|error| failed(&std::env::temp_dir(), error))?;
        let folders = Folders {
            rules: place.path().join("rules"),
            templates: place.path().join("templates"),
        };
        for folder in [&folders.rules, &folders.templates] {
            std::fs::create_dir_all(folder).map_err(|error| failed(folder, error))?;
        }
        let kept = snapshot.0.iter().filter(|(path, _)| !changes.contains_key(*path));
        let changed = changes.iter().filter_map(|(path, content)| Some((path, content.as_ref()?)));
        for (path, content) in kept.chain(changed) {
            let file = path.place(&folders);
            if let Some(folder) = file.parent() {
                std::fs::create_dir_all(folder).map_err(|error| failed(folder, error))?;
            }
            std::fs::write(&file, &content.bytes).map_err(|error| failed(&file, error))?;
        }
        let names = Names::of(&folders);
        let decides = |path: &FilePath| matches!(path.kind(), FileKind::Rules | FileKind::Script);
        let touched = (!changes.keys().any(decides))
            .then(|| changes.keys().map(|path| path.within().to_owned()).collect());
        Ok(Self { _place: place, folders, names, touched })
    }

    /// Every mistake, as `relance check` finds them, and warnings; only the
    /// templates that the changes may touch are rendered. With `quick`, letters
    /// are not typeset for a change of rules.
    ///
    /// # Errors
    /// When files cannot be read.
    pub fn check(&self, quick: bool) -> Result<Vec<Diagnostic>, AppError> {
        let extent = match (&self.touched, quick) {
            (Some(templates), _) => Extent::MadeOf(templates),
            (None, true) => Extent::Mails,
            (None, false) => Extent::All,
        };
        let problems = match checked(&self.folders.rules, &self.folders.templates, extent) {
            Ok((_, _, warnings)) => warnings,
            Err(AppError::Files(problems)) => problems,
            Err(error) => return Err(error),
        };
        Ok(problems.into_iter().map(|problem| self.names.told(problem)).collect())
    }

    /// Plays the rule tests; mistakes in their files are told instead.
    ///
    /// # Errors
    /// When files cannot be read.
    pub fn tests(&self) -> Result<Result<TestReport, Vec<Diagnostic>>, AppError> {
        let outcome =
            match rule_tests(&self.folders.rules, &self.folders.templates, Vec::new(), None) {
                Ok(outcome) => outcome,
                Err(AppError::Files(problems)) => {
                    let told = problems.into_iter().map(|problem| self.names.told(problem));
                    return Ok(Err(told.collect()));
                }
                Err(error) => return Err(error),
            };
        let mut report =
            TestReport { passed: outcome.count() - outcome.failed(), failed: Vec::new() };
        for suite in &outcome.suites {
            let failed = suite.results.iter().filter(|result| !result.failures.is_empty());
            report.failed.extend(failed.map(|result| {
                FailedTest {
                    file: self.names.plain(&suite.file),
                    line: result.line,
                    name: result.name.clone(),
                    mismatches: result
                        .failures
                        .iter()
                        .map(|failure| Mismatch {
                            line: failure.line,
                            what: self.names.message(failure.what.clone()),
                            expected: self.names.message(failure.expected.clone()),
                            found: self.names.message(failure.found.clone()),
                        })
                        .collect(),
                }
            }));
        }
        Ok(Ok(report))
    }

    /// The draft as if it were in force; `documents` is where invoices are read
    /// from.
    ///
    /// # Errors
    /// [`AppError::Files`] with its mistakes.
    pub fn engine(
        &self,
        store: &Store,
        documents: Arc<dyn DocumentSource>,
    ) -> Result<Engine, AppError> {
        let (rules, renderer) = load_files(&self.folders.rules, &self.folders.templates).map_err(
            |error| match error {
                AppError::Files(problems) => {
                    let told = problems.into_iter().map(|problem| self.names.told(problem));
                    AppError::Files(told.collect())
                }
                error => error,
            },
        )?;
        let renderer = renderer.with_documents(documents);
        Ok(Engine { store: store.clone(), rules: Arc::new(rules), renderer: Arc::new(renderer) })
    }
}

/// The mistakes that keep changes from being saved: all errors of rules and
/// templates, and those of the rule tests among the changed files. Tests that a
/// change makes fail do not.
pub fn refusals(draft: &Draft, changes: &Changes) -> Result<Vec<Diagnostic>, AppError> {
    let mut problems = draft.check(false)?;
    problems.retain(|problem| problem.severity == Severity::Error);
    let touches_tests = changes.keys().any(|path| path.kind() == FileKind::RuleTest);
    if problems.is_empty()
        && touches_tests
        && let Err(mistakes) = draft.tests()?
    {
        problems.extend(mistakes.into_iter().filter(|problem| {
            FilePath::parse(&problem.file).is_some_and(|path| changes.contains_key(&path))
        }));
    }
    Ok(problems)
}
