//! Open items with their invoices, holds, and the credits of a page of facts.

use std::collections::{HashMap, HashSet};

use chrono::NaiveDate;
use sea_orm::{ConnectionTrait, DatabaseTransaction, Value};

use super::amount;
use super::error::StoreError;
use super::facts_parties::{BILLED, Range};
use super::find::currency;
use super::open_row::{self, OpenRow};
use super::rows::{Columns, day, sql, text};
use crate::domain::collaborator::Collaborator;
use crate::domain::company::CompanyCode;
use crate::domain::credit::{Credit, CreditKind};
use crate::domain::hold::{Hold, HoldKind};
use crate::domain::identity::{CollaboratorId, CustomerId, HoldId, InvoiceId, SiteId};
use crate::domain::invoice::Invoice;

/// The open invoices of a range.
#[derive(Default)]
pub struct OpenInvoices {
    /// Each with the customer that ordered, where it is named.
    pub by_customer: HashMap<CustomerId, Vec<(Invoice, Option<CustomerId>)>>,
    pub billing_sites: HashSet<SiteId>,
    /// Some invoice names an ordering customer.
    pub ordered_elsewhere: bool,
}

/// The invoices of a range with their open items.
pub async fn open(
    transaction: &DatabaseTransaction,
    range: &Range<'_>,
) -> Result<OpenInvoices, StoreError> {
    let texts = scan(transaction, open_row::OPEN, range.values()).await?;
    invoices(transaction, range, texts.iter().map(|text| OpenRow::read(text))).await
}

/// As [`open`], with what is settled and was reminded on `since` or later.
pub async fn open_or_reminded(
    transaction: &DatabaseTransaction,
    range: &Range<'_>,
    since: NaiveDate,
) -> Result<OpenInvoices, StoreError> {
    const SETTLED: &str = "d.open_amount <= 0 AND EXISTS (SELECT 1 FROM reminder_lines l \
        JOIN reminders m ON m.id = l.reminder_id JOIN runs r ON r.id = m.run_id \
        WHERE l.item_id = d.id AND r.company = $1 AND r.run_date >= $4)";
    let mut texts = scan(transaction, open_row::OPEN, range.values()).await?;
    let values = range.values().into_iter().chain([day(since)]);
    texts.extend(scan(transaction, SETTLED, values).await?);
    let mut rows: Vec<OpenRow<'_>> =
        texts.iter().map(|text| OpenRow::read(text)).collect::<Result<_, _>>()?;
    rows.sort_by_key(OpenRow::place);
    invoices(transaction, range, rows.into_iter().map(Ok)).await
}

async fn scan(
    transaction: &DatabaseTransaction,
    wanted: &str,
    values: impl IntoIterator<Item = Value>,
) -> Result<Vec<String>, StoreError> {
    let statement = open_row::select(transaction.get_database_backend(), wanted);
    let rows = transaction.query_all_raw(sql(transaction, statement, values)).await?;
    rows.iter().map(|row| Columns::of(row).take()).collect()
}

/// Items come in the order of customer and invoice, so that an invoice is
/// built once.
async fn invoices<'a>(
    transaction: &DatabaseTransaction,
    range: &Range<'_>,
    rows: impl Iterator<Item = Result<OpenRow<'a>, StoreError>>,
) -> Result<OpenInvoices, StoreError> {
    let mut holds = holds_in_force(transaction, range).await?;
    let collaborators = collaborators(transaction, range.company).await?;
    let mut open = OpenInvoices::default();
    let mut last: Option<(CustomerId, Invoice, Option<CustomerId>)> = None;
    for row in rows {
        let row = row?;
        let item = row.item()?;
        match &mut last {
            Some((_, invoice, _)) if invoice.id == row.invoice_id() => invoice.items.push(item),
            _ => {
                let mut invoice = row.invoice(&collaborators)?;
                invoice.items.push(item);
                invoice.holds = holds.remove(&invoice.id).unwrap_or_default();
                open.billing_sites.extend(invoice.billing_site);
                open.ordered_elsewhere |= row.ordered_by().is_some();
                let done = last.replace((row.customer(), invoice, row.ordered_by()));
                open.keep(done);
            }
        }
    }
    open.keep(last);
    Ok(open)
}

impl OpenInvoices {
    fn keep(&mut self, done: Option<(CustomerId, Invoice, Option<CustomerId>)>) {
        if let Some((customer, invoice, ordered_by)) = done {
            self.by_customer.entry(customer).or_default().push((invoice, ordered_by));
        }
    }
}

async fn holds_in_force(
    transaction: &DatabaseTransaction,
    range: &Range<'_>,
) -> Result<HashMap<InvoiceId, Vec<Hold>>, StoreError> {
    let statement = format!(
        "SELECT invoice_id, id, kind, comment, author, placed_on FROM holds \
         WHERE customer_id IN ({BILLED}) AND lifted_at IS NULL ORDER BY id"
    );
    let rows = transaction.query_all_raw(sql(transaction, statement, range.values())).await?;
    let mut holds: HashMap<InvoiceId, Vec<Hold>> = HashMap::new();
    for row in &rows {
        let mut columns = Columns::of(row);
        let invoice = InvoiceId(columns.take()?);
        let id = HoldId(columns.take()?);
        let kind: String = columns.take()?;
        holds.entry(invoice).or_default().push(Hold {
            id,
            kind: HoldKind::parse(&kind)
                .ok_or_else(|| StoreError::bad_value("holds.kind", kind))?,
            comment: columns.take()?,
            author: columns.take()?,
            placed_on: columns.take()?,
        });
    }
    Ok(holds)
}

/// The people in charge: few for a company, so all of them.
pub async fn collaborators(
    transaction: &DatabaseTransaction,
    company: &CompanyCode,
) -> Result<HashMap<i64, Collaborator>, StoreError> {
    let statement = "SELECT id, code, name, email FROM collaborators WHERE company = $1";
    let values = [text(company.as_str())];
    let rows = transaction.query_all_raw(sql(transaction, statement, values)).await?;
    rows.iter()
        .map(|row| {
            let mut columns = Columns::of(row);
            let id = columns.take()?;
            let collaborator = Collaborator {
                id: CollaboratorId(id),
                code: columns.take()?,
                name: columns.take()?,
                // Nobody writes to a collaborator from here: an address that
                // is none counts as absent.
                email: columns.take::<Option<String>>()?.and_then(|email| email.parse().ok()),
            };
            Ok((id, collaborator))
        })
        .collect()
}

/// Open credits by date and number.
pub async fn credits(
    transaction: &DatabaseTransaction,
    range: &Range<'_>,
) -> Result<HashMap<CustomerId, Vec<Credit>>, StoreError> {
    let statement = format!(
        "SELECT customer_id, kind, number, credit_date, currency, open_amount FROM credits \
         WHERE customer_id IN ({BILLED}) AND open_amount > 0 \
         ORDER BY customer_id, credit_date, id"
    );
    let rows = transaction.query_all_raw(sql(transaction, statement, range.values())).await?;
    let mut credits: HashMap<CustomerId, Vec<Credit>> = HashMap::new();
    for row in &rows {
        let mut columns = Columns::of(row);
        let customer = CustomerId(columns.take()?);
        let kind: String = columns.take()?;
        credits.entry(customer).or_default().push(Credit {
            kind: CreditKind::parse(&kind)
                .ok_or_else(|| StoreError::bad_value("credits.kind", kind))?,
            number: columns.take()?,
            date: columns.take()?,
            currency: currency("credits.currency", columns.take()?)?,
            open_amount: amount::from_stored(columns.take()?),
        });
    }
    Ok(credits)
}
