//! What must hold of an import before anything is written.

use std::collections::HashSet;
use std::hash::Hash;

use sea_orm::DatabaseTransaction;

use super::error::{StoreError, UnknownReference};
use super::import_keys::{Codes, Keys};
use super::import_parties::site_keys;
use super::import_receivables::keys as invoice_keys;
use crate::domain::company::CompanyCode;
use crate::import::set::ImportSet;

/// # Errors
/// [`StoreError::RepeatedKey`] for the first key that stands twice.
pub fn no_repeated_keys(set: &ImportSet) -> Result<(), StoreError> {
    unique("collaborators", &set.collaborators, |row| row.code.as_str(), |row| row.code.clone())?;
    unique("customers", &set.customers, |row| row.code.as_str(), |row| row.code.clone())?;
    unique(
        "sites",
        &set.sites,
        |row| (row.customer.as_str(), row.code.as_str()),
        |row| format!("{}/{}", row.customer, row.code),
    )?;
    unique(
        "contacts",
        &set.contacts,
        |row| (row.customer.as_str(), row.code.as_str()),
        |row| format!("{}/{}", row.customer, row.code),
    )?;
    unique(
        "invoices",
        &set.invoices,
        |row| (row.customer.as_str(), row.number.as_str()),
        |row| format!("{}/{}", row.customer, row.number),
    )?;
    unique(
        "holds",
        &set.holds,
        |row| (row.customer.as_str(), row.invoice.as_str(), row.kind, row.placed_on),
        |row| {
            let kind = row.kind.as_str();
            format!("{}/{}/{kind}/{}", row.customer, row.invoice, row.placed_on)
        },
    )?;
    unique(
        "due_items",
        &set.due_items,
        |row| (row.customer.as_str(), row.invoice.as_str(), row.instalment),
        |row| format!("{}/{}/{}", row.customer, row.invoice, row.instalment),
    )?;
    unique(
        "credits",
        &set.credits,
        |row| (row.customer.as_str(), row.kind, row.number.as_str(), row.line),
        |row| format!("{}/{}/{}/{}", row.customer, row.kind.as_str(), row.number, row.line),
    )?;
    unique("suppliers", &set.suppliers, |row| row.code.as_str(), |row| row.code.clone())?;
    unique(
        "supplier_items",
        &set.supplier_items,
        |row| (row.supplier.as_str(), row.number.as_str(), row.line),
        |row| format!("{}/{}/{}", row.supplier, row.number, row.line),
    )
}

fn unique<'a, R, K: Eq + Hash>(
    entity: &'static str,
    rows: &'a [R],
    key: impl Fn(&'a R) -> K,
    shown: impl Fn(&R) -> String,
) -> Result<(), StoreError> {
    let mut seen = HashSet::with_capacity(rows.len());
    match rows.iter().find(|row| !seen.insert(key(row))) {
        Some(row) => Err(StoreError::RepeatedKey { entity, key: shown(row) }),
        None => Ok(()),
    }
}

/// A row that something refers to.
#[derive(Clone, Copy)]
enum Target<'a> {
    Collaborator(&'a str),
    Customer(&'a str),
    Supplier(&'a str),
    /// Of a customer.
    Site(&'a str, &'a str),
    /// Of a customer.
    Invoice(&'a str, &'a str),
}

impl Target<'_> {
    fn table(self) -> &'static str {
        match self {
            Self::Collaborator(_) => "collaborators",
            Self::Customer(_) => "customers",
            Self::Supplier(_) => "suppliers",
            Self::Site(..) => "sites",
            Self::Invoice(..) => "invoices",
        }
    }

    fn key(self) -> String {
        match self {
            Self::Collaborator(code) | Self::Customer(code) | Self::Supplier(code) => {
                code.to_owned()
            }
            Self::Site(customer, key) | Self::Invoice(customer, key) => format!("{customer}/{key}"),
        }
    }
}

/// # Errors
/// [`StoreError::UnknownReferences`] with every reference that neither the
/// set nor the store knows.
pub async fn references(
    transaction: &DatabaseTransaction,
    company: &CompanyCode,
    set: &ImportSet,
) -> Result<(), StoreError> {
    let mut unknown = not_in_set(set);
    if !unknown.is_empty() {
        let stored = Stored::read(transaction, company).await?;
        unknown.retain(|(target, _)| !stored.knows(*target));
    }
    if unknown.is_empty() {
        return Ok(());
    }
    let mut references: Vec<UnknownReference> = unknown
        .into_iter()
        .map(|(target, (entity, row))| UnknownReference {
            entity,
            row,
            to: target.table(),
            key: target.key(),
        })
        .collect();
    references.sort();
    references.dedup();
    Err(StoreError::UnknownReferences(references))
}

/// The key of a row, with what it refers to.
type Unresolved<'a> = (Target<'a>, (&'static str, String));

/// References that the set itself does not answer.
fn not_in_set(set: &ImportSet) -> Vec<Unresolved<'_>> {
    let people: HashSet<&str> = set.collaborators.iter().map(|row| row.code.as_str()).collect();
    let customers: HashSet<&str> = set.customers.iter().map(|row| row.code.as_str()).collect();
    let suppliers: HashSet<&str> = set.suppliers.iter().map(|row| row.code.as_str()).collect();
    let sites: HashSet<(&str, &str)> =
        set.sites.iter().map(|row| (row.customer.as_str(), row.code.as_str())).collect();
    let invoices: HashSet<(&str, &str)> =
        set.invoices.iter().map(|row| (row.customer.as_str(), row.number.as_str())).collect();
    let mut unresolved = Vec::new();
    let refer = |target: Target<'_>| match target {
        Target::Collaborator(code) => !people.contains(code),
        Target::Customer(code) => !customers.contains(code),
        Target::Supplier(code) => !suppliers.contains(code),
        Target::Site(customer, code) => !sites.contains(&(customer, code)),
        Target::Invoice(customer, number) => !invoices.contains(&(customer, number)),
    };
    for row in &set.customers {
        let targets = row.person_in_charge.iter().map(|code| Target::Collaborator(code));
        let row = || ("customers", row.code.clone());
        unresolved.extend(targets.filter(|&target| refer(target)).map(|target| (target, row())));
    }
    for row in &set.sites {
        let targets = [Target::Customer(&row.customer)];
        let row = || ("sites", format!("{}/{}", row.customer, row.code));
        unresolved.extend(targets.into_iter().filter(|&to| refer(to)).map(|to| (to, row())));
    }
    for row in &set.contacts {
        let sites = row.sites.iter().map(|site| Target::Site(&row.customer, site));
        let targets = [Target::Customer(&row.customer)].into_iter().chain(sites);
        let row = || ("contacts", format!("{}/{}", row.customer, row.code));
        unresolved.extend(targets.filter(|&target| refer(target)).map(|target| (target, row())));
    }
    for row in &set.invoices {
        let customers = [Some(&row.customer), row.ordering_customer.as_ref()];
        let customers = customers.into_iter().flatten().map(|code| Target::Customer(code));
        let site = row.billing_site.iter().map(|site| Target::Site(&row.customer, site));
        let person = row.person_in_charge.iter().map(|code| Target::Collaborator(code));
        let targets = customers.chain(site).chain(person);
        let row = || ("invoices", format!("{}/{}", row.customer, row.number));
        unresolved.extend(targets.filter(|&target| refer(target)).map(|target| (target, row())));
    }
    for row in &set.holds {
        let target = Target::Invoice(&row.customer, &row.invoice);
        if refer(target) {
            unresolved.push((target, ("holds", format!("{}/{}", row.customer, row.invoice))));
        }
    }
    for row in &set.due_items {
        let target = Target::Invoice(&row.customer, &row.invoice);
        if refer(target) {
            let key = format!("{}/{}/{}", row.customer, row.invoice, row.instalment);
            unresolved.push((target, ("due_items", key)));
        }
    }
    for row in &set.credits {
        let target = Target::Customer(&row.customer);
        if refer(target) {
            unresolved.push((target, ("credits", format!("{}/{}", row.customer, row.number))));
        }
    }
    for row in &set.supplier_items {
        let target = Target::Supplier(&row.supplier);
        if refer(target) {
            let key = format!("{}/{}", row.supplier, row.number);
            unresolved.push((target, ("supplier_items", key)));
        }
    }
    unresolved
}

/// What the store knows of a company.
struct Stored {
    people: Codes,
    customers: Codes,
    suppliers: Codes,
    sites: Keys,
    invoices: Keys,
}

impl Stored {
    async fn read(
        transaction: &DatabaseTransaction,
        company: &CompanyCode,
    ) -> Result<Self, StoreError> {
        Ok(Self {
            people: Codes::read(transaction, company, "collaborators").await?,
            customers: Codes::read(transaction, company, "customers").await?,
            suppliers: Codes::read(transaction, company, "suppliers").await?,
            sites: site_keys(transaction, company).await?,
            invoices: invoice_keys(transaction, company).await?,
        })
    }

    fn knows(&self, target: Target<'_>) -> bool {
        let of_customer = |keys: &Keys, customer: &str, key: &str| {
            let customer = self.customers.find(customer);
            customer.is_some_and(|customer| keys.find(customer, key).is_some())
        };
        match target {
            Target::Collaborator(code) => self.people.find(code).is_some(),
            Target::Customer(code) => self.customers.find(code).is_some(),
            Target::Supplier(code) => self.suppliers.find(code).is_some(),
            Target::Site(customer, code) => of_customer(&self.sites, customer, code),
            Target::Invoice(customer, number) => of_customer(&self.invoices, customer, number),
        }
    }
}
