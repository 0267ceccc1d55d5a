//! The facts that a plan is made from: everything known of one customer to
//! be invoiced.

use std::sync::Arc;

use chrono::NaiveDate;

use super::level;
use super::outcome::ItemRef;
use crate::domain::credit::Credit;
use crate::domain::customer::{Contact, Customer, Site};
use crate::domain::identity::{CustomerId, SiteId};
use crate::domain::invoice::{DueItem, Invoice};

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
}

impl CustomerFacts {
    pub fn id(&self) -> CustomerId {
        self.billed.customer.id
    }

    pub fn site(&self, id: SiteId) -> Option<&Site> {
        self.sites.iter().find(|site| site.id == id)
    }
}

/// One due item seen with its invoice and customer: what rules and scripts
/// look at. Cheap to clone, so that scripts can hold it.
#[derive(Debug, Clone)]
pub struct ItemContext {
    facts: Arc<CustomerFacts>,
    at: ItemRef,
    /// Run date minus due date, in days.
    pub days_late: i64,
    /// Run date minus the reference date of `RELCLI_BORNEREL`, in days.
    pub days: i64,
    pub run_date: NaiveDate,
}

impl ItemContext {
    /// `at` must be a position within `facts`; `bornerel` is the switch
    /// `RELCLI_BORNEREL`.
    pub fn new(
        facts: &Arc<CustomerFacts>,
        at: ItemRef,
        run_date: NaiveDate,
        bornerel: bool,
    ) -> Self {
        let item = &facts.invoices[at.invoice].invoice.items[at.item];
        let reference = level::reference_date(item, bornerel);
        Self {
            facts: Arc::clone(facts),
            at,
            days_late: (run_date - item.due_date).num_days(),
            days: (run_date - reference).num_days(),
            run_date,
        }
    }

    pub fn facts(&self) -> &CustomerFacts {
        &self.facts
    }

    pub fn invoice_facts(&self) -> &InvoiceFacts {
        &self.facts.invoices[self.at.invoice]
    }

    pub fn invoice(&self) -> &Invoice {
        &self.invoice_facts().invoice
    }

    pub fn item(&self) -> &DueItem {
        &self.invoice().items[self.at.item]
    }

    /// The customer to be invoiced.
    pub fn customer(&self) -> &Customer {
        &self.facts.billed.customer
    }

    /// The customer that ordered, with its contacts.
    pub fn ordering(&self) -> &Party {
        self.invoice_facts().ordering.as_deref().unwrap_or(&self.facts.billed)
    }
}
