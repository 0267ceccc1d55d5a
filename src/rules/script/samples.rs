//! Conditions and hooks tried on sample items at load, so that mistakes of
//! type are found before a batch runs.

use std::sync::Arc;

use chrono::NaiveDate;
use rust_decimal::Decimal;

use super::answers;
use super::hooks::{Placed, ScriptSet};
use super::item::ItemView;
use crate::diagnostic::Diagnostic;
use crate::domain::channel::Channel;
use crate::domain::collaborator::Collaborator;
use crate::domain::customer::{Customer, DunningSettings, Site};
use crate::domain::hold::{Hold, HoldKind};
use crate::domain::identity::{CollaboratorId, CustomerId, DueItemId, HoldId, InvoiceId, SiteId};
use crate::domain::invoice::{DueItem, Invoice, RecipientsTab};
use crate::domain::level::{LevelCode, Standing};
use crate::domain::money::Currency;
use crate::plan::facts::{CustomerFacts, InvoiceFacts, ItemContext, Party, Suppressed};
use crate::plan::outcome::ItemRef;

/// Tries every condition and hook; each mistake is told once.
pub fn try_out(scripts: &ScriptSet, problems: &mut Vec<Diagnostic>) {
    let mut found: Vec<Diagnostic> = Vec::new();
    let mut note = |failure: Option<Placed>| {
        if let Some(Placed { place: Some(place), message }) = failure {
            let problem = place.error(message);
            if !found.contains(&problem) {
                found.push(problem);
            }
        }
    };
    let items = items();
    for item in &items {
        for condition in &scripts.conditions {
            note(scripts.evaluate(condition, item).err());
        }
        let view = || ItemView(item.clone());
        let level = || "N1".to_owned();
        note(scripts.call("eligible", || (view(),), answers::eligibility).err());
        note(scripts.call("level", || (view(), ()), answers::level).err());
        note(scripts.call("level", || (view(), level()), answers::level).err());
        note(scripts.call("recipients", || (view(), level()), answers::recipients).err());
        note(
            scripts
                .call("cc", || (view(), level()), |answer| answers::addresses("cc", answer))
                .err(),
        );
        note(scripts.call("group_key", || (view(), level()), answers::group_key).err());
        note(
            scripts.call("subject", || (view(), level(), "fr".to_owned()), answers::subject).err(),
        );
    }
    problems.append(&mut found);
}

/// Items in the states that scripts must cope with: new, at a level, held,
/// disputed, without site or person in charge, ordered by someone else, not
/// yet due, set to NA.
fn items() -> Vec<ItemContext> {
    let run_date = NaiveDate::default() + chrono::Days::new(20_000);
    let day = |days: u64| run_date - chrono::Days::new(days);
    let new = DueItem {
        id: DueItemId(1),
        instalment: 1,
        due_date: day(12),
        amount: Decimal::new(120_000, 2),
        open_amount: Decimal::new(120_000, 2),
        standing: Standing::New,
        last_reminded_on: None,
        status: None,
        promised_on: None,
        disputed: false,
    };
    let full = Invoice {
        id: InvoiceId(1),
        number: "F1".to_owned(),
        date: day(42),
        currency: Currency::EUR,
        total: Decimal::new(120_000, 2),
        payment_reference: Some("REF1".to_owned()),
        payment_method: "VIR".to_owned(),
        billing_site: Some(SiteId(1)),
        person_in_charge: Some(Collaborator {
            id: CollaboratorId(1),
            code: "AB".to_owned(),
            name: "A. B.".to_owned(),
            email: "ab@example.com".parse().ok(),
        }),
        recipients: RecipientsTab::default(),
        documents: Vec::new(),
        holds: Vec::new(),
        items: vec![new.clone()],
    };
    let bare = Invoice {
        payment_reference: None,
        billing_site: None,
        person_in_charge: None,
        ..full.clone()
    };
    let hold = |kind| Hold {
        id: HoldId(1),
        kind,
        comment: String::new(),
        author: String::new(),
        placed_on: day(1),
    };
    let reminded = DueItem {
        due_date: day(100),
        standing: Standing::At(LevelCode::new("N1")),
        last_reminded_on: Some(day(20)),
        status: Some("OPEN".to_owned()),
        open_amount: Decimal::new(1, 2),
        ..new.clone()
    };
    let disputed = DueItem { disputed: true, promised_on: Some(day(0)), ..new.clone() };
    let excluded = DueItem { standing: Standing::Excluded, ..new.clone() };
    let future = DueItem { due_date: run_date + chrono::Days::new(5), ..new };
    let person = |code: &str, full: bool| Party {
        customer: Customer {
            id: CustomerId(1),
            code: code.to_owned(),
            name: "Client".to_owned(),
            account: "411000".to_owned(),
            address: Vec::new(),
            language: full.then(|| "fr".parse().ok()).flatten(),
            dunning: DunningSettings::default(),
            consumer: !full,
        },
        contacts: Vec::new(),
    };
    let held = Invoice {
        holds: vec![hold(HoldKind::Manual), hold(HoldKind::Automatic), hold(HoldKind::Temporary)],
        ..full.clone()
    };
    let invoices = [
        (full.clone(), None),
        (bare, None),
        (held, None),
        (Invoice { items: vec![reminded], ..full.clone() }, Some(Arc::new(person("O1", true)))),
        (Invoice { items: vec![disputed], ..full.clone() }, None),
        (Invoice { items: vec![excluded], ..full.clone() }, None),
        (Invoice { items: vec![future], ..full }, None),
    ];
    let site = Site {
        id: SiteId(1),
        code: "S1".to_owned(),
        name: "Site".to_owned(),
        address: Vec::new(),
        email: Some("site@example.com".to_owned()),
    };
    let customers =
        [("C1", true, Channel::Batch), ("C2", false, Channel::Mail), ("C1", true, Channel::Letter)];
    customers
        .into_iter()
        .flat_map(|(code, full, channel)| {
            let facts = Arc::new(CustomerFacts {
                billed: person(code, full),
                sites: vec![Site { email: site.email.clone().filter(|_| full), ..site.clone() }],
                invoices: invoices
                    .iter()
                    .map(|(invoice, ordering)| InvoiceFacts {
                        invoice: invoice.clone(),
                        ordering: ordering.clone(),
                    })
                    .collect(),
                credits: Vec::new(),
                suppressed: Suppressed::default(),
            });
            (0..invoices.len())
                .map(|invoice| {
                    let at = ItemRef { invoice, item: 0 };
                    ItemContext::new(&facts, at, run_date, false).by(channel)
                })
                .collect::<Vec<_>>()
        })
        .collect()
}
