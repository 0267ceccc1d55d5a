//! Scripts and conditions compiled and checked, before any item is seen.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use rhai::{AST, OptimizationLevel, Scope};

use super::check::{self, Known, Names};
use super::engine::Sandbox;
use super::hooks::{Condition, HOOKS, ScriptSet};
use super::item::ITEM;
use super::places::{self, Expression, position};
use super::{failure, samples};
use crate::diagnostic::{Diagnostic, nearest};
use crate::plan::policy::ConditionId;
use crate::rules::source::{Place, SourceFile};
use crate::rules::yaml::values::Text;
use crate::rules::yaml::wrappers::At;
use crate::wording::msg;

/// A longer script takes Rhai minutes to read, as each name is looked for among
/// all before it; in bytes.
const LARGEST: usize = 128 * 1024;

/// Compiles script files first, then the conditions of the YAML files.
pub struct Compiler {
    sandbox: Sandbox,
    library: AST,
    /// Where each function of the scripts is written.
    functions: BTreeMap<String, Place>,
    /// Functions that something calls.
    called: BTreeSet<String>,
    conditions: Vec<Condition>,
    /// No mistake so far: scripts can be tried on samples.
    sound: bool,
    /// Every script file could be read, so that all functions are known.
    complete: bool,
}

impl Compiler {
    pub fn new(files: &[Arc<SourceFile>], problems: &mut Vec<Diagnostic>) -> Self {
        let before = problems.len();
        let mut sandbox = Sandbox::new();
        sandbox.engine.set_optimization_level(OptimizationLevel::None);
        let mut compiler = Self {
            sandbox,
            library: AST::empty(),
            functions: BTreeMap::new(),
            called: BTreeSet::new(),
            conditions: Vec::new(),
            sound: true,
            complete: true,
        };
        let scripts: Vec<(Arc<SourceFile>, AST)> =
            files.iter().filter_map(|file| compiler.script(file, problems)).collect();
        for (file, ast) in &scripts {
            compiler.check_bodies(file, ast, problems);
        }
        for (_, ast) in scripts {
            compiler.library.combine(ast);
        }
        compiler.sound = problems.len() == before;
        compiler
    }

    /// Reads one file and notes its functions.
    fn script(
        &mut self,
        file: &Arc<SourceFile>,
        problems: &mut Vec<Diagnostic>,
    ) -> Option<(Arc<SourceFile>, AST)> {
        if file.text.len() > LARGEST {
            let message = msg!("rules-script-too-much", kib = LARGEST >> 10);
            problems.push(file.error(None, message));
            return None;
        }
        let ast = match self.sandbox.engine.compile(&*file.text) {
            Ok(ast) => ast,
            Err(error) => {
                self.complete = false;
                let message = failure::syntax(error.err_type());
                problems.push(file.error(position(error.position()), message));
                return None;
            }
        };
        for statement in ast.statements().iter().filter(|statement| !statement.is_noop()) {
            let at = position(statement.position());
            problems.push(file.error(at, msg!("rules-script-statement")));
        }
        for (name, at) in places::functions(&self.sandbox.engine, &file.text) {
            let place = Place { file: Arc::clone(file), at };
            if let Some(earlier) = self.functions.get(&name) {
                let message = msg!("rules-function-twice", name = &name);
                let earlier = earlier.origin().to_string();
                problems.push(
                    place.error(message).expecting(msg!("rules-first-is-at", place = earlier)),
                );
            } else {
                self.functions.insert(name, place);
            }
        }
        Some((Arc::clone(file), ast))
    }

    fn check_bodies(&mut self, file: &Arc<SourceFile>, ast: &AST, problems: &mut Vec<Diagnostic>) {
        let names: BTreeSet<String> = self.functions.keys().cloned().collect();
        for function in ast.iter_functions() {
            let hook = HOOKS.iter().find(|(name, _)| *name == function.name);
            if let (Some((name, wanted)), Some(place)) = (hook, self.functions.get(function.name))
                && function.params.len() != *wanted
            {
                let message = msg!("rules-hook-arity", hook = *name, found = function.params.len());
                problems.push(
                    place.error(message).expecting(msg!("rules-expected-arity", count = *wanted)),
                );
            }
            let params = &function.params;
            let item = match hook {
                Some(_) => params.first().copied(),
                None => params.iter().find(|name| **name == ITEM).copied(),
            };
            let mut body = ast.clone_functions_only();
            body.retain_functions(|_, _, name, count| {
                name == function.name && count == params.len()
            });
            let known = Known {
                sandbox: &self.sandbox,
                functions: self.complete.then_some(&names),
                item,
                // Closures are functions whose parameters include what they capture.
                given: params,
            };
            let Names { findings, calls } = check::names(&body, &known);
            problems.extend(findings.into_iter().map(|finding| {
                let at = finding.at;
                finding.diagnostic(|message| file.error(at, message))
            }));
            self.called.extend(calls.into_iter().filter(|called| *called != function.name));
        }
    }

    /// Compiles a `when:` expression; `None` when it has mistakes.
    pub fn condition(
        &mut self,
        when: &At<Text>,
        problems: &mut Vec<Diagnostic>,
    ) -> Option<ConditionId> {
        let before = problems.len();
        let text = &when.value.0;
        let expression = Expression::new(&when.place, text);
        let mut scope = Scope::new();
        scope.push(ITEM, ());
        match self.sandbox.engine.compile_expression_with_scope(&scope, text) {
            Ok(ast) => {
                let names: BTreeSet<String> = self.functions.keys().cloned().collect();
                let known = Known {
                    sandbox: &self.sandbox,
                    functions: self.complete.then_some(&names),
                    item: Some(ITEM),
                    given: &[ITEM],
                };
                let Names { findings, calls } = check::names(&ast, &known);
                problems.extend(findings.into_iter().map(|finding| {
                    let place = expression.locate(finding.at);
                    finding.diagnostic(|message| place.error(message))
                }));
                let ast = self.sandbox.engine.optimize_ast(&scope, ast, OptimizationLevel::Simple);
                let uses_library = calls.iter().any(|call| self.functions.contains_key(call));
                let ast = if uses_library { self.library.merge(&ast) } else { ast };
                self.called.extend(calls);
                self.conditions.push(Condition { ast, text: text.clone(), expression });
            }
            Err(error) => {
                let place = expression.locate(position(error.position()));
                problems.push(place.error(failure::syntax(error.err_type())));
            }
        }
        if problems.len() > before {
            self.sound = false;
            return None;
        }
        Some(ConditionId(self.conditions.len() - 1))
    }

    /// The last checks: functions that nothing calls, and everything tried on
    /// sample items.
    pub fn finish(self, problems: &mut Vec<Diagnostic>) -> ScriptSet {
        let before = problems.len();
        let hooks: Vec<&str> = HOOKS.iter().map(|(name, _)| *name).collect();
        for (name, place) in &self.functions {
            if !hooks.contains(&name.as_str()) && !self.called.contains(name) {
                problems.push(
                    place
                        .error(msg!("rules-unknown-hook", name = name))
                        .expecting(msg!("rules-expected-hook", known = hooks.join(", ")))
                        .suggesting(nearest(name, hooks.iter().copied())),
                );
            }
        }
        let engine = &self.sandbox.engine;
        let library = engine.optimize_ast(&Scope::new(), self.library, OptimizationLevel::Simple);
        let set = ScriptSet {
            sandbox: self.sandbox,
            conditions: self.conditions,
            library,
            functions: self.functions,
        };
        if self.sound && problems.len() == before {
            samples::try_out(&set, problems);
        }
        set
    }
}
