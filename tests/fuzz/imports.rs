//! Files of other systems.

use relance::domain::money::Currency;
use relance::import::{FecOptions, ImportError, csv_folder, fec};

use crate::folders::Folder;
use crate::harness::run;

const WORDS: &[&str] = &[
    ";",
    ",",
    "\t",
    "|",
    "\"",
    "\"\"",
    "\n",
    "\r",
    "\r\n",
    "\n\n",
    "1 234,56",
    "1.234,56",
    "-0",
    "+1",
    "=1+1",
    "31/12/2026",
    "29/02/2023",
    "20261231",
    "2026-12-31",
    "EUR",
    "XXX",
    "411",
    "401",
    "oui",
    "non",
    "true",
    "D",
    "C",
    "Montant",
    "Sens",
    "EcritureLet",
    "AA",
    "\u{a0}",
    "customer",
    "code_client",
    "number",
    "due_date",
    "\u{feff}",
];

fn told(error: &ImportError) {
    assert!(!error.problems().is_empty());
    for problem in error.problems() {
        assert!(!problem.file.is_empty());
        assert!(problem.position.is_none_or(|at| at.line > 0 && at.column > 0), "{problem}");
        assert!(problem.to_string().len() < 20_000, "a mistake is told briefly");
    }
}

#[test]
fn csv() {
    let mut seeds = Vec::new();
    for folder in ["windows_1252_semicolon_french", "utf8_comma_iso", "utf8_bom_tab_mixed"] {
        let folder = std::fs::read_dir(format!("tests/cases/good_csv/{folder}"));
        for entry in folder.expect("a folder") {
            seeds.push(std::fs::read(entry.expect("an entry").path()).expect("a file"));
        }
    }
    let names = ["customers", "invoices", "due_items", "contacts", "holds", "payments", "credits"];
    run("csv", &seeds, WORDS, |input| {
        for name in names {
            let folder = Folder::new();
            folder.write(&format!("{name}.csv"), input);
            let read = csv_folder(folder.path()).and_then(|read| read.resolve(|_| true));
            read.err().iter().for_each(told);
        }
    });
}

#[test]
fn ledgers() {
    let seeds = [std::fs::read("tests/cases/good_fec.txt").expect("a ledger")];
    let folder = Folder::new();
    run("fec", &seeds, WORDS, |input| {
        folder.write("fec.txt", input);
        for default_terms_days in [30, u32::MAX] {
            let options = FecOptions { default_terms_days, currency: Currency::EUR };
            fec(&folder.path().join("fec.txt"), &options).err().iter().for_each(told);
        }
    });
}
