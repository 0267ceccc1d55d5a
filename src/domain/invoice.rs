//! Invoices and their due items (domain document §1).

use chrono::NaiveDate;
use rust_decimal::Decimal;

use super::collaborator::Collaborator;
use super::document::DocumentPath;
use super::hold::{Hold, HoldKind};
use super::identity::{DueItemId, InvoiceId, SiteId};
use super::level::Standing;
use super::money::Currency;

/// The recipients tab of an invoice (Destinataires), as stored.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
pub struct RecipientsTab {
    pub to: Vec<String>,
    pub copies: Vec<String>,
}

/// A posted customer invoice with what is still open of it.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Invoice {
    pub id: InvoiceId,
    pub number: String,
    pub date: NaiveDate,
    pub currency: Currency,
    pub total: Decimal,
    /// The reference that the customer quotes when paying; the number if none.
    pub payment_reference: Option<String>,
    /// Code of the payment method (mode de règlement).
    pub payment_method: String,
    pub billing_site: Option<SiteId>,
    pub person_in_charge: Option<Collaborator>,
    pub recipients: RecipientsTab,
    /// Its files in the folder of documents.
    pub documents: Vec<DocumentPath>,
    /// Holds in force.
    pub holds: Vec<Hold>,
    /// Open instalments, by instalment number.
    pub items: Vec<DueItem>,
}

impl Invoice {
    /// The hold of this kind in force, if any.
    pub fn hold(&self, kind: HoldKind) -> Option<&Hold> {
        self.holds.iter().find(|hold| hold.kind == kind)
    }

    /// What is open over all instalments.
    pub fn open_amount(&self) -> Decimal {
        self.items.iter().map(|item| item.open_amount).sum()
    }

    /// The reference to quote when paying.
    pub fn reference(&self) -> &str {
        self.payment_reference.as_deref().unwrap_or(&self.number)
    }
}

/// One instalment of an invoice (échéance).
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct DueItem {
    pub id: DueItemId,
    /// Number of the instalment, from 1.
    pub instalment: u32,
    pub due_date: NaiveDate,
    pub amount: Decimal,
    /// Amount still open; zero when settled.
    pub open_amount: Decimal,
    /// Dunning level (Niv. Relance).
    pub standing: Standing,
    /// Last reminded on (Relancé le).
    pub last_reminded_on: Option<NaiveDate>,
    /// Code from the configured status list.
    pub status: Option<String>,
    pub promised_on: Option<NaiveDate>,
    pub disputed: bool,
}
