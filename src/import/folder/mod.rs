//! A folder of CSV files, one per entity (docs/import.md).

mod check;
mod customers;
mod files;
mod invoices;
mod reader;
mod records;
mod references;
mod row;
mod suppliers;
mod table;

use std::path::Path;

use chrono::NaiveDate;

use self::check::Tables;
use self::files::Entity;
use self::references::OpenReference;
use self::table::Table;
use super::error::ImportError;
use super::problems::Problems;
use super::set::{Detail, ImportSet, Target};
use super::source::Source;
use super::values;

/// A folder that was read. What its rows refer to and the folder does not
/// have is still to be looked for among the stored rows.
#[derive(Debug)]
pub struct CsvFolder {
    name: String,
    set: ImportSet,
    open: Vec<OpenReference>,
    problems: Problems,
}

impl CsvFolder {
    /// Whether rows refer to what the folder does not have.
    pub fn refers_elsewhere(&self) -> bool {
        !self.open.is_empty()
    }

    /// The content, when all of it is right and all that it refers to is in
    /// the folder or `stored`.
    ///
    /// # Errors
    /// Every mistake of every file with its place.
    pub fn resolve(
        mut self,
        stored: impl Fn(Target<&str>) -> bool,
    ) -> Result<ImportSet, ImportError> {
        for reference in self.open.iter().filter(|open| !stored(open.target.as_ref())) {
            reference.report(&mut self.problems);
        }
        self.problems.into_result(&self.name)?;
        Ok(self.set)
    }
}

/// Reads a folder of CSV files. Mistakes are told by [`CsvFolder::resolve`],
/// all at once.
///
/// # Errors
/// When the folder or a file cannot be read.
pub fn csv_folder(folder: &Path) -> Result<CsvFolder, ImportError> {
    let mut problems = Problems::default();
    let mut files = files::find(folder, &mut problems)?;
    let to = &mut problems;
    let invoices = files.read(Entity::Invoices, to, invoices::invoices)?;
    let due_items = files.read(Entity::DueItems, to, |source, to| {
        invoices::due_items(source, invoices.as_ref(), to)
    })?;
    let tables = Tables {
        collaborators: files.read(Entity::Collaborators, to, customers::collaborators)?,
        customers: files.read(Entity::Customers, to, customers::customers)?,
        sites: files.read(Entity::Sites, to, customers::sites)?,
        contacts: files.read(Entity::Contacts, to, customers::contacts)?,
        holds: files.read(Entity::Holds, to, invoices::holds)?,
        credits: files.read(Entity::Credits, to, invoices::credits)?,
        suppliers: files.read(Entity::Suppliers, to, suppliers::suppliers)?,
        supplier_items: files.read(Entity::SupplierItems, to, suppliers::supplier_items)?,
        payments: files.read(Entity::Payments, to, payments)?,
        invoices,
        due_items,
    };
    check::keys(&tables, to);
    let open = references::open(&tables, files.doubtful());
    let set = ImportSet {
        collaborators: rows(tables.collaborators),
        customers: rows(tables.customers),
        sites: rows(tables.sites),
        contacts: rows(tables.contacts),
        invoices: rows(tables.invoices),
        holds: rows(tables.holds),
        due_items: rows(tables.due_items),
        credits: rows(tables.credits),
        suppliers: rows(tables.suppliers),
        supplier_items: rows(tables.supplier_items),
        payments_known_to: rows(tables.payments).into_iter().next(),
        detail: Detail::Full,
    };
    Ok(CsvFolder { name: folder.display().to_string(), set, open, problems })
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
