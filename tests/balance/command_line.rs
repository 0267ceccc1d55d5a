//! What the command shows and refuses.

use crate::desk::{Books, Desk};
use crate::files::{AS_OF, desk};

#[tokio::test]
async fn operations_and_subtotals_on_the_terminal() {
    let desk = desk().await;
    let hide = "name,date,label";
    let shown = desk.relance(&["balance", "--as-of", AS_OF, "--hide", hide]).expect(0);
    // Which day it is, is told where the balance is of an earlier one.
    let lines = shown.out.lines().filter(|line| !line.starts_with("What is open"));
    let shown: String = lines.map(|line| format!("{line}\n")).collect();
    insta::assert_snapshot!(shown);
}

#[tokio::test]
async fn suppliers_in_french() {
    let desk = desk().await;
    for args in [&["suppliers"][..], &["--supplier", "S1"]] {
        let all = [&["balance", "--lang", "fr", "--as-of", AS_OF, "--summary"], args].concat();
        let shown = desk.relance(&all).expect(0).out;
        assert!(shown.contains("Balance âgée des fournisseurs au 24/11/2026"), "{shown}");
        let line = shown.lines().find(|line| line.contains("S1")).expect("the supplier");
        assert!(line.contains("Aciéries de l’Est") && line.contains("-99,90"), "{line}");
    }
}

#[tokio::test]
async fn buckets_and_the_age_come_from_the_rules() {
    let desk = desk().await;
    desk.change_rules("balance.yaml", "buckets: [30, 60, 90, 180]", "buckets: [0, 15]");
    desk.change_rules("balance.yaml", "age: invoice", "age: due");
    let args = ["balance", "--as-of", AS_OF, "--format", "json"];
    let balance = desk.relance(&args).expect(0).json();
    let labels: Vec<&str> = balance["buckets"]
        .as_array()
        .expect("buckets")
        .iter()
        .map(|bucket| bucket["label"].as_str().expect("a label"))
        .collect();
    assert_eq!(labels, ["Not yet due", "Over 0 days", "Over 15 days"]);
    let open = &balance["accounts"][0]["currencies"][0]["open"];
    assert_eq!((&open[0]["number"], &open[0]["days"]), (&"=F1".into(), &15.into()));
    let by_invoice = desk.relance(&[&args[..], &["--age", "invoice"]].concat()).expect(0).json();
    let open = &by_invoice["accounts"][0]["currencies"][0]["open"];
    assert_eq!(open[0]["days"], 313);
}

#[test]
fn mistakes_in_the_rules_are_told_at_their_place() {
    let desk = Desk::new();
    for (settings, expected) in [
        ("buckets: [30, 30]", "does not lie above 30"),
        ("buckets: []", "no buckets"),
        ("buckets: [-1]", "whole number from 0"),
        ("age: paid", "invoice, due"),
        ("exchange_rates: {USD: 0}", "a rate above 0"),
        ("exchange_rates: {USD: [{from: 2026-13-01, rate: 1}]}", "a date such as"),
        ("exchange_rates: {DOLLAR: 1}", "ISO 4217"),
    ] {
        let text = format!("aged_balance:\n  {settings}\n");
        std::fs::write(desk.rules.join("balance.yaml"), text).expect("a rules file");
        let told = desk.relance(&["check"]).expect(3).err;
        assert!(told.contains(expected), "{settings}: {told}");
        assert!(told.contains("balance.yaml:2:"), "{settings}: {told}");
    }
}

#[tokio::test]
async fn a_command_line_that_makes_no_sense_is_refused() {
    let desk = Desk::new();
    desk.fill(&Books::one_invoice("a@client.example").set()).await;
    for args in [
        &["--hide", "amount"][..],
        &["--currency", "EURO"],
        &["--min-amount", "-5"],
        &["--group", "level"],
        &["suppliers", "--customer", "C1"],
        &["--customer", "C1", "--supplier", "S1"],
        &["--supplier", "S9"],
    ] {
        desk.relance(&[&["balance"], args].concat()).expect(2);
    }
}

#[test]
fn the_demonstration_shows_every_case() {
    let desk = Desk::new();
    desk.relance(&["demo", "--as-of", AS_OF]).expect(0);
    let args = ["balance", "--as-of", AS_OF, "--format", "csv", "--later"];
    let customers = desk.relance(&args).expect(0).out;
    for case in [",Invoice,", ",Credit note,", ",Payment,", ",USD,", ",GBP,", ",CHF,", "/2,"] {
        assert!(customers.contains(case), "{case}");
    }
    let suppliers = desk.relance(&[&args[..], &["suppliers"]].concat()).expect(0).out;
    assert!(suppliers.contains(",Avoir,") && suppliers.contains(",-"), "{suppliers}");
}
