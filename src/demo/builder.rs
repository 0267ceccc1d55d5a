//! Adds rows to the demonstration company in a few words.

use chrono::{NaiveDate, TimeDelta};
use rust_decimal::Decimal;

use super::words::{self, slug};
use crate::domain::credit::CreditKind;
use crate::domain::customer::{RecipientFlags, RoleFlags};
use crate::domain::hold::HoldKind;
use crate::domain::money::Currency;
use crate::import::set::{
    ContactRow, CreditRow, CustomerRow, DueItemRow, HoldRow, ImportSet, InvoiceRow, SiteRow,
};

/// What a contact is asked to receive.
pub const REMINDERS: RecipientFlags =
    RecipientFlags { reminder: true, reminder_all_sites: false, invoice: false };
pub const REMINDERS_OF_ALL_SITES: RecipientFlags =
    RecipientFlags { reminder: true, reminder_all_sites: true, invoice: false };
pub const INVOICES: RecipientFlags =
    RecipientFlags { reminder: false, reminder_all_sites: false, invoice: true };

/// The set as it grows.
pub struct Builder {
    pub rng: fastrand::Rng,
    pub set: ImportSet,
    as_of: NaiveDate,
    last_invoice: u32,
}

impl Builder {
    pub fn new(as_of: NaiveDate, seed: u64) -> Self {
        let set = ImportSet::default();
        Self { rng: fastrand::Rng::with_seed(seed), set, as_of, last_invoice: 26_000 }
    }

    pub fn finish(mut self) -> ImportSet {
        self.set.payments_known_to = Some(self.ago(1));
        self.set
    }

    /// So many days before the day of the demonstration; after it when
    /// negative.
    pub fn ago(&self, days: i64) -> NaiveDate {
        let delta = TimeDelta::try_days(days).unwrap_or_default();
        self.as_of.checked_sub_signed(delta).unwrap_or(self.as_of)
    }

    /// One of the words.
    pub fn pick<T: Copy>(&mut self, words: &[T], otherwise: T) -> T {
        self.rng.choice(words).copied().unwrap_or(otherwise)
    }

    pub fn percent(&mut self, chance: u8) -> bool {
        self.rng.u8(0..100) < chance
    }

    /// A believable amount between two numbers of euros.
    pub fn amount(&mut self, least: i64, most: i64) -> Decimal {
        Decimal::new(self.rng.i64(least * 100..=most * 100), 2)
    }

    /// First name and last name.
    pub fn person(&mut self) -> String {
        let first = self.pick(words::FIRST_NAMES, "Anne");
        let last = self.pick(words::LAST_NAMES, "Aubert");
        format!("{first} {last}")
    }

    /// A customer with the defaults; returns its code.
    pub fn customer(&mut self, name: &str, change: impl FnOnce(&mut CustomerRow)) -> String {
        let number = self.set.customers.len() + 1;
        let in_charge = self.rng.choice(&self.set.collaborators).map(|row| row.code.clone());
        let mut row = CustomerRow {
            code: format!("C{number:04}"),
            name: name.to_owned(),
            account: format!("411{number:05}"),
            language: "fr".parse().ok(),
            manual: Some(number.is_multiple_of(2)),
            automatic: Some(true),
            person_in_charge: in_charge,
            consumer: false,
            address: Vec::new(),
        };
        change(&mut row);
        let code = row.code.clone();
        self.set.customers.push(row);
        code
    }

    /// A French company with one site and a contact who gets the reminders
    /// of all sites.
    pub fn simple_customer(&mut self, name: &str) -> String {
        let code = self.customer(name, |_| {});
        self.site(&code, "S1", "Siège", None);
        self.contact(&code, REMINDERS_OF_ALL_SITES, &["S1"], |_| {});
        code
    }

    /// The host name of a customer.
    pub fn host(&self, customer: &str) -> String {
        let name = self.set.customers.iter().find(|row| row.code == customer);
        format!("{}.example", name.map_or_else(|| slug(customer), |row| slug(&row.name)))
    }

    pub fn site(&mut self, customer: &str, code: &str, name: &str, email: Option<String>) {
        let number = self.rng.u32(1..180);
        let street = self.pick(words::STREETS, "rue Pasteur");
        let (postal_code, town) = self.pick(words::TOWNS, ("69003", "Lyon"));
        self.set.sites.push(SiteRow {
            customer: customer.to_owned(),
            code: code.to_owned(),
            name: name.to_owned(),
            address: vec![format!("{number} {street}"), format!("{postal_code} {town}")],
            email,
        });
    }

    /// A contact with an address at the customer's host.
    pub fn contact(
        &mut self,
        customer: &str,
        receives: RecipientFlags,
        sites: &[&str],
        change: impl FnOnce(&mut ContactRow),
    ) {
        let name = self.person();
        let number = self.set.contacts.iter().filter(|row| row.customer == customer).count() + 1;
        let host = self.host(customer);
        let local = slug(&name).replace('-', ".");
        let mut row = ContactRow {
            customer: customer.to_owned(),
            code: format!("K{number}"),
            language: None,
            roles: RoleFlags {
                decision_maker: number == 1,
                principal: number == 2,
                financial: receives.invoice || receives.reminder,
            },
            receives,
            identity_email: None,
            customer_email: Some(format!("{local}@{host}")),
            sites: sites.iter().map(|site| (*site).to_owned()).collect(),
            name,
        };
        change(&mut row);
        self.set.contacts.push(row);
    }

    /// An invoice with one due item that is so many days late; returns its
    /// number.
    pub fn sell(
        &mut self,
        customer: &str,
        days_late: i64,
        amount: Decimal,
        change: impl FnOnce(&mut InvoiceRow, &mut DueItemRow),
    ) -> String {
        let mut invoice = self.invoice(customer, days_late, amount);
        let mut item = self.item(&invoice, 1, days_late, amount);
        change(&mut invoice, &mut item);
        let number = invoice.number.clone();
        self.set.invoices.push(invoice);
        self.set.due_items.push(item);
        number
    }

    /// An invoice in several instalments, a month apart, the first of which
    /// is so many days late.
    pub fn sell_in_instalments(&mut self, customer: &str, days_late: i64, amounts: &[Decimal]) {
        let invoice = self.invoice(customer, days_late, amounts.iter().sum());
        for (index, amount) in (0_u32..).zip(amounts) {
            let late = days_late - 30 * i64::from(index);
            let item = self.item(&invoice, index + 1, late, *amount);
            self.set.due_items.push(item);
        }
        self.set.invoices.push(invoice);
    }

    fn invoice(&mut self, customer: &str, days_late: i64, total: Decimal) -> InvoiceRow {
        self.last_invoice += 1;
        let customer_row = self.set.customers.iter().find(|row| row.code == customer);
        let person_in_charge = customer_row.and_then(|row| row.person_in_charge.clone());
        let site = self.set.sites.iter().find(|row| row.customer == customer);
        let billing_site = site.map(|row| row.code.clone());
        InvoiceRow {
            customer: customer.to_owned(),
            number: format!("FA{}", self.last_invoice),
            ordering_customer: None,
            date: self.ago(days_late + 30),
            label: self.pick(words::GOODS, "Mobilier sur mesure").to_owned(),
            currency: Currency::EUR,
            total,
            payment_reference: self.percent(30).then(|| format!("REF {}", self.last_invoice)),
            payment_method: "VIR".to_owned(),
            billing_site,
            person_in_charge,
            recipients: Vec::new(),
            copies: Vec::new(),
            documents: Vec::new(),
        }
    }

    fn item(
        &self,
        invoice: &InvoiceRow,
        instalment: u32,
        days_late: i64,
        amount: Decimal,
    ) -> DueItemRow {
        DueItemRow {
            customer: invoice.customer.clone(),
            invoice: invoice.number.clone(),
            instalment,
            due_date: self.ago(days_late),
            amount,
            open_amount: amount,
            level: None,
            last_reminded_on: None,
            status: None,
            comment: String::new(),
            promised_on: None,
            disputed: false,
        }
    }

    pub fn hold(&mut self, customer: &str, invoice: &str, kind: HoldKind, comment: &str) {
        let author = self.rng.choice(&self.set.collaborators).map(|row| row.name.clone());
        let placed_on = self.ago(4);
        self.set.holds.push(HoldRow {
            customer: customer.to_owned(),
            invoice: invoice.to_owned(),
            kind,
            comment: comment.to_owned(),
            author: author.unwrap_or_default(),
            placed_on,
        });
    }

    pub fn credit(&mut self, customer: &str, kind: CreditKind, open: Decimal) {
        let number = self.set.credits.len() + 1;
        let (prefix, label) = match kind {
            CreditKind::CreditNote => ("AV", "Avoir sur retour"),
            CreditKind::Payment => ("RG", "Virement reçu"),
        };
        let days = self.rng.i64(5..40);
        let date = self.ago(days);
        self.set.credits.push(CreditRow {
            customer: customer.to_owned(),
            kind,
            number: format!("{prefix}{number:04}"),
            line: 1,
            date,
            label: label.to_owned(),
            currency: Currency::EUR,
            amount: open,
            open_amount: open,
        });
    }
}
