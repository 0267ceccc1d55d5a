//! What must hold of an import before anything is written.

use std::collections::HashSet;
use std::hash::Hash;

use sea_orm::DatabaseTransaction;

use super::error::{StoreError, UnknownReference};
use super::stored_keys::StoredKeys;
use crate::domain::company::CompanyCode;
use crate::import::set::{ImportSet, Target};

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

fn table(target: Target<&str>) -> &'static str {
    match target {
        Target::Collaborator { .. } => "collaborators",
        Target::Customer { .. } => "customers",
        Target::Supplier { .. } => "suppliers",
        Target::Site { .. } | Target::BillingSite { .. } => "sites",
        Target::Invoice { .. } => "invoices",
    }
}

fn key(target: Target<&str>) -> String {
    match target {
        Target::Collaborator { code } | Target::Customer { code } | Target::Supplier { code } => {
            code.to_owned()
        }
        Target::Site { customer, code: key }
        | Target::BillingSite { customer, code: key, .. }
        | Target::Invoice { customer, number: key } => {
            format!("{customer}/{key}")
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
        let stored = StoredKeys::read(transaction, company).await?;
        unknown.retain(|(target, _)| !stored.have(*target));
    }
    if unknown.is_empty() {
        return Ok(());
    }
    let mut references: Vec<UnknownReference> = unknown
        .into_iter()
        .map(|(target, (entity, row))| UnknownReference {
            entity,
            row,
            to: table(target),
            key: key(target),
        })
        .collect();
    references.sort();
    references.dedup();
    Err(StoreError::UnknownReferences(references))
}

/// The key of a row, with what it refers to.
type Unresolved<'a> = (Target<&'a str>, (&'static str, String));

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
    let refer = |target: Target<&str>| {
        !target.choices().any(|choice| match choice {
            Target::Collaborator { code } => people.contains(code),
            Target::Customer { code } => customers.contains(code),
            Target::Supplier { code } => suppliers.contains(code),
            Target::Site { customer, code } | Target::BillingSite { customer, code, .. } => {
                sites.contains(&(customer, code))
            }
            Target::Invoice { customer, number } => invoices.contains(&(customer, number)),
        })
    };
    for row in &set.customers {
        let targets = row.person_in_charge.iter().map(|code| Target::collaborator(code));
        let row = || ("customers", row.code.clone());
        unresolved.extend(targets.filter(|&target| refer(target)).map(|target| (target, row())));
    }
    for row in &set.sites {
        let targets = [Target::customer(&row.customer)];
        let row = || ("sites", format!("{}/{}", row.customer, row.code));
        unresolved.extend(targets.into_iter().filter(|&to| refer(to)).map(|to| (to, row())));
    }
    for row in &set.contacts {
        let sites = row.sites.iter().map(|code| Target::site(&row.customer, code));
        let targets = [Target::customer(&row.customer)].into_iter().chain(sites);
        let row = || ("contacts", format!("{}/{}", row.customer, row.code));
        unresolved.extend(targets.filter(|&target| refer(target)).map(|target| (target, row())));
    }
    for row in &set.invoices {
        let customers = [Some(&row.customer), row.ordering_customer.as_ref()];
        let customers = customers.into_iter().flatten().map(|code| Target::customer(code));
        let site = row.billing_site();
        let person = row.person_in_charge.iter().map(|code| Target::collaborator(code));
        let targets = customers.chain(site).chain(person);
        let row = || ("invoices", format!("{}/{}", row.customer, row.number));
        unresolved.extend(targets.filter(|&target| refer(target)).map(|target| (target, row())));
    }
    for row in &set.holds {
        let target = Target::invoice(&row.customer, &row.invoice);
        if refer(target) {
            unresolved.push((target, ("holds", format!("{}/{}", row.customer, row.invoice))));
        }
    }
    for row in &set.due_items {
        let target = Target::invoice(&row.customer, &row.invoice);
        if refer(target) {
            let key = format!("{}/{}/{}", row.customer, row.invoice, row.instalment);
            unresolved.push((target, ("due_items", key)));
        }
    }
    for row in &set.credits {
        let target = Target::customer(&row.customer);
        if refer(target) {
            unresolved.push((target, ("credits", format!("{}/{}", row.customer, row.number))));
        }
    }
    for row in &set.supplier_items {
        let target = Target::supplier(&row.supplier);
        if refer(target) {
            let key = format!("{}/{}", row.supplier, row.number);
            unresolved.push((target, ("supplier_items", key)));
        }
    }
    unresolved
}
