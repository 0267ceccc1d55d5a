//! Seven variants of FEC as real exports show them, each with the balances
//! of an independent sum (`expected.json`); broken files; later files.

#[path = "support/problems.rs"]
mod problems;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use problems::listed;
use relance::domain::credit::CreditKind;
use relance::domain::money::Currency;
use relance::import::set::ImportSet;
use relance::import::{FecOptions, fec};
use rust_decimal::Decimal;
use serde_json::Value;

const OPTIONS: FecOptions = FecOptions { default_terms_days: 30, currency: Currency::EUR };

/// Accounts with open lines, their balances and the number of open lines.
#[derive(Debug, Default, PartialEq)]
struct Open {
    lines: u64,
    balance: BTreeMap<String, Decimal>,
}

impl Open {
    fn add(&mut self, account: &str, amount: Decimal) {
        if !amount.is_zero() {
            self.lines += 1;
            *self.balance.entry(account.to_owned()).or_default() += amount;
        }
    }

    fn expected(value: &Value) -> Self {
        let amount = |value: &Value| value.as_str().expect("text").parse().expect("an amount");
        let balance: BTreeMap<String, Decimal> = value["balance"]
            .as_object()
            .expect("balances")
            .iter()
            .map(|(account, balance)| (account.clone(), amount(balance)))
            .collect();
        assert_eq!(balance.len() as u64, value["accounts"].as_u64().expect("accounts"));
        assert_eq!(balance.values().sum::<Decimal>(), amount(&value["total"]));
        Self { lines: value["lines"].as_u64().expect("lines"), balance }
    }
}

fn customers(set: &ImportSet) -> Open {
    let mut open = Open::default();
    for item in &set.due_items {
        open.add(&item.customer, item.open_amount);
    }
    for credit in &set.credits {
        open.add(&credit.customer, -credit.open_amount);
    }
    open
}

fn suppliers(set: &ImportSet) -> Open {
    let mut open = Open::default();
    for item in &set.supplier_items {
        open.add(&item.supplier, item.open_amount);
    }
    open
}

fn samples() -> serde_json::Map<String, Value> {
    let text = std::fs::read_to_string("tests/data/fec/expected.json").expect("a file");
    let Value::Object(samples) = serde_json::from_str(&text).expect("JSON") else {
        panic!("an object")
    };
    samples
}

fn sample(name: &str) -> ImportSet {
    fec(&Path::new("tests/data/fec").join(name), &OPTIONS)
        .unwrap_or_else(|error| panic!("{name}: {error}"))
}

#[test]
fn every_variant_gives_its_balances_to_the_cent() {
    let samples = samples();
    assert_eq!(samples.len(), 7);
    for (name, expected) in samples {
        let set = sample(&name);
        assert_eq!(customers(&set), Open::expected(&expected["customers"]), "customers of {name}");
        assert_eq!(suppliers(&set), Open::expected(&expected["suppliers"]), "suppliers of {name}");
        assert_eq!(set, sample(&name), "{name} read again");
    }
}

#[test]
fn keys_are_unique_and_lead_somewhere() {
    for name in samples().keys() {
        let set = sample(name);
        let customers: BTreeMap<_, _> =
            set.customers.iter().map(|row| (&row.code, &row.name)).collect();
        assert_eq!(customers.len(), set.customers.len());
        let invoices: BTreeMap<_, _> =
            set.invoices.iter().map(|row| ((&row.customer, &row.number), row.total)).collect();
        assert_eq!(invoices.len(), set.invoices.len());
        let mut totals: BTreeMap<_, Decimal> = BTreeMap::new();
        let mut instalments = std::collections::BTreeSet::new();
        for item in &set.due_items {
            assert!(instalments.insert((&item.customer, &item.invoice, item.instalment)));
            *totals.entry((&item.customer, &item.invoice)).or_default() += item.amount;
        }
        assert_eq!(totals, invoices, "instalments add up to the invoice");
        assert!(set.invoices.iter().all(|row| customers.contains_key(&row.customer)));
        let credits: std::collections::BTreeSet<_> = set
            .credits
            .iter()
            .map(|row| (&row.customer, row.kind, &row.number, row.line))
            .collect();
        assert_eq!(credits.len(), set.credits.len());
    }
}

#[test]
fn encodings_and_kinds_are_told_apart() {
    let latin9 = sample("732830321FEC20251231_pipe_latin9.txt");
    let name_of = |set: &ImportSet, code: &str| {
        set.suppliers.iter().find(|row| row.code == code).map(|row| row.name.clone())
    };
    assert_eq!(name_of(&latin9, "F00010").as_deref(), Some("Žižka a.s. 10"));
    let kinds = |kind| {
        latin9.credits.iter().filter(|row| row.kind == kind && !row.open_amount.is_zero()).count()
    };
    assert_eq!((kinds(CreditKind::CreditNote), kinds(CreditKind::Payment)), (18, 10));
    assert_eq!(latin9.payments_known_to.map(|day| day.to_string()).as_deref(), Some("2026-01-26"));
}

fn written(name: &str, text: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("import_fec");
    std::fs::create_dir_all(&folder).expect("a folder");
    let path = folder.join(name);
    std::fs::write(&path, text).expect("a file");
    path
}

const HEADER: &str = "JournalCode|JournalLib|EcritureNum|EcritureDate|CompteNum|CompteLib|\
    CompAuxNum|CompAuxLib|PieceRef|PieceDate|EcritureLib|Debit|Credit|EcritureLet|DateLet|\
    ValidDate|Montantdevise|Idevise";

#[test]
fn a_line_lettered_in_a_later_file_is_settled_under_the_same_key() {
    let line = |number: &str, debit: &str, lettering: &str| {
        format!(
            "VE|Ventes|{number}|20260105|411000|Clients|C1|Durand|FA1|20260105|Facture FA1|{debit}\
             |0,00|{lettering}||20260105||"
        )
    };
    let first = format!("{HEADER}\n{}\n{}\n", line("1", "600,00", ""), line("1", "400,00", ""));
    let later = format!("{HEADER}\n{}\n{}\n", line("1", "600,00", "AA"), line("1", "400,00", ""));
    let items = |name: &str, text: &str| {
        let set = fec(&written(name, text), &OPTIONS).expect("a good file");
        assert_eq!(set.invoices.len(), 1);
        assert_eq!(set.invoices[0].total, Decimal::from(1000));
        set.due_items
            .iter()
            .map(|row| {
                (row.instalment, row.due_date.to_string(), row.open_amount.normalize().to_string())
            })
            .collect::<Vec<_>>()
    };
    let row = |instalment, open: &str| (instalment, "2026-02-04".to_owned(), open.to_owned());
    assert_eq!(items("first.txt", &first), [row(1, "600"), row(2, "400")]);
    assert_eq!(items("later.txt", &later), [row(1, "0"), row(2, "400")]);
}

#[test]
fn broken_files_are_refused_with_every_line() {
    let mut files: Vec<PathBuf> = std::fs::read_dir("tests/cases/bad_fec")
        .expect("the corpus")
        .map(|entry| entry.expect("an entry").path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "txt"))
        .collect();
    files.sort();
    assert!(files.len() >= 10, "the corpus was found");
    for file in files {
        let error = fec(&file, &OPTIONS).expect_err(&file.display().to_string());
        let name = file.file_stem().expect("a name").to_string_lossy().into_owned();
        insta::with_settings!({ snapshot_path => "cases/bad_fec", prepend_module_to_snapshot => false, omit_expression => true }, {
            insta::assert_snapshot!(name, listed(&error));
        });
    }
}

#[test]
fn a_file_that_is_not_there_is_named() {
    let error = fec(Path::new("tests/cases/no_such_fec.txt"), &OPTIONS).expect_err("no file");
    assert!(error.problems().is_empty());
    assert!(error.message().to_string().starts_with("tests/cases/no_such_fec.txt cannot be read:"));
}
