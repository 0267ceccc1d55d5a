//! What a script names: variables, properties of the item, functions.

use std::collections::BTreeSet;

use rhai::{AST, ASTNode, Expr, Stmt};

use super::engine::Sandbox;
use super::item::ITEM;
use super::places::position;
use super::vocabulary::Kind;
use crate::diagnostic::{Diagnostic, Position, nearest};
use crate::wording::{Message, msg};

/// A mistake in a script, not yet placed in a file.
pub struct Finding {
    pub at: Option<Position>,
    message: Message,
    expected: Option<Message>,
    did_you_mean: Option<String>,
}

impl Finding {
    /// Placed by `place`, which says in which file the position is.
    pub fn diagnostic(self, place: impl FnOnce(Message) -> Diagnostic) -> Diagnostic {
        let mut diagnostic = place(self.message).suggesting(self.did_you_mean);
        diagnostic.expected = self.expected;
        diagnostic
    }
}

/// What was found in one body.
#[derive(Default)]
pub struct Names {
    pub findings: Vec<Finding>,
    /// Functions that are called.
    pub calls: BTreeSet<String>,
}

/// The names that a body may use.
pub struct Known<'a> {
    pub sandbox: &'a Sandbox,
    /// Functions of the scripts; `None` when a script could not be read.
    pub functions: Option<&'a BTreeSet<String>>,
    /// The variable that holds the item, if any.
    pub item: Option<&'a str>,
    /// Variables given from outside.
    pub given: &'a [&'a str],
}

/// Walks a body (statements or one function) compiled without optimization.
pub fn names(ast: &AST, known: &Known<'_>) -> Names {
    let mut names = Names::default();
    let shadowed = known.item.is_some_and(|item| redefines(ast, item));
    let item = known.item.filter(|_| !shadowed);
    ast.walk(&mut |path| {
        match path.last() {
            // What a closure captures is looked at where it is shared.
            Some(ASTNode::Expr(Expr::Variable(..))) if is_capture(path) => {}
            Some(ASTNode::Expr(expr)) => expression(expr, known, item, &mut names),
            Some(ASTNode::Stmt(Stmt::Share(captured))) => {
                for (variable, _) in captured.iter().filter(|(_, index)| index.is_none()) {
                    undefined(&variable.name, variable.pos, known, item, &mut names);
                }
            }
            Some(ASTNode::Stmt(Stmt::FnCall(call, at))) => {
                function(&call.name, call.is_operator_call(), *at, known, &mut names);
            }
            _ => {}
        }
        true
    });
    names
}

/// Whether a variable of this name is made within the body.
fn redefines(ast: &AST, name: &str) -> bool {
    let mut found = false;
    ast.walk(&mut |path| {
        if let Some(ASTNode::Stmt(stmt)) = path.last() {
            found |= match stmt {
                Stmt::Var(variable, ..) => variable.0.name == name,
                Stmt::For(parts, _) => parts.0.name == name,
                _ => false,
            };
        }
        true
    });
    found
}

fn expression(expr: &Expr, known: &Known<'_>, item: Option<&str>, names: &mut Names) {
    match expr {
        Expr::Variable(variable, short_index, at) => {
            let resolved = variable.0.is_some() || short_index.is_some();
            if !resolved {
                undefined(&variable.1, *at, known, item, names);
            }
        }
        Expr::Dot(chain, ..) => {
            if let (Expr::Variable(variable, ..), Some(item)) = (&chain.lhs, item)
                && variable.1 == item
            {
                properties(&chain.rhs, ITEM, known, names);
            }
        }
        Expr::FnCall(call, at) => {
            function(&call.name, call.is_operator_call(), *at, known, names);
            if call.name == "Fn"
                && let Some(Expr::StringConstant(name, at)) = call.args.first()
            {
                function(name, false, *at, known, names);
            }
        }
        Expr::MethodCall(call, at) => {
            function(&call.name, call.is_operator_call(), *at, known, names);
        }
        _ => {}
    }
}

/// Whether the last node is an argument that a closure is given.
fn is_capture(path: &[ASTNode<'_>]) -> bool {
    let above = path.len().checked_sub(2).and_then(|above| path.get(above));
    matches!(above, Some(ASTNode::Expr(Expr::FnCall(call, _))) if call.name == "curry")
}

fn undefined(
    name: &str,
    at: rhai::Position,
    known: &Known<'_>,
    item: Option<&str>,
    names: &mut Names,
) {
    if !known.given.contains(&name) {
        names.findings.push(Finding {
            at: position(at),
            message: msg!("rules-undefined-variable", name = name),
            expected: None,
            did_you_mean: nearest(name, known.given.iter().copied().chain(item)),
        });
    }
}

/// Follows `.a.b` from an object whose properties are known.
fn properties(expr: &Expr, object: &str, known: &Known<'_>, names: &mut Names) {
    let (first, rest) = match expr {
        Expr::Dot(pair, ..) => (&pair.lhs, Some(&pair.rhs)),
        Expr::Index(pair, ..) => (&pair.lhs, None),
        other => (other, None),
    };
    let Expr::Property(property, at) = first else { return };
    let vocabulary = &known.sandbox.vocabulary;
    match vocabulary.property(object, &property.2) {
        Some(Kind::Object(next)) => {
            if let Some(rest) = rest {
                properties(rest, next, known, names);
            }
        }
        Some(Kind::Plain) => {}
        None => {
            let properties = vocabulary.names(object);
            names.findings.push(Finding {
                at: position(*at),
                message: msg!(
                    "rules-unknown-property",
                    name = property.2.as_str(),
                    object = object
                ),
                expected: Some(msg!("rules-expected-one-of", known = properties.join(", "))),
                did_you_mean: nearest(&property.2, properties),
            });
        }
    }
}

fn function(name: &str, operator: bool, at: rhai::Position, known: &Known<'_>, names: &mut Names) {
    if operator || !name.starts_with(|c: char| c.is_alphabetic()) || name.starts_with("anon$") {
        return;
    }
    names.calls.insert(name.to_owned());
    let Some(functions) = known.functions else { return };
    if !functions.contains(name) && !known.sandbox.functions.contains(name) {
        let all = functions
            .iter()
            .chain(&known.sandbox.functions)
            .map(String::as_str)
            .filter(|candidate| candidate.len().abs_diff(name.len()) <= 2);
        names.findings.push(Finding {
            at: position(at),
            message: msg!("rules-unknown-function", name = name),
            expected: None,
            did_you_mean: nearest(name, all),
        });
    }
}
