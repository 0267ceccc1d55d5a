//! What cases are told whose expectations do not hold.

use relance::wording::UiLanguage;

use crate::{failed, play, play_text, report};

const WRONG: &str = "tests/cases/rule_tests/wrong.yaml";

#[test]
fn every_difference_is_told_with_the_rule_that_decided() {
    let outcome = play(WRONG);
    assert_eq!(outcome.failed(), outcome.count(), "{:?} fail", failed(&outcome));
    insta::assert_snapshot!("wrong_cases", report(&outcome, UiLanguage::English));
}

#[test]
fn the_same_in_french() {
    let outcome = play(WRONG);
    insta::assert_snapshot!("wrong_cases_in_french", report(&outcome, UiLanguage::French));
}

#[test]
fn expectations_hold_in_any_order_and_only_where_they_are_stated() {
    let case = |expect: &str| {
        let yaml = format!(
            "cases:
  - name: Two mails
    given:
      date: 2026-11-24
      customers: [{{language: en}}]
      invoices:
        - {{number: A, due: 2026-11-09, to: [a@b.example, c@b.example], cc: d@b.example}}
        - number: B
          to: a@b.example
          items: [{{due: 2026-11-09}}, {{due: 2026-11-08}}, {{due: 2026-11-23}}]
    expect: {expect}
"
        );
        report(&play_text(&yaml), UiLanguage::English)
    };
    for expect in [
        "{items: {A: reminded, B/1: N1, B/2: N2, B/3: none}}",
        // Who is not named must not be reminded, whatever the reason.
        "{items: {A: N1, B/1: N1, B/2: N2}}",
        "{mails: [{level: N2, items: [B/2]}, {items: [B/1]}, {to: [C@B.example, a@b.example]}]}",
        "{mails: [{}, {}, {cc: D@b.example}]}",
        "{mails: [{sent: true}, {language: en}, {contains: [A, '€100.00']}]}",
        "{after: {B: {reminded: 2026-11-24}, B/3: {reminded: none, level: none}}}",
    ] {
        let told = case(expect);
        if expect.contains("B: {reminded") {
            // The number of an invoice names all of its instalments.
            assert!(told.contains("B/3, last reminder afterwards"), "{told}");
        } else {
            assert_eq!(told, "", "{expect}");
        }
    }
    for expect in [
        "{items: {A: N1, B: N1}}",
        "{mails: [{}, {}]}",
        "{mails: [{}, {}, {}, {}]}",
        "{mails: [{to: a@b.example}, {to: a@b.example}, {to: a@b.example}]}",
        "{mails: [{sent: false}, {}, {}]}",
    ] {
        assert_ne!(case(expect), "", "{expect}");
    }
}
