//! Files of cases that cannot be played: every mistake at its place, and
//! nothing that a file holds stops the program.

use std::fmt::Write as _;

use crate::folders::Folder;
use crate::{mistakes, play, play_paths, play_text, told};

/// A case on one line, with `given` and the rest.
fn case(given: &str, rest: &str) -> String {
    format!("cases:\n  - name: A case\n    given: {{date: 2026-11-24, {given}}}\n    {rest}\n")
}

#[test]
fn mistakes_are_told_at_their_place() {
    let invoices = "invoices: [{number: A, due: 2026-11-09}]";
    let good = "expect: {items: {A: N1}}";
    let mut all = String::new();
    for (what, yaml) in [
        ("no cases", "{}".to_owned()),
        ("an unknown key", case(invoices, "expects: {items: {A: N1}}")),
        ("neither expect nor steps", case(invoices, "reference: nothing")),
        ("both of them", case(invoices, "expect: {items: {A: N1}}\n    steps: []")),
        ("no steps", case(invoices, "steps: []")),
        ("nothing expected", case(invoices, "expect: {}")),
        ("nothing expected afterwards", case(invoices, "expect: {after: {}}")),
        ("nothing expected of an item", case(invoices, "expect: {after: {A: {}}}")),
        ("steps that expect nothing", case(invoices, "steps: [{run: 2026-11-24}]")),
        ("nobody to be invoiced", case(&format!("customers: [], {invoices}"), good)),
        (
            "a refusal of no address",
            case(invoices, "steps: [{run: 2026-11-24, refused: nobody, expect: {items: {A: N1}}}]"),
        ),
        (
            "amounts whose sum nobody can hold",
            case(
                "invoices: [{number: A, due: 2026-11-09, open: 79228162514264337593543950335}]",
                good,
            ),
        ),
        (
            "no date",
            "cases:\n  - {name: A, given: {invoices: []}, expect: {mails: []}}\n".to_owned(),
        ),
        ("a day that is none", case("invoices: [{number: A, due: 2026-02-30}]", good)),
        ("an item that is not given", case(invoices, "expect: {items: {B: N1, A/2: N1}}")),
        ("an item twice", case(invoices, "expect: {items: {A: N1, A/1: N1}}")),
        ("an unknown level", case(invoices, "expect: {items: {A: N9}, mails: [{level: N11}]}")),
        ("an unknown reason", case(invoices, "expect: {items: {A: {none: no_levels}}}")),
        ("a fate that is none", case(invoices, "expect: {items: {A: [N1]}}")),
        (
            "an invoice twice",
            case("invoices: [{number: A, due: 2026-11-09}, {number: A, due: 2026-11-09}]", good),
        ),
        ("no due date", case("invoices: [{number: A}]", good)),
        (
            "two ways to give instalments",
            case("invoices: [{number: A, due: 2026-11-09, items: [{due: 2026-11-09}]}]", good),
        ),
        (
            "a level of no instalment",
            case("invoices: [{number: A, level: N1, items: [{due: 2026-11-09}]}]", good),
        ),
        ("no instalments", case("invoices: [{number: A, items: []}]", good)),
        (
            "an unknown customer",
            case(
                "customers: [{code: DURAND}], invoices: [{number: A, customer: DURANT, due: 2026-11-09}]",
                good,
            ),
        ),
        (
            "a customer twice",
            case("customers: [{code: C2}, {}], invoices: [{number: A, due: 2026-11-09}]", good),
        ),
        (
            "an unknown site",
            case(
                "customers: [{sites: [{code: LYON}], contacts: [{sites: [LION]}]}], invoices: [{number: A, site: PARIS, due: 2026-11-09}]",
                good,
            ),
        ),
        (
            "an unknown status",
            case("invoices: [{number: A, due: 2026-11-09, status: PROMISED}]", good),
        ),
        ("an unknown company", case("company: DEMOS, invoices: []", "expect: {mails: []}")),
        ("an unknown batch", case("batch: Relances, invoices: []", "expect: {mails: []}")),
        (
            "an unknown switch",
            case("switches: {RELCLI_BORNREL: true}, invoices: []", "expect: {mails: []}"),
        ),
        (
            "a hold that is none",
            case("invoices: [{number: A, due: 2026-11-09, holds: [forever]}]", good),
        ),
        ("neither run nor by_hand", case(invoices, "steps: [{expect: {items: {A: N1}}}]")),
        ("both of these", case(invoices, "steps: [{run: 2026-11-24, by_hand: 2026-11-24}]")),
        ("backwards", case(invoices, "steps: [{run: 2026-11-24}, {run: 2026-11-23}]")),
        ("a choice in a batch", case(invoices, "steps: [{run: 2026-11-24, items: [A]}]")),
        (
            "levels of a follow-up",
            case(invoices, "steps: [{by_hand: 2026-11-24, as: follow_up, again: true}]"),
        ),
        (
            "the subject of a letter",
            case(
                invoices,
                "steps: [{by_hand: 2026-11-24, as: letter, expect: {mails: [{subject: S}]}}]",
            ),
        ),
        ("a way that is none", case(invoices, "steps: [{by_hand: 2026-11-24, as: mails}]")),
        (
            "a section with a mistake",
            case(
                invoices,
                "rules: {options: {remind_creditor: true}}\n    expect: {items: {A: N1}}",
            ),
        ),
        (
            "bounds that overlap",
            case(
                invoices,
                "rules: {levels: {N1: {lower: 5, upper: 20, subject: S, template: mail/N1}, N2: {lower: 16, upper: 30, subject: S, template: mail/N2}, N3: {lower: 31, upper: 60, subject: S, template: mail/N3}, N4: {lower: 61, upper: 90, subject: S, template: mail/N4}, N5: {lower: 91, subject: S, template: mail/N5}}}\n    expect: {items: {A: N1}}",
            ),
        ),
        (
            "a condition of no property",
            case(
                invoices,
                "rules: {exclusions: [{name: E, when: item.colour == 1}]}\n    expect: {items: {A: N1}}",
            ),
        ),
        (
            "a letter that YAML takes for true",
            case("customers: [{code: Y}], invoices: []", "expect: {mails: []}"),
        ),
        ("not YAML", "cases: [".to_owned()),
    ] {
        let _ = writeln!(all, "# {what}\n{}\n", mistakes(yaml));
    }
    insta::assert_snapshot!("mistakes", all);
}

#[test]
fn one_mistake_hides_no_other() {
    let yaml = "
given: {date: 2026-11-24}
cases:
  - name: First
    given: {invoices: [{number: A, due: 2026-11-09}]}
    expect: {items: {B: N1}}
  - name: Second
    given: {invoices: [{number: A, due: 2026-11-09, customer: C9}]}
    expect: {items: {A: N9}}
";
    let told = mistakes(yaml);
    let lines: Vec<&str> = told.lines().map(|line| &line[..13]).collect();
    assert_eq!(lines, ["cases.yaml:6:", "cases.yaml:8:", "cases.yaml:9:"], "{told}");
}

#[test]
fn hostile_files_are_refused_with_a_reason() {
    let mut bomb = String::from("a0: &a0 [x, x, x, x, x, x, x, x, x]\n");
    for n in 1..20 {
        let _ = writeln!(bomb, "a{n}: &a{n} [{}]", vec![format!("*a{}", n - 1); 9].join(", "));
    }
    for (what, bytes, expected) in [
        ("a bomb of aliases", bomb.into_bytes(), "aliases"),
        ("deep nesting", "[".repeat(10_000).into_bytes(), "cases.yaml"),
        ("a large file", vec![b'#'; 2 * 1024 * 1024], "larger than"),
        ("no UTF-8", b"cases: [\xff]".to_vec(), "UTF-8"),
        ("no text", vec![0; 100], "cases.yaml"),
        ("a number in place of keys", b"42".to_vec(), "expected the keys"),
        ("nothing", b"".to_vec(), "cases"),
        (
            "many nodes",
            format!("cases: [{}]", "{name: A},".repeat(60_000)).into_bytes(),
            "more than a rules file may hold",
        ),
        (
            "amounts and days beyond all bounds",
            case(
                "invoices: [{number: A, due: 99999-01-01, open: 99999999999999999999999999999999}]",
                "expect: {mails: []}",
            )
            .into_bytes(),
            "expected an amount",
        ),
    ] {
        let told = mistakes(bytes);
        assert!(told.contains(expected), "{what}: {told}");
    }
}

#[test]
fn the_first_and_the_last_days_there_are_can_be_played() {
    let yaml = "
cases:
  - name: The ends of the calendar
    given:
      customers: [{manual: true}]
      invoices: [{number: A, due: 0001-01-01}, {number: B, due: 9999-12-31}]
    steps:
      - {run: 0001-01-01, expect: {items: {A: none, B: none}}}
      - {run: 9999-12-31, expect: {items: {A: N5, B: none}}}
";
    let outcome = play_text(yaml);
    assert_eq!((outcome.count(), outcome.failed()), (1, 0), "{:?}", outcome.suites);
}

#[test]
fn sub_folders_are_read_in_order_and_links_to_folders_are_not_followed() {
    let folder = Folder::new();
    let one = case("invoices: [{number: A, due: 2026-11-09}]", "expect: {items: {A: N1}}");
    folder.write("b.yaml", &one);
    folder.write("a/deep/er/c.yml", &one);
    folder.write("a/notes.txt", "not a case");
    #[cfg(unix)]
    std::os::unix::fs::symlink(folder.path(), folder.path().join("a/round")).expect("a link");
    let outcome = play(&folder.path().display().to_string());
    let files: Vec<String> = outcome
        .suites
        .iter()
        .map(|suite| suite.file.replace(&format!("{}/", folder.path().display()), ""))
        .collect();
    assert_eq!(files, ["a/deep/er/c.yml", "b.yaml"]);
}

#[test]
fn a_file_that_is_not_there_is_told() {
    let folder = Folder::new();
    let told = told(play_paths(vec![folder.path().join("none.yaml")]), folder.path());
    assert!(told.starts_with("none.yaml: the file cannot be read"), "{told}");
}
