//! What rows of an import may refer to.

use sea_orm::ConnectionTrait;

use super::connection::Store;
use super::error::StoreError;
use super::import_keys::{Codes, Keys};
use super::import_parties::site_keys;
use super::import_receivables::keys as invoice_keys;
use crate::domain::company::CompanyCode;
use crate::import::set::Target;

/// The keys that the store has of a company, as they were at one moment.
pub struct StoredKeys {
    people: Codes,
    customers: Codes,
    suppliers: Codes,
    sites: Keys,
    invoices: Keys,
}

impl Store {
    /// Reads the keys of a company.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn keys(&self, company: &CompanyCode) -> Result<StoredKeys, StoreError> {
        StoredKeys::read(self.readers(), company).await
    }
}

impl StoredKeys {
    pub(super) async fn read(
        connection: &impl ConnectionTrait,
        company: &CompanyCode,
    ) -> Result<Self, StoreError> {
        Ok(Self {
            people: Codes::read(connection, company, "collaborators").await?,
            customers: Codes::read(connection, company, "customers").await?,
            suppliers: Codes::read(connection, company, "suppliers").await?,
            sites: site_keys(connection, company).await?,
            invoices: invoice_keys(connection, company).await?,
        })
    }

    /// Whether there is such a row.
    pub fn have(&self, target: Target<&str>) -> bool {
        let of_customer = |keys: &Keys, customer: &str, key: &str| {
            let customer = self.customers.find(customer);
            customer.is_some_and(|customer| keys.find(customer, key).is_some())
        };
        target.choices().any(|choice| match choice {
            Target::Collaborator { code } => self.people.find(code).is_some(),
            Target::Customer { code } => self.customers.find(code).is_some(),
            Target::Supplier { code } => self.suppliers.find(code).is_some(),
            Target::Site { customer, code } | Target::BillingSite { customer, code, .. } => {
                of_customer(&self.sites, customer, code)
            }
            Target::Invoice { customer, number } => of_customer(&self.invoices, customer, number),
        })
    }
}
