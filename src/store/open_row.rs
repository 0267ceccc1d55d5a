//! An open item with its invoice, as one row of the scan that planning reads.
//!
//! The row comes as one JSON array: handing over some twenty values one by one
//! costs several times as much as the database's work itself.

use std::borrow::Cow;
use std::collections::HashMap;

use chrono::NaiveDate;
use sea_orm::DatabaseBackend;
use serde::Deserialize;

use super::amount;
use super::error::StoreError;
use super::find::currency;
use super::lists;
use crate::domain::collaborator::Collaborator;
use crate::domain::document::DocumentPath;
use crate::domain::identity::{CustomerId, DueItemId, InvoiceId, SiteId};
use crate::domain::invoice::{DueItem, Invoice, RecipientsTab};
use crate::domain::level::Standing;

/// The items of a range of customers that are open.
pub const OPEN: &str = "d.open_amount > 0";

/// The scan of a range of customers for the `wanted` items; the columns are
/// the fields of [`OpenRow`].
pub fn select(backend: DatabaseBackend, wanted: &str) -> String {
    let array = match backend {
        DatabaseBackend::Postgres => "json_build_array",
        _ => "json_array",
    };
    format!(
        "SELECT CAST({array}(d.id, d.instalment, d.due_date, d.amount, d.open_amount, d.level, \
         d.last_reminded_on, d.status, d.promised_on, CAST(d.disputed AS INTEGER), \
         d.invoice_id, d.customer_id, i.number, i.invoice_date, i.currency, i.total, \
         i.payment_reference, i.payment_method, i.billing_site_id, i.person_in_charge_id, \
         i.recipients, i.copies, i.ordering_customer_id, i.documents) AS TEXT) \
         FROM customers c JOIN due_items d ON d.customer_id = c.id \
         JOIN invoices i ON i.id = d.invoice_id \
         WHERE c.company = $1 AND c.id BETWEEN $2 AND $3 AND {wanted} \
         ORDER BY d.customer_id, d.invoice_id, d.instalment"
    )
}

/// Read from an array: the order of the fields counts.
#[derive(Deserialize)]
pub struct OpenRow<'a> {
    item: i64,
    instalment: u32,
    due_date: &'a str,
    amount: i64,
    open_amount: i64,
    level: Option<Cow<'a, str>>,
    last_reminded_on: Option<&'a str>,
    status: Option<String>,
    promised_on: Option<&'a str>,
    disputed: u8,
    invoice: i64,
    customer: i64,
    #[serde(borrow)]
    number: Cow<'a, str>,
    invoice_date: &'a str,
    #[serde(borrow)]
    currency: Cow<'a, str>,
    total: i64,
    payment_reference: Option<String>,
    #[serde(borrow)]
    payment_method: Cow<'a, str>,
    billing_site: Option<i64>,
    person_in_charge: Option<i64>,
    #[serde(borrow)]
    recipients: Cow<'a, str>,
    #[serde(borrow)]
    copies: Cow<'a, str>,
    ordering_customer: Option<i64>,
    #[serde(borrow)]
    documents: Cow<'a, str>,
}

impl<'a> OpenRow<'a> {
    pub fn read(text: &'a str) -> Result<Self, StoreError> {
        serde_json::from_str(text).map_err(|_| StoreError::bad_value("due_items", text))
    }

    pub fn invoice_id(&self) -> InvoiceId {
        InvoiceId(self.invoice)
    }

    /// By which the items of a customer and of an invoice lie together.
    pub fn place(&self) -> (i64, i64, u32) {
        (self.customer, self.invoice, self.instalment)
    }

    /// The customer to be invoiced.
    pub fn customer(&self) -> CustomerId {
        CustomerId(self.customer)
    }

    /// The customer that ordered, where it is named.
    pub fn ordered_by(&self) -> Option<CustomerId> {
        self.ordering_customer.map(CustomerId)
    }

    pub fn item(&self) -> Result<DueItem, StoreError> {
        let optional = |column, day: Option<&str>| day.map(|day| date(column, day)).transpose();
        Ok(DueItem {
            id: DueItemId(self.item),
            instalment: self.instalment,
            due_date: date("due_items.due_date", self.due_date)?,
            amount: amount::from_stored(self.amount),
            open_amount: amount::from_stored(self.open_amount),
            standing: Standing::from_code(self.level.as_deref()),
            last_reminded_on: optional("due_items.last_reminded_on", self.last_reminded_on)?,
            status: self.status.clone(),
            promised_on: optional("due_items.promised_on", self.promised_on)?,
            disputed: self.disputed != 0,
        })
    }

    /// The invoice without its items and holds.
    pub fn invoice(
        &self,
        collaborators: &HashMap<i64, Collaborator>,
    ) -> Result<Invoice, StoreError> {
        Ok(Invoice {
            id: self.invoice_id(),
            number: self.number.to_string(),
            date: date("invoices.invoice_date", self.invoice_date)?,
            currency: currency("invoices.currency", self.currency.to_string())?,
            total: amount::from_stored(self.total),
            payment_reference: self.payment_reference.clone(),
            payment_method: self.payment_method.to_string(),
            billing_site: self.billing_site.map(SiteId),
            person_in_charge: self
                .person_in_charge
                .and_then(|person| collaborators.get(&person).cloned()),
            recipients: RecipientsTab {
                to: lists::from_stored("invoices.recipients", &self.recipients)?,
                copies: lists::from_stored("invoices.copies", &self.copies)?,
            },
            documents: documents(&self.documents)?,
            holds: Vec::new(),
            items: Vec::new(),
        })
    }
}

fn documents(stored: &str) -> Result<Vec<DocumentPath>, StoreError> {
    const COLUMN: &str = "invoices.documents";
    let path = |text: String| text.parse().map_err(|_| StoreError::bad_value(COLUMN, text));
    lists::from_stored(COLUMN, stored)?.into_iter().map(path).collect()
}

pub fn date(column: &'static str, stored: &str) -> Result<NaiveDate, StoreError> {
    stored.parse().map_err(|_| StoreError::bad_value(column, stored))
}
