//! What a template may not say, so that what it costs stays bounded.
//!
//! The engine's fuel pays for steps, texts and the items of loops, but not for
//! lists that are joined (`a + a`), held twice by one another (`[a, a]`), or
//! nested without end: thirty lines of these are gigabytes, or a stack that
//! overflows. Templates put texts together; they need none of it. So lists
//! that could grow that way are refused when a template is read, at their
//! place, and what is left the fuel does bound.
//!
//! The parser itself recurses over the operators of a tag: longer tags are
//! refused before it sees them.

use std::collections::BTreeSet;

use minijinja::machinery::ast::{
    BinOpKind, Call, CallArg, CallType, Expr, Filter, Macro, SetBlock, Stmt,
};
use minijinja::machinery::{Span, Token, parse, tokenize};
use minijinja::syntax::SyntaxConfig;

use super::kinds::{Kinds, is_constant, value_of};
use crate::wording::{Message, msg};

/// Most words and signs between two braces: the engine goes one call deeper
/// for each operator.
const LONGEST_TAG: usize = 500;

/// Most `elif` of one template, which are one inside the other to the engine.
const MOST_ELIFS: usize = 100;

/// Most mistakes that are told of one template.
const MOST_TOLD: usize = 20;

/// Built-in filters that make lists of lists, or whose cost is out of
/// proportion to what they give.
pub(crate) const WITHHELD: [&str; 10] =
    ["batch", "chain", "format", "groupby", "indent", "pprint", "round", "slice", "sum", "zip"];

/// A place in a template, in bytes, and what is wrong there.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Refused {
    pub at: usize,
    pub message: Message,
}

/// Whether the engine can read a template without going too deep. What is no
/// tag at all is left to the engine.
///
/// # Errors
/// At the tag that is too long.
pub(crate) fn readable(source: &str) -> Result<(), Refused> {
    let (mut start, mut length, mut elifs) = (0, 0_usize, 0_usize);
    for token in tokenize(source, false, SyntaxConfig::default()) {
        let Ok((token, span)) = token else { return Ok(()) };
        match token {
            Token::TemplateData(_) => {}
            Token::VariableStart | Token::BlockStart => (start, length) = (offset(span), 0),
            Token::Ident("elif") => elifs += 1,
            _ => length += 1,
        }
        if length > LONGEST_TAG {
            return Err(Refused { at: start, message: msg!("jinja-tag", limit = LONGEST_TAG) });
        }
        if elifs > MOST_ELIFS {
            return Err(Refused { at: start, message: msg!("jinja-elif", limit = MOST_ELIFS) });
        }
    }
    Ok(())
}

/// The names by which a template calls what it defines or imports.
pub(crate) fn callable(source: &str, names: &mut BTreeSet<String>) {
    if let Ok(Stmt::Template(template)) = parse(source, "", SyntaxConfig::default()) {
        note_callable(&template.children, names);
    }
}

fn note_callable(body: &[Stmt<'_>], names: &mut BTreeSet<String>) {
    for statement in body {
        match statement {
            Stmt::Macro(it) => _ = names.insert(it.name.to_owned()),
            Stmt::Import(it) => note(&it.name, names),
            Stmt::FromImport(it) => {
                let imported = it.names.iter();
                imported.for_each(|(name, other)| note(other.as_ref().unwrap_or(name), names));
            }
            _ => {}
        }
        bodies(statement).into_iter().for_each(|body| note_callable(body, names));
    }
}

fn note(name: &Expr<'_>, names: &mut BTreeSet<String>) {
    if let Expr::Var(name) = name {
        names.insert(name.id.to_owned());
    }
}

/// The statements inside a statement.
fn bodies<'a, 's>(statement: &'a Stmt<'s>) -> Vec<&'a [Stmt<'s>]> {
    match statement {
        Stmt::Template(it) => vec![&it.children],
        Stmt::ForLoop(it) => vec![&it.body, &it.else_body],
        Stmt::IfCond(it) => vec![&it.true_body, &it.false_body],
        Stmt::WithBlock(it) => vec![&it.body],
        Stmt::SetBlock(it) => vec![&it.body],
        Stmt::AutoEscape(it) => vec![&it.body],
        Stmt::FilterBlock(it) => vec![&it.body],
        Stmt::Block(it) => vec![&it.body],
        Stmt::Macro(it) => vec![&it.body],
        Stmt::CallBlock(it) => vec![&it.macro_decl.body],
        _ => Vec::new(),
    }
}

/// Everything that a template says and may not; nothing where it is no
/// template, which the engine tells better. `callable` are the names of
/// [`callable`], of all templates that can be used together.
pub(crate) fn refused(source: &str, callable: &BTreeSet<String>) -> Vec<Refused> {
    let mut walk = Walk { kinds: Kinds { callable }, found: Vec::new() };
    if let Ok(template) = parse(source, "", SyntaxConfig::default()) {
        walk.statement(&template);
    }
    walk.found
}

fn offset(span: Span) -> usize {
    usize::try_from(span.start_offset).unwrap_or_default()
}

struct Walk<'a> {
    kinds: Kinds<'a>,
    found: Vec<Refused>,
}

impl Walk<'_> {
    fn refuse(&mut self, span: Span, message: Message) {
        if self.found.len() < MOST_TOLD {
            self.found.push(Refused { at: offset(span), message });
        }
    }

    fn statement(&mut self, statement: &Stmt<'_>) {
        match statement {
            Stmt::EmitExpr(it) => self.expr(&it.expr),
            Stmt::ForLoop(it) => {
                self.iterated(&it.iter);
                it.filter_expr.iter().for_each(|filter| self.expr(filter));
            }
            Stmt::IfCond(it) => self.expr(&it.expr),
            Stmt::WithBlock(it) => {
                it.assignments.iter().for_each(|(_, value)| self.kept(value));
            }
            Stmt::Set(it) => self.set(&it.target, &it.expr),
            Stmt::SetBlock(it) => self.set_block(it),
            Stmt::AutoEscape(it) => self.expr(&it.enabled),
            Stmt::FilterBlock(it) => self.expr(&it.filter),
            Stmt::Import(it) => self.expr(&it.expr),
            Stmt::FromImport(it) => self.expr(&it.expr),
            Stmt::Extends(it) => self.expr(&it.name),
            Stmt::Include(it) => self.iterated(&it.name),
            Stmt::Macro(it) => self.defaults(it),
            Stmt::CallBlock(it) => {
                self.call(&it.call);
                self.defaults(&it.macro_decl);
            }
            Stmt::Do(it) => self.call(&it.call),
            Stmt::Template(_) | Stmt::EmitRaw(_) | Stmt::Block(_) => {}
        }
        for body in bodies(statement) {
            body.iter().for_each(|statement| self.statement(statement));
        }
    }

    fn defaults(&mut self, it: &Macro<'_>) {
        it.defaults.iter().for_each(|value| self.kept(value));
    }

    /// Fields that can be set are those of a namespace, which could come to
    /// hold itself: they hold plain values only.
    fn set(&mut self, target: &Expr<'_>, value: &Expr<'_>) {
        if let Expr::Call(call) = value
            && matches!(call.identify_call(), CallType::Function("namespace"))
        {
            for arg in &call.args {
                self.expr(value_of(arg));
                if !matches!(arg, CallArg::Kwarg(_, value) if self.kinds.is_plain(value)) {
                    self.refuse(value_of(arg).span(), msg!("jinja-namespace"));
                }
            }
        } else if matches!(target, Expr::GetAttr(_)) {
            self.expr(value);
            if !self.kinds.is_plain(value) {
                self.refuse(value.span(), msg!("jinja-namespace"));
            }
        } else {
            self.kept(value);
        }
    }

    fn set_block(&mut self, it: &SetBlock<'_>) {
        it.filter.iter().for_each(|filter| self.expr(filter));
    }

    /// A value that a name is given to.
    fn kept(&mut self, value: &Expr<'_>) {
        self.expr(value);
        if !self.kinds.can_be_kept(value) && !self.told(value) {
            self.refuse(value.span(), msg!("jinja-kept"));
        }
    }

    /// Whether something is wrong with this already.
    fn told(&self, value: &Expr<'_>) -> bool {
        let span = value.span();
        let within = offset(span)..=usize::try_from(span.end_offset).unwrap_or(usize::MAX);
        self.found.iter().any(|refused| within.contains(&refused.at))
    }

    /// What is gone through at once and not kept: a list of anything may stand
    /// here.
    fn iterated(&mut self, expr: &Expr<'_>) {
        let items = match expr {
            Expr::List(it) => &it.items,
            Expr::Tuple(it) => &it.items,
            _ => return self.expr(expr),
        };
        items.iter().for_each(|item| self.kept(item));
    }

    fn expr(&mut self, expr: &Expr<'_>) {
        match expr {
            Expr::Var(_) | Expr::Const(_) => {}
            Expr::Slice(it) => {
                self.expr(&it.expr);
                let bounds = [&it.start, &it.stop, &it.step];
                bounds.into_iter().flatten().for_each(|bound| self.expr(bound));
            }
            Expr::UnaryOp(it) => self.expr(&it.expr),
            Expr::BinOp(it) => {
                self.expr(&it.left);
                if matches!(it.op, BinOpKind::In) {
                    return self.iterated(&it.right);
                }
                self.expr(&it.right);
                let plain = [&it.left, &it.right].map(|side| self.kinds.is_plain(side));
                match it.op {
                    BinOpKind::Add if plain == [false, false] => {
                        self.refuse(it.span(), msg!("jinja-plus"));
                    }
                    BinOpKind::Mul if plain != [true, true] => {
                        self.refuse(it.span(), msg!("jinja-times"));
                    }
                    _ => {}
                }
            }
            Expr::Compare(it) => {
                self.expr(&it.expr);
                it.ops.iter().for_each(|op| self.iterated(&op.expr));
            }
            Expr::IfExpr(it) => {
                self.expr(&it.test_expr);
                self.expr(&it.true_expr);
                it.false_expr.iter().for_each(|other| self.expr(other));
            }
            Expr::Filter(it) => self.filter(it),
            Expr::Test(it) => {
                self.expr(&it.expr);
                it.args.iter().for_each(|arg| self.iterated(value_of(arg)));
            }
            Expr::GetAttr(it) => self.expr(&it.expr),
            Expr::GetItem(it) => {
                self.expr(&it.expr);
                self.expr(&it.subscript_expr);
            }
            Expr::Call(_) if is_namespace(expr) => {
                self.refuse(expr.span(), msg!("jinja-namespace"));
            }
            Expr::Call(it) => self.call(it),
            Expr::List(it) => self.literal(expr, &it.items),
            Expr::Tuple(it) => self.literal(expr, &it.items),
            Expr::Map(it) => {
                self.literal(expr, &it.keys);
                self.literal(expr, &it.values);
            }
        }
    }

    fn filter(&mut self, it: &Filter<'_>) {
        match (it.name, &it.expr) {
            ("join", Some(base)) => self.iterated(base),
            (_, Some(base)) => self.expr(base),
            (_, None) => {}
        }
        if it.name == "map"
            && !matches!(it.args.as_slice(), [CallArg::Kwarg("attribute", value)]
                if self.kinds.is_plain(value))
        {
            let span = it.expr.as_ref().map(Expr::span).unwrap_or_default();
            self.refuse(span, msg!("jinja-map"));
        }
        it.args.iter().for_each(|arg| self.expr(value_of(arg)));
    }

    /// What is handed to a macro has a name there.
    fn call(&mut self, call: &Call<'_>) {
        match &call.expr {
            Expr::Var(_) => {}
            Expr::GetAttr(it) => self.expr(&it.expr),
            other => self.expr(other),
        }
        call.args.iter().for_each(|arg| self.kept(value_of(arg)));
    }

    fn literal(&mut self, whole: &Expr<'_>, items: &[Expr<'_>]) {
        items.iter().for_each(|item| self.expr(item));
        let holds_more = |item: &Expr<'_>| !self.kinds.is_plain(item) && !is_constant(item);
        if items.iter().any(holds_more) && !self.told(whole) {
            self.refuse(whole.span(), msg!("jinja-literal"));
        }
    }
}

fn is_namespace(expr: &Expr<'_>) -> bool {
    matches!(expr, Expr::Call(call) if matches!(call.identify_call(), CallType::Function("namespace")))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(source: &str) -> Vec<String> {
        let mut names = BTreeSet::new();
        callable(source, &mut names);
        let found = refused(source, &names);
        found.into_iter().map(|it| format!("{}: {}", it.at, it.message.id)).collect()
    }

    #[test]
    fn templates_that_put_texts_together_say_what_they_like() {
        for source in [
            "{% set n = 0 %}{% set n = n + 1 %}{{ n }}",
            "{{ lines|length + 1 }}{{ line.days_late|int * 2 }}{{ \"=\" * 40 }}",
            "{% set s = s ~ s %}{{ a ~ b ~ \"c\" }}",
            "{% for it in [customer.name, company.name] %}{{ it }}{% endfor %}",
            "{{ [company.phone, company.email]|join(\" · \") }}",
            "{% if level.code in [\"N1\", \"N2\"] %}x{% endif %}",
            "{% set months = [\"janvier\", [\"février\"], -1] %}{{ months[1] }}",
            "{% set labels = {\"N1\": \"first\"} %}{{ labels[level.code] }}",
            "{% set late = lines|selectattr(\"is_late\") %}{{ late|map(attribute=\"number\")|join }}",
            "{% set first = lines[0] %}{% set rest = lines[1:]|list %}",
            "{% for line in lines[1:] %}{{ loop.index + offset }}{% endfor %}",
            "{% set ns = namespace(found=false, n=0) %}{% set ns.n = ns.n + 1 %}",
            "{% macro row(line, wide=true) %}{{ line.number }}{% endmacro %}{{ row(lines[0]) }}",
            "{% macro row(line) %}x{% endmacro %}{% set text = row(lines[0]) %}{{ text ~ text }}",
            "{% set who = customer.name or company.name %}{% set who = a if b else c|default(d) %}",
            "{% with a = lines, b = 1 %}{{ b + 1 }}{% endwith %}",
        ] {
            assert_eq!(told(source), Vec::<String>::new(), "{source}");
        }
    }

    #[test]
    fn lists_that_could_grow_are_refused_at_their_place() {
        let (mut found, mut table) = (Vec::new(), Vec::new());
        for (source, expected) in [
            ("{% set a = a + a %}", "11: jinja-plus"),
            ("{{ (lines + lines)|length }}", "4: jinja-plus"),
            ("{{ lines * 1000000000 }}", "3: jinja-times"),
            ("{% set a = [a, a] %}", "11: jinja-literal"),
            ("{{ [[a]]|first }}", "4: jinja-literal"),
            ("{% set a = {\"x\": a} %}", "11: jinja-literal"),
            ("{% set a = (a, 1) %}", "11: jinja-literal"),
            ("{% set a = a[0:] %}", "11: jinja-kept"),
            ("{% set a = a|reverse %}", "13: jinja-kept"),
            ("{% set a = m.items() %}", "12: jinja-kept"),
            ("{% macro m(x) %}{% endmacro %}{{ m(a[1:]) }}", "35: jinja-kept"),
            ("{% macro m(x) %}{% endmacro %}{% set a = m %}", "41: jinja-kept"),
            ("{% macro m(x=[a]) %}{% endmacro %}", "13: jinja-literal"),
            ("{% import \"a.txt\" as m %}{% set a = m.f %}", "36: jinja-kept"),
            ("{% set ns = namespace() %}{% set ns.a = ns %}", "40: jinja-namespace"),
            ("{% set ns = namespace(a=lines) %}", "24: jinja-namespace"),
            ("{% set a = [namespace()] %}", "12: jinja-namespace"),
            ("{{ lines|map(\"list\") }}", "3: jinja-map"),
            ("{% for x in [a[1:]] %}{% endfor %}", "13: jinja-kept"),
            (
                "{% if x %}{% else %}{% for x in y %}{{ a + b }}{% endfor %}{% endif %}",
                "39: jinja-plus",
            ),
        ] {
            table.push((source, vec![expected.to_owned()]));
            found.push((source, told(source)));
        }
        assert_eq!(found, table);
    }

    #[test]
    fn tags_that_the_engine_could_only_read_too_deep_are_refused() {
        let elifs = format!("{{% if a %}}{}{{% endif %}}", "{% elif a %}".repeat(101));
        for (source, expected) in [
            (format!("a {{{{ 1{} }}}}", " + 1".repeat(100_000)), Some(2)),
            (format!("{{{{ {}1 }}}}", "-".repeat(100_000)), Some(0)),
            (format!("{{{{ a{} }}}}", "|upper".repeat(100_000)), Some(0)),
            (elifs, Some(1_210)),
            ("{{ a }}".repeat(10_000), None),
            ("{% raw %}{{ a + b }}{% endraw %}".to_owned(), None),
        ] {
            let found = readable(&source).err().map(|it| it.at);
            assert_eq!(found, expected, "{}", &source[..20]);
        }
    }
}
