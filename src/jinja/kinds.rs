//! What an expression can be, as far as its writing tells.

use std::collections::BTreeSet;

use minijinja::machinery::ast::{BinOpKind, Call, CallArg, CallType, Expr, Filter};
use minijinja::value::ValueKind;

/// Filters that give a text, a number, or yes or no, whatever they are given.
const PLAIN: [&str; 24] = [
    "money",
    "date",
    "days",
    "fill",
    "pad",
    "quoted",
    "abs",
    "bool",
    "capitalize",
    "count",
    "e",
    "escape",
    "float",
    "int",
    "join",
    "length",
    "lower",
    "replace",
    "safe",
    "string",
    "title",
    "trim",
    "upper",
    "urlencode",
];

/// Filters that give a list of their own or one of the items they are given.
const LISTS: [&str; 16] = [
    "attr",
    "dictsort",
    "first",
    "last",
    "lines",
    "list",
    "map",
    "max",
    "min",
    "reject",
    "rejectattr",
    "select",
    "selectattr",
    "sort",
    "split",
    "unique",
];

/// What a loop knows of itself in numbers and yes or no.
const OF_A_LOOP: [&str; 9] =
    ["index", "index0", "revindex", "revindex0", "first", "last", "length", "depth", "depth0"];

/// Names that stand for something to call: macros and what is imported.
pub(super) struct Kinds<'a> {
    pub callable: &'a BTreeSet<String>,
}

impl Kinds<'_> {
    /// Whether this can be nothing but a text, a number, yes or no, or nothing.
    pub fn is_plain(&self, expr: &Expr<'_>) -> bool {
        match expr {
            Expr::Const(it) => !matches!(
                it.value.kind(),
                ValueKind::Seq | ValueKind::Map | ValueKind::Iterable | ValueKind::Plain
            ),
            Expr::UnaryOp(_) | Expr::Compare(_) | Expr::Test(_) => true,
            Expr::BinOp(it) => match it.op {
                BinOpKind::ScAnd | BinOpKind::ScOr => {
                    self.is_plain(&it.left) && self.is_plain(&it.right)
                }
                // What could put lists together is refused where it stands.
                _ => true,
            },
            Expr::IfExpr(it) => {
                self.is_plain(&it.true_expr)
                    && it.false_expr.as_ref().is_none_or(|other| self.is_plain(other))
            }
            Expr::Filter(it) => self.is_plain_filter(it),
            Expr::Slice(it) => self.is_plain(&it.expr),
            Expr::GetAttr(it) => {
                matches!(&it.expr, Expr::Var(var) if var.id == "loop")
                    && OF_A_LOOP.contains(&it.name)
            }
            Expr::GetItem(it) => self.is_plain(&it.expr),
            Expr::Call(it) => self.gives_text(it),
            Expr::Var(_) | Expr::List(_) | Expr::Tuple(_) | Expr::Map(_) => false,
        }
    }

    fn is_plain_filter(&self, filter: &Filter<'_>) -> bool {
        match filter.name {
            "default" | "d" | "reverse" => {
                filter.expr.as_ref().is_none_or(|base| self.is_plain(base))
                    && filter.args.iter().all(|arg| self.is_plain(value_of(arg)))
            }
            name => PLAIN.contains(&name),
        }
    }

    /// What macros, blocks and recursive loops write is a text.
    fn gives_text(&self, call: &Call<'_>) -> bool {
        match call.identify_call() {
            CallType::Function(name) => self.is_callable(name),
            CallType::Method(Expr::Var(var), _) => self.is_callable(var.id) && var.id != "loop",
            CallType::Block(_) => true,
            CallType::Method(..) | CallType::Object(_) => false,
        }
    }

    pub fn is_callable(&self, name: &str) -> bool {
        matches!(name, "caller" | "super" | "loop" | "self") || self.callable.contains(name)
    }

    /// Whether a name may keep this: what is given, a plain value, or a list of
    /// bounded depth that shares nothing with itself.
    pub fn can_be_kept(&self, expr: &Expr<'_>) -> bool {
        if self.is_plain(expr) || is_constant(expr) {
            return true;
        }
        match expr {
            Expr::Var(it) => !self.is_callable(it.id),
            Expr::GetAttr(it) => match &it.expr {
                Expr::Var(var) if var.id == "loop" => true,
                base => self.can_be_kept(base),
            },
            Expr::GetItem(it) => self.can_be_kept(&it.expr),
            Expr::IfExpr(it) => {
                self.can_be_kept(&it.true_expr)
                    && it.false_expr.as_ref().is_none_or(|other| self.can_be_kept(other))
            }
            Expr::BinOp(it) => self.can_be_kept(&it.left) && self.can_be_kept(&it.right),
            Expr::Filter(it) => match it.name {
                "default" | "d" => {
                    it.expr.as_ref().is_none_or(|base| self.can_be_kept(base))
                        && it.args.iter().all(|arg| self.can_be_kept(value_of(arg)))
                }
                name => LISTS.contains(&name),
            },
            Expr::Call(it) => {
                matches!(it.identify_call(), CallType::Function("range"))
            }
            _ => false,
        }
    }
}

/// Whether this is written out in the template as a whole.
pub(super) fn is_constant(expr: &Expr<'_>) -> bool {
    match expr {
        Expr::Const(_) => true,
        Expr::UnaryOp(it) => is_constant(&it.expr),
        Expr::List(it) => it.items.iter().all(is_constant),
        Expr::Tuple(it) => it.items.iter().all(is_constant),
        Expr::Map(it) => it.keys.iter().chain(&it.values).all(is_constant),
        _ => false,
    }
}

pub(super) fn value_of<'a, 's>(arg: &'a CallArg<'s>) -> &'a Expr<'s> {
    match arg {
        CallArg::Pos(it)
        | CallArg::Kwarg(_, it)
        | CallArg::PosSplat(it)
        | CallArg::KwargSplat(it) => it,
    }
}
