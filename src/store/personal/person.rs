//! Who is meant.

use sea_orm::ConnectionTrait;

use super::needles::Needles;
use crate::domain::address::EmailAddress;
use crate::domain::company::CompanyCode;
use crate::store::connection::Store;
use crate::store::entity::contact;
use crate::store::error::StoreError;
use crate::store::rows::{Columns, number, sql, text};

/// A contact as it is on record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ContactEntry {
    pub contact: contact::Model,
    pub customer_code: String,
    pub customer_name: String,
    /// Codes of the sites that it is attached to.
    pub sites: Vec<String>,
}

/// A person at a customer, or whoever an address belongs to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Person {
    pub company: CompanyCode,
    /// `None` where only lists of recipients have the address.
    pub contact: Option<ContactEntry>,
    /// Theirs alone.
    pub addresses: Vec<EmailAddress>,
    /// Also those of another contact or of a site.
    pub shared: Vec<EmailAddress>,
}

/// Shorter names are words of any text.
const SHORTEST_NAME: usize = 5;

impl Person {
    pub(super) fn needles(&self) -> Needles {
        let name = self.contact.as_ref().map(|entry| entry.contact.name.trim().to_lowercase());
        Needles {
            addresses: self.addresses.iter().map(|it| it.as_str().to_lowercase()).collect(),
            name: name.filter(|name| name.chars().count() >= SHORTEST_NAME),
        }
    }

    pub(super) fn customer(&self) -> Option<i64> {
        self.contact.as_ref().map(|entry| entry.contact.customer_id)
    }
}

impl Store {
    /// The contacts of a company that a name means: `CUSTOMER/CONTACT`.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn contacts_named(
        &self,
        company: &CompanyCode,
        name: &str,
    ) -> Result<Vec<ContactEntry>, StoreError> {
        self.contact_entries(company, "c.code || '/' || k.code = $2", name).await
    }

    /// The contacts of a company with this address.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn contacts_with(
        &self,
        company: &CompanyCode,
        address: &EmailAddress,
    ) -> Result<Vec<ContactEntry>, StoreError> {
        let condition = "LOWER(TRIM(k.identity_email)) = $2 OR LOWER(TRIM(k.customer_email)) = $2";
        self.contact_entries(company, condition, &address.as_str().to_lowercase()).await
    }

    async fn contact_entries(
        &self,
        company: &CompanyCode,
        condition: &str,
        value: &str,
    ) -> Result<Vec<ContactEntry>, StoreError> {
        let connection = self.readers();
        let statement = format!(
            "SELECT k.id, k.customer_id, k.code, k.name, k.language, k.decision_maker, \
             k.principal, k.financial, k.receives_reminder, k.receives_reminder_all_sites, \
             k.receives_invoice, k.identity_email, k.customer_email, c.code, c.name \
             FROM customers c JOIN contacts k ON k.customer_id = c.id \
             WHERE c.company = $1 AND ({condition}) ORDER BY k.id"
        );
        let values = [text(company.as_str()), text(value)];
        let rows = connection.query_all_raw(sql(connection, statement, values)).await?;
        let mut found = Vec::with_capacity(rows.len());
        for row in &rows {
            let mut entry = entry(Columns::of(row))?;
            entry.sites = self.sites_of_contact(entry.contact.id).await?;
            found.push(entry);
        }
        Ok(found)
    }

    async fn sites_of_contact(&self, contact: i64) -> Result<Vec<String>, StoreError> {
        let connection = self.readers();
        let statement = "SELECT s.code FROM contact_sites l JOIN sites s ON s.id = l.site_id \
            WHERE l.contact_id = $1 ORDER BY s.code";
        let rows = connection.query_all_raw(sql(connection, statement, [number(contact)])).await?;
        rows.iter().map(|row| Columns::of(row).take()).collect()
    }

    /// A contact as a person: which of its addresses are theirs alone.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn person(
        &self,
        company: &CompanyCode,
        contact: ContactEntry,
    ) -> Result<Person, StoreError> {
        let emails = [&contact.contact.customer_email, &contact.contact.identity_email];
        let mut all: Vec<EmailAddress> =
            emails.into_iter().flatten().filter_map(|email| email.parse().ok()).collect();
        all.dedup();
        let (mut addresses, mut shared) = (Vec::new(), Vec::new());
        for address in all {
            let used = self.is_used_by_others(company, &address, contact.contact.id).await?;
            let list = if used { &mut shared } else { &mut addresses };
            list.push(address);
        }
        Ok(Person { company: company.clone(), contact: Some(contact), addresses, shared })
    }

    async fn is_used_by_others(
        &self,
        company: &CompanyCode,
        address: &EmailAddress,
        contact: i64,
    ) -> Result<bool, StoreError> {
        let connection = self.readers();
        let statement = "SELECT (SELECT count(*) FROM customers c \
            JOIN contacts k ON k.customer_id = c.id \
            WHERE c.company = $1 AND k.id <> $3 AND (LOWER(TRIM(k.identity_email)) = $2 \
            OR LOWER(TRIM(k.customer_email)) = $2)) + (SELECT count(*) FROM customers c \
            JOIN sites s ON s.customer_id = c.id \
            WHERE c.company = $1 AND LOWER(TRIM(s.email)) = $2)";
        let values =
            [text(company.as_str()), text(address.as_str().to_lowercase()), number(contact)];
        let row = connection.query_one_raw(sql(connection, statement, values)).await?;
        let count: i64 = row.map(|row| Columns::of(&row).take()).transpose()?.unwrap_or(0);
        Ok(count > 0)
    }
}

fn entry(mut columns: Columns<'_>) -> Result<ContactEntry, StoreError> {
    Ok(ContactEntry {
        contact: contact::Model {
            id: columns.take()?,
            customer_id: columns.take()?,
            code: columns.take()?,
            name: columns.take()?,
            language: columns.take()?,
            decision_maker: columns.take()?,
            principal: columns.take()?,
            financial: columns.take()?,
            receives_reminder: columns.take()?,
            receives_reminder_all_sites: columns.take()?,
            receives_invoice: columns.take()?,
            identity_email: columns.take()?,
            customer_email: columns.take()?,
        },
        customer_code: columns.take()?,
        customer_name: columns.take()?,
        sites: Vec::new(),
    })
}
