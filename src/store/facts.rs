//! The facts that plans are made from, read page by page of customers.
//!
//! A page takes a handful of queries over a range of customers, never one per
//! customer or invoice.

use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

use sea_orm::{AccessMode, DatabaseBackend, DatabaseTransaction, IsolationLevel, TransactionTrait};

use super::connection::Store;
use super::error::StoreError;
use super::facts_invoices as invoices;
use super::facts_parties::{self as parties, Range};
use super::suppressions;
use crate::domain::company::CompanyCode;
use crate::domain::customer::Customer;
use crate::domain::identity::{CustomerId, SiteId};
use crate::domain::suppression::SuppressedAddresses;
use crate::plan::facts::{CustomerFacts, InvoiceFacts, Party, Suppressed};

impl Store {
    /// The next customers to be invoiced that have at least one open item, in
    /// the order of their identities, after the one given. Empty at the end.
    ///
    /// # Errors
    /// When the database fails or holds what it should not.
    pub async fn facts_page(
        &self,
        company: &CompanyCode,
        after: Option<CustomerId>,
        count: u32,
    ) -> Result<Vec<Arc<CustomerFacts>>, StoreError> {
        let transaction = self.snapshot().await?;
        let customers = parties::with_open_items(&transaction, company, after, count).await?;
        let facts = facts(&transaction, company, customers).await?;
        transaction.commit().await?;
        Ok(facts)
    }

    /// The facts of one customer; `None` when nothing of it is open.
    ///
    /// # Errors
    /// As [`Store::facts_page`].
    pub async fn facts_of(
        &self,
        company: &CompanyCode,
        code: &str,
    ) -> Result<Option<Arc<CustomerFacts>>, StoreError> {
        let facts = self.customer_facts(company, code).await?;
        Ok(facts.filter(|facts| !facts.invoices.is_empty()))
    }

    /// The facts of one customer, whether or not anything is open; `None` when
    /// there is no such customer.
    ///
    /// # Errors
    /// As [`Store::facts_page`].
    pub async fn customer_facts(
        &self,
        company: &CompanyCode,
        code: &str,
    ) -> Result<Option<Arc<CustomerFacts>>, StoreError> {
        let transaction = self.snapshot().await?;
        let customer = parties::by_code(&transaction, company, code).await?;
        let facts = facts(&transaction, company, customer.into_iter().collect()).await?;
        transaction.commit().await?;
        Ok(facts.into_iter().next())
    }

    /// The customer with this code, whether or not anything is open.
    ///
    /// # Errors
    /// As [`Store::facts_page`].
    pub async fn customer(
        &self,
        company: &CompanyCode,
        code: &str,
    ) -> Result<Option<Customer>, StoreError> {
        let transaction = self.snapshot().await?;
        let customer = parties::by_code(&transaction, company, code).await?;
        transaction.commit().await?;
        Ok(customer)
    }

    /// All queries of a page see the same moment.
    pub(super) async fn snapshot(&self) -> Result<DatabaseTransaction, StoreError> {
        let connection = self.readers();
        Ok(match connection.get_database_backend() {
            DatabaseBackend::Postgres => {
                let level = Some(IsolationLevel::RepeatableRead);
                connection.begin_with_config(level, Some(AccessMode::ReadOnly)).await?
            }
            _ => connection.begin().await?,
        })
    }
}

pub(super) async fn facts(
    transaction: &DatabaseTransaction,
    company: &CompanyCode,
    customers: Vec<Customer>,
) -> Result<Vec<Arc<CustomerFacts>>, StoreError> {
    let (Some(first), Some(last)) = (customers.first(), customers.last()) else {
        return Ok(Vec::new());
    };
    let range = Range { company, first: first.id, last: last.id };
    let read = invoices::open(transaction, &range).await?;
    let suppressed = Arc::new(suppressions::in_force(transaction, company).await?);
    assemble(transaction, &range, customers, read, &suppressed).await
}

/// The customers of a range with these invoices and everything else.
pub(super) async fn assemble(
    transaction: &DatabaseTransaction,
    range: &Range<'_>,
    customers: Vec<Customer>,
    read: invoices::OpenInvoices,
    suppressed: &Arc<SuppressedAddresses>,
) -> Result<Vec<Arc<CustomerFacts>>, StoreError> {
    let ordering = match read.ordered_elsewhere {
        true => parties::ordering(transaction, range).await?,
        false => HashMap::new(),
    };
    let mut contacts = parties::contacts(transaction, range, parties::BILLED).await?;
    let sites =
        parties::sites(transaction, range, &read.billing_sites, read.ordered_elsewhere).await?;
    let mut credits = invoices::credits(transaction, range).await?;
    let mut by_customer = read.by_customer;
    Ok(customers
        .into_iter()
        .map(|customer| {
            let id = customer.id;
            let mut invoices: Vec<InvoiceFacts> = by_customer
                .remove(&id)
                .unwrap_or_default()
                .into_iter()
                .map(|(invoice, ordered_by)| InvoiceFacts {
                    invoice,
                    ordering: ordered_by
                        .filter(|&ordered_by| ordered_by != id)
                        .and_then(|ordered_by| ordering.get(&ordered_by).map(Arc::clone)),
                })
                .collect();
            invoices.sort_by(|a, b| {
                let (a, b) = (&a.invoice, &b.invoice);
                (a.date, &a.number, a.id).cmp(&(b.date, &b.number, b.id))
            });
            let named: BTreeSet<SiteId> =
                invoices.iter().filter_map(|facts| facts.invoice.billing_site).collect();
            let named = named.iter().filter_map(|id| sites.get(id).cloned()).collect();
            let facts = CustomerFacts {
                billed: Party { customer, contacts: contacts.remove(&id).unwrap_or_default() },
                sites: named,
                invoices,
                credits: credits.remove(&id).unwrap_or_default(),
                suppressed: Suppressed::default(),
            };
            Arc::new(facts.under(suppressed))
        })
        .collect())
}
