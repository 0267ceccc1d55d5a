//! What went wrong in a script, in words.

use rhai::{EvalAltResult, LexError, ParseErrorType};

use super::places::position;
use crate::diagnostic::Position;
use crate::wording::{Message, msg};

/// A failure: in which function, where, and what.
#[derive(Debug)]
pub struct Failure {
    /// The innermost function of a script, if the failure is in one.
    pub function: Option<String>,
    pub at: Option<Position>,
    pub message: Message,
}

impl Failure {
    pub fn of(error: &EvalAltResult) -> Self {
        let mut function = None;
        let mut inner = error;
        let mut outer_at = None;
        while let EvalAltResult::ErrorInFunctionCall(name, _, cause, at) = inner {
            function = Some(name.clone());
            outer_at = position(*at).or(outer_at);
            inner = cause;
        }
        let at = position(inner.position()).or(outer_at);
        Self { function, at, message: message(inner) }
    }
}

fn message(error: &EvalAltResult) -> Message {
    use EvalAltResult as E;
    match error {
        E::ErrorTooManyOperations(_) => {
            msg!("rules-script-too-long", limit = super::engine::MAX_OPERATIONS)
        }
        E::ErrorStackOverflow(_) => {
            msg!("rules-script-too-deep", limit = super::engine::MAX_CALL_LEVELS)
        }
        E::ErrorDataTooLarge(..) => msg!(
            "rules-script-too-large",
            text = super::engine::MAX_TEXT,
            list = super::engine::MAX_LIST
        ),
        E::ErrorFunctionNotFound(signature, _) => {
            msg!("rules-script-no-such-operation", operation = signature)
        }
        E::ErrorMismatchOutputType(wanted, found, _)
        | E::ErrorMismatchDataType(wanted, found, _) => {
            msg!("rules-script-wrong-type", wanted = wanted, found = type_word(found))
        }
        E::ErrorDotExpr(text, _) if text.ends_with("'()'") => {
            let property = text.split('\'').nth(1).unwrap_or_default();
            msg!("rules-script-nothing-there", property = property)
        }
        E::ErrorRuntime(value, _) => msg!("rules-script-thrown", value = value.to_string()),
        other => {
            let mut text = other.to_string();
            // The place is told by the diagnostic.
            if let Some(cut) = text.rfind(" (line ") {
                text.truncate(cut);
            }
            msg!("rules-script-failed", error = text)
        }
    }
}

/// A type as scripts know it.
pub fn type_word(name: &str) -> String {
    match name {
        "()" => "()".to_owned(),
        "i64" => "integer".to_owned(),
        "string" | "&str | ImmutableString | String" => "text".to_owned(),
        "rust_decimal::decimal::Decimal" | "decimal" => "decimal".to_owned(),
        other => other.rsplit("::").next().unwrap_or(other).to_owned(),
    }
}

/// A mistake of syntax.
pub fn syntax(error: &ParseErrorType) -> Message {
    match error {
        ParseErrorType::UnexpectedEOF => msg!("rules-script-incomplete"),
        ParseErrorType::ExprTooDeep => msg!("rules-script-expression-too-deep"),
        ParseErrorType::FnDuplicatedDefinition(name, _) => {
            msg!("rules-function-twice", name = name)
        }
        ParseErrorType::Reserved(word) => msg!("rules-script-reserved", word = word),
        ParseErrorType::BadInput(LexError::ImproperSymbol(word, _)) if word == "eval" => {
            msg!("rules-script-reserved", word = word)
        }
        other => msg!("rules-script-syntax", error = other.to_string()),
    }
}
