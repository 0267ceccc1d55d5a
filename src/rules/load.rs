//! The rules folder into a checked [`RuleSet`], or every mistake in it.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::compile::Compilation;
use super::script::compile::Compiler;
use super::set::{CompanyRules, RuleSet};
use super::source::SourceFile;
use super::yaml::document::RulesFile;
use super::{batches, merge, overlay, sections, sending, source};
use crate::diagnostic::{Diagnostic, sorted};
use crate::wording::msg;

/// Reads and checks every `*.yaml`, `*.yml` and `*.rhai` file of the folder
/// `rules`; `templates` is where the levels' templates must be.
///
/// # Errors
/// All mistakes, by file and place.
pub fn load(rules: &Path, templates: &Path) -> Result<RuleSet, Vec<Diagnostic>> {
    RulesFolder::open(rules, templates).map(|(_, rules)| rules)
}

/// A rules folder that was read once and can be compiled with other sections
/// in place of its own.
pub struct RulesFolder {
    file: RulesFile,
    scripts: Vec<Arc<SourceFile>>,
    digest: String,
    files: Arc<[Arc<SourceFile>]>,
    templates: PathBuf,
}

impl RulesFolder {
    /// As [`load`], keeping what was read.
    ///
    /// # Errors
    /// As [`load`].
    pub fn open(rules: &Path, templates: &Path) -> Result<(Self, RuleSet), Vec<Diagnostic>> {
        let mut problems = Vec::new();
        let sources = source::read_folder(rules, &mut problems);
        let file = merge::read_all(&sources.yaml, &mut problems);
        let shown = rules.display().to_string();
        if problems.is_empty() && file.companies.is_none() {
            problems.push(Diagnostic::error(shown, None, msg!("rules-no-companies")));
        }
        if !templates.is_dir() {
            let folder = templates.display().to_string();
            problems.push(Diagnostic::error(folder, None, msg!("rules-no-templates")));
        }
        let folder = Self {
            file,
            files: sources.yaml.iter().chain(&sources.scripts).cloned().collect(),
            scripts: sources.scripts,
            digest: sources.digest,
            templates: templates.to_owned(),
        };
        let rules = folder.compile(&folder.file, problems)?;
        Ok((folder, rules))
    }

    /// The rules with the sections of `overlay` in place of those of the
    /// folder.
    ///
    /// # Errors
    /// All mistakes of the sections together.
    pub(crate) fn with(&self, overlay: &RulesFile) -> Result<RuleSet, Vec<Diagnostic>> {
        self.compile(&overlay::replaced(&self.file, overlay), Vec::new())
    }

    fn compile(
        &self,
        file: &RulesFile,
        mut problems: Vec<Diagnostic>,
    ) -> Result<RuleSet, Vec<Diagnostic>> {
        let mut scripts = Compiler::new(&self.scripts, &mut problems);
        let companies = Compilation {
            file,
            scripts: &mut scripts,
            templates: &self.templates,
            problems: &mut problems,
        }
        .companies();
        let batches = batches::batches(file, &mut scripts, &mut problems);
        let statuses = batches::statuses(file, &mut problems);
        let sending = sending::build(file, &mut scripts, &mut problems);
        let scripts = Arc::new(scripts.finish(&mut problems));
        if !problems.is_empty() {
            return Err(sorted(problems));
        }
        let warnings = file.warnings.as_ref().and_then(|section| section.value.as_ref());
        let dispatch = file.dispatch.as_ref().and_then(|section| section.value.as_ref());
        let companies = companies.into_iter().map(|draft| draft(Arc::clone(&scripts)));
        let retention = file.retention.as_ref().and_then(|section| section.value.as_ref());
        Ok(RuleSet {
            companies: companies
                .map(|rules| CompanyRules {
                    accounts: sending.choices_of(&rules.company.code),
                    ..rules
                })
                .collect(),
            batches,
            statuses,
            warnings: batches::warnings(warnings),
            dispatch: batches::dispatch(dispatch),
            sending: sending.rules,
            retention: sections::retention(retention),
            digest: self.digest.clone(),
            files: Arc::clone(&self.files),
        })
    }
}

/// The JSON Schema of the rules files.
pub fn schema() -> serde_json::Value {
    schemars::schema_for!(RulesFile).to_value()
}
