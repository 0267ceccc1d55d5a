//! Customers and invoices as they are on record, open or not, a page at a
//! time.

use std::collections::HashMap;

use chrono::NaiveDate;
use rust_decimal::Decimal;
use sea_orm::{ConnectionTrait, QueryResult};

use super::amount;
use super::connection::Store;
use super::error::StoreError;
use super::find::currency;
use super::lists;
use super::rows::{Columns, number, parameters, sql, text};
use super::search::Conditions;
use crate::domain::company::CompanyCode;
use crate::domain::customer::{RecipientFlags, RoleFlags};
use crate::domain::money::Currency;

/// Numbers of one statement.
const NUMBERS: usize = 500;

/// A customer; others are named by their codes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CustomerRecord {
    pub id: i64,
    pub code: String,
    pub name: String,
    pub account: String,
    pub language: Option<String>,
    pub manual: bool,
    pub automatic: bool,
    pub consumer: bool,
    pub address: Vec<String>,
    pub person_in_charge: Option<String>,
}

/// A contact of a customer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ContactRecord {
    pub code: String,
    pub name: String,
    pub language: Option<String>,
    pub roles: RoleFlags,
    pub receives: RecipientFlags,
    pub identity_email: Option<String>,
    pub customer_email: Option<String>,
    /// Codes.
    pub sites: Vec<String>,
}

/// A site of a customer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SiteRecord {
    pub code: String,
    pub name: String,
    pub address: Vec<String>,
    pub email: Option<String>,
}

/// Which customers are asked for.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct CustomerRecordQuery {
    pub code: Option<String>,
    /// Stands in code or name.
    pub text: Option<String>,
    /// After the customer of this identity.
    pub after: Option<i64>,
    pub limit: u64,
}

/// An invoice with all of its due items.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InvoiceRecord {
    pub id: i64,
    /// Code of the customer to be invoiced.
    pub customer: String,
    pub number: String,
    pub ordering_customer: Option<String>,
    pub date: NaiveDate,
    pub label: String,
    pub currency: Currency,
    pub total: Decimal,
    pub payment_reference: Option<String>,
    pub payment_method: String,
    pub billing_site: Option<String>,
    pub person_in_charge: Option<String>,
    pub recipients: Vec<String>,
    pub copies: Vec<String>,
    pub documents: Vec<String>,
    pub due_items: Vec<DueItemRecord>,
}

/// An instalment of an invoice.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DueItemRecord {
    pub instalment: u32,
    pub due_date: NaiveDate,
    pub amount: Decimal,
    pub open_amount: Decimal,
    pub level: Option<String>,
    pub last_reminded_on: Option<NaiveDate>,
    pub expected_payment_date: Option<NaiveDate>,
    pub status: Option<String>,
    pub comment: String,
    pub promised_on: Option<NaiveDate>,
    pub disputed: bool,
    pub next_action_on: Option<NaiveDate>,
    pub next_action_by: Option<String>,
}

/// Which invoices are asked for.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct InvoiceQuery {
    /// Code of the customer to be invoiced.
    pub customer: Option<String>,
    pub number: Option<String>,
    /// Only what has something open.
    pub open: bool,
    /// After the invoice of this identity.
    pub after: Option<i64>,
    pub limit: u64,
}

impl Store {
    /// Customers of a company, in the order in which they came.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn customer_records(
        &self,
        company: &CompanyCode,
        query: &CustomerRecordQuery,
    ) -> Result<Vec<CustomerRecord>, StoreError> {
        let mut conditions = Conditions::none("c.company = $1", company);
        if let Some(code) = &query.code {
            conditions.with("c.code = ?", text(code));
        }
        if let Some(words) = query.text.as_deref().filter(|words| !words.trim().is_empty()) {
            conditions.words(words.trim(), &["c.code", "c.name"]);
        }
        if let Some(after) = query.after {
            conditions.with("c.id > ?", number(after));
        }
        let (conditions, values) = conditions.limited(query.limit);
        let statement = format!(
            "SELECT c.id, c.code, c.name, c.account, c.language, c.manual, c.automatic, \
             c.consumer, c.address, p.code FROM customers c \
             LEFT JOIN collaborators p ON p.id = c.person_in_charge_id \
             WHERE {conditions} ORDER BY c.id LIMIT ${}",
            values.len()
        );
        let connection = self.readers();
        let rows = connection.query_all_raw(sql(connection, statement, values)).await?;
        rows.iter().map(customer).collect()
    }

    /// The contacts of a customer, by identity.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn contact_records(&self, customer: i64) -> Result<Vec<ContactRecord>, StoreError> {
        let connection = self.readers();
        let statement = "SELECT k.id, s.code FROM contacts k \
            JOIN contact_sites l ON l.contact_id = k.id JOIN sites s ON s.id = l.site_id \
            WHERE k.customer_id = $1 ORDER BY k.id, s.code";
        let rows = connection.query_all_raw(sql(connection, statement, [number(customer)])).await?;
        let mut sites: HashMap<i64, Vec<String>> = HashMap::new();
        for row in &rows {
            let mut columns = Columns::of(row);
            sites.entry(columns.take()?).or_default().push(columns.take()?);
        }
        let statement = "SELECT id, code, name, language, decision_maker, principal, financial, \
            receives_reminder, receives_reminder_all_sites, receives_invoice, identity_email, \
            customer_email FROM contacts WHERE customer_id = $1 ORDER BY id";
        let rows = connection.query_all_raw(sql(connection, statement, [number(customer)])).await?;
        rows.iter().map(|row| contact(row, &mut sites)).collect()
    }

    /// The sites of a customer, by code.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn site_records(&self, customer: i64) -> Result<Vec<SiteRecord>, StoreError> {
        let connection = self.readers();
        let statement =
            "SELECT code, name, address, email FROM sites WHERE customer_id = $1 ORDER BY code";
        let rows = connection.query_all_raw(sql(connection, statement, [number(customer)])).await?;
        rows.iter()
            .map(|row| {
                let mut columns = Columns::of(row);
                Ok(SiteRecord {
                    code: columns.take()?,
                    name: columns.take()?,
                    address: lists::from_stored("sites.address", &columns.take::<String>()?)?,
                    email: columns.take()?,
                })
            })
            .collect()
    }

    /// Invoices of a company, in the order in which they came.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn invoice_records(
        &self,
        company: &CompanyCode,
        query: &InvoiceQuery,
    ) -> Result<Vec<InvoiceRecord>, StoreError> {
        let mut conditions = Conditions::none("c.company = $1", company);
        if let Some(customer) = &query.customer {
            conditions.with("c.code = ?", text(customer));
        }
        if let Some(name) = &query.number {
            conditions.with("i.number = ?", text(name));
        }
        if query.open {
            conditions.plain(
                "EXISTS (SELECT 1 FROM due_items d WHERE d.invoice_id = i.id \
                 AND d.open_amount > 0)",
            );
        }
        if let Some(after) = query.after {
            conditions.with("i.id > ?", number(after));
        }
        let (conditions, values) = conditions.limited(query.limit);
        let statement = format!(
            "SELECT i.id, c.code, i.number, o.code, i.invoice_date, i.label, i.currency, i.total, \
             i.payment_reference, i.payment_method, s.code, p.code, i.recipients, i.copies, \
             i.documents FROM invoices i JOIN customers c ON c.id = i.customer_id \
             LEFT JOIN customers o ON o.id = i.ordering_customer_id \
             LEFT JOIN sites s ON s.id = i.billing_site_id \
             LEFT JOIN collaborators p ON p.id = i.person_in_charge_id \
             WHERE {conditions} ORDER BY i.id LIMIT ${}",
            values.len()
        );
        let connection = self.readers();
        let rows = connection.query_all_raw(sql(connection, statement, values)).await?;
        let mut invoices: Vec<InvoiceRecord> =
            rows.iter().map(invoice).collect::<Result<_, StoreError>>()?;
        let mut items = self.items_of(&invoices).await?;
        for invoice in &mut invoices {
            invoice.due_items = items.remove(&invoice.id).unwrap_or_default();
        }
        Ok(invoices)
    }

    /// The currencies of invoices with these numbers, by customer's code and
    /// number.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn invoice_currencies(
        &self,
        company: &CompanyCode,
        numbers: &[&str],
    ) -> Result<HashMap<(String, String), Currency>, StoreError> {
        let mut currencies = HashMap::new();
        for chunk in numbers.chunks(NUMBERS) {
            let statement = format!(
                "SELECT c.code, i.number, i.currency FROM invoices i \
                 JOIN customers c ON c.id = i.customer_id \
                 WHERE c.company = $1 AND i.number IN ({})",
                parameters(2, chunk.len())
            );
            let values = [text(company.as_str())].into_iter();
            let values = values.chain(chunk.iter().map(|number| text(*number)));
            let connection = self.readers();
            let rows = connection.query_all_raw(sql(connection, statement, values)).await?;
            for row in &rows {
                let mut columns = Columns::of(row);
                let key = (columns.take()?, columns.take()?);
                currencies.insert(key, currency("invoices.currency", columns.take()?)?);
            }
        }
        Ok(currencies)
    }

    async fn items_of(
        &self,
        invoices: &[InvoiceRecord],
    ) -> Result<HashMap<i64, Vec<DueItemRecord>>, StoreError> {
        let mut items: HashMap<i64, Vec<DueItemRecord>> = HashMap::new();
        if invoices.is_empty() {
            return Ok(items);
        }
        let statement = format!(
            "SELECT invoice_id, instalment, due_date, amount, open_amount, level, \
             last_reminded_on, expected_payment_date, status, comment, promised_on, disputed, \
             next_action_on, next_action_by FROM due_items WHERE invoice_id IN ({}) \
             ORDER BY invoice_id, instalment",
            parameters(1, invoices.len())
        );
        let values = invoices.iter().map(|invoice| number(invoice.id));
        let connection = self.readers();
        let rows = connection.query_all_raw(sql(connection, statement, values)).await?;
        for row in &rows {
            let mut columns = Columns::of(row);
            items.entry(columns.take()?).or_default().push(due_item(columns)?);
        }
        Ok(items)
    }
}

fn customer(row: &QueryResult) -> Result<CustomerRecord, StoreError> {
    let mut columns = Columns::of(row);
    Ok(CustomerRecord {
        id: columns.take()?,
        code: columns.take()?,
        name: columns.take()?,
        account: columns.take()?,
        language: columns.take()?,
        manual: columns.take()?,
        automatic: columns.take()?,
        consumer: columns.take()?,
        address: lists::from_stored("customers.address", &columns.take::<String>()?)?,
        person_in_charge: columns.take()?,
    })
}

fn contact(
    row: &QueryResult,
    sites: &mut HashMap<i64, Vec<String>>,
) -> Result<ContactRecord, StoreError> {
    let mut columns = Columns::of(row);
    let id: i64 = columns.take()?;
    Ok(ContactRecord {
        code: columns.take()?,
        name: columns.take()?,
        language: columns.take()?,
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
        sites: sites.remove(&id).unwrap_or_default(),
    })
}

fn invoice(row: &QueryResult) -> Result<InvoiceRecord, StoreError> {
    let mut columns = Columns::of(row);
    let list =
        |column, columns: &mut Columns<'_>| lists::from_stored(column, &columns.take::<String>()?);
    Ok(InvoiceRecord {
        id: columns.take()?,
        customer: columns.take()?,
        number: columns.take()?,
        ordering_customer: columns.take()?,
        date: columns.take()?,
        label: columns.take()?,
        currency: currency("invoices.currency", columns.take()?)?,
        total: amount::from_stored(columns.take()?),
        payment_reference: columns.take()?,
        payment_method: columns.take()?,
        billing_site: columns.take()?,
        person_in_charge: columns.take()?,
        recipients: list("invoices.recipients", &mut columns)?,
        copies: list("invoices.copies", &mut columns)?,
        documents: list("invoices.documents", &mut columns)?,
        due_items: Vec::new(),
    })
}

fn due_item(mut columns: Columns<'_>) -> Result<DueItemRecord, StoreError> {
    Ok(DueItemRecord {
        instalment: columns.take::<i32>()?.unsigned_abs(),
        due_date: columns.take()?,
        amount: amount::from_stored(columns.take()?),
        open_amount: amount::from_stored(columns.take()?),
        level: columns.take()?,
        last_reminded_on: columns.take()?,
        expected_payment_date: columns.take()?,
        status: columns.take()?,
        comment: columns.take()?,
        promised_on: columns.take()?,
        disputed: columns.take()?,
        next_action_on: columns.take()?,
        next_action_by: columns.take()?,
    })
}
