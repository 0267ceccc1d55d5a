//! The shipped cases: every worked example, and they notice what changes.

use std::collections::BTreeSet;
use std::path::Path;

use relance::wording::UiLanguage;

use crate::folders::Folder;
use crate::{failed, play, play_on, report, results, rules_with};

#[test]
fn every_worked_example_of_the_domain_document_has_cases_that_hold() {
    let outcome = play("rules/tests");
    assert_eq!(report(&outcome, UiLanguage::English), "");
    let references: BTreeSet<&str> =
        results(&outcome).filter_map(|result| result.reference.as_deref()).collect();
    for number in 1..=41 {
        let reference = format!("domain 11.{number}");
        assert!(references.contains(reference.as_str()), "no case refers to {reference}");
    }
    // Dupont and Martin, and 10.01 with a minimum of 10.00.
    for reference in ["domain 4", "domain 2.6"] {
        assert!(references.contains(reference), "no case refers to {reference}");
    }
}

#[test]
fn the_shipped_cases_exercise_every_shipped_rule() {
    let coverage = play("rules/tests").coverage;
    assert_eq!(coverage.missing().collect::<Vec<_>>(), Vec::<&_>::new());
    assert_eq!(coverage.rules.len(), 15, "five levels, four methods, four sources, two others");
}

#[test]
fn the_shipped_cases_notice_a_changed_rule() {
    for (from, to, case) in [
        ("lower: 5\n", "lower: 6\n", "Five days late gets N1, the lower bound is inclusive"),
        ("RELCLI_BORNEREL: false", "RELCLI_BORNEREL: true", "A level is never lowered"),
        ("EUR: 5.00", "EUR: 5.01", "Five euros are not above the minimum of these rules"),
        (
            "remind_creditors: false",
            "remind_creditors: true",
            "A creditor customer is not reminded",
        ),
        ("PRLV, ", "", "Direct debit is not reminded by hand either"),
        (
            "    - reminder_contacts # contacts flagged \"Relance\"\n",
            "",
            "A contact for reminders comes before the recipients tab",
        ),
        (
            "postpone_expected_payment_days: 10",
            "postpone_expected_payment_days: 11",
            "A reminder leaves level, date, comment and expected payment date",
        ),
        (
            "cc_person_in_charge: true",
            "cc_person_in_charge: false",
            "From N3 on the person in charge gets a copy",
        ),
    ] {
        let outcome = play_on(&rules_with("relance.yaml", from, to));
        let failed = failed(&outcome);
        assert!(failed.contains(&case), "{from:?} into {to:?}: {failed:?}");
        assert!(failed.len() < 40, "{from:?} into {to:?}: the others hold: {failed:?}");
    }
}

#[test]
fn rule_tests_are_no_part_of_the_rules() {
    let templates = Path::new("templates");
    let alone = rules_with("", "", "");
    let digest = |rules: &Folder| match relance::rules::load(rules.path(), templates) {
        Ok(rules) => rules.digest,
        Err(problems) => panic!("{problems:#?}"),
    };
    let before = digest(&alone);
    alone.write("tests/levels.yaml", "cases: []\n");
    alone.write("tests/deeper/wrong.yaml", "[not: rules");
    assert_eq!(digest(&alone), before);
}

#[test]
fn the_schema_accepts_the_shipped_cases_and_refuses_unknown_keys() {
    let schema = relance::cases::schema();
    let validator = jsonschema::validator_for(&schema).expect("a schema");
    let as_json = |text: &str| -> serde_json::Value {
        serde_yaml::from_str(text).unwrap_or_else(|error| panic!("{error}: {text}"))
    };
    for entry in std::fs::read_dir("rules/tests").expect("the shipped cases") {
        let path = entry.expect("an entry").path();
        let text = std::fs::read_to_string(&path).expect("a file of cases");
        let errors: Vec<String> =
            validator.iter_errors(&as_json(&text)).map(|error| error.to_string()).collect();
        assert_eq!(errors, Vec::<String>::new(), "{}", path.display());
    }
    for (yaml, valid) in [
        ("cases: []", true),
        ("{}", false),
        ("cases: [{name: A, given: {date: 2026-11-24}, expect: {items: {A: N1}}}]", true),
        ("cases: [{name: A, expect: {items: {A: {none: no_level}}}}]", true),
        ("cases: [{name: A, expect: {items: {A: {none: no_lever}}}}]", false),
        ("cases: [{name: A, expects: {items: {A: N1}}}]", false),
        ("cases: [{name: A, rules: {options: {remind_creditor: true}}}]", false),
        ("cases: [{name: A, given: {invoices: [{due: 2026-11-24}]}}]", false),
    ] {
        assert_eq!(validator.is_valid(&as_json(yaml)), valid, "{yaml}");
    }
}
