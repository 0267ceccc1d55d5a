//! Rules in YAML and Rhai, and the planner under whatever is accepted.

use std::path::Path;
use std::sync::Arc;

use relance::plan::plan_customer;
use relance::rules::set::RuleSet;

use crate::facts;
use crate::folders::Folder;
use crate::harness::run;

const YAML: &[&str] = &[
    "- ",
    "{",
    "}",
    "[",
    "]",
    ": ",
    "&a ",
    "*a",
    "<<: *a",
    "!!binary ",
    "!!float ",
    "| ",
    ">\n",
    "---\n",
    "...\n",
    "%YAML 9.9\n",
    "? ",
    "\t",
    "    ",
    "lower: 0",
    "upper: 0",
    "when: true",
    "~",
    ".inf",
    ".nan",
    "0x",
    "0o7",
    "1_000",
    "\"\\u0000\"",
    "[*a, *a, *a, *a, *a, *a, *a, *a]",
];

const RHAI: &[&str] = &[
    "fn eligible(item) {",
    "fn level(item, current) {",
    "fn subject(item, level, language) {",
    "fn recipients(item, level) {",
    "fn group_key(item, level) {",
    "loop {",
    "while true {",
    "}",
    "(",
    ")",
    "[",
    "]",
    "#{",
    "`${",
    "}`",
    "|x| ",
    "x.map(",
    "item.amount",
    "item.open",
    " * ",
    " ** ",
    " / ",
    " % ",
    " << 63",
    "!",
    "-",
    "if ",
    "else if x {",
    "switch x {",
    "try {",
    "catch {",
    "throw ",
    "return ",
    "let a = ",
    "a += a;",
    "item.customer",
    "item.due_date + ",
    "date(\"2026-01-01\")",
    ".pad(4000, 0)",
    "\"x\".repeat(",
    "parse_decimal(\"1e28\")",
    "999",
    "Fn(\"",
    "call(",
    "curry(",
    "private ",
    "import \"x\" as y;",
    "/*",
    "//",
    "const X = 1;",
    "0..9223372036854775807",
    "for i in ",
    "this",
    "eval(\"1\")",
    ".split()",
    ".replace(\"\",",
];

fn load(yaml: &[(&str, &[u8])], script: &[u8]) -> Option<RuleSet> {
    let rules = Folder::new();
    let templates = Folder::templates(&["N1", "N2", "N3", "N4", "N5"]);
    for (name, content) in yaml {
        rules.write(name, content);
    }
    rules.write("hooks.rhai", script);
    match relance::rules::load(rules.path(), templates.path()) {
        Ok(rules) => Some(rules),
        Err(problems) => {
            assert!(!problems.is_empty());
            for problem in problems {
                assert!(!problem.file.is_empty());
                assert!(problem.position.is_none_or(|at| at.line > 0 && at.column > 0));
                assert!(problem.to_string().len() < 20_000, "a mistake is told briefly");
            }
            None
        }
    }
}

/// What was accepted decides something for everybody.
fn plan(rules: &RuleSet) {
    let items = ["2026-11-20", "2026-10-15", "2026-01-01"].map(|due| facts::item(1, due));
    let customer = Arc::new(facts::facts(vec![facts::invoice(1, items.into())]));
    for company in &rules.companies {
        for batch in &rules.batches {
            let policy = company.policy(batch);
            let plan = plan_customer(&policy, &customer, facts::date("2026-11-24"));
            assert!(plan.reminders.iter().all(|reminder| !reminder.lines.is_empty()));
        }
    }
}

fn read(path: &str) -> Vec<u8> {
    std::fs::read(path).expect("a file of the project")
}

#[test]
fn rules_in_yaml() {
    let seeds = [
        "rules/relance.yaml",
        "rules/companies.yaml",
        "rules/balance.yaml",
        "tests/cases/rich_rules/rules.yaml",
        "tests/cases/good_rules/levels.yaml",
    ];
    let right: Vec<(&str, Vec<u8>)> = ["companies.yaml", "legal.yaml", "levels.yaml"]
        .map(|name| (name, read(&format!("tests/cases/good_rules/{name}"))))
        .into();
    run("yaml", &seeds.map(read), YAML, |input| {
        // Alone, or among others.
        let more = [&right[..0], &right[..1], &right[..]][input.len() % 3];
        let mut files: Vec<(&str, &[u8])> =
            more.iter().map(|(name, content)| (*name, content.as_slice())).collect();
        files.push(("z.yaml", input));
        if let Some(rules) = load(&files, b"") {
            plan(&rules);
        }
    });
}

#[test]
fn hooks_and_conditions_in_rhai() {
    let seeds = [
        read("rules/hooks.rhai"),
        read("tests/cases/rich_rules/hooks.rhai"),
        b"fn eligible(item) { if item.open < 10 { \"small\" } else { true } }".to_vec(),
        b"fn level(item, current) { if item.days_late > 30 { \"N2\" } else { () } }".to_vec(),
        b"fn group_key(item, level) { let a = []; for i in 0..10 { a.push(i); } `${a.len()}` }"
            .to_vec(),
        b"fn subject(item, level, language) { `Rappel ${item.amount * 2} ${item.due_date + 3}` }"
            .to_vec(),
        b"fn recipients(item, level) { #{ to: [\"a@b.example\"], cc: [] } }".to_vec(),
    ];
    let shipped = ["companies.yaml", "relance.yaml", "balance.yaml"];
    let shipped = shipped.map(|name| (name, read(&format!("rules/{name}"))));
    run("rhai", &seeds, RHAI, |input| {
        let mut files: Vec<(&str, &[u8])> =
            shipped.iter().map(|(name, content)| (*name, content.as_slice())).collect();
        if input.len() % 4 > 0 {
            if let Some(rules) = load(&files, input) {
                plan(&rules);
            }
            return;
        }
        // The same as a condition.
        let text = String::from_utf8_lossy(input);
        let condition = format!(
            "exclusions:\n  - when: {}\n    reason: x\n",
            serde_json::to_string(&text).expect("a text")
        );
        files.push(("when.yaml", condition.as_bytes()));
        if let Some(rules) = load(&files, b"") {
            plan(&rules);
        }
    });
}

/// The harness finds what it is there to find.
#[test]
#[should_panic(expected = "the input is in")]
fn a_mistake_is_found() {
    run("found", &[b"level: 12".to_vec()], YAML, |input| {
        assert!(!input.windows(3).any(|part| part == b"\xef\xbb\xbf"), "a mark");
    });
}

#[test]
fn the_folder_of_what_was_found_is_there() {
    assert!(Path::new("tests/cases/hostile").is_dir());
}
