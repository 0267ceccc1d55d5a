//! CSV, PDF and JSON, and books that have what is hard in them.

use std::process::Command;

use relance::domain::credit::CreditKind;
use relance::domain::money::Currency;
use relance::import::set::{CollaboratorRow, CreditRow, DueItemRow, SupplierItemRow, SupplierRow};

use crate::desk::{Books, Desk, day};

pub const AS_OF: &str = "2026-11-24";

fn amount(text: &str) -> rust_decimal::Decimal {
    text.parse().expect("an amount")
}

/// Customer C1 with a document that looks like a formula, an invoice in two
/// instalments, a credit note and dollars; C2 with a large amount and LBE in
/// charge; supplier S1.
pub async fn desk() -> Desk {
    let desk = Desk::new();
    let mut set = Books::default()
        .customer("C1")
        .customer("C2")
        .invoice("C1", "=F1", "2026-11-09", "a@client.example")
        .invoice("C1", "F2", "2026-11-19", "a@client.example")
        .invoice("C1", "U1", "2026-11-01", "a@client.example")
        .invoice("C2", "F3", "2026-12-10", "a@client.example")
        .set();
    set.collaborators.push(CollaboratorRow {
        code: "LBE".into(),
        name: "Louise Beaumont".into(),
        email: None,
    });
    for (position, date, total, open) in [
        (1, "2026-10-20", "0.30", "0.10"),
        (2, "2026-10-01", "10.05", "10.05"),
        (3, "2026-11-10", "123456789.99", "123456789.99"),
    ] {
        set.invoices[position].date = day(date);
        set.invoices[position].total = amount(total);
        set.due_items[position].amount = amount(open);
        set.due_items[position].open_amount = amount(open);
    }
    set.due_items.push(DueItemRow {
        instalment: 2,
        due_date: day("2026-12-19"),
        amount: amount("0.20"),
        open_amount: amount("0.20"),
        ..set.due_items[1].clone()
    });
    set.invoices[2].currency = "USD".parse().expect("a currency");
    set.invoices[3].person_in_charge = Some("LBE".into());
    set.credits.push(CreditRow {
        customer: "C1".into(),
        kind: CreditKind::CreditNote,
        number: "AV1".into(),
        line: 1,
        date: day("2026-11-01"),
        label: "Avoir".into(),
        currency: Currency::EUR,
        amount: amount("50"),
        open_amount: amount("20.50"),
    });
    set.suppliers.push(SupplierRow {
        code: "S1".into(),
        name: "Aciéries de l’Est".into(),
        account: "401S1".into(),
    });
    set.supplier_items.push(SupplierItemRow {
        supplier: "S1".into(),
        number: "7".into(),
        line: 1,
        date: day("2026-10-24"),
        due_date: day("2026-11-23"),
        label: "Facture d’achat".into(),
        currency: Currency::EUR,
        open_amount: amount("-99.90"),
    });
    desk.fill(&set).await;
    desk
}

/// Gives the rules a rate for dollars; what the total in euros then is.
pub fn rates(desk: &Desk) -> &'static str {
    let from = "  # exchange_rates:\n  #   GBP: 1.17\n";
    desk.change_rules("balance.yaml", from, "  exchange_rates: {USD: 0.90}\n");
    // 1000 + 0.30 − 20.50 + 123,456,789.99 + 9.05
    "123457778.84"
}

#[tokio::test]
async fn csv_holds_the_operations_and_totals_and_runs_no_formula() {
    let desk = desk().await;
    rates(&desk);
    let csv = desk.relance(&["balance", "--as-of", AS_OF, "--format", "csv", "--customer", "C1"]);
    insta::assert_snapshot!(csv.expect(0).out.replace('\r', ""));
}

#[tokio::test]
async fn csv_has_a_decimal_comma_and_a_mark_where_asked() {
    let desk = desk().await;
    let args = ["balance", "--as-of", AS_OF, "--format", "csv", "--bom", "--summary"];
    let comma = desk.relance(&args).expect(0).out;
    assert!(comma.starts_with("\u{feff}Row,Account,Name,"), "{comma}");
    assert!(comma.contains(",123456789.99"), "{comma}");
    let french = desk.relance(&[&args[..], &["--lang", "fr"]].concat()).expect(0).out;
    assert!(french.starts_with("\u{feff}Ligne;Compte;Nom;"), "{french}");
    assert!(french.contains(";123456789,99"), "{french}");
    let chosen = desk.relance(&[&args[..], &["--separator", ";"]].concat()).expect(0).out;
    assert!(chosen.contains(";123456789,99"), "{chosen}");
}

#[tokio::test]
async fn json_has_exact_amounts_and_iso_dates() {
    let desk = desk().await;
    let args = ["balance", "--as-of", AS_OF, "--format", "json", "--person", "LBE"];
    let balance = desk.relance(&args).expect(0).json();
    let open = &balance["accounts"][0]["currencies"][0]["open"][0];
    insta::assert_snapshot!(format!("{open:#}"));
    assert_eq!(balance["totals"]["company"]["total"], "123456789.99");
    for group in ["currency", "bucket", "person"] {
        for summary in [&[][..], &["--summary"]] {
            let args = ["balance", "--as-of", AS_OF, "--format", "json", "--group", group];
            let balance = desk.relance(&[&args[..], summary].concat()).expect(0).json();
            assert!(balance["groups"].as_array().is_some_and(|groups| groups.len() >= 2));
            assert_eq!(balance["account_count"], 2);
        }
    }
}

#[tokio::test]
async fn pdf_shows_the_same_figures() {
    let desk = desk().await;
    let path = desk.folder.path().join("balance.pdf");
    let file = path.display().to_string();
    desk.relance(&["balance", "--lang", "fr", "--as-of", AS_OF, "--out", &file]).expect(0);
    let text = Command::new("pdftotext").args(["-layout", &file, "-"]).output();
    let text = String::from_utf8(text.expect("pdftotext runs").stdout).expect("UTF-8");
    let text = text.replace(['\u{a0}', '\u{202f}'], " ");
    for shown in
        ["Balance âgée des clients au 24/11/2026", "=F1", "F2/2", "-20,50", "123 456 789,99", "USD"]
    {
        assert!(text.contains(shown), "{shown} in {text}");
    }
}

#[tokio::test]
async fn a_file_appears_whole_or_not_at_all() {
    let desk = desk().await;
    let path = desk.folder.path().join("balance.csv");
    std::fs::write(&path, "what was there").expect("a file");
    let file = path.display().to_string();
    let args = ["balance", "--out", &file, "--customer", "C9"];
    let refused = desk.relance(&args).expect(2);
    assert!(refused.err.contains("C9"), "{}", refused.err);
    assert_eq!(std::fs::read_to_string(&path).expect("a file"), "what was there");
    let parts = std::fs::read_dir(desk.folder.path()).expect("a folder");
    let left = parts.filter(|entry| {
        let name = entry.as_ref().expect("an entry").file_name();
        name.to_string_lossy().contains(".part")
    });
    assert_eq!(left.count(), 0);
}
