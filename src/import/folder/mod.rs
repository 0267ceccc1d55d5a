//! A folder of CSV files, one per entity (docs/import.md).

mod check;
mod customers;
mod files;
mod invoices;
mod reader;
mod records;
mod suppliers;
mod table;

use std::path::Path;

use chrono::NaiveDate;

use self::files::Entity;
use self::table::Table;
use super::error::ImportError;
use super::problems::Problems;
use super::set::ImportSet;
use super::source::Source;
use super::values;

/// Reads a folder of CSV files and checks it whole.
///
/// # Errors
/// Every mistake of every file with its place, or a folder or file that
/// cannot be read.
pub fn csv_folder(folder: &Path) -> Result<ImportSet, ImportError> {
    let mut problems = Problems::default();
    let mut files = files::find(folder, &mut problems)?;
    let mut take = |entity: Entity, problems: &mut Problems| files.take(entity, problems);

    let collaborators = take(Entity::Collaborators, &mut problems)?
        .map(|s| customers::collaborators(s, &mut problems));
    let customers =
        take(Entity::Customers, &mut problems)?.map(|s| customers::customers(s, &mut problems));
    let sites = take(Entity::Sites, &mut problems)?.map(|s| customers::sites(s, &mut problems));
    let contacts =
        take(Entity::Contacts, &mut problems)?.map(|s| customers::contacts(s, &mut problems));
    let invoices =
        take(Entity::Invoices, &mut problems)?.map(|s| invoices::invoices(s, &mut problems));
    let holds = take(Entity::Holds, &mut problems)?.map(|s| invoices::holds(s, &mut problems));
    let due_items = take(Entity::DueItems, &mut problems)?
        .map(|s| invoices::due_items(s, invoices.as_ref(), &mut problems));
    let credits =
        take(Entity::Credits, &mut problems)?.map(|s| invoices::credits(s, &mut problems));
    let suppliers =
        take(Entity::Suppliers, &mut problems)?.map(|s| suppliers::suppliers(s, &mut problems));
    let supplier_items = take(Entity::SupplierItems, &mut problems)?
        .map(|s| suppliers::supplier_items(s, &mut problems));
    let payments = take(Entity::Payments, &mut problems)?.map(|s| payments(s, &mut problems));

    let tables = check::Tables {
        collaborators: collaborators.as_ref(),
        customers: customers.as_ref(),
        sites: sites.as_ref(),
        contacts: contacts.as_ref(),
        invoices: invoices.as_ref(),
        holds: holds.as_ref(),
        due_items: due_items.as_ref(),
        credits: credits.as_ref(),
        suppliers: suppliers.as_ref(),
        supplier_items: supplier_items.as_ref(),
        payments: payments.as_ref(),
    };
    check::keys(&tables, &mut problems);
    check::references(&tables, &mut problems);
    problems.into_result(&folder.display().to_string())?;
    Ok(ImportSet {
        collaborators: rows(collaborators),
        customers: rows(customers),
        sites: rows(sites),
        contacts: rows(contacts),
        invoices: rows(invoices),
        holds: rows(holds),
        due_items: rows(due_items),
        credits: rows(credits),
        suppliers: rows(suppliers),
        supplier_items: rows(supplier_items),
        payments_known_to: rows(payments).into_iter().next(),
    })
}

fn rows<T>(table: Option<Table<T>>) -> Vec<T> {
    table.map(|table| table.rows).unwrap_or_default()
}

/// The day up to which payments are known.
fn payments(source: Source, problems: &mut Problems) -> Table<NaiveDate> {
    let mut reader = reader::Reader::open(source, problems);
    let known_to = reader.required("known_to", &["connus_au", "date"]);
    reader.rows(|row| row.value(known_to, values::date))
}
