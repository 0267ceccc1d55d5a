//! A whole plan: the demonstration company under the shipped rules.

use std::fmt::Write;
use std::path::Path;

use chrono::{NaiveDate, Utc};
use relance::demo;
use relance::domain::address::EmailAddress;
use relance::domain::company::CompanyCode;
use relance::plan::facts::InvoiceFacts;
use relance::plan::outcome::{CustomerPlan, ItemRef};
use relance::plan::plan_customer;
use relance::store::Store;

/// Enough to meet every situation that the demonstration shows.
const CUSTOMERS: u32 = 40;

fn run_date() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, 24).expect("a date")
}

/// Invoice and instalment.
fn item(plan: &CustomerPlan, at: ItemRef) -> String {
    let InvoiceFacts { invoice, .. } = &plan.facts.invoices[at.invoice];
    format!("{}/{}", invoice.number, invoice.items[at.item].instalment)
}

fn list<T: ToString>(all: impl IntoIterator<Item = T>) -> String {
    all.into_iter().map(|one| one.to_string()).collect::<Vec<_>>().join(", ")
}

/// The plan of one customer, a line for each reminder, its items and what is
/// left out.
fn told(plan: &CustomerPlan, out: &mut String) -> std::fmt::Result {
    let customer = &plan.facts.billed.customer;
    writeln!(out, "{} {}", customer.code, customer.name)?;
    for reminder in &plan.reminders {
        let to =
            list(reminder.to.iter().map(|to| format!("{} ({})", to.address, to.source.as_str())));
        write!(out, "  {} [{}] to {to}", reminder.level, reminder.language)?;
        if !reminder.cc.is_empty() {
            write!(out, " cc {}", list(reminder.cc.iter().map(EmailAddress::as_str)))?;
        }
        writeln!(out, ": {}", list(reminder.totals()))?;
        for line in &reminder.lines {
            let item = item(plan, line.item);
            writeln!(out, "    {item} {} days late: {}", line.days_late, line.open)?;
        }
    }
    for left_out in &plan.skipped {
        let (item, days) = (item(plan, left_out.item), left_out.days_late);
        writeln!(out, "  - {item} {days} days late: {}", left_out.reason.code())?;
    }
    for bad in &plan.bad_addresses {
        writeln!(out, "  ! {:?} of {} ({})", bad.text, bad.invoice, bad.source.as_str())?;
    }
    if !plan.temporary_holds.is_empty() {
        let lifted = plan.temporary_holds.iter().map(|&at| &plan.facts.invoices[at].invoice.number);
        writeln!(out, "  hold lifted afterwards: {}", list(lifted))?;
    }
    Ok(())
}

#[tokio::test]
async fn the_demonstration_under_the_shipped_rules() {
    let rules = relance::rules::load(Path::new("rules"), Path::new("templates"))
        .unwrap_or_else(|problems| panic!("{problems:#?}"));
    let (company, batch) = (&rules.companies[0], &rules.batches[0]);
    let code: &CompanyCode = &company.company.code;
    let folder = tempfile::tempdir().expect("a folder");
    let url = format!("sqlite:{}", folder.path().join("demo.db").display());
    let store = Store::open(&url).await.expect("a store");
    store.migrate().await.expect("a schema");
    let set = demo::company(run_date(), 1);
    store.import(code, &set, Utc::now(), "demo").await.expect("an import");

    let policy = company.policy(batch);
    let mut plan = String::new();
    for facts in store.facts_page(code, None, CUSTOMERS).await.expect("a page") {
        told(&plan_customer(&policy, &facts, run_date()), &mut plan).expect("text");
    }
    insta::assert_snapshot!(plan);
}
