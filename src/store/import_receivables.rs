//! Invoices, due items and credits of an import.

use rust_decimal::Decimal;
use sea_orm::{
    ActiveValue::{NotSet, Set},
    ConnectionTrait, DatabaseTransaction,
};

use super::amount;
use super::entity::{credit, due_item, invoice};
use super::error::StoreError;
use super::import::Counts;
use super::import_keys::{Codes, Keys};
use super::lists;
use super::upsert::{Keyed, upsert};
use crate::domain::company::CompanyCode;
use crate::import::set::{Detail, ImportSet};

/// Whom invoices refer to.
pub struct Parties<'a> {
    pub people: &'a Codes,
    pub customers: &'a Codes,
    pub sites: &'a Keys,
}

/// Numbers of the invoices of a company.
pub async fn keys(
    connection: &impl ConnectionTrait,
    company: &CompanyCode,
) -> Result<Keys, StoreError> {
    let select = "SELECT i.customer_id, i.number, i.id FROM customers c \
        JOIN invoices i ON i.customer_id = c.id WHERE c.company = $1";
    Keys::read(connection, company, "invoices", select).await
}

pub(super) fn stored_amount(
    entity: &'static str,
    row: impl FnOnce() -> String,
    amount: Decimal,
) -> Result<i64, StoreError> {
    amount::to_stored(amount).ok_or_else(|| StoreError::Amount { entity, row: row(), amount })
}

/// The number of an instalment or line as the store keeps it.
pub(super) fn stored_number(column: &'static str, number: u32) -> Result<i32, StoreError> {
    i32::try_from(number).map_err(|_| StoreError::bad_value(column, number.to_string()))
}

pub async fn invoices(
    transaction: &DatabaseTransaction,
    set: &ImportSet,
    parties: &Parties<'_>,
) -> Result<Counts, StoreError> {
    use invoice::Column;
    const LEDGER: [Column; 4] =
        [Column::InvoiceDate, Column::Label, Column::Currency, Column::Total];
    const FULL: [Column; 12] = [
        Column::OrderingCustomerId,
        Column::InvoiceDate,
        Column::Label,
        Column::Currency,
        Column::Total,
        Column::PaymentReference,
        Column::PaymentMethod,
        Column::BillingSiteId,
        Column::PersonInChargeId,
        Column::Recipients,
        Column::Copies,
        Column::Documents,
    ];
    let keyed = Keyed {
        key: &[Column::CustomerId, Column::Number],
        update: match set.detail {
            Detail::Full => &FULL,
            Detail::Ledger => &LEDGER,
        },
    };
    let rows = set.invoices.iter().map(|row| {
        let customer = parties.customers.id("invoices", &row.customer)?;
        let site = row.billing_site.as_ref();
        let ordering = row.ordering_customer.as_ref().filter(|code| **code != row.customer);
        let ordering = parties.customers.optional("invoices", ordering)?;
        Ok(invoice::ActiveModel {
            id: NotSet,
            customer_id: Set(customer),
            number: Set(row.number.clone()),
            ordering_customer_id: Set(ordering),
            invoice_date: Set(row.date),
            label: Set(row.label.clone()),
            currency: Set(row.currency.code().to_owned()),
            total: Set(stored_amount("invoices", || row.number.clone(), row.total)?),
            payment_reference: Set(row.payment_reference.clone()),
            payment_method: Set(row.payment_method.clone()),
            billing_site_id: Set(site
                .map(|site| billing_site(parties.sites, customer, ordering, site))
                .transpose()?),
            person_in_charge_id: Set(parties
                .people
                .optional("invoices", row.person_in_charge.as_ref())?),
            recipients: Set(lists::to_stored(&row.recipients)),
            copies: Set(lists::to_stored(&row.copies)),
            documents: Set(lists::to_stored(&row.documents)),
        })
    });
    upsert(transaction, &keyed, rows).await
}

/// A site of the customer to be invoiced, else of the ordering customer.
fn billing_site(
    sites: &Keys,
    customer: i64,
    ordering: Option<i64>,
    code: &str,
) -> Result<i64, StoreError> {
    match ordering.and_then(|ordering| sites.find(ordering, code)) {
        Some(elsewhere) => Ok(sites.find(customer, code).unwrap_or(elsewhere)),
        None => sites.id("invoices", customer, code),
    }
}

/// Level, date, status, comment, promise and dispute serve new items only:
/// afterwards the store knows better.
pub async fn due_items(
    transaction: &DatabaseTransaction,
    set: &ImportSet,
    customers: &Codes,
    invoices: &Keys,
) -> Result<Counts, StoreError> {
    use due_item::Column;
    let keyed = Keyed {
        key: &[Column::InvoiceId, Column::Instalment],
        update: &[Column::DueDate, Column::Amount, Column::OpenAmount],
    };
    let rows = set.due_items.iter().map(|row| {
        let customer = customers.id("due_items", &row.customer)?;
        let amount = |amount| {
            let key = || format!("{}/{}/{}", row.customer, row.invoice, row.instalment);
            stored_amount("due_items", key, amount)
        };
        Ok(due_item::ActiveModel {
            id: NotSet,
            invoice_id: Set(invoices.id("due_items", customer, &row.invoice)?),
            customer_id: Set(customer),
            instalment: Set(stored_number("due_items.instalment", row.instalment)?),
            due_date: Set(row.due_date),
            amount: Set(amount(row.amount)?),
            open_amount: Set(amount(row.open_amount)?),
            level: Set(row.level.clone()),
            last_reminded_on: Set(row.last_reminded_on),
            status: Set(row.status.clone()),
            promised_on: Set(row.promised_on),
            disputed: Set(row.disputed),
            expected_payment_date: Set(None),
            comment: Set(row.comment.clone()),
            next_action_on: Set(None),
            next_action_by: Set(None),
        })
    });
    upsert(transaction, &keyed, rows).await
}

pub async fn credits(
    transaction: &DatabaseTransaction,
    set: &ImportSet,
    customers: &Codes,
) -> Result<Counts, StoreError> {
    use credit::Column;
    let keyed = Keyed {
        key: &[Column::CustomerId, Column::Kind, Column::Number, Column::Line],
        update: &[
            Column::CreditDate,
            Column::Label,
            Column::Currency,
            Column::Amount,
            Column::OpenAmount,
        ],
    };
    let rows = set.credits.iter().map(|row| {
        let amount = |amount| {
            stored_amount("credits", || format!("{}/{}", row.customer, row.number), amount)
        };
        Ok(credit::ActiveModel {
            id: NotSet,
            customer_id: Set(customers.id("credits", &row.customer)?),
            kind: Set(row.kind.as_str().to_owned()),
            number: Set(row.number.clone()),
            line: Set(stored_number("credits.line", row.line)?),
            credit_date: Set(row.date),
            label: Set(row.label.clone()),
            currency: Set(row.currency.code().to_owned()),
            amount: Set(amount(row.amount)?),
            open_amount: Set(amount(row.open_amount)?),
        })
    });
    upsert(transaction, &keyed, rows).await
}
