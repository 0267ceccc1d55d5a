//! What a template may print: every variable that its context has, with its
//! type, an example and whether this template uses it. All of it is found by
//! walking the context of made-up reminders, so that it is what templates get.

mod purpose;
mod tracked;
mod tree;
mod uses;

use std::collections::BTreeSet;

pub use tree::VariableKind;

use super::Renderer;
use crate::domain::language::Language;
use crate::rules::set::{CompanyRules, RuleSet};

/// What a template is made for, which decides about its variables.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum TemplateKind {
    Mail,
    FollowUp,
    Letter,
    Duplicate,
    /// The words of a language: read once, without variables.
    Words,
}

impl TemplateKind {
    /// As data name it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Mail => "mail",
            Self::FollowUp => "follow_up",
            Self::Letter => "letter",
            Self::Duplicate => "duplicate",
            Self::Words => "words",
        }
    }
}

/// A variable, or a field of one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Variable {
    /// `company.name`; what a list holds is `lines[].number`.
    pub name: String,
    pub kind: VariableKind,
    /// As it would print; none for what holds others.
    pub example: Option<String>,
    /// Absent in some reminders: printing it then is an error.
    pub may_be_absent: bool,
    /// Whether the template uses it, or what it includes and extends does.
    pub is_used: bool,
}

/// A template and its variables.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TemplateVariables {
    /// Its path under the templates folder.
    pub template: String,
    pub kind: TemplateKind,
    /// The language of the examples.
    pub language: Language,
    /// Each before its fields.
    pub variables: Vec<Variable>,
}

impl Renderer {
    /// The templates, by their paths under the templates folder.
    pub fn template_names(&self) -> BTreeSet<&str> {
        let texts = self.sources.by_name.keys().map(String::as_str);
        texts.chain(self.documents.keys().map(String::as_str)).collect()
    }

    /// What a template may print for a company; none where there is no such
    /// template. `language` is that of the examples where the template is of
    /// none.
    pub fn variables(
        &self,
        rules: &RuleSet,
        company: &CompanyRules,
        template: &str,
        language: &Language,
    ) -> Option<TemplateVariables> {
        if !self.template_names().contains(template) {
            return None;
        }
        let purpose = self.purpose(company, template, language);
        let formats = self.languages.get(&purpose.language)?;
        let contexts = purpose.contexts(self, rules, company, formats);
        let used = self.uses(template, formats, &contexts);
        let variables = tree::variables(&contexts, &used);
        Some(TemplateVariables {
            template: template.to_owned(),
            kind: purpose.kind,
            language: purpose.language,
            variables,
        })
    }

    /// Everything that some template of a company may print.
    pub fn all_variables(
        &self,
        rules: &RuleSet,
        company: &CompanyRules,
        language: &Language,
    ) -> Vec<Variable> {
        let language = self.written_language(company, language);
        let Some(formats) = self.languages.get(&language) else { return Vec::new() };
        let contexts: Vec<_> = purpose::every_kind(company, &language)
            .iter()
            .flat_map(|purpose| purpose.contexts(self, rules, company, formats))
            .collect();
        tree::variables(&contexts, &BTreeSet::new())
    }
}
