//! Customers, contacts and sites of a page of facts.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use chrono::NaiveDate;
use sea_orm::{ConnectionTrait, DatabaseTransaction, Value};

use super::error::StoreError;
use super::lists;
use super::rows::{Columns, day, number, parameters, sql, text};
use crate::domain::company::CompanyCode;
use crate::domain::customer::{
    Contact, Customer, DunningSettings, RecipientFlags, RoleFlags, Site,
};
use crate::domain::identity::{ContactId, CustomerId, SiteId};
use crate::domain::language::Language;
use crate::plan::facts::Party;

/// Customers of a company between two identities, both included.
pub struct Range<'a> {
    pub company: &'a CompanyCode,
    pub first: CustomerId,
    pub last: CustomerId,
}

impl Range<'_> {
    /// `$1` to `$3`.
    pub fn values(&self) -> [Value; 3] {
        [text(self.company.as_str()), number(self.first.0), number(self.last.0)]
    }
}

/// The customers of a range.
pub const BILLED: &str = "SELECT id FROM customers WHERE company = $1 AND id BETWEEN $2 AND $3";

/// The customers that ordered invoices of a range, where they differ.
const ORDERING: &str = "SELECT i.ordering_customer_id FROM customers c \
    JOIN invoices i ON i.customer_id = c.id \
    WHERE c.company = $1 AND c.id BETWEEN $2 AND $3 AND i.ordering_customer_id IS NOT NULL";

const CUSTOMER: &str = "id, code, name, account, language, manual, automatic, consumer, address";

fn customer(row: &sea_orm::QueryResult) -> Result<Customer, StoreError> {
    let mut columns = Columns::of(row);
    Ok(Customer {
        id: CustomerId(columns.take()?),
        code: columns.take()?,
        name: columns.take()?,
        account: columns.take()?,
        language: language("customers.language", columns.take()?)?,
        dunning: DunningSettings { manual: columns.take()?, automatic: columns.take()? },
        consumer: columns.take()?,
        address: lists::from_stored("customers.address", &columns.take::<String>()?)?,
    })
}

fn language(column: &'static str, stored: Option<String>) -> Result<Option<Language>, StoreError> {
    stored
        .map(|stored| stored.parse().map_err(|_| StoreError::bad_value(column, stored)))
        .transpose()
}

/// Customers with something open.
pub const OPEN: &str = "EXISTS (SELECT 1 FROM due_items d \
    WHERE d.customer_id = customers.id AND d.open_amount > 0)";

/// Customers that a run on the day of that parameter or later has reminded.
/// Looked up for each customer: a page must not read the reminders of all.
fn reminded(since: &str) -> String {
    format!(
        "EXISTS (SELECT 1 FROM reminders m JOIN runs r ON r.id = m.run_id \
         WHERE m.customer_id = customers.id AND r.company = $1 AND r.run_date >= {since})"
    )
}

/// Customers with at least one open item, by identity.
pub async fn with_open_items(
    transaction: &DatabaseTransaction,
    company: &CompanyCode,
    after: Option<CustomerId>,
    count: u32,
) -> Result<Vec<Customer>, StoreError> {
    page(transaction, OPEN, company, after, count, None).await
}

/// As [`with_open_items`], and customers reminded on `since` or later.
pub async fn open_or_reminded(
    transaction: &DatabaseTransaction,
    company: &CompanyCode,
    since: NaiveDate,
    after: Option<CustomerId>,
    count: u32,
) -> Result<Vec<Customer>, StoreError> {
    let wanted = format!("({OPEN} OR {})", reminded("$4"));
    page(transaction, &wanted, company, after, count, Some(day(since))).await
}

/// How many customers [`open_or_reminded`] finds on all pages.
pub async fn count_open_or_reminded(
    connection: &impl ConnectionTrait,
    company: &CompanyCode,
    since: NaiveDate,
) -> Result<u64, StoreError> {
    let reminded = reminded("$2");
    let statement =
        format!("SELECT count(*) FROM customers WHERE company = $1 AND ({OPEN} OR {reminded})");
    let values = [text(company.as_str()), day(since)];
    let row = connection.query_one_raw(sql(connection, statement, values)).await?;
    let count = row.map_or(Ok(0), |row| Columns::of(&row).take::<i64>())?;
    Ok(count.unsigned_abs())
}

async fn page(
    transaction: &DatabaseTransaction,
    wanted: &str,
    company: &CompanyCode,
    after: Option<CustomerId>,
    count: u32,
    since: Option<Value>,
) -> Result<Vec<Customer>, StoreError> {
    let statement = format!(
        "SELECT {CUSTOMER} FROM customers WHERE company = $1 AND id > $2 AND {wanted} \
         ORDER BY id LIMIT $3"
    );
    let after = after.map_or(i64::MIN, |after| after.0);
    let values = [text(company.as_str()), number(after), number(i64::from(count))];
    let values = values.into_iter().chain(since);
    let rows = transaction.query_all_raw(sql(transaction, statement, values)).await?;
    rows.iter().map(customer).collect()
}

/// These customers, by identity.
pub async fn by_ids(
    transaction: &DatabaseTransaction,
    ids: &[CustomerId],
) -> Result<Vec<Customer>, StoreError> {
    let statement = format!(
        "SELECT {CUSTOMER} FROM customers WHERE id IN ({}) ORDER BY id",
        parameters(1, ids.len())
    );
    let values = ids.iter().map(|id| number(id.0));
    let rows = transaction.query_all_raw(sql(transaction, statement, values)).await?;
    rows.iter().map(customer).collect()
}

pub async fn by_code(
    transaction: &DatabaseTransaction,
    company: &CompanyCode,
    code: &str,
) -> Result<Option<Customer>, StoreError> {
    let statement = format!("SELECT {CUSTOMER} FROM customers WHERE company = $1 AND code = $2");
    let values = [text(company.as_str()), text(code)];
    let row = transaction.query_one_raw(sql(transaction, statement, values)).await?;
    row.as_ref().map(customer).transpose()
}

/// The customers that ordered invoices of the range, with their contacts.
pub async fn ordering(
    transaction: &DatabaseTransaction,
    range: &Range<'_>,
) -> Result<HashMap<CustomerId, Arc<Party>>, StoreError> {
    let statement = format!("SELECT {CUSTOMER} FROM customers WHERE id IN ({ORDERING})");
    let rows = transaction.query_all_raw(sql(transaction, statement, range.values())).await?;
    let mut contacts = contacts(transaction, range, ORDERING).await?;
    rows.iter()
        .map(|row| {
            let customer = customer(row)?;
            let id = customer.id;
            let contacts = contacts.remove(&id).unwrap_or_default();
            Ok((id, Arc::new(Party { customer, contacts })))
        })
        .collect()
}

/// The contacts of the customers that `source` selects, by identity.
pub async fn contacts(
    transaction: &DatabaseTransaction,
    range: &Range<'_>,
    source: &str,
) -> Result<HashMap<CustomerId, Vec<Contact>>, StoreError> {
    let statement = format!(
        "SELECT s.contact_id, s.site_id FROM contacts k \
         JOIN contact_sites s ON s.contact_id = k.id \
         WHERE k.customer_id IN ({source}) ORDER BY s.contact_id, s.site_id"
    );
    let rows = transaction.query_all_raw(sql(transaction, statement, range.values())).await?;
    let mut attached: HashMap<i64, Vec<SiteId>> = HashMap::new();
    for row in &rows {
        let mut columns = Columns::of(row);
        attached.entry(columns.take()?).or_default().push(SiteId(columns.take()?));
    }
    let statement = format!(
        "SELECT customer_id, id, code, name, language, decision_maker, principal, financial, \
         receives_reminder, receives_reminder_all_sites, receives_invoice, identity_email, \
         customer_email FROM contacts WHERE customer_id IN ({source}) ORDER BY id"
    );
    let rows = transaction.query_all_raw(sql(transaction, statement, range.values())).await?;
    let mut contacts: HashMap<CustomerId, Vec<Contact>> = HashMap::new();
    for row in &rows {
        let mut columns = Columns::of(row);
        let customer = CustomerId(columns.take()?);
        let id: i64 = columns.take()?;
        contacts.entry(customer).or_default().push(Contact {
            id: ContactId(id),
            code: columns.take()?,
            name: columns.take()?,
            language: language("contacts.language", columns.take()?)?,
            roles: RoleFlags {
                decision_maker: columns.take()?,
                principal: columns.take()?,
                financial: columns.take()?,
            },
            receives: RecipientFlags {
                reminder: columns.take()?,
                reminder_all_sites: columns.take()?,
                invoice: columns.take()?,
            },
            identity_email: columns.take()?,
            customer_email: columns.take()?,
            sites: attached.remove(&id).unwrap_or_default(),
        });
    }
    Ok(contacts)
}

/// The sites of the range's customers, and of those that ordered where
/// invoices name any, that invoices name.
pub async fn sites(
    transaction: &DatabaseTransaction,
    range: &Range<'_>,
    named: &HashSet<SiteId>,
    ordered_elsewhere: bool,
) -> Result<HashMap<SiteId, Site>, StoreError> {
    let mut sites = HashMap::new();
    if named.is_empty() {
        return Ok(sites);
    }
    let owners = match ordered_elsewhere {
        true => format!("{BILLED} UNION {ORDERING}"),
        false => BILLED.to_owned(),
    };
    let statement =
        format!("SELECT id, code, name, address, email FROM sites WHERE customer_id IN ({owners})");
    let rows = transaction.query_all_raw(sql(transaction, statement, range.values())).await?;
    for row in &rows {
        let mut columns = Columns::of(row);
        let id = SiteId(columns.take()?);
        if named.contains(&id) {
            let site = Site {
                id,
                code: columns.take()?,
                name: columns.take()?,
                address: lists::from_stored("sites.address", &columns.take::<String>()?)?,
                email: columns.take()?,
            };
            sites.insert(id, site);
        }
    }
    Ok(sites)
}
