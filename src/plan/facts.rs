//! The facts that a plan is made from: everything known of one customer to
//! be invoiced.

use std::collections::BTreeMap;
use std::hash::{Hash, Hasher};
use std::sync::Arc;

use chrono::NaiveDate;
use rust_decimal::Decimal;

use super::level;
use super::outcome::ItemRef;
use crate::domain::address::EmailAddress;
use crate::domain::channel::Channel;
use crate::domain::credit::Credit;
use crate::domain::customer::{Contact, Customer, Site};
use crate::domain::identity::{CustomerId, SiteId};
use crate::domain::invoice::{DueItem, Invoice};
use crate::domain::money::{Currency, Money};
use crate::domain::suppression::SuppressedAddresses;

/// A customer with its contacts.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Party {
    pub customer: Customer,
    pub contacts: Vec<Contact>,
}

/// An invoice with the customer that ordered.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct InvoiceFacts {
    pub invoice: Invoice,
    /// The ordering customer ("customer of the invoice") where it differs
    /// from the customer to be invoiced.
    pub ordering: Option<Arc<Party>>,
}

/// Everything a plan needs to know of one customer to be invoiced
/// (client à facturer).
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct CustomerFacts {
    pub billed: Party,
    /// Sites named by the invoices, whichever customer they belong to.
    pub sites: Vec<Site>,
    /// Invoices with at least one open item, by date and number.
    pub invoices: Vec<InvoiceFacts>,
    /// Open credit notes and unallocated payments.
    pub credits: Vec<Credit>,
    pub suppressed: Suppressed,
}

/// The addresses that nothing is sent to. All that the list has are known, since
/// rules can name any; what tells facts apart are those on record here.
#[derive(Debug, Clone, Default)]
pub struct Suppressed {
    all: Arc<SuppressedAddresses>,
    /// In order, each once.
    own: Vec<String>,
}

impl Suppressed {
    pub fn has(&self, address: &EmailAddress) -> bool {
        self.all.has(address)
    }
}

impl PartialEq for Suppressed {
    fn eq(&self, other: &Self) -> bool {
        self.own == other.own
    }
}

impl Eq for Suppressed {}

impl Hash for Suppressed {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.own.hash(state);
    }
}

impl CustomerFacts {
    pub fn id(&self) -> CustomerId {
        self.billed.customer.id
    }

    /// The same facts under a suppression list.
    #[must_use]
    pub fn under(mut self, all: &Arc<SuppressedAddresses>) -> Self {
        if all.is_empty() {
            return self;
        }
        let on_record = self.emails().filter_map(|text| text.parse::<EmailAddress>().ok());
        let own = on_record.filter(|address| all.has(address)).map(|address| address.normal());
        let mut own: Vec<String> = own.collect();
        own.sort_unstable();
        own.dedup();
        self.suppressed = Suppressed { all: Arc::clone(all), own };
        self
    }

    /// Every e-mail on record that a reminder can go to, as it was written.
    fn emails(&self) -> impl Iterator<Item = &str> {
        let ordering = self.invoices.iter().filter_map(|facts| facts.ordering.as_deref());
        let parties = std::iter::once(&self.billed).chain(ordering);
        let contacts = parties.flat_map(|party| &party.contacts).filter_map(Contact::email);
        let sites = self.sites.iter().filter_map(|site| site.email.as_deref());
        let invoices = self.invoices.iter().map(|facts| &facts.invoice);
        let tabs = invoices.flat_map(|invoice| {
            let tab = &invoice.recipients;
            let person = invoice.person_in_charge.as_ref().and_then(|it| it.email.as_ref());
            let tab = tab.to.iter().chain(&tab.copies).map(String::as_str);
            tab.chain(person.map(EmailAddress::as_str))
        });
        contacts.chain(sites).chain(tabs)
    }

    pub fn site(&self, id: SiteId) -> Option<&Site> {
        self.sites.iter().find(|site| site.id == id)
    }
}

/// A customer's facts with their sums, made once for all of its items.
#[derive(Debug)]
pub struct Account {
    facts: Arc<CustomerFacts>,
    /// What is open on each invoice, in the order of the facts.
    open: Vec<Decimal>,
    /// What is owed less what is credited.
    balances: BTreeMap<Currency, Decimal>,
}

impl Account {
    pub fn new(facts: &Arc<CustomerFacts>) -> Self {
        let open: Vec<Decimal> =
            facts.invoices.iter().map(|facts| facts.invoice.open_amount()).collect();
        let mut balances = BTreeMap::<Currency, Decimal>::new();
        for (facts, open) in facts.invoices.iter().zip(&open) {
            *balances.entry(facts.invoice.currency).or_default() += open;
        }
        for credit in &facts.credits {
            *balances.entry(credit.currency).or_default() -= credit.open_amount;
        }
        Self { facts: Arc::clone(facts), open, balances }
    }
}

/// One due item seen with its invoice and customer: what rules and scripts
/// look at. Cheap to clone, so that scripts can hold it.
#[derive(Debug, Clone)]
pub struct ItemContext {
    account: Arc<Account>,
    at: ItemRef,
    /// Run date minus due date, in days.
    pub days_late: i64,
    /// Run date minus the reference date of `RELCLI_BORNEREL`, in days.
    pub days: i64,
    pub run_date: NaiveDate,
    /// By which way the item would be reminded.
    pub channel: Channel,
}

impl ItemContext {
    /// `at` must be a position within `facts`; `bornerel` is the switch
    /// `RELCLI_BORNEREL`. For many items of a customer, [`ItemContext::of`].
    pub fn new(
        facts: &Arc<CustomerFacts>,
        at: ItemRef,
        run_date: NaiveDate,
        bornerel: bool,
    ) -> Self {
        Self::of(&Arc::new(Account::new(facts)), at, run_date, bornerel)
    }

    /// As [`ItemContext::new`], with the sums that the customer's items share.
    pub fn of(account: &Arc<Account>, at: ItemRef, run_date: NaiveDate, bornerel: bool) -> Self {
        let item = &account.facts.invoices[at.invoice].invoice.items[at.item];
        let reference = level::reference_date(item, bornerel);
        Self {
            account: Arc::clone(account),
            at,
            days_late: (run_date - item.due_date).num_days(),
            days: (run_date - reference).num_days(),
            run_date,
            channel: Channel::Batch,
        }
    }

    /// The same item, looked at for a reminder by another way.
    #[must_use]
    pub fn by(self, channel: Channel) -> Self {
        Self { channel, ..self }
    }

    pub fn facts(&self) -> &CustomerFacts {
        &self.account.facts
    }

    /// What is open over all instalments of the invoice.
    pub fn open_on_invoice(&self) -> Money {
        Money::new(self.account.open[self.at.invoice], self.invoice().currency)
    }

    /// What the customer owes in the invoice's currency, credit notes and
    /// unallocated payments counted (domain document §2.7). Currencies are
    /// never added up, so a customer can be a creditor in one and a debtor in
    /// another.
    pub fn net_balance(&self) -> Money {
        let currency = self.invoice().currency;
        let amount = self.account.balances.get(&currency).copied().unwrap_or_default();
        Money::new(amount, currency)
    }

    pub fn invoice_facts(&self) -> &InvoiceFacts {
        &self.facts().invoices[self.at.invoice]
    }

    pub fn invoice(&self) -> &Invoice {
        &self.invoice_facts().invoice
    }

    pub fn item(&self) -> &DueItem {
        &self.invoice().items[self.at.item]
    }

    /// The customer to be invoiced.
    pub fn customer(&self) -> &Customer {
        &self.facts().billed.customer
    }

    /// The customer that ordered, with its contacts.
    pub fn ordering(&self) -> &Party {
        self.invoice_facts().ordering.as_deref().unwrap_or(&self.facts().billed)
    }
}
