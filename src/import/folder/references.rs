//! What the rows of a folder refer to is found in it or left open.

use std::collections::{BTreeSet, HashSet};
use std::sync::Arc;

use super::check::Tables;
use super::files::Entity;
use super::table::{Layout, Table};
use crate::import::problems::{Fault, Problems};
use crate::import::set::Target;
use crate::wording::msg;

/// What a row refers to and the folder does not have.
#[derive(Debug)]
pub struct OpenReference {
    pub target: Target<String>,
    layout: Arc<Layout>,
    row: usize,
    column: &'static str,
}

impl OpenReference {
    /// Reports that nothing else has it either.
    pub fn report(&self, problems: &mut Problems) {
        let column = self.layout.name_of(self.column);
        let fault = match self.target.as_ref() {
            Target::Collaborator { code: found }
            | Target::Customer { code: found }
            | Target::Supplier { code: found } => {
                msg!("import-unknown-reference", column = column, found = found)
            }
            Target::Site { customer, code: found }
            | Target::BillingSite { customer, code: found, .. }
            | Target::Invoice { customer, number: found } => msg!(
                "import-unknown-reference-of-customer",
                column = column,
                found = found,
                customer = customer
            ),
        };
        self.layout.report(problems, self.row, self.column, Fault::new(fault));
    }
}

/// What rows refer to and the folder does not have. References to rows that
/// may have been refused (`doubtful`) would be missed for that reason only
/// and are left out.
pub fn open(tables: &Tables, doubtful: &BTreeSet<Entity>) -> Vec<OpenReference> {
    let mut open = References { known: known(tables), doubtful, open: Vec::new() };
    open.of(&tables.customers, "person_in_charge", |row| {
        row.person_in_charge.as_deref().map(Target::collaborator)
    });
    open.of(&tables.sites, "customer", |row| Some(Target::customer(&row.customer)));
    open.of(&tables.contacts, "customer", |row| Some(Target::customer(&row.customer)));
    open.of(&tables.contacts, "sites", |row| {
        row.sites.iter().map(|code| Target::site(&row.customer, code))
    });
    open.of(&tables.invoices, "customer", |row| Some(Target::customer(&row.customer)));
    open.of(&tables.invoices, "ordering_customer", |row| {
        row.ordering_customer.as_deref().map(Target::customer)
    });
    open.of(&tables.invoices, "billing_site", |row| row.billing_site());
    open.of(&tables.invoices, "person_in_charge", |row| {
        row.person_in_charge.as_deref().map(Target::collaborator)
    });
    open.of(&tables.holds, "invoice", |row| Some(Target::invoice(&row.customer, &row.invoice)));
    open.of(&tables.due_items, "invoice", |row| Some(Target::invoice(&row.customer, &row.invoice)));
    open.of(&tables.credits, "customer", |row| Some(Target::customer(&row.customer)));
    open.of(&tables.supplier_items, "supplier", |row| Some(Target::supplier(&row.supplier)));
    open.open
}

/// The keys of the rows that may be referred to.
fn known(tables: &Tables) -> HashSet<Target<&str>> {
    let mut known = HashSet::new();
    known.extend(rows(&tables.collaborators).map(|row| Target::collaborator(&row.code)));
    known.extend(rows(&tables.customers).map(|row| Target::customer(&row.code)));
    known.extend(rows(&tables.suppliers).map(|row| Target::supplier(&row.code)));
    known.extend(rows(&tables.sites).map(|row| Target::site(&row.customer, &row.code)));
    known.extend(rows(&tables.invoices).map(|row| Target::invoice(&row.customer, &row.number)));
    known
}

fn rows<T>(table: &Option<Table<T>>) -> impl Iterator<Item = &T> {
    table.iter().flat_map(|table| &table.rows)
}

/// References, as they are being looked up.
struct References<'a> {
    known: HashSet<Target<&'a str>>,
    doubtful: &'a BTreeSet<Entity>,
    open: Vec<OpenReference>,
}

impl References<'_> {
    fn of<'t, T, I: IntoIterator<Item = Target<&'t str>>>(
        &mut self,
        table: &'t Option<Table<T>>,
        column: &'static str,
        targets: impl Fn(&'t T) -> I,
    ) {
        let Some(table) = table else { return };
        for (row, content) in table.rows.iter().enumerate() {
            for target in targets(content) {
                let found = target.choices().any(|choice| self.known.contains(&choice));
                if !found && !self.doubtful.contains(&file_of(target)) {
                    let layout = Arc::clone(&table.layout);
                    self.open.push(OpenReference {
                        target: target.to_owned(),
                        layout,
                        row,
                        column,
                    });
                }
            }
        }
    }
}

fn file_of(target: Target<&str>) -> Entity {
    match target {
        Target::Collaborator { .. } => Entity::Collaborators,
        Target::Customer { .. } => Entity::Customers,
        Target::Supplier { .. } => Entity::Suppliers,
        Target::Site { .. } | Target::BillingSite { .. } => Entity::Sites,
        Target::Invoice { .. } => Entity::Invoices,
    }
}
