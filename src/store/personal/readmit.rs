//! Keeping erased contacts from coming back with the next import, and letting
//! them in again.

use std::borrow::Cow;
use std::collections::HashSet;

use chrono::{DateTime, Utc};
use sea_orm::{ConnectionTrait, DatabaseTransaction, Value};

use super::person::Person;
use crate::domain::company::CompanyCode;
use crate::import::set::ImportSet;
use crate::store::connection::Store;
use crate::store::error::StoreError;
use crate::store::rows::{Columns, moment, sql, text};

/// The name of the key in the database.
const KEY: &str = "erased_contacts";

/// What is known of erased contacts: enough to know them again, not enough to
/// tell who they are without this database.
pub struct Tombstones {
    key: [u8; 32],
    digests: HashSet<String>,
}

impl Tombstones {
    /// `None` where nobody was erased.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn read(
        transaction: &DatabaseTransaction,
        company: &CompanyCode,
    ) -> Result<Option<Self>, StoreError> {
        let statement = "SELECT digest FROM erased_contacts WHERE company = $1";
        let values = [text(company.as_str())];
        let rows = transaction.query_all_raw(sql(transaction, statement, values)).await?;
        if rows.is_empty() {
            return Ok(None);
        }
        let digests = rows.iter().map(|row| Columns::of(row).take());
        let digests = digests.collect::<Result<_, _>>()?;
        Ok(Some(Self { key: key(transaction).await?, digests }))
    }

    /// The set without erased contacts and their addresses, and how many
    /// contacts were left out.
    pub fn without<'a>(&self, set: &'a ImportSet) -> (Cow<'a, ImportSet>, u64) {
        let known = |text: String| self.digests.contains(&digest(&self.key, &text));
        let erased = |email: &str| known(address(email));
        let contact_erased = |row: &crate::import::set::ContactRow| {
            known(contact(&row.customer, &row.code))
                || [&row.identity_email, &row.customer_email]
                    .into_iter()
                    .flatten()
                    .any(|email| erased(email))
        };
        let lists = set.invoices.iter().flat_map(|row| row.recipients.iter().chain(&row.copies));
        let emails = set.sites.iter().filter_map(|row| row.email.as_ref());
        let none = !set.contacts.iter().any(contact_erased)
            && !lists.chain(emails).any(|email| erased(email));
        if none {
            return (Cow::Borrowed(set), 0);
        }
        let mut kept = set.clone();
        kept.contacts.retain(|row| !contact_erased(row));
        for row in &mut kept.invoices {
            row.recipients.retain(|email| !erased(email));
            row.copies.retain(|email| !erased(email));
        }
        for row in &mut kept.sites {
            row.email = row.email.take().filter(|email| !erased(email));
        }
        let left_out = (set.contacts.len() - kept.contacts.len()) as u64;
        (Cow::Owned(kept), left_out)
    }
}

/// Remembers an erased person.
pub(super) async fn remember(
    transaction: &DatabaseTransaction,
    person: &Person,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    let key = key(transaction).await?;
    let of_contact = person.contact.as_ref();
    let of_contact = of_contact.map(|entry| contact(&entry.customer_code, &entry.contact.code));
    let addresses = person.addresses.iter().map(|it| address(it.as_str()));
    for known in of_contact.into_iter().chain(addresses) {
        let statement = "INSERT INTO erased_contacts (company, digest, erased_at) \
            VALUES ($1, $2, $3) ON CONFLICT (company, digest) DO NOTHING";
        let values = [text(person.company.as_str()), text(digest(&key, &known)), moment(now)];
        transaction.execute_raw(sql(transaction, statement, values)).await?;
    }
    Ok(())
}

impl Store {
    /// Lets a contact (`CUSTOMER/CONTACT`) or an address come in again by
    /// import; `false` when it was not erased.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn readmit(
        &self,
        company: &CompanyCode,
        named: &str,
        entry: &crate::store::NewAuditEntry<'_>,
        now: DateTime<Utc>,
    ) -> Result<bool, StoreError> {
        let transaction = self.begin().await?;
        let key = key(&transaction).await?;
        let readings = named.match_indices('/').map(|(at, _)| {
            let (customer, code) = (&named[..at], &named[at + 1..]);
            contact(customer, code)
        });
        let mut forgotten = 0;
        for known in readings.chain([address(named)]) {
            let statement = "DELETE FROM erased_contacts WHERE company = $1 AND digest = $2";
            let values = [text(company.as_str()), text(digest(&key, &known))];
            let done = transaction.execute_raw(sql(&transaction, statement, values)).await?;
            forgotten += done.rows_affected();
        }
        if forgotten > 0 {
            crate::store::audit_log::insert(&transaction, entry, now).await?;
        }
        transaction.commit().await?;
        Ok(forgotten > 0)
    }
}

fn contact(customer: &str, code: &str) -> String {
    format!("contact\0{customer}\0{code}")
}

fn address(email: &str) -> String {
    format!("address\0{}", email.trim().to_lowercase())
}

fn digest(key: &[u8; 32], text: &str) -> String {
    blake3::keyed_hash(key, text.as_bytes()).to_hex().to_string()
}

/// The key of this database; made when it is needed first.
async fn key(transaction: &DatabaseTransaction) -> Result<[u8; 32], StoreError> {
    let mut new = [0; 32];
    getrandom::fill(&mut new).map_err(|error| StoreError::Random { cause: error.to_string() })?;
    let make = "INSERT INTO own_keys (name, content) VALUES ($1, $2) \
        ON CONFLICT (name) DO NOTHING";
    let values = [text(KEY), Value::Bytes(Some(new.to_vec()))];
    transaction.execute_raw(sql(transaction, make, values)).await?;
    let read = "SELECT content FROM own_keys WHERE name = $1";
    let row = transaction.query_one_raw(sql(transaction, read, [text(KEY)])).await?;
    let stored: Vec<u8> = row.map(|row| Columns::of(&row).take()).transpose()?.unwrap_or_default();
    stored.try_into().map_err(|_| StoreError::bad_value("own_keys.content", KEY))
}
