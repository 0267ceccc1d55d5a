//! Holds of an import.

use chrono::{DateTime, Utc};
use sea_orm::{
    ActiveValue::{NotSet, Set},
    ConnectionTrait, DatabaseTransaction,
};

use super::entity::hold;
use super::error::StoreError;
use super::history::HistoryResult;
use super::import::Counts;
use super::import_keys::{Codes, Keys};
use super::rows::{moment, sql, text};
use super::upsert::{Keyed, upsert};
use crate::domain::company::CompanyCode;
use crate::import::set::ImportSet;

/// What an import brings is told apart from what was placed by hand.
const BY_IMPORT: i32 = 0;

/// Who lifts a hold that a later one takes the place of.
const IMPORT: &str = "import";

/// A hold that was lifted stays lifted.
pub async fn holds(
    transaction: &DatabaseTransaction,
    company: &CompanyCode,
    set: &ImportSet,
    now: DateTime<Utc>,
    customers: &Codes,
    invoices: &Keys,
) -> Result<Counts, StoreError> {
    use hold::Column;
    let keyed = Keyed {
        key: &[Column::InvoiceId, Column::Kind, Column::PlacedOn, Column::Ordinal],
        update: &[Column::Comment, Column::Author],
    };
    let rows = set.holds.iter().map(|row| {
        let customer = customers.id("holds", &row.customer)?;
        Ok(hold::ActiveModel {
            id: NotSet,
            invoice_id: Set(invoices.id("holds", customer, &row.invoice)?),
            customer_id: Set(customer),
            kind: Set(row.kind.as_str().to_owned()),
            comment: Set(row.comment.clone()),
            author: Set(row.author.clone()),
            placed_on: Set(row.placed_on),
            lifted_at: Set(None),
            lifted_by: Set(None),
            ordinal: Set(BY_IMPORT),
        })
    });
    let counts = upsert(transaction, &keyed, rows).await?;
    if counts.inserted > 0 {
        lift_superseded(transaction, company, now).await?;
    }
    Ok(counts)
}

/// One hold of a kind is in force on an invoice: the latest.
async fn lift_superseded(
    transaction: &DatabaseTransaction,
    company: &CompanyCode,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    const SUPERSEDED: &str = "holds.lifted_at IS NULL \
        AND holds.customer_id IN (SELECT id FROM customers WHERE company = $1) \
        AND EXISTS (SELECT 1 FROM holds later WHERE later.invoice_id = holds.invoice_id \
        AND later.kind = holds.kind AND later.lifted_at IS NULL \
        AND (later.placed_on, later.ordinal) > (holds.placed_on, holds.ordinal))";
    let values = [text(company.as_str()), moment(now), text(IMPORT)];
    let record = format!(
        "INSERT INTO history (company, recorded_at, customer_id, result, attempts, detail, \
         author) SELECT $1, $2, holds.customer_id, $4, 0, \
         invoices.number || ' (' || holds.kind || ')', $3 \
         FROM holds JOIN invoices ON invoices.id = holds.invoice_id \
         WHERE {SUPERSEDED} ORDER BY holds.id"
    );
    let lifted = text(HistoryResult::HoldLifted.as_str());
    let recorded = values.clone().into_iter().chain([lifted]);
    transaction.execute_raw(sql(transaction, record, recorded)).await?;
    let lift = format!("UPDATE holds SET lifted_at = $2, lifted_by = $3 WHERE {SUPERSEDED}");
    transaction.execute_raw(sql(transaction, lift, values)).await?;
    Ok(())
}
