//! Sections of a case in place of those in force, and hooks that decide.

use std::path::Path;

use relance::app::rule_tests::rule_tests;
use relance::wording::UiLanguage;

use crate::folders::Folder;
use crate::{play_text, report, rules_with};

/// Plays the text of one file on other rules, which are named `rules` in what
/// is told.
fn told(rules: &Folder, cases: &str) -> String {
    rules.write("tests/cases.yaml", cases);
    let outcome = rule_tests(rules.path(), Path::new("templates"), Vec::new(), None)
        .unwrap_or_else(|error| panic!("{error}"));
    report(&outcome, UiLanguage::English).replace(&rules.path().display().to_string(), "rules")
}

#[test]
fn a_section_of_a_case_also_stands_in_for_a_company_s_own() {
    let rules = rules_with(
        "companies.yaml",
        "    # overrides:",
        "    overrides: {minimum_amounts: {EUR: 500.00}, options: {remind_creditors: true}}\n    # overrides:",
    );
    let cases = "
given: {date: 2026-11-24, customers: [{credits: [{open: 100.00}]}], invoices: [{number: A, due: 2026-11-09}]}
cases:
  - {name: The company's own minimum, expect: {items: {A: {none: below_minimum}}}}
  - name: That of the case, and still the company's own options
    rules: {minimum_amounts: {EUR: 50.00}}
    expect: {items: {A: N1}}
  - name: Both of the case
    rules: {minimum_amounts: {EUR: 50.00}, options: {remind_creditors: false}}
    expect: {items: {A: {none: creditor_customer}}}
";
    assert_eq!(told(&rules, cases), "");
}

#[test]
fn the_sections_of_a_case_come_before_those_of_its_file() {
    let outcome = play_text(
        "
given: {date: 2026-11-24, switches: {RELCLI_BORNEREL: true}, invoices: [{number: A, due: 2026-06-01, level: N1, reminded: 2026-11-14}]}
rules: {minimum_amounts: {EUR: 500.00}}
cases:
  - {name: The file's, expect: {items: {A: {none: below_minimum}}}}
  - name: The minimum is the case's, the switch the file's
    rules: {minimum_amounts: {EUR: 50.00}}
    expect: {items: {A: {none: outside_bounds}}}
  - name: Both are the case's
    rules: {minimum_amounts: {EUR: 50.00}, switches: {RELCLI_BORNEREL: false}}
    expect: {items: {A: N5}}
  - name: A batch of the case
    rules: {minimum_amounts: {}, batches: [{name: Big, filter: {when: item.open > 100}}]}
    given: {batch: Big}
    expect: {items: {A: {none: not_in_batch}}}
",
    );
    assert_eq!(report(&outcome, UiLanguage::English), "");
}

#[test]
fn a_hook_that_decided_is_named_with_its_line() {
    let rules = rules_with("", "", "");
    rules.write(
        "hooks.rhai",
        "fn eligible(item) {
    if item.open < 50 { return \"left to the telephone\"; }
}

fn level(item, proposed) {
    if item.open > 1000 { \"N3\" }
}

fn recipients(item, level) {
    if item.invoice.number == \"R\" { \"chef@durand.example\" }
}

fn cc(item, level) {
    if item.invoice.number == \"X\" { throw \"broken\" }
}
",
    );
    let cases = "
given: {date: 2026-11-24}
cases:
  - name: Hooks
    given:
      invoices:
        - {number: E, due: 2026-11-09, open: 49.00}
        - {number: L, due: 2026-11-09, open: 2000.00}
        - {number: X, due: 2026-11-09}
    expect: {items: {E: N1, L: N1, X: N1}}
  - name: Recipients
    given: {invoices: [{number: R, due: 2026-11-09}]}
    expect: {mails: [{to: c1@customer.example}]}
  - name: By hand a hook refuses too
    given: {customers: [{manual: true}], invoices: [{number: E, due: 2026-11-09, open: 49.00}]}
    steps: [{by_hand: 2026-11-24, expect: {items: {E: N1}}}]
";
    insta::assert_snapshot!("hooks_that_decided", told(&rules, cases));
}
