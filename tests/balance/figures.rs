//! The balance of every sample ledger equals the sums that were made from the
//! files independently (`expected.json`), to the cent.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use chrono::Utc;
use relance::app::balance::{BalanceRequest, balance};
use relance::app::engine::{Engine, load_files};
use relance::balance::{AccountBlock, Criteria, GroupKey, Grouping, Ledger, Report, Sink, Sums};
use relance::domain::company::{Company, CompanyCode};
use relance::domain::money::Currency;
use relance::export::ExportError;
use relance::import::{FecOptions, fec};
use relance::rules::set::CompanyRules;
use rust_decimal::Decimal;
use serde_json::Value;

use crate::database::Fresh;

const SAMPLES: &str = "tests/data/fec";

/// The balance of each account in euros, and what lines they are made of.
#[derive(Default)]
struct Balances {
    by_account: BTreeMap<String, Decimal>,
    lines: u64,
}

impl Sink for Balances {
    type Error = ExportError;

    fn begin_group(&mut self, _: &GroupKey) -> Result<(), ExportError> {
        Ok(())
    }

    fn account(&mut self, block: &AccountBlock) -> Result<(), ExportError> {
        for part in &block.parts {
            assert_eq!(part.currency, Currency::EUR);
            let total = part.operations.iter().map(|aged| aged.operation.amount.amount).sum();
            assert_eq!(part.sums.total, total);
            assert_eq!(part.sums.buckets.iter().sum::<Decimal>(), total);
            self.lines += part.operations.len() as u64;
            self.by_account.insert(block.account.code.clone(), total);
        }
        Ok(())
    }

    fn end_group(&mut self, _: &GroupKey, _: &Sums) -> Result<(), ExportError> {
        Ok(())
    }

    fn end(&mut self, _: &Report) -> Result<(), ExportError> {
        Ok(())
    }
}

fn amount(value: &Value) -> Decimal {
    value.as_str().expect("text").parse().expect("an amount")
}

on_every_database!(every_ledger_balances_to_the_cent);

async fn every_ledger_balances_to_the_cent(database: &Fresh) {
    let expected = std::fs::read(PathBuf::from(SAMPLES).join("expected.json")).expect("a file");
    let expected: Value = serde_json::from_slice(&expected).expect("JSON");
    let samples = expected.as_object().expect("samples");
    assert_eq!(samples.len(), 7);
    let (rules, renderer) =
        load_files(Path::new("rules"), Path::new("templates")).expect("the shipped files");
    let shipped = rules.companies[0].clone();
    let engine = Engine {
        store: database.store.clone(),
        rules: Arc::new(rules),
        renderer: Arc::new(renderer),
    };
    for (name, expected) in samples {
        // Each ledger is of a company of its own.
        let code = CompanyCode(name.as_str().into());
        let company = Company { code: code.clone(), ..(*shipped.company).clone() };
        let rules = CompanyRules { company: Arc::new(company), ..shipped.clone() };
        let options = FecOptions { default_terms_days: 30, currency: Currency::EUR };
        let set = fec(&Path::new(SAMPLES).join(name), &options).expect("a ledger");
        database.store.import(&code, &set, Utc::now(), name).await.expect("an import");
        for ledger in [Ledger::Customers, Ledger::Suppliers] {
            compare(&engine, &rules, ledger, name, &expected[ledger.as_str()]).await;
        }
    }
}

async fn compare(
    engine: &Engine,
    rules: &CompanyRules,
    ledger: Ledger,
    name: &str,
    expected: &Value,
) {
    let request = BalanceRequest {
        ledger,
        criteria: Criteria::on("2026-12-31".parse().expect("a date")),
        codes: Vec::new(),
        grouping: Grouping::Account,
        summary: false,
    };
    let mut found = Balances::default();
    let report = balance(engine, rules, &request, &mut found).await.expect("a balance");
    let what = format!("{} of {name}", ledger.as_str());
    assert_eq!(report.accounts, expected["accounts"].as_u64().expect("a count"), "{what}");
    assert_eq!(found.lines, expected["lines"].as_u64().expect("a count"), "{what}");
    let euros = report.totals.currency(Currency::EUR).expect("euros");
    assert_eq!(euros.total, amount(&expected["total"]), "{what}");
    let accounts: BTreeMap<String, Decimal> = expected["balance"]
        .as_object()
        .expect("accounts")
        .iter()
        .map(|(account, balance)| (account.clone(), amount(balance)))
        .collect();
    assert_eq!(found.by_account, accounts, "{what}");
    assert!(report.notes.is_empty(), "{what}: {:?}", report.notes);
}
