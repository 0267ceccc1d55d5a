//! Rules that cost more than they say.

use std::time::Duration;

use crate::desk::Desk;
use crate::watched::watch;

fn check(file: &str, content: &str) -> crate::watched::Watched {
    let desk = Desk::new();
    std::fs::write(desk.rules.join(file), content).expect("a rules file");
    watch(desk.command(&["check"]))
}

#[test]
fn documents_that_grow_when_they_are_read_are_refused() {
    let mut laughs = "a: &a [x, x, x, x, x, x, x, x, x]\n".to_owned();
    for (one, other) in ('a'..='y').zip('b'..='z') {
        laughs.push_str(&format!("{other}: &{other} [*{one}, *{one}, *{one}, *{one}, *{one}]\n"));
    }
    let deep = format!("levels: {}{}", "[".repeat(100_000), "]".repeat(100_000));
    let flat = format!("levels: {}", "- x\n".repeat(200_000));
    let keys = (0..200_000).map(|n| format!("k{n}: 1\n")).collect::<String>();
    let unknown = (0..40_000).map(|n| format!("k{n}: 1\n")).collect::<String>();
    let scalar = format!("levels: \"{}\"", "x".repeat(1_000_000));
    for content in [laughs, deep, flat, keys, unknown, scalar, "a: &a [*a]\n".to_owned()] {
        check("more.yaml", &content).within(3, "more.yaml", Duration::from_secs(20), 400);
    }
}

#[test]
fn scripts_that_do_not_end_or_fill_the_memory_are_refused() {
    let hook = |body: &str| format!("fn eligible(item) {{ {body} true }}");
    let grow = |value: &str, step: &str| hook(&format!("let a = {value}; loop {{ {step} }}"));
    let cases = [
        hook("loop {}"),
        hook("let n = 0; while n >= 0 { n += 1; }"),
        hook("let n = 0; for i in 0..9223372036854775807 { n = i; }"),
        "fn eligible(item) { eligible(item) }".to_owned(),
        "fn a(item) { b(item) } fn b(item) { a(item) } fn eligible(item) { a(item) }".to_owned(),
        grow("\"x\"", "a += a;"),
        grow("[0]", "a += a;"),
        grow("[0]", "a = [a, a];"),
        grow("[]", "a.push(a);"),
        grow("#{}", "a = #{x: a, y: a};"),
        hook("let a = \"x\"; a.pad(1000000000, \"x\");"),
        hook("let a = []; a.pad(1000000000, 0);"),
        hook("let a = \"x\".repeat(1000000000);"),
        hook("let a = 1; loop { a = `${a}${a}`; }"),
        hook("let d = item.open; loop { d *= d; }"),
        hook("let d = item.open; loop { d = d ** 1000; }"),
        hook(&format!("let x = {}1{};", "(".repeat(50_000), ")".repeat(50_000))),
        hook(&format!("let x = 1{};", " + 1".repeat(100_000))),
        hook(&format!("let x = {}1;", "-".repeat(200_000))),
        hook(&format!("let x = {}true;", "!".repeat(200_000))),
        hook(&format!("let x = item{};", ".customer".repeat(50_000))),
        hook(&format!("let x = [1]{};", "[0]".repeat(100_000))),
        hook(&format!("if false {{}} {}", "else if false {} ".repeat(50_000))),
        hook(&format!("{}{}", "{".repeat(200_000), "}".repeat(200_000))),
        hook(&format!("{}{}", "if true {".repeat(90_000), "}".repeat(90_000))),
        hook(&format!("let x = {}1{};", "[".repeat(200_000), "]".repeat(200_000))),
        hook(&(0..50_000).map(|n| format!("let x{n} = 1;")).collect::<String>()),
        (0..20_000).map(|n| format!("fn f{n}(x) {{ x }}\n")).collect(),
        hook("print(\"x\"); debug(\"y\"); sleep(1000);"),
    ];
    for script in cases {
        let shown: String = script.chars().take(90).collect();
        let done = check("hooks.rhai", &script);
        assert_eq!(done.code, Some(3), "{shown}: {done:?}");
        assert!(done.err.contains("hooks.rhai"), "{shown}: {done:?}");
        assert!(done.took < Duration::from_secs(20), "{shown}: {done:?}");
        assert!(done.memory < 400, "{shown}: {done:?}");
    }
}
