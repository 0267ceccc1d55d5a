//! What the rows of a folder must be to each other: keys are unique, and what
//! is named exists where its file is in the folder.

use std::collections::{HashMap, HashSet};
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

/// No two rows of a file have the same key.
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
            let fault = Fault::new(msg!("import-key-twice", line = table.line(*first)));
            table.report(problems, index, column, fault);
        } else {
            seen.insert(key(row), index);
        }
    }
}

/// Whatever a row names is in the folder, where the folder has a file of it.
pub fn references(tables: &Tables, problems: &mut Problems) {
    let collaborators = known(&tables.collaborators, |row| row.code.as_str());
    let customers = known(&tables.customers, |row| row.code.as_str());
    let sites = known(&tables.sites, |row| (row.customer.as_str(), row.code.as_str()));
    let invoices = known(&tables.invoices, |row| (row.customer.as_str(), row.number.as_str()));
    let suppliers = known(&tables.suppliers, |row| row.code.as_str());

    named(&tables.customers, "person_in_charge", &collaborators, problems, |row| {
        row.person_in_charge.as_deref()
    });
    named(&tables.invoices, "person_in_charge", &collaborators, problems, |row| {
        row.person_in_charge.as_deref()
    });
    named(&tables.sites, "customer", &customers, problems, |row| Some(row.customer.as_str()));
    named(&tables.contacts, "customer", &customers, problems, |row| Some(row.customer.as_str()));
    named(&tables.invoices, "customer", &customers, problems, |row| Some(row.customer.as_str()));
    named(&tables.invoices, "ordering_customer", &customers, problems, |row| {
        row.ordering_customer.as_deref()
    });
    named(&tables.credits, "customer", &customers, problems, |row| Some(row.customer.as_str()));
    named(&tables.supplier_items, "supplier", &suppliers, problems, |row| {
        Some(row.supplier.as_str())
    });
    named(&tables.contacts, "sites", &sites, problems, |row| {
        row.sites.iter().map(|site| (row.customer.as_str(), site.as_str()))
    });
    named(&tables.invoices, "billing_site", &sites, problems, |row| {
        row.billing_site.as_deref().map(|site| (row.customer.as_str(), site))
    });
    named(&tables.holds, "invoice", &invoices, problems, |row| {
        Some((row.customer.as_str(), row.invoice.as_str()))
    });
    named(&tables.due_items, "invoice", &invoices, problems, |row| {
        Some((row.customer.as_str(), row.invoice.as_str()))
    });
}

/// The keys of a file: `None` when it is not in the folder, or when rows of
/// it were refused and would be missed here for that reason only.
fn known<'a, T, K: Eq + Hash>(
    table: &'a Option<Table<T>>,
    key: impl Fn(&'a T) -> K,
) -> Option<HashSet<K>> {
    let table = table.as_ref().filter(|table| table.complete)?;
    Some(table.rows.iter().map(key).collect())
}

fn named<'a, T, K: Eq + Hash + Named, I: IntoIterator<Item = K>>(
    table: &'a Option<Table<T>>,
    column: &str,
    known: &Option<HashSet<K>>,
    problems: &mut Problems,
    keys: impl Fn(&'a T) -> I,
) {
    let (Some(table), Some(known)) = (table, known) else { return };
    for (index, row) in table.rows.iter().enumerate() {
        for key in keys(row).into_iter().filter(|key| !known.contains(key)) {
            table.report(problems, index, column, key.unknown(table.name_of(column)));
        }
    }
}

/// How a key that leads nowhere is told.
trait Named {
    fn unknown(&self, column: &str) -> Fault;
}

impl Named for &str {
    fn unknown(&self, column: &str) -> Fault {
        Fault::new(msg!("import-unknown-reference", column = column, found = *self))
    }
}

impl Named for (&str, &str) {
    fn unknown(&self, column: &str) -> Fault {
        let (customer, found) = self;
        Fault::new(msg!(
            "import-unknown-reference-of-customer",
            column = column,
            found = *found,
            customer = *customer
        ))
    }
}
