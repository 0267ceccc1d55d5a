//! Holds placed and lifted by hand.

use chrono::{DateTime, NaiveDate, Utc};
use sea_orm::{ConnectionTrait, DatabaseTransaction, QueryResult};

use super::audit::{self, Deed};
use super::connection::Store;
use super::error::StoreError;
use super::find::of_invoice;
use super::history::HistoryResult;
use super::rows::{Columns, day, moment, number, sql, text};
use crate::domain::company::CompanyCode;
use crate::domain::hold::{Hold, HoldKind};
use crate::domain::identity::{CustomerId, HoldId, InvoiceId};

/// An invoice as people know it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FoundInvoice {
    pub invoice: InvoiceId,
    pub number: String,
    pub customer: CustomerId,
    pub customer_code: String,
    pub customer_name: String,
}

/// A hold in force with its invoice.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HeldInvoice {
    pub invoice: FoundInvoice,
    pub hold: Hold,
}

/// Who does it, why, and when.
#[derive(Debug, Clone, Copy)]
pub struct HoldOrder<'a> {
    pub company: &'a CompanyCode,
    pub kind: HoldKind,
    pub author: &'a str,
    pub now: DateTime<Utc>,
}

const INVOICE: &str = "i.id, i.number, c.id, c.code, c.name";

impl Store {
    /// The invoices that a name means: `NUMBER`, or `CUSTOMER/NUMBER`; every
    /// reading that exists.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn find_invoice(
        &self,
        company: &CompanyCode,
        name: &str,
    ) -> Result<Vec<FoundInvoice>, StoreError> {
        let mut values = vec![text(company.as_str())];
        let readings = of_invoice(name, &mut values);
        let statement = format!(
            "SELECT {INVOICE} FROM customers c JOIN invoices i ON i.customer_id = c.id \
             WHERE c.company = $1 AND ({readings}) \
             ORDER BY c.id, i.id"
        );
        let connection = self.readers();
        let rows = connection.query_all_raw(sql(connection, statement, values)).await?;
        rows.iter().map(|row| invoice(&mut Columns::of(row))).collect()
    }

    /// Places a hold on each invoice that has none of the kind in force, in
    /// one transaction, each with its history record. Returns the invoices
    /// that were held already.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn place_holds(
        &self,
        order: HoldOrder<'_>,
        invoices: &[FoundInvoice],
        comment: &str,
        placed_on: NaiveDate,
    ) -> Result<Vec<FoundInvoice>, StoreError> {
        let transaction = self.begin().await?;
        let mut held = Vec::new();
        for invoice in invoices {
            if in_force(&transaction, invoice.invoice, order.kind).await? > 0 {
                held.push(invoice.clone());
                continue;
            }
            // Zero is kept for what an import brings.
            let statement = "INSERT INTO holds (invoice_id, customer_id, kind, comment, author, \
                placed_on, ordinal) \
                SELECT $1, $2, $3, $4, $5, $6, COALESCE(MAX(ordinal), 0) + 1 FROM holds \
                WHERE invoice_id = $1 AND kind = $3 AND placed_on = $6";
            let values = [
                number(invoice.invoice.0),
                number(invoice.customer.0),
                text(order.kind.as_str()),
                text(comment),
                text(order.author),
                day(placed_on),
            ];
            transaction.execute_raw(sql(&transaction, statement, values)).await?;
            let detail = format!("{} ({}): {comment}", invoice.number, order.kind.as_str());
            record(&transaction, order, invoice, HistoryResult::HoldPlaced, detail).await?;
        }
        transaction.commit().await?;
        Ok(held)
    }

    /// Lifts the holds of the kind in force on each invoice, in one
    /// transaction, each with its history record. Returns the invoices that
    /// were not held.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn lift_holds(
        &self,
        order: HoldOrder<'_>,
        invoices: &[FoundInvoice],
    ) -> Result<Vec<FoundInvoice>, StoreError> {
        let transaction = self.begin().await?;
        let mut free = Vec::new();
        for invoice in invoices {
            let statement = "UPDATE holds SET lifted_at = $1, lifted_by = $2 \
                WHERE invoice_id = $3 AND kind = $4 AND lifted_at IS NULL";
            let values = [
                moment(order.now),
                text(order.author),
                number(invoice.invoice.0),
                text(order.kind.as_str()),
            ];
            let lifted = transaction.execute_raw(sql(&transaction, statement, values)).await?;
            if lifted.rows_affected() == 0 {
                free.push(invoice.clone());
                continue;
            }
            let detail = format!("{} ({})", invoice.number, order.kind.as_str());
            record(&transaction, order, invoice, HistoryResult::HoldLifted, detail).await?;
        }
        transaction.commit().await?;
        Ok(free)
    }

    /// The holds in force, of one customer or of all.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn holds(
        &self,
        company: &CompanyCode,
        customer: Option<&str>,
    ) -> Result<Vec<HeldInvoice>, StoreError> {
        let mut statement = format!(
            "SELECT {INVOICE}, h.id, h.kind, h.comment, h.author, h.placed_on FROM customers c \
             JOIN holds h ON h.customer_id = c.id JOIN invoices i ON i.id = h.invoice_id \
             WHERE c.company = $1 AND h.lifted_at IS NULL"
        );
        let mut values = vec![text(company.as_str())];
        if let Some(customer) = customer {
            statement.push_str(" AND c.code = $2");
            values.push(text(customer));
        }
        statement.push_str(" ORDER BY c.code, i.number, h.id");
        let connection = self.readers();
        let rows = connection.query_all_raw(sql(connection, statement, values)).await?;
        rows.iter().map(held).collect()
    }
}

async fn in_force(
    transaction: &DatabaseTransaction,
    invoice: InvoiceId,
    kind: HoldKind,
) -> Result<i64, StoreError> {
    let statement =
        "SELECT count(*) FROM holds WHERE invoice_id = $1 AND kind = $2 AND lifted_at IS NULL";
    let values = [number(invoice.0), text(kind.as_str())];
    let row = transaction.query_one_raw(sql(transaction, statement, values)).await?;
    Ok(row.map(|row| Columns::of(&row).take()).transpose()?.unwrap_or(0))
}

async fn record(
    transaction: &DatabaseTransaction,
    order: HoldOrder<'_>,
    invoice: &FoundInvoice,
    result: HistoryResult,
    detail: String,
) -> Result<(), StoreError> {
    let deed = Deed {
        company: order.company,
        customer: invoice.customer.0,
        result,
        detail,
        author: order.author,
        at: order.now,
    };
    audit::record(transaction, deed).await
}

fn invoice(columns: &mut Columns<'_>) -> Result<FoundInvoice, StoreError> {
    Ok(FoundInvoice {
        invoice: InvoiceId(columns.take()?),
        number: columns.take()?,
        customer: CustomerId(columns.take()?),
        customer_code: columns.take()?,
        customer_name: columns.take()?,
    })
}

fn held(row: &QueryResult) -> Result<HeldInvoice, StoreError> {
    let mut columns = Columns::of(row);
    let invoice = invoice(&mut columns)?;
    let id = HoldId(columns.take()?);
    let kind: String = columns.take()?;
    Ok(HeldInvoice {
        invoice,
        hold: Hold {
            id,
            kind: HoldKind::parse(&kind)
                .ok_or_else(|| StoreError::bad_value("holds.kind", kind))?,
            comment: columns.take()?,
            author: columns.take()?,
            placed_on: columns.take()?,
        },
    })
}
