//! `relance test` through the binary: exit codes, files, texts.

use std::path::Path;
use std::process::{Command, Output};

use serde_json::Value;

use crate::folders::Folder;

const FAILING: &str = "cases:
  - name: \"Five days & <late> 'get' N2 \\x01\"
    given: {date: 2026-11-24, invoices: [{number: A, due: 2026-11-19}]}
    expect: {items: {A: N2}}
  - name: Five days late get N1
    reference: domain 11.2
    given: {date: 2026-11-24, invoices: [{number: A, due: 2026-11-19}]}
    expect: {items: {A: N1}}
";

fn relance(args: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_relance"))
        .args(args)
        .env("LC_ALL", "C")
        .output()
        .expect("the program")
}

fn out(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned()
}

/// A folder with one file of cases.
fn cases(yaml: &str) -> (Folder, String) {
    let folder = Folder::new();
    folder.write("cases.yaml", yaml);
    let file = folder.path().join("cases.yaml").display().to_string();
    (folder, file)
}

#[test]
fn the_shipped_cases_all_pass() {
    let done = relance(&["test"]);
    assert_eq!(done.status.code(), Some(0), "{done:?}");
    let text = out(&done);
    assert!(text.contains("✓ rules/tests/levels.yaml: 16 cases"), "{text}");
    assert!(text.ends_with("coverage: all 15 rules are exercised\n"), "{text}");
    let text = out(&relance(&["test", "--coverage"]));
    assert!(text.contains("✓ rules/relance.yaml:16  level N1\n"), "{text}");
    let text = out(&relance(&["test", "--lang", "fr"]));
    assert!(text.contains("tout est conforme"), "{text}");
}

#[test]
fn failing_cases_are_told_and_end_with_4() {
    let (_folder, file) = cases(FAILING);
    let done = relance(&["test", &file]);
    assert_eq!(done.status.code(), Some(4), "{done:?}");
    let text = out(&done);
    for part in [
        format!("✗ {file}: 1 of 2 cases failed"),
        format!("{file}:2\n"),
        "A: expected N2, found N1\n".to_owned(),
        "decided by rules/relance.yaml:16  N1 (5..15) contains 5\n".to_owned(),
        "1 of 2 cases in 1 file failed".to_owned(),
    ] {
        assert!(text.contains(&part), "{part:?} in {text}");
    }
    assert!(!text.contains("coverage"), "a part of the cases covers a part: {text}");
}

#[test]
fn only_some_cases() {
    let (_folder, file) = cases(FAILING);
    for (only, code, count) in [("GET n1", 0, 1), ("11.2", 0, 1), ("late", 4, 2), ("none", 0, 0)] {
        let done = relance(&["test", &file, "--json", "--only", only]);
        assert_eq!(done.status.code(), Some(code), "{only}: {done:?}");
        let data: Value = serde_json::from_str(&out(&done)).expect("JSON");
        assert_eq!(data["cases"], count, "{only}");
    }
}

#[test]
fn results_as_data_name_the_rule_that_decided() {
    let (_folder, file) = cases(FAILING);
    let data: Value =
        serde_json::from_str(&out(&relance(&["test", &file, "--json"]))).expect("JSON");
    assert_eq!((&data["cases"], &data["failed"]), (&2.into(), &1.into()));
    let failure = &data["files"][0]["cases"][0]["failures"][0];
    assert_eq!(failure["what"], "A");
    assert_eq!(failure["expected"], "N2");
    assert_eq!(failure["found"], "N1");
    assert_eq!(failure["line"], 4);
    assert_eq!(failure["decided_by"]["file"], "rules/relance.yaml");
    assert_eq!(failure["decided_by"]["line"], 16);
    assert_eq!(data["coverage"]["rules"], 15);
}

#[test]
fn junit_is_well_formed_and_counts() {
    let (folder, file) = cases(FAILING);
    let path = folder.path().join("junit.xml").display().to_string();
    assert_eq!(relance(&["test", &file, "--junit", &path]).status.code(), Some(4));
    let xml = std::fs::read_to_string(&path).expect("a file");
    let mut reader = quick_xml::Reader::from_str(&xml);
    let (mut cases, mut failures) = (Vec::new(), 0);
    loop {
        match reader.read_event().unwrap_or_else(|error| panic!("{error}: {xml}")) {
            quick_xml::events::Event::Start(tag) | quick_xml::events::Event::Empty(tag) => {
                match tag.name().as_ref() {
                    "testcase" => {
                        let line = tag.try_get_attribute("line").expect("attributes");
                        let line = line.expect("the line of the case");
                        cases.push(line.value.into_owned());
                    }
                    "failure" => failures += 1,
                    _ => {}
                }
            }
            quick_xml::events::Event::Eof => break,
            _ => {}
        }
    }
    assert_eq!((cases, failures), (vec!["2".to_owned(), "5".to_owned()], 1), "{xml}");
    assert!(xml.contains("tests=\"2\" skipped=\"0\" errors=\"0\" failures=\"1\""), "{xml}");
    assert!(!xml.contains('\u{1}'), "control characters cannot stand in XML: {xml}");
}

#[test]
fn files_with_mistakes_end_with_3_and_show_the_place() {
    let (_folder, file) = cases(&FAILING.replace("A: N2", "B: N2"));
    let done = relance(&["test", &file]);
    assert_eq!(done.status.code(), Some(3), "{done:?}");
    let text = String::from_utf8_lossy(&done.stderr).into_owned();
    assert!(text.contains(&format!("{file}:4:22: no invoice or item is named “B”")), "{text}");
    assert_eq!(out(&done), "", "nothing was played");
}

#[test]
fn no_rule_tests_are_no_mistake() {
    let rules = crate::rules_with("", "", "");
    let path = rules.path().display().to_string();
    let done = relance(&["test", "--rules", &path]);
    assert_eq!(done.status.code(), Some(0), "{done:?}");
    let folder = Path::new(&path).join("tests").display().to_string();
    assert!(out(&done).contains(&folder), "{done:?}");
}

#[test]
fn cases_that_somebody_names_must_be_there() {
    for args in [["--only", "misspelt"], ["--only", "domain 99"]] {
        let done = relance(&[&["test"], &args[..]].concat());
        assert_eq!(done.status.code(), Some(2), "{args:?}: {done:?}");
    }
}

#[test]
fn a_mail_that_cannot_be_made_is_not_sent() {
    let templates = Folder::templates(&["N1", "N2", "N3", "N4", "N5"]);
    templates.write("mail/N1/fr/body.txt", "{{ lines[1].number }}");
    let given = "date: 2026-11-24, invoices: [{number: A, due: 2026-11-19}]";
    for expect in [
        "items: {A: N1}",
        "mails: [{level: N1, sent: true}]",
        "after: {A: {level: N1}}",
        "mails: [{level: N1, items: [A]}]",
    ] {
        let yaml = format!("cases: [{{name: A, given: {{{given}}}, expect: {{{expect}}}}}]");
        let (_folder, file) = cases(&yaml);
        let path = templates.path().display().to_string();
        let done = relance(&["test", "--templates", &path, &file]);
        let text = out(&done);
        assert!(text.contains("expected a mail, found none: "), "{expect}: {done:?}");
        assert_eq!(done.status.code(), Some(4), "{expect}: {text}");
    }
}

#[test]
fn the_schema_for_editors() {
    let schema: Value =
        serde_json::from_str(&out(&relance(&["rules", "schema", "--tests"]))).expect("JSON");
    assert!(schema["properties"]["cases"].is_object(), "{schema:#}");
}
