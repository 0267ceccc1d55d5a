//! The words that the mails of a language share: `layout/words/fr.txt`.

use std::collections::BTreeMap;
use std::sync::Arc;

use minijinja::value::{Enumerator, Object};
use minijinja::{Environment, Value};

use super::failure;
use super::sources::Sources;
use crate::diagnostic::Diagnostic;
use crate::domain::language::Language;
use crate::wording::msg;

/// Texts by their names. They are the same in every mail, so they are read
/// once and not with each.
#[derive(Debug)]
struct Vocabulary(BTreeMap<String, Value>);

/// What the file of a language sets; nothing defined where there is none.
pub(super) fn of(
    environment: &Environment<'static>,
    sources: &Sources,
    language: &Language,
) -> Result<Value, Vec<Diagnostic>> {
    let name = format!("layout/words/{}.txt", language.as_str());
    let Some(source) = sources.by_name.get(&name) else {
        return Ok(Value::UNDEFINED);
    };
    let read = environment
        .get_template(&name)
        .and_then(|template| template.render_captured(()))
        .map_err(|error| vec![failure::diagnose(&error, sources, &name)])?;
    let state = read.state();
    let mut words = BTreeMap::new();
    let mut problems = Vec::new();
    for word in state.exports() {
        match state.lookup(word) {
            Some(text) if text.as_str().is_some() => _ = words.insert(word.to_owned(), text),
            _ => problems.push(Diagnostic::error(
                &source.file,
                None,
                msg!("render-word-not-text", name = word),
            )),
        }
    }
    if problems.is_empty() { Ok(Value::from_object(Vocabulary(words))) } else { Err(problems) }
}

/// What is set in `words`.
pub(super) fn names(words: &Value) -> Vec<String> {
    match words.downcast_object_ref::<Vocabulary>() {
        Some(Vocabulary(words)) => words.keys().cloned().collect(),
        None => Vec::new(),
    }
}

impl Object for Vocabulary {
    fn get_value(self: &Arc<Self>, key: &Value) -> Option<Value> {
        self.get_value_by_str(key.as_str()?)
    }

    fn get_value_by_str(self: &Arc<Self>, key: &str) -> Option<Value> {
        self.0.get(key).cloned()
    }

    fn enumerate(self: &Arc<Self>) -> Enumerator {
        Enumerator::Values(self.0.keys().map(Value::from).collect())
    }
}
