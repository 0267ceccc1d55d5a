//! Which rules the cases exercise.

use std::path::Path;

use relance::app::rule_tests::rule_tests;
use relance::cases::coverage::{Coverage, Exercise};

use crate::folders::Folder;

/// The shipped rules with more of everything.
fn rules() -> Folder {
    let rules = crate::rules_with(
        "relance.yaml",
        "    # filter: {currencies",
        "    filter: {when: item.open < 5000}\n    # filter: {currencies",
    );
    let path = rules.path().join("relance.yaml");
    let text = std::fs::read_to_string(path).expect("the rules");
    let text = text
        .replace("    enabled: false\n\n", "    enabled: true\n\n")
        .replace("when: item.disputed\n    enabled: false", "when: item.disputed")
        .replace("  NA: []", "  NA: [{lower: -3, upper: -1}]")
        .replace("FC_CONTACT_CLI_FACT: false", "FC_CONTACT_CLI_FACT: true");
    rules.write("relance.yaml", text);
    rules.write(
        "hooks.rhai",
        "fn cc(item, level) { if item.open > 1000 { \"chef@beaumont.example\" } }
fn subject(item, level, language) { () }
fn group_key(item, level) { 1 }
",
    );
    rules
}

fn coverage(cases: &str) -> Coverage {
    let rules = rules();
    rules.write("tests/cases.yaml", cases);
    let outcome = rule_tests(rules.path(), Path::new("templates"), Vec::new(), None)
        .unwrap_or_else(|error| panic!("{error}"));
    assert_eq!(outcome.failed(), 0, "{:#?}", outcome.suites);
    outcome.coverage
}

fn listed(coverage: &Coverage, which: Exercise) -> Vec<String> {
    let of = coverage.rules.iter().filter(|(_, exercise)| *exercise == which);
    of.map(|(rule, _)| rule.part.message().to_string()).collect()
}

#[test]
fn what_cases_do_and_what_they_only_look_at() {
    let coverage = coverage(
        "
given: {date: 2026-11-24}
cases:
  - name: Reminded, disputed, too much, before the due date
    given:
      invoices:
        - {number: A, due: 2026-11-09}
        - {number: B, due: 2026-11-09, disputed: true}
        - {number: C, due: 2026-11-09, open: 6000.00}
        - {number: D, due: 2026-11-26}
    expect:
      items: {A: N1, B: {none: exclusion}, C: {none: not_in_batch}, D: {none: days_given_to_na}}
",
    );
    let mut lines = String::new();
    for (rule, exercise) in &coverage.rules {
        let file = rule.file.rsplit('/').next().unwrap_or_default();
        let part = rule.part.message();
        lines.push_str(&format!("{exercise:<10?} {file}:{:<4} {part}\n", rule.line));
    }
    insta::assert_snapshot!("coverage", lines);
}

#[test]
fn a_hook_counts_when_it_answers() {
    let cases = |open: &str| {
        coverage(&format!(
            "cases: [{{name: A, given: {{date: 2026-11-24, invoices: [{{number: A, due: 2026-11-09, \
             open: {open}}}]}}, expect: {{items: {{A: N1}}}}}}]"
        ))
    };
    assert!(listed(&cases("100.00"), Exercise::OnlyAsked).contains(&"hook cc".to_owned()));
    assert!(listed(&cases("1000.01"), Exercise::Exercised).contains(&"hook cc".to_owned()));
}

#[test]
fn what_stands_in_a_case_is_not_of_the_rules_in_force() {
    let coverage = coverage(
        "
given: {date: 2026-11-24}
cases:
  - name: A minimum of its own
    rules:
      minimum_amounts: {EUR: 500.00}
      payment_methods: {never_dunned: [CHQ]}
      exclusions: [{name: Disputed, when: item.disputed}]
    given:
      invoices:
        - {number: A, due: 2026-11-09}
        - {number: B, due: 2026-11-09, method: CHQ}
        - {number: C, due: 2026-11-09, disputed: true}
    expect: {items: {A: {none: exclusion}, B: none, C: {none: exclusion}}}
"
        .replace("A: {none: exclusion}", "A: none")
        .as_str(),
    );
    let exercised = listed(&coverage, Exercise::Exercised);
    assert_eq!(exercised, Vec::<String>::new());
}
