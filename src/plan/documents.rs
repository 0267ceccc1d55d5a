//! The documents that go with a reminder.

use std::collections::BTreeSet;

use super::outcome::{CustomerPlan, PlannedReminder};
use crate::domain::document::DocumentPath;
use crate::domain::invoice::Invoice;

/// A file of an invoice.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct InvoiceDocument<'a> {
    /// Number of the invoice.
    pub invoice: &'a str,
    pub path: &'a DocumentPath,
}

/// The invoices of a reminder with their positions, each once, in the order of
/// its lines.
pub fn invoices_of<'a>(
    plan: &'a CustomerPlan,
    reminder: &PlannedReminder,
) -> Vec<(usize, &'a Invoice)> {
    let mut seen = BTreeSet::new();
    let positions = reminder.lines.iter().map(|line| line.item.invoice);
    positions
        .filter(|&position| seen.insert(position))
        .filter_map(|position| Some((position, &plan.facts.invoices.get(position)?.invoice)))
        .collect()
}

/// The files of a reminder's invoices, each once.
pub fn documents_of<'a>(
    plan: &'a CustomerPlan,
    reminder: &PlannedReminder,
) -> Vec<InvoiceDocument<'a>> {
    let mut seen = BTreeSet::new();
    invoices_of(plan, reminder)
        .into_iter()
        .flat_map(|(_, invoice)| {
            let number = invoice.number.as_str();
            invoice.documents.iter().map(move |path| InvoiceDocument { invoice: number, path })
        })
        .filter(|document| seen.insert(document.path))
        .collect()
}
