//! What a folder has; no two rows of a file have the same key.

use std::collections::HashMap;
use std::hash::Hash;

use chrono::NaiveDate;

use super::table::Table;
use crate::import::problems::{Fault, Problems};
use crate::import::set::{
    CollaboratorRow, ContactRow, CreditRow, CustomerRow, DueItemRow, HoldRow, InvoiceRow, SiteRow,
    SupplierItemRow, SupplierRow,
};
use crate::wording::msg;

/// The files that the folder has.
pub struct Tables {
    pub collaborators: Option<Table<CollaboratorRow>>,
    pub customers: Option<Table<CustomerRow>>,
    pub sites: Option<Table<SiteRow>>,
    pub contacts: Option<Table<ContactRow>>,
    pub invoices: Option<Table<InvoiceRow>>,
    pub holds: Option<Table<HoldRow>>,
    pub due_items: Option<Table<DueItemRow>>,
    pub credits: Option<Table<CreditRow>>,
    pub suppliers: Option<Table<SupplierRow>>,
    pub supplier_items: Option<Table<SupplierItemRow>>,
    pub payments: Option<Table<NaiveDate>>,
}

/// Reports every key that stands twice.
pub fn keys(tables: &Tables, problems: &mut Problems) {
    unique(&tables.collaborators, "code", |row| row.code.as_str(), problems);
    unique(&tables.customers, "code", |row| row.code.as_str(), problems);
    unique(&tables.sites, "code", |row| (row.customer.as_str(), row.code.as_str()), problems);
    unique(&tables.contacts, "code", |row| (row.customer.as_str(), row.code.as_str()), problems);
    unique(
        &tables.invoices,
        "number",
        |row| (row.customer.as_str(), row.number.as_str()),
        problems,
    );
    unique(
        &tables.holds,
        "kind",
        |row| (row.customer.as_str(), row.invoice.as_str(), row.kind, row.placed_on),
        problems,
    );
    unique(
        &tables.due_items,
        "invoice",
        |row| (row.customer.as_str(), row.invoice.as_str(), row.instalment),
        problems,
    );
    unique(
        &tables.credits,
        "number",
        |row| (row.customer.as_str(), row.kind, row.number.as_str(), row.line),
        problems,
    );
    unique(&tables.suppliers, "code", |row| row.code.as_str(), problems);
    unique(
        &tables.supplier_items,
        "number",
        |row| (row.supplier.as_str(), row.number.as_str(), row.line),
        problems,
    );
    // One line says up to when payments are known.
    unique(&tables.payments, "known_to", |_| (), problems);
}

fn unique<'a, T, K: Eq + Hash>(
    table: &'a Option<Table<T>>,
    column: &str,
    key: impl Fn(&'a T) -> K,
    problems: &mut Problems,
) {
    let Some(table) = table else { return };
    let mut seen: HashMap<K, usize> = HashMap::with_capacity(table.rows.len());
    for (index, row) in table.rows.iter().enumerate() {
        if let Some(first) = seen.get(&key(row)) {
            let fault = Fault::new(msg!("import-key-twice", line = table.layout.line(*first)));
            table.layout.report(problems, index, column, fault);
        } else {
            seen.insert(key(row), index);
        }
    }
}
