//! How rule tests went: cases that failed, sums, and coverage.

use std::fmt::Write as _;

use serde_json::{Value, json};

use crate::cases::coverage::{Coverage, Exercise};
use crate::cases::result::{CaseResult, Decision, Failure, Outcome, Suite};
use crate::cases::text::failure;
use crate::wording::{UiLanguage, msg};

/// Column at which the place of a case begins.
const WIDTH: usize = 64;
/// Rules named in the one line of coverage.
const NAMED: usize = 6;

/// One line per file, the cases that failed, and the sum.
pub fn results(outcome: &Outcome, language: UiLanguage) -> String {
    let mut out = String::new();
    for suite in &outcome.suites {
        file(&mut out, suite, language);
    }
    let (count, failed) = (outcome.count(), outcome.failed());
    let seconds = format!("{:.2}", outcome.elapsed.as_secs_f64());
    let sum = if failed == 0 {
        msg!("cases-all-passed", count = count, files = outcome.suites.len(), seconds = seconds)
    } else {
        msg!(
            "cases-some-failed",
            failed = failed,
            count = count,
            files = outcome.suites.len(),
            seconds = seconds
        )
    };
    let _ = writeln!(out, "{}", sum.in_language(language));
    out
}

fn file(out: &mut String, suite: &Suite, language: UiLanguage) {
    let (count, failed) = (suite.results.len(), suite.failed());
    if failed == 0 {
        let sum = msg!("cases-file-passed", file = &*suite.file, count = count);
        let _ = writeln!(out, "✓ {}", sum.in_language(language));
        return;
    }
    let sum = msg!("cases-file-failed", file = &*suite.file, count = count, failed = failed);
    let _ = writeln!(out, "✗ {}", sum.in_language(language));
    for result in suite.results.iter().filter(|result| !result.failures.is_empty()) {
        let name = &result.name;
        let _ = writeln!(out, "  ✗ {name:<WIDTH$}  {}:{}", suite.file, result.line);
        for line in result.failures.iter().map(|it| failure(it, language)) {
            for line in line.lines() {
                let _ = writeln!(out, "      {line}");
            }
        }
    }
}

/// How many rules are exercised, and the first that are not.
pub fn coverage_line(coverage: &Coverage, language: UiLanguage) -> String {
    let mut missing: Vec<String> =
        coverage.missing().map(|rule| rule.part.message().in_language(language)).collect();
    let (exercised, count) = (coverage.exercised(), coverage.rules.len());
    let line = if missing.is_empty() {
        msg!("cases-covered", count = count)
    } else {
        let more = missing.len() > NAMED;
        missing.truncate(NAMED);
        if more {
            missing.push("…".to_owned());
        }
        msg!(
            "cases-not-covered",
            exercised = exercised,
            count = count,
            missing = missing.join(", ")
        )
    };
    format!("{}\n", line.in_language(language))
}

/// Every rule with its place.
pub fn coverage(coverage: &Coverage, language: UiLanguage) -> String {
    let sum =
        msg!("cases-coverage", exercised = coverage.exercised(), count = coverage.rules.len());
    let mut out = format!("\n{}\n", sum.in_language(language));
    let places: Vec<String> =
        coverage.rules.iter().map(|(rule, _)| format!("{}:{}", rule.file, rule.line)).collect();
    let width = places.iter().map(|place| place.chars().count()).max().unwrap_or_default();
    for ((rule, exercise), place) in coverage.rules.iter().zip(&places) {
        let part = rule.part.message().in_language(language);
        let (mark, note) = match exercise {
            Exercise::Exercised => ("✓", String::new()),
            Exercise::OnlyAsked => {
                ("✗", format!("  ({})", msg!("cases-only-asked").in_language(language)))
            }
            Exercise::Never => ("✗", String::new()),
        };
        let _ = writeln!(out, "{mark} {place:<width$}  {part}{note}");
    }
    out
}

/// The same as data.
pub fn data(outcome: &Outcome, language: UiLanguage) -> Value {
    let files: Vec<Value> = outcome
        .suites
        .iter()
        .map(|suite| {
            let cases = suite.results.iter().map(|it| case(it, language)).collect::<Vec<_>>();
            json!({ "file": &*suite.file, "failed": suite.failed(), "cases": cases })
        })
        .collect();
    let rules: Vec<Value> = outcome
        .coverage
        .rules
        .iter()
        .map(|(rule, exercise)| {
            json!({
                "rule": rule.part.message().in_language(language),
                "file": &*rule.file,
                "line": rule.line,
                "exercised": *exercise == Exercise::Exercised,
                "asked": *exercise != Exercise::Never,
            })
        })
        .collect();
    json!({
        "cases": outcome.count(),
        "failed": outcome.failed(),
        "seconds": outcome.elapsed.as_secs_f64(),
        "files": files,
        "coverage": {
            "rules": outcome.coverage.rules.len(),
            "exercised": outcome.coverage.exercised(),
            "list": rules,
        },
    })
}

fn case(result: &CaseResult, language: UiLanguage) -> Value {
    let failures = result.failures.iter().map(|it| failed(it, language)).collect::<Vec<_>>();
    json!({
        "name": result.name,
        "reference": result.reference,
        "line": result.line,
        "passed": result.failures.is_empty(),
        "failures": failures,
    })
}

fn failed(failure: &Failure, language: UiLanguage) -> Value {
    json!({
        "step": failure.step.map(|(number, _)| number),
        "date": failure.step.map(|(_, date)| date.to_string()),
        "line": failure.line,
        "what": failure.what.in_language(language),
        "expected": failure.expected.in_language(language),
        "found": failure.found.in_language(language),
        "decided_by": failure.decided.as_ref().map(|decision| decided(decision, language)),
    })
}

fn decided(decision: &Decision, language: UiLanguage) -> Value {
    json!({
        "rule": decision.message.in_language(language),
        "file": decision.origin.as_ref().map(|origin| &*origin.file),
        "line": decision.origin.as_ref().map(|origin| origin.line),
    })
}
