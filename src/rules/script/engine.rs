//! The sandbox: no files, no clock, no randomness, no output, and limits on
//! everything that a script can use up.

use std::collections::BTreeSet;

use rhai::packages::{Package, StandardPackage};
use rhai::{Engine, EvalAltResult};

use super::vocabulary::Vocabulary;
use super::{date, item};
use crate::wording::msg;

/// Operations of one call: ample for looking at one item, and an endless loop
/// ends within milliseconds.
pub const MAX_OPERATIONS: u64 = 20_000;
/// Calls within calls.
pub const MAX_CALL_LEVELS: usize = 16;
/// Depth of an expression.
const MAX_EXPRESSION_DEPTH: usize = 64;
/// Bytes of a text.
pub const MAX_TEXT: usize = 4_096;
/// Elements of a list, those of lists inside it included.
pub const MAX_LIST: usize = 256;
/// Entries of a map.
pub const MAX_MAP: usize = 64;
/// Variables of a call.
pub const MAX_VARIABLES: usize = 64;
/// Functions of one file.
const MAX_FUNCTIONS: usize = 100;

/// Functions of the language that scripts must not have: output, waiting, and
/// looking at the interpreter.
const FORBIDDEN: [&str; 4] = ["print", "debug", "sleep", "exit"];

/// An engine, the properties it knows and the functions that scripts may call.
pub struct Sandbox {
    pub engine: Engine,
    pub vocabulary: Vocabulary,
    pub functions: BTreeSet<String>,
}

impl Sandbox {
    pub fn new() -> Self {
        let mut engine = Engine::new_raw();
        StandardPackage::new().register_into_engine(&mut engine);
        engine
            .set_max_operations(MAX_OPERATIONS)
            .set_max_call_levels(MAX_CALL_LEVELS)
            .set_max_expr_depths(MAX_EXPRESSION_DEPTH, MAX_EXPRESSION_DEPTH)
            .set_max_string_size(MAX_TEXT)
            .set_max_array_size(MAX_LIST)
            .set_max_map_size(MAX_MAP)
            .set_max_variables(MAX_VARIABLES)
            .set_max_functions(MAX_FUNCTIONS)
            .set_fail_on_invalid_map_property(true)
            .disable_symbol("eval");
        let mut vocabulary = Vocabulary::default();
        date::register(&mut engine);
        item::register(&mut engine, &mut vocabulary);
        forbid_waiting(&mut engine);
        let functions = engine
            .gen_fn_signatures(true)
            .iter()
            .filter_map(|signature| Some(signature.split_once('(')?.0.to_owned()))
            .filter(|name| !FORBIDDEN.contains(&name.as_str()))
            .chain(["Fn", "call", "curry", "type_of", "is_shared", "is_def_fn"].map(str::to_owned))
            .collect();
        Self { engine, vocabulary, functions }
    }
}

/// The check at load refuses `sleep` by name; this one stops it where it is
/// called through a function pointer.
fn forbid_waiting(engine: &mut Engine) {
    engine.register_fn("sleep", |_: i64| -> Result<(), Box<EvalAltResult>> {
        Err(msg!("rules-script-forbidden", name = "sleep").to_string().into())
    });
}
