//! CSV folders: one content in several dialects, and a corpus of broken
//! folders with the messages that their users read.

#[path = "support/problems.rs"]
mod problems;

use std::path::{Path, PathBuf};

use problems::listed;
use relance::domain::hold::HoldKind;
use relance::import::set::{ImportSet, Target};
use relance::import::{ImportError, csv_folder};
use relance::wording::UiLanguage;

/// A folder with a store that has whatever the folder does not.
fn import(folder: &Path) -> Result<ImportSet, ImportError> {
    csv_folder(folder)?.resolve(|_| true)
}

fn good(dialect: &str) -> ImportSet {
    let folder = csv_folder(&Path::new("tests/cases/good_csv").join(dialect)).expect("a folder");
    assert!(!folder.refers_elsewhere(), "{dialect} has all that it refers to");
    folder.resolve(|_| false).unwrap_or_else(|error| panic!("{dialect}: {error}"))
}
#[test]
fn every_dialect_gives_the_same_content() {
    let iso = good("utf8_comma_iso");
    assert_eq!(iso, good("windows_1252_semicolon_french"));
    assert_eq!(iso, good("utf8_bom_tab_mixed"));
}

#[test]
fn every_kind_of_row_is_read() {
    insta::with_settings!({ snapshot_path => "cases/good_csv", prepend_module_to_snapshot => false, omit_expression => true }, {
        insta::assert_debug_snapshot!("content", good("utf8_comma_iso"));
    });
}

#[test]
fn what_the_folder_does_not_have_is_left_to_the_store() {
    let folder = written(
        "only_due_items",
        &[(
            "due_items.csv",
            "customer;invoice;due_date;amount;open_amount\nC1;FA1;2026-12-31;12,50;0\n",
        )],
    );
    let invoice = Target::invoice("C1", "FA1");
    let read = csv_folder(&folder).expect("a folder");
    assert!(read.refers_elsewhere());
    let set = read.resolve(|target| target == invoice).expect("a good folder");
    assert_eq!(set.due_items.len(), 1);
    assert!(set.due_items[0].open_amount.is_zero(), "a settled item comes as settled");
    assert!(set.customers.is_empty() && set.invoices.is_empty());
    assert_eq!(set.payments_known_to, None);
}

#[test]
fn a_billing_site_may_be_one_of_the_ordering_customer() {
    let folder = written(
        "ordered_by_another",
        &[
            ("customers.csv", "code;name\nC1;Durand\nC2;Agence\n"),
            ("sites.csv", "customer;code;name\nC2;S1;Lyon\n"),
            (
                "invoices.csv",
                "customer;number;ordering_customer;date;currency;total;payment_method;billing_site\n\
                 C1;FA1;C2;2026-10-01;EUR;10,00;VIR;S1\n\
                 C1;FA2;;2026-10-01;EUR;10,00;VIR;S1\n",
            ),
        ],
    );
    let read = csv_folder(&folder).expect("a folder");
    let error = read.resolve(|_| false).expect_err("FA2 names no site of its customer");
    let told = listed(&error);
    assert!(told.contains(":3:") && !told.contains(":2:"), "{told}");
}

#[test]
fn empty_cells_keep_what_is_stored_and_kinds_have_french_names() {
    let folder = written(
        "defaults",
        &[
            ("clients.csv", "code;nom;manuellement\nC1;Durand;\nC2;Petit;oui\n;;\n"),
            ("blocages.csv", "client;facture;type;pose le\nC1;FA1;Temporaire;01/11/2026\n"),
        ],
    );
    let set = import(&folder).expect("a good folder");
    let manual: Vec<_> = set.customers.iter().map(|row| row.manual).collect();
    assert_eq!(manual, [None, Some(true)], "the blank line is no row");
    assert_eq!(set.holds[0].kind, HoldKind::Temporary);
}

#[test]
fn broken_folders_are_refused_with_every_mistake() {
    let folders = broken();
    assert!(folders.len() >= 20, "the corpus was found");
    for folder in folders {
        // What is unknown is unknown to the store too.
        let read = csv_folder(&folder).expect("a folder");
        let is_stored = !folder.ends_with("unknown_references");
        let error = read.resolve(|_| is_stored).expect_err(&folder.display().to_string());
        let name = folder.file_name().expect("a name").to_string_lossy().into_owned();
        insta::with_settings!({ snapshot_path => "cases/bad_csv", prepend_module_to_snapshot => false, omit_expression => true }, {
            insta::assert_snapshot!(name, listed(&error));
        });
    }
}

#[test]
fn mistakes_are_told_in_french_too() {
    let error = import(Path::new("tests/cases/bad_csv/ambiguous_amounts")).expect_err("broken");
    let mut lines = vec![error.message().in_language(UiLanguage::French)];
    for problem in error.problems() {
        lines.push(problem.message.in_language(UiLanguage::French));
        lines.extend(problem.expected.iter().map(|text| text.in_language(UiLanguage::French)));
    }
    insta::with_settings!({ snapshot_path => "cases/bad_csv", prepend_module_to_snapshot => false, omit_expression => true }, {
        insta::assert_snapshot!("ambiguous_amounts_in_french", lines.join("\n"));
    });
}

#[test]
fn what_may_have_been_refused_is_not_missed_as_well() {
    let items = "customer;invoice;due_date;amount;open_amount\n\
        C1;FA1;2026-12-31;12,50;12,50\nC1;FA2;2026-12-31;12,50;12,50\n";
    let invoice = "customer;number;date;currency;total;payment_method\nC1;FA1;2026-11-01;EUR;";
    for (name, file, text, mistakes) in [
        ("refused_row", "invoices.csv", format!("{invoice}twelve;VIR\n"), 1),
        ("refused_file", "invoices.csv", String::new(), 1),
        ("misnamed_file", "invoces.csv", format!("{invoice}12,50;VIR\n"), 1),
        ("accepted", "invoices.csv", format!("{invoice}12,50;VIR\n"), 2),
    ] {
        let folder = written(name, &[("due_items.csv", items), (file, &text)]);
        let error = csv_folder(&folder).expect("a folder").resolve(|_| false);
        let error = error.expect_err("broken");
        assert_eq!(error.problems().len(), mistakes, "{name}: {error}");
    }
}

#[test]
fn at_most_a_thousand_mistakes_are_listed() {
    let rows: String = (0..1_500).map(|n| format!("C1;FA{n};someday;12,00;12,00\n")).collect();
    let text = format!("customer;invoice;due_date;amount;open_amount\n{rows}");
    let folder = written("many_mistakes", &[("due_items.csv", &text)]);
    let error = import(&folder).expect_err("broken");
    assert_eq!(error.problems().len(), 1_001);
    let last = error.problems().last().expect("the last").to_string();
    assert!(last.ends_with("and 500 further mistakes"), "{last}");
}

#[test]
fn a_folder_that_is_not_there_is_named() {
    let error = import(Path::new("tests/cases/no_such_folder")).expect_err("no folder");
    assert!(error.problems().is_empty());
    assert!(error.to_string().starts_with("tests/cases/no_such_folder cannot be read:"));
}

fn broken() -> Vec<PathBuf> {
    let mut folders: Vec<PathBuf> = std::fs::read_dir("tests/cases/bad_csv")
        .expect("the corpus")
        .map(|entry| entry.expect("an entry").path())
        .filter(|path| path.is_dir())
        .collect();
    folders.sort();
    folders
}

fn written(name: &str, files: &[(&str, &str)]) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("import_csv").join(name);
    std::fs::create_dir_all(&folder).expect("a folder");
    for (file, text) in files {
        std::fs::write(folder.join(file), text).expect("a file");
    }
    folder
}
