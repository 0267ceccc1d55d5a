//! The compiled scripts at work.

use std::collections::BTreeMap;
use std::sync::Arc;

use rhai::{AST, CallFnOptions, Dynamic, EvalAltResult, FuncArgs, Scope};

use super::answers;
use super::engine::Sandbox;
use super::failure::Failure;
use super::item::{ITEM, ItemView};
use super::places::Expression;
use crate::diagnostic::Position;
use crate::domain::language::Language;
use crate::domain::level::LevelCode;
use crate::plan::facts::ItemContext;
use crate::plan::policy::{
    ConditionId, Eligibility, LevelChoice, Origin, RecipientChoice, ScriptError, Scripts,
};
use crate::rules::source::Place;
use crate::wording::{Message, msg};

/// A hook: its name and how many arguments it takes.
pub const HOOKS: [(&str, usize); 6] =
    [("eligible", 1), ("level", 2), ("recipients", 2), ("group_key", 2), ("cc", 2), ("subject", 3)];

/// A `when:` expression.
pub struct Condition {
    pub ast: AST,
    /// As written.
    pub text: String,
    pub expression: Expression,
}

/// All conditions and hooks of a rules folder, compiled once.
pub struct ScriptSet {
    pub(super) sandbox: Sandbox,
    pub(super) conditions: Vec<Condition>,
    /// The functions of all script files.
    pub(super) library: AST,
    /// Where each function of the scripts is written.
    pub(super) functions: BTreeMap<String, Place>,
}

/// A failure with its place in the files.
pub(super) struct Placed {
    pub place: Option<Place>,
    pub message: Message,
}

impl From<Placed> for ScriptError {
    fn from(failure: Placed) -> Self {
        let (file, at) = match failure.place {
            Some(place) => (Arc::clone(&place.file.name), place.at),
            None => ("".into(), Position { line: 1, column: 1 }),
        };
        Self { file, line: at.line, column: at.column, message: failure.message.to_string() }
    }
}

impl ScriptSet {
    pub(super) fn evaluate(
        &self,
        condition: &Condition,
        item: &ItemContext,
    ) -> Result<bool, Placed> {
        let mut scope = Scope::new();
        scope.push(ITEM, ItemView(item.clone()));
        self.sandbox
            .engine
            .eval_ast_with_scope::<bool>(&mut scope, &condition.ast)
            .map_err(|error| self.condition_failure(condition, &error))
    }

    fn condition_failure(&self, condition: &Condition, error: &EvalAltResult) -> Placed {
        let failure = Failure::of(error);
        let place = match failure.function.as_ref().and_then(|name| self.functions.get(name)) {
            Some(function) => Place { at: failure.at.unwrap_or(function.at), ..function.clone() },
            None => condition.expression.locate(failure.at),
        };
        let message = match error {
            EvalAltResult::ErrorMismatchOutputType(_, found, _) => {
                msg!("rules-condition-not-bool", found = super::failure::type_word(found))
            }
            _ => failure.message,
        };
        Placed { place: Some(place), message }
    }

    /// Calls a hook; `None` when it is not written or answers `()`.
    pub(super) fn call<T, A: FuncArgs>(
        &self,
        hook: &str,
        arguments: impl FnOnce() -> A,
        read: impl FnOnce(Dynamic) -> Result<T, Message>,
    ) -> Result<Option<T>, Placed> {
        let Some(written) = self.functions.get(hook) else { return Ok(None) };
        let options = CallFnOptions::new().eval_ast(false);
        let answer = self
            .sandbox
            .engine
            .call_fn_with_options::<Dynamic>(
                options,
                &mut Scope::new(),
                &self.library,
                hook,
                arguments(),
            )
            .map_err(|error| {
                let failure = Failure::of(&error);
                let function = failure.function.as_ref().and_then(|name| self.functions.get(name));
                let function = function.unwrap_or(written);
                let at = failure.at.unwrap_or(function.at);
                Placed { place: Some(Place { at, ..function.clone() }), message: failure.message }
            })?;
        if answer.is_unit() {
            return Ok(None);
        }
        read(answer).map(Some).map_err(|message| Placed { place: Some(written.clone()), message })
    }
}

fn view(item: &ItemContext) -> ItemView {
    ItemView(item.clone())
}

fn code(level: &LevelCode) -> Dynamic {
    level.as_str().to_owned().into()
}

impl Scripts for ScriptSet {
    fn condition(&self, id: ConditionId, item: &ItemContext) -> Result<bool, ScriptError> {
        match self.conditions.get(id.0) {
            Some(condition) => Ok(self.evaluate(condition, item)?),
            None => Err(Placed { place: None, message: msg!("rules-no-such-condition") }.into()),
        }
    }

    fn eligible(&self, item: &ItemContext) -> Result<Option<Eligibility>, ScriptError> {
        Ok(self.call("eligible", || (view(item),), answers::eligibility)?)
    }

    fn level(
        &self,
        item: &ItemContext,
        proposed: Option<&LevelCode>,
    ) -> Result<Option<LevelChoice>, ScriptError> {
        let proposed = || proposed.map_or(Dynamic::UNIT, code);
        Ok(self.call("level", || (view(item), proposed()), answers::level)?)
    }

    fn recipients(
        &self,
        item: &ItemContext,
        level: &LevelCode,
    ) -> Result<Option<RecipientChoice>, ScriptError> {
        Ok(self.call("recipients", || (view(item), code(level)), answers::recipients)?)
    }

    fn cc(
        &self,
        item: &ItemContext,
        level: &LevelCode,
    ) -> Result<Option<Vec<String>>, ScriptError> {
        Ok(self.call(
            "cc",
            || (view(item), code(level)),
            |answer| answers::addresses("cc", answer),
        )?)
    }

    fn group_key(
        &self,
        item: &ItemContext,
        level: &LevelCode,
    ) -> Result<Option<String>, ScriptError> {
        Ok(self.call("group_key", || (view(item), code(level)), answers::group_key)?)
    }

    fn subject(
        &self,
        item: &ItemContext,
        level: &LevelCode,
        language: &Language,
    ) -> Result<Option<String>, ScriptError> {
        let language = || language.as_str().to_owned();
        Ok(self.call("subject", || (view(item), code(level), language()), answers::subject)?)
    }

    fn hook_origin(&self, hook: &str) -> Option<Origin> {
        self.functions.get(hook).map(Place::origin)
    }

    fn written(&self, id: ConditionId) -> Option<(&str, Origin)> {
        let condition = self.conditions.get(id.0)?;
        Some((&condition.text, condition.expression.place.origin()))
    }
}
