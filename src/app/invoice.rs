//! One invoice: what is on record of it, and what comes of it next.

use super::charges::{self, ItemCharges};
use super::engine::{Engine, Scope};
use super::error::AppError;
use super::explain::{self, Explanation};
use crate::domain::document::{DocumentFault, DocumentSource};
use crate::store::{FollowUpChange, InvoiceSheet};

/// The largest document that is handed out, in bytes.
const LARGEST: u64 = 100 * 1024 * 1024;

/// An invoice with the decision for each of its items.
#[derive(Debug)]
pub struct InvoiceView {
    pub sheet: InvoiceSheet,
    /// The changes of each item of the sheet, in its order, oldest first.
    pub changes: Vec<Vec<FollowUpChange>>,
    /// Of the batch that the scope names; open items only.
    pub explained: Vec<Explanation>,
    /// Open items only.
    pub charges: Vec<ItemCharges>,
}

/// The invoice of this number that is addressed to this customer; `None` when
/// there is none.
///
/// # Errors
/// When the store fails.
pub async fn show(
    engine: &Engine,
    scope: &Scope,
    customer: &str,
    number: &str,
) -> Result<Option<InvoiceView>, AppError> {
    let company = scope.company();
    let Some(sheet) = engine.store.invoice_sheet(company, customer, number).await? else {
        return Ok(None);
    };
    let mut changes = Vec::with_capacity(sheet.items.len());
    for item in &sheet.items {
        changes.push(engine.store.follow_up_changes(item.item).await?);
    }
    let name = format!("{customer}/{number}");
    let is_open = |instalment: u32| {
        sheet.items.iter().any(|item| {
            item.instalment == instalment && item.open.amount > rust_decimal::Decimal::ZERO
        })
    };
    let mut explained = explain::explain(engine, scope, &name).await?;
    explained.retain(|it| {
        it.customer_code == customer && it.invoice == number && is_open(it.instalment)
    });
    let mut charges = charges::of_item(engine, scope, &name, None).await?;
    charges.retain(|it| it.customer_code == customer && it.invoice == number);
    Ok(Some(InvoiceView { sheet, changes, explained, charges }))
}

/// A document of an invoice, by its place in the list: its name and contents.
/// `None` when it is not in the list, or not in the folder.
///
/// # Errors
/// When the file cannot be read.
pub fn document(
    source: &dyn DocumentSource,
    sheet: &InvoiceSheet,
    place: usize,
) -> Result<Option<(String, Vec<u8>)>, AppError> {
    let Some(path) = sheet.documents.get(place) else { return Ok(None) };
    match source.read(path, LARGEST) {
        Ok(content) => Ok(Some((path.file_name().to_owned(), content))),
        Err(DocumentFault::Missing | DocumentFault::Outside | DocumentFault::TooLarge) => Ok(None),
        Err(DocumentFault::Unreadable(cause)) => {
            Err(AppError::File { path: path.to_string(), error: std::io::Error::other(cause) })
        }
    }
}
