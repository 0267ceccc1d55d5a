//! All that is on record of one invoice, settled or not.

use chrono::{DateTime, NaiveDate, Utc};
use sea_orm::{ConnectionTrait, DatabaseTransaction, QueryResult};

use super::amount;
use super::connection::Store;
use super::error::StoreError;
use super::find::currency;
use super::lists;
use super::rows::{Columns, number, sql, text};
use super::run::ReminderState;
use crate::domain::channel::Channel;
use crate::domain::company::CompanyCode;
use crate::domain::document::DocumentPath;
use crate::domain::follow_up::FollowUp;
use crate::domain::hold::{Hold, HoldKind};
use crate::domain::identity::{DueItemId, HoldId, InvoiceId, ReminderId};
use crate::domain::invoice::RecipientsTab;
use crate::domain::level::Standing;
use crate::domain::money::{Currency, Money};

/// An invoice with everything that was done about it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InvoiceSheet {
    pub invoice: InvoiceId,
    pub number: String,
    pub label: String,
    pub date: NaiveDate,
    pub total: Money,
    pub payment_reference: Option<String>,
    pub payment_method: String,
    /// The customer to be invoiced.
    pub customer_code: String,
    pub customer_name: String,
    /// Code and name of the customer that ordered, where it is named.
    pub ordering: Option<(String, String)>,
    /// Name of the billing site.
    pub site: Option<String>,
    /// Name of the person in charge of the invoice, else of the customer.
    pub in_charge: Option<String>,
    pub recipients: RecipientsTab,
    pub documents: Vec<DocumentPath>,
    /// By instalment.
    pub items: Vec<SheetItem>,
    /// Those that were lifted as well, the newest first.
    pub holds: Vec<PlacedHold>,
    /// The newest first.
    pub reminders: Vec<InvoiceReminder>,
}

/// One instalment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SheetItem {
    pub item: DueItemId,
    pub instalment: u32,
    pub due_date: NaiveDate,
    pub amount: Money,
    /// Zero when settled.
    pub open: Money,
    pub standing: Standing,
    pub last_reminded_on: Option<NaiveDate>,
    pub expected_payment_date: Option<NaiveDate>,
    pub follow_up: FollowUp,
}

/// A hold, and its end where it came.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlacedHold {
    pub hold: Hold,
    pub lifted_at: Option<DateTime<Utc>>,
    pub lifted_by: Option<String>,
}

/// A reminder that has items of the invoice in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InvoiceReminder {
    pub reminder: ReminderId,
    pub run_date: NaiveDate,
    pub channel: Channel,
    /// Code of the level.
    pub level: String,
    pub state: ReminderState,
    pub subject: String,
    pub to: Vec<String>,
}

impl Store {
    /// The invoice of this number that is addressed to this customer.
    ///
    /// # Errors
    /// When the database fails or holds what it should not.
    pub async fn invoice_sheet(
        &self,
        company: &CompanyCode,
        customer: &str,
        number: &str,
    ) -> Result<Option<InvoiceSheet>, StoreError> {
        let transaction = self.snapshot().await?;
        let statement = "SELECT i.id, i.number, i.label, i.invoice_date, i.total, i.currency, \
            i.payment_reference, i.payment_method, c.code, c.name, o.code, o.name, s.name, \
            COALESCE(p.name, q.name), i.recipients, i.copies, i.documents \
            FROM customers c JOIN invoices i ON i.customer_id = c.id \
            LEFT JOIN customers o ON o.id = i.ordering_customer_id \
            LEFT JOIN sites s ON s.id = i.billing_site_id \
            LEFT JOIN collaborators p ON p.id = i.person_in_charge_id \
            LEFT JOIN collaborators q ON q.id = c.person_in_charge_id \
            WHERE c.company = $1 AND c.code = $2 AND i.number = $3";
        let values = [text(company.as_str()), text(customer), text(number)];
        let row = transaction.query_one_raw(sql(&transaction, statement, values)).await?;
        let Some(row) = row else { return Ok(None) };
        let mut sheet = head(&row)?;
        let of = sheet.invoice;
        sheet.items = items(&transaction, of, sheet.total.currency).await?;
        sheet.holds = holds(&transaction, of).await?;
        sheet.reminders = reminders(&transaction, of).await?;
        transaction.commit().await?;
        Ok(Some(sheet))
    }
}

fn head(row: &QueryResult) -> Result<InvoiceSheet, StoreError> {
    let mut columns = Columns::of(row);
    Ok(InvoiceSheet {
        invoice: InvoiceId(columns.take()?),
        number: columns.take()?,
        label: columns.take()?,
        date: columns.take()?,
        total: {
            let total = amount::from_stored(columns.take()?);
            Money::new(total, currency("invoices.currency", columns.take()?)?)
        },
        payment_reference: columns.take()?,
        payment_method: columns.take()?,
        customer_code: columns.take()?,
        customer_name: columns.take()?,
        ordering: {
            let code: Option<String> = columns.take()?;
            let name: Option<String> = columns.take()?;
            code.zip(name)
        },
        site: columns.take()?,
        in_charge: columns.take()?,
        recipients: RecipientsTab {
            to: lists::from_stored("invoices.recipients", &columns.take::<String>()?)?,
            copies: lists::from_stored("invoices.copies", &columns.take::<String>()?)?,
        },
        documents: documents(&columns.take::<String>()?)?,
        items: Vec::new(),
        holds: Vec::new(),
        reminders: Vec::new(),
    })
}

fn documents(stored: &str) -> Result<Vec<DocumentPath>, StoreError> {
    const COLUMN: &str = "invoices.documents";
    let path = |text: String| text.parse().map_err(|_| StoreError::bad_value(COLUMN, text));
    lists::from_stored(COLUMN, stored)?.into_iter().map(path).collect()
}

async fn items(
    transaction: &DatabaseTransaction,
    invoice: InvoiceId,
    currency: Currency,
) -> Result<Vec<SheetItem>, StoreError> {
    let statement = "SELECT id, instalment, due_date, amount, open_amount, level, \
        last_reminded_on, expected_payment_date, status, comment, promised_on, disputed, \
        next_action_on, next_action_by FROM due_items WHERE invoice_id = $1 ORDER BY instalment";
    let values = [number(invoice.0)];
    let rows = transaction.query_all_raw(sql(transaction, statement, values)).await?;
    rows.iter()
        .map(|row| {
            let mut columns = Columns::of(row);
            Ok(SheetItem {
                item: DueItemId(columns.take()?),
                instalment: columns.take::<i32>()?.unsigned_abs(),
                due_date: columns.take()?,
                amount: Money::new(amount::from_stored(columns.take()?), currency),
                open: Money::new(amount::from_stored(columns.take()?), currency),
                standing: Standing::from_code(columns.take::<Option<String>>()?.as_deref()),
                last_reminded_on: columns.take()?,
                expected_payment_date: columns.take()?,
                follow_up: FollowUp {
                    status: columns.take()?,
                    comment: columns.take()?,
                    promised_on: columns.take()?,
                    disputed: columns.take()?,
                    next_action_on: columns.take()?,
                    next_action_by: columns.take()?,
                },
            })
        })
        .collect()
}

async fn holds(
    transaction: &DatabaseTransaction,
    invoice: InvoiceId,
) -> Result<Vec<PlacedHold>, StoreError> {
    let statement = "SELECT id, kind, comment, author, placed_on, lifted_at, lifted_by \
        FROM holds WHERE invoice_id = $1 ORDER BY id DESC";
    let values = [number(invoice.0)];
    let rows = transaction.query_all_raw(sql(transaction, statement, values)).await?;
    rows.iter()
        .map(|row| {
            let mut columns = Columns::of(row);
            let id = HoldId(columns.take()?);
            let kind: String = columns.take()?;
            let hold = Hold {
                id,
                kind: HoldKind::parse(&kind)
                    .ok_or_else(|| StoreError::bad_value("holds.kind", kind))?,
                comment: columns.take()?,
                author: columns.take()?,
                placed_on: columns.take()?,
            };
            Ok(PlacedHold { hold, lifted_at: columns.take()?, lifted_by: columns.take()? })
        })
        .collect()
}

async fn reminders(
    transaction: &DatabaseTransaction,
    invoice: InvoiceId,
) -> Result<Vec<InvoiceReminder>, StoreError> {
    let statement = "SELECT r.id, u.run_date, u.channel, r.level, r.state, r.subject, \
        r.recipients FROM reminders r JOIN runs u ON u.id = r.run_id WHERE r.id IN (\
        SELECT l.reminder_id FROM due_items d JOIN reminder_lines l ON l.item_id = d.id \
        WHERE d.invoice_id = $1) ORDER BY r.id DESC";
    let values = [number(invoice.0)];
    let rows = transaction.query_all_raw(sql(transaction, statement, values)).await?;
    rows.iter()
        .map(|row| {
            let mut columns = Columns::of(row);
            let reminder = ReminderId(columns.take()?);
            let run_date = columns.take()?;
            let channel: String = columns.take()?;
            let channel = Channel::parse(&channel)
                .ok_or_else(|| StoreError::bad_value("runs.channel", channel))?;
            let level = columns.take()?;
            let state: String = columns.take()?;
            Ok(InvoiceReminder {
                reminder,
                run_date,
                channel,
                level,
                state: ReminderState::from_stored(&state)?,
                subject: columns.take()?,
                to: lists::from_stored("reminders.recipients", &columns.take::<String>()?)?,
            })
        })
        .collect()
}
