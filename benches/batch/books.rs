//! Books of a given size: about eight open items a customer, of all ages.

use chrono::{Days, NaiveDate};
use relance::domain::customer::{RecipientFlags, RoleFlags};
use relance::domain::hold::HoldKind;
use relance::domain::money::Currency;
use relance::import::set::{
    ContactRow, CustomerRow, DueItemRow, HoldRow, ImportSet, InvoiceRow, SiteRow,
};

const ITEMS_PER_CUSTOMER: u64 = 8;
/// Items of one import: bounds the memory of the preparation.
const CHUNK: u64 = 40_000;

pub fn run_date() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, 24).unwrap_or_default()
}

pub fn customer_code(number: u64) -> String {
    format!("C{number:07}")
}

pub fn customers(items: u64) -> u64 {
    items.div_ceil(ITEMS_PER_CUSTOMER)
}

/// The books in parts of customers that share nothing.
pub fn chunks(items: u64) -> impl Iterator<Item = ImportSet> {
    let customers = customers(items);
    let per_chunk = CHUNK / ITEMS_PER_CUSTOMER;
    (0..customers.div_ceil(per_chunk)).map(move |chunk| {
        let first = chunk * per_chunk;
        part(first, (first + per_chunk).min(customers), items)
    })
}

fn part(first: u64, end: u64, items: u64) -> ImportSet {
    let mut set = ImportSet { payments_known_to: Some(run_date()), ..ImportSet::default() };
    for number in first..end {
        customer(&mut set, number);
        let left = items - number * ITEMS_PER_CUSTOMER;
        invoices(&mut set, number, left.min(ITEMS_PER_CUSTOMER));
    }
    set
}

fn customer(set: &mut ImportSet, number: u64) {
    let code = customer_code(number);
    set.customers.push(CustomerRow {
        code: code.clone(),
        name: format!("Établissements Dupré n° {number}"),
        account: format!("411{number:07}"),
        language: None,
        manual: Some(true),
        automatic: Some(!number.is_multiple_of(40)),
        person_in_charge: None,
        consumer: false,
        address: Vec::new(),
    });
    set.sites.push(SiteRow {
        customer: code.clone(),
        code: "SIEGE".into(),
        name: "Siège".into(),
        address: vec!["12 rue des Lilas".into(), "69003 Lyon".into()],
        email: Some(format!("contact@client{number}.example")),
    });
    set.contacts.push(ContactRow {
        customer: code,
        code: "K1".into(),
        name: "Claire Martin".into(),
        language: None,
        roles: RoleFlags { financial: true, ..RoleFlags::default() },
        receives: RecipientFlags {
            reminder: !number.is_multiple_of(3),
            reminder_all_sites: true,
            invoice: true,
        },
        identity_email: None,
        customer_email: Some(format!("claire.martin@client{number}.example")),
        sites: Vec::new(),
    });
}

/// Three invoices of one, two and the rest of the instalments.
fn invoices(set: &mut ImportSet, customer: u64, items: u64) {
    let code = customer_code(customer);
    let mut made = 0;
    for (index, wanted) in [1, 1, 1, 2, 3].into_iter().enumerate() {
        let instalments = wanted.min(items - made);
        if instalments == 0 {
            break;
        }
        let number = format!("FA26-{:08}", customer * 5 + index as u64);
        invoice(set, &code, &number, customer + index as u64, instalments);
        made += instalments;
    }
}

fn invoice(set: &mut ImportSet, customer: &str, number: &str, seed: u64, instalments: u64) {
    let age = (seed * 37) % 180;
    let date = run_date() - Days::new(age + 40);
    set.invoices.push(InvoiceRow {
        customer: customer.to_owned(),
        number: number.to_owned(),
        ordering_customer: None,
        date,
        label: "Prestation de maintenance".into(),
        currency: Currency::EUR,
        total: rust_decimal::Decimal::new(123_450, 2) * rust_decimal::Decimal::from(instalments),
        payment_reference: None,
        payment_method: if seed.is_multiple_of(10) { "PRLV" } else { "VIR" }.into(),
        billing_site: Some("SIEGE".into()),
        person_in_charge: None,
        recipients: Vec::new(),
        copies: Vec::new(),
        documents: Vec::new(),
    });
    if seed.is_multiple_of(50) {
        set.holds.push(HoldRow {
            customer: customer.to_owned(),
            invoice: number.to_owned(),
            kind: HoldKind::Automatic,
            comment: "litige en cours".into(),
            author: "AB".into(),
            placed_on: date,
        });
    }
    for instalment in 1..=instalments {
        set.due_items.push(DueItemRow {
            customer: customer.to_owned(),
            invoice: number.to_owned(),
            instalment: u32::try_from(instalment).unwrap_or(1),
            due_date: date + Days::new(30 * instalment),
            amount: rust_decimal::Decimal::new(123_450, 2),
            open_amount: rust_decimal::Decimal::new(123_450, 2),
            level: None,
            last_reminded_on: None,
            status: None,
            comment: String::new(),
            promised_on: None,
            disputed: false,
        });
    }
}
