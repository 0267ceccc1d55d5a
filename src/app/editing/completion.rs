//! What may be written in a file: for an editor that completes words.

use serde::Serialize;
use serde_json::Value;

use super::path::{FileKind, FilePath};
use crate::app::variables;
use crate::domain::language::Language;
use crate::render::{FILTERS, Renderer};
use crate::rules::set::RuleSet;
use crate::rules::{reference, schema};

/// One word.
#[derive(Debug, Clone, Serialize, PartialEq, Eq)]
pub struct Word {
    pub name: String,
    /// What it is: a type, or how many arguments it takes.
    pub detail: String,
    /// As it would print.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub example: Option<String>,
}

/// The words for one file.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Completion {
    /// The JSON Schema of rules.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub schema: Option<Value>,
    /// What templates may print, or properties of scripts.
    pub words: Vec<Word>,
    /// Filters of templates.
    pub filters: Vec<&'static str>,
    /// The files that a template may include or extend.
    pub files: Vec<String>,
}

/// The words for a file, under the rules and templates in force.
pub fn words(
    rules: &RuleSet,
    renderer: &Renderer,
    path: &FilePath,
    language: &Language,
) -> Completion {
    match path.kind() {
        FileKind::Rules => Completion {
            schema: Some(schema()),
            words: properties().collect(),
            ..Completion::default()
        },
        FileKind::Script => {
            let hooks = reference::HOOKS.iter().map(|(name, arguments)| Word {
                name: (*name).to_owned(),
                detail: format!("fn/{arguments}"),
                example: None,
            });
            Completion { words: hooks.chain(properties()).collect(), ..Completion::default() }
        }
        FileKind::Html | FileKind::Text | FileKind::Typst => {
            let one = variables::of_template(rules, renderer, None, path.within(), language);
            let found = match one {
                Ok(one) => one.variables,
                // A new file: everything that some template may print.
                Err(_) => rules
                    .companies
                    .first()
                    .map(|company| renderer.all_variables(rules, company, language))
                    .unwrap_or_default(),
            };
            let words = found.into_iter().map(|variable| Word {
                name: variable.name,
                detail: variable.kind.as_str().to_owned(),
                example: variable.example,
            });
            Completion {
                words: words.collect(),
                filters: FILTERS.to_vec(),
                files: renderer.template_names().into_iter().map(str::to_owned).collect(),
                ..Completion::default()
            }
        }
        FileKind::RuleTest | FileKind::Document | FileKind::Image => Completion::default(),
    }
}

fn properties() -> impl Iterator<Item = Word> {
    reference::properties().into_iter().map(|name| Word {
        name: if name.starts_with("date.") { name } else { format!("item.{name}") },
        detail: String::new(),
        example: None,
    })
}
