//! Two customers with what belongs to them, as an import brings it.

use chrono::{DateTime, NaiveDate, Utc};
use relance::domain::credit::CreditKind;
use relance::domain::customer::{RecipientFlags, RoleFlags};
use relance::domain::hold::HoldKind;
use relance::domain::money::Currency;
use relance::import::set::{
    CollaboratorRow, ContactRow, CreditRow, CustomerRow, Detail, DueItemRow, HoldRow, ImportSet,
    InvoiceRow, SiteRow, SupplierItemRow, SupplierRow,
};

pub fn date(text: &str) -> NaiveDate {
    text.parse().expect("a date")
}

pub fn now() -> DateTime<Utc> {
    "2026-11-24T08:00:00Z".parse().expect("a moment")
}

pub fn customer(code: &str, name: &str) -> CustomerRow {
    CustomerRow {
        code: code.into(),
        name: name.into(),
        account: format!("411{code}"),
        language: None,
        manual: None,
        automatic: None,
        person_in_charge: None,
        consumer: false,
        address: Vec::new(),
    }
}

pub fn invoice(customer: &str, number: &str) -> InvoiceRow {
    InvoiceRow {
        customer: customer.into(),
        number: number.into(),
        ordering_customer: None,
        date: date("2026-10-01"),
        label: "Fournitures".into(),
        currency: Currency::EUR,
        total: "1200.50".parse().expect("an amount"),
        payment_reference: None,
        payment_method: "virement".into(),
        billing_site: None,
        person_in_charge: None,
        recipients: Vec::new(),
        copies: Vec::new(),
        documents: Vec::new(),
    }
}

pub fn item(customer: &str, invoice: &str, instalment: u32, open: &str) -> DueItemRow {
    DueItemRow {
        customer: customer.into(),
        invoice: invoice.into(),
        instalment,
        due_date: date("2026-11-09"),
        amount: "600.25".parse().expect("an amount"),
        open_amount: open.parse().expect("an amount"),
        level: None,
        last_reminded_on: None,
        status: None,
        comment: String::new(),
        promised_on: None,
        disputed: false,
    }
}

pub fn hold(customer: &str, invoice: &str, kind: HoldKind) -> HoldRow {
    HoldRow {
        customer: customer.into(),
        invoice: invoice.into(),
        kind,
        comment: "Litige en cours".into(),
        author: "Chloé".into(),
        placed_on: date("2026-11-20"),
    }
}

pub fn set() -> ImportSet {
    let contact = |code: &str, receives: RecipientFlags, sites: &[&str]| ContactRow {
        customer: "C1".into(),
        code: code.into(),
        name: format!("Contact {code}"),
        language: "en".parse().ok(),
        roles: RoleFlags { financial: true, ..RoleFlags::default() },
        receives,
        identity_email: Some(format!("{code}@perso.example")),
        customer_email: None,
        sites: sites.iter().map(|site| (*site).to_owned()).collect(),
    };
    let site = |code: &str| SiteRow {
        customer: "C1".into(),
        code: code.into(),
        name: format!("Site {code}"),
        address: vec!["1 rue \"Haute\"".into(), "69001 Lyon".into()],
        email: Some("site@dupont.example".into()),
    };
    ImportSet {
        collaborators: vec![CollaboratorRow {
            code: "CM".into(),
            name: "Chloé Martin".into(),
            email: Some("chloe@main.example".into()),
        }],
        customers: vec![
            CustomerRow {
                language: "fr".parse().ok(),
                person_in_charge: Some("CM".into()),
                ..customer("C1", "Dupont & Fils")
            },
            CustomerRow { automatic: Some(false), ..customer("C2", "Éditions du Lac") },
        ],
        sites: vec![site("LYON"), site("PARIS")],
        contacts: vec![
            contact("jean", RecipientFlags { reminder: true, ..Default::default() }, &["LYON"]),
            contact("lea", RecipientFlags { invoice: true, ..Default::default() }, &[]),
        ],
        invoices: vec![
            InvoiceRow {
                billing_site: Some("LYON".into()),
                person_in_charge: Some("CM".into()),
                payment_reference: Some("RF18".into()),
                recipients: vec!["compta@dupont.example".into()],
                copies: vec!["direction@dupont.example".into()],
                documents: vec!["2026/FA26-1.pdf".parse().expect("a path")],
                ..invoice("C1", "FA/26-1")
            },
            InvoiceRow { ordering_customer: Some("C1".into()), ..invoice("C2", "FA26-2") },
            invoice("C2", "FA26-3"),
        ],
        holds: vec![
            hold("C1", "FA/26-1", HoldKind::Temporary),
            hold("C2", "FA26-3", HoldKind::Manual),
        ],
        due_items: vec![
            item("C1", "FA/26-1", 1, "600.25"),
            DueItemRow {
                level: Some("N1".into()),
                last_reminded_on: Some(date("2026-11-10")),
                status: Some("relance".into()),
                comment: "Appelé le 12".into(),
                promised_on: Some(date("2026-12-01")),
                disputed: true,
                ..item("C1", "FA/26-1", 2, "0.0001")
            },
            item("C2", "FA26-2", 1, "99"),
            item("C2", "FA26-3", 1, "0"),
        ],
        credits: vec![CreditRow {
            customer: "C1".into(),
            kind: CreditKind::CreditNote,
            number: "AV1".into(),
            line: 1,
            date: date("2026-11-01"),
            label: "Avoir".into(),
            currency: Currency::EUR,
            amount: "50".parse().expect("an amount"),
            open_amount: "20.5".parse().expect("an amount"),
        }],
        suppliers: vec![SupplierRow {
            code: "S1".into(),
            name: "Papeterie".into(),
            account: "401S1".into(),
        }],
        supplier_items: vec![SupplierItemRow {
            supplier: "S1".into(),
            number: "P-9".into(),
            line: 1,
            date: date("2026-11-01"),
            due_date: date("2026-12-01"),
            label: "Papier".into(),
            currency: Currency::EUR,
            open_amount: "-45.60".parse().expect("an amount"),
        }],
        payments_known_to: Some(date("2026-11-20")),
        detail: Detail::Full,
    }
}
