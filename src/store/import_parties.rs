//! Collaborators, customers, sites and contacts of an import.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use sea_orm::{
    ActiveValue::{NotSet, Set},
    ColumnTrait, ConnectionTrait, DatabaseTransaction, EntityTrait, QueryFilter,
};

use super::entity::{collaborator, contact, contact_site, customer, site};
use super::error::StoreError;
use super::import::Counts;
use super::import_keys::{Codes, Keys};
use super::lists;
use super::rows::{Columns, sql, text};
use super::upsert::{Keyed, upsert};
use crate::domain::company::CompanyCode;
use crate::domain::customer::DunningSettings;
use crate::import::set::{ContactRow, Detail, ImportSet};

/// Rows per statement for links of contacts.
const ROWS: usize = 1_000;

pub async fn people(
    transaction: &DatabaseTransaction,
    company: &CompanyCode,
) -> Result<Codes, StoreError> {
    Codes::read(transaction, company, "collaborators").await
}

pub async fn codes(
    transaction: &DatabaseTransaction,
    company: &CompanyCode,
) -> Result<Codes, StoreError> {
    Codes::read(transaction, company, "customers").await
}

pub async fn site_keys(
    connection: &impl ConnectionTrait,
    company: &CompanyCode,
) -> Result<Keys, StoreError> {
    let select = "SELECT s.customer_id, s.code, s.id FROM customers c \
        JOIN sites s ON s.customer_id = c.id WHERE c.company = $1";
    Keys::read(connection, company, "sites", select).await
}

async fn contact_keys(
    transaction: &DatabaseTransaction,
    company: &CompanyCode,
) -> Result<Keys, StoreError> {
    let select = "SELECT k.customer_id, k.code, k.id FROM customers c \
        JOIN contacts k ON k.customer_id = c.id WHERE c.company = $1";
    Keys::read(transaction, company, "contacts", select).await
}

pub async fn collaborators(
    transaction: &DatabaseTransaction,
    company: &CompanyCode,
    set: &ImportSet,
) -> Result<Counts, StoreError> {
    use collaborator::Column;
    let keyed =
        Keyed { key: &[Column::Company, Column::Code], update: &[Column::Name, Column::Email] };
    let rows = set.collaborators.iter().map(|row| {
        Ok(collaborator::ActiveModel {
            id: NotSet,
            company: Set(company.to_string()),
            code: Set(row.code.clone()),
            name: Set(row.name.clone()),
            email: Set(row.email.clone()),
        })
    });
    upsert(transaction, &keyed, rows).await
}

/// Settings that the source does not give stay as they are stored.
pub async fn customers(
    transaction: &DatabaseTransaction,
    company: &CompanyCode,
    set: &ImportSet,
    people: &Codes,
) -> Result<Counts, StoreError> {
    use customer::Column;
    const LEDGER: [Column; 2] = [Column::Name, Column::Account];
    const FULL: [Column; 8] = [
        Column::Name,
        Column::Account,
        Column::Language,
        Column::Manual,
        Column::Automatic,
        Column::PersonInChargeId,
        Column::Consumer,
        Column::Address,
    ];
    let keyed = Keyed {
        key: &[Column::Company, Column::Code],
        update: match set.detail {
            Detail::Full => &FULL,
            Detail::Ledger => &LEDGER,
        },
    };
    let stored = settings(transaction, company).await?;
    let rows = set.customers.iter().map(|row| {
        let settings = match stored.get(&row.code) {
            Some(stored) => DunningSettings {
                manual: row.manual.unwrap_or(stored.manual),
                automatic: row.automatic.unwrap_or(stored.automatic),
            },
            None => row.initial_settings(),
        };
        Ok(customer::ActiveModel {
            id: NotSet,
            company: Set(company.to_string()),
            code: Set(row.code.clone()),
            name: Set(row.name.clone()),
            account: Set(row.account.clone()),
            language: Set(row.language.as_ref().map(ToString::to_string)),
            manual: Set(settings.manual),
            automatic: Set(settings.automatic),
            person_in_charge_id: Set(people.optional("customers", row.person_in_charge.as_ref())?),
            consumer: Set(row.consumer),
            address: Set(lists::to_stored(&row.address)),
        })
    });
    upsert(transaction, &keyed, rows).await
}

async fn settings(
    transaction: &DatabaseTransaction,
    company: &CompanyCode,
) -> Result<HashMap<String, DunningSettings>, StoreError> {
    let select = "SELECT code, manual, automatic FROM customers WHERE company = $1";
    let values = [text(company.as_str())];
    let rows = transaction.query_all_raw(sql(transaction, select, values)).await?;
    rows.iter()
        .map(|row| {
            let mut columns = Columns::of(row);
            let code = columns.take()?;
            let settings = DunningSettings { manual: columns.take()?, automatic: columns.take()? };
            Ok((code, settings))
        })
        .collect()
}

pub async fn sites(
    transaction: &DatabaseTransaction,
    set: &ImportSet,
    customers: &Codes,
) -> Result<Counts, StoreError> {
    use site::Column;
    let keyed = Keyed {
        key: &[Column::CustomerId, Column::Code],
        update: &[Column::Name, Column::Address, Column::Email],
    };
    let rows = set.sites.iter().map(|row| {
        Ok(site::ActiveModel {
            id: NotSet,
            customer_id: Set(customers.id("sites", &row.customer)?),
            code: Set(row.code.clone()),
            name: Set(row.name.clone()),
            address: Set(lists::to_stored(&row.address)),
            email: Set(row.email.clone()),
        })
    });
    upsert(transaction, &keyed, rows).await
}

/// A contact whose sites differ counts as updated.
pub async fn contacts(
    transaction: &DatabaseTransaction,
    company: &CompanyCode,
    set: &ImportSet,
    customers: &Codes,
    sites: &Keys,
) -> Result<Counts, StoreError> {
    if set.contacts.is_empty() {
        return Ok(Counts::default());
    }
    let before = contact_keys(transaction, company).await?;
    let attached = attached_sites(transaction, company).await?;
    let none = BTreeSet::new();
    let (mut moved, mut others) = (Vec::new(), Vec::new());
    for row in &set.contacts {
        let customer = customers.id("contacts", &row.customer)?;
        let wanted: BTreeSet<i64> = row
            .sites
            .iter()
            .map(|site| sites.id("contacts", customer, site))
            .collect::<Result<_, _>>()?;
        match before.find(customer, &row.code) {
            Some(id) if attached.get(&id).unwrap_or(&none) != &wanted => {
                moved.push((row, customer, wanted));
            }
            Some(_) => others.push((row, customer, BTreeSet::new())),
            None => others.push((row, customer, wanted)),
        }
    }
    let keyed = keyed_contacts();
    upsert(transaction, &keyed, moved.iter().map(|(row, id, _)| Ok(contact_row(row, *id)))).await?;
    let mut counts =
        upsert(transaction, &keyed, others.iter().map(|(row, id, _)| Ok(contact_row(row, *id))))
            .await?;
    counts.updated += moved.len() as u64;

    let after = contact_keys(transaction, company).await?;
    let mut links: BTreeMap<i64, &BTreeSet<i64>> = BTreeMap::new();
    let mut cleared = Vec::new();
    for (row, customer, wanted) in &moved {
        let id = after.id("contacts", *customer, &row.code)?;
        cleared.push(id);
        links.insert(id, wanted);
    }
    for (row, customer, wanted) in others.iter().filter(|(_, _, wanted)| !wanted.is_empty()) {
        links.insert(after.id("contacts", *customer, &row.code)?, wanted);
    }
    attach(transaction, &cleared, &links).await?;
    Ok(counts)
}

async fn attach(
    transaction: &DatabaseTransaction,
    cleared: &[i64],
    links: &BTreeMap<i64, &BTreeSet<i64>>,
) -> Result<(), StoreError> {
    for chunk in cleared.chunks(ROWS) {
        contact_site::Entity::delete_many()
            .filter(contact_site::Column::ContactId.is_in(chunk.iter().copied()))
            .exec(transaction)
            .await?;
    }
    let rows: Vec<contact_site::ActiveModel> = links
        .iter()
        .flat_map(|(contact, sites)| {
            sites.iter().map(|site| contact_site::ActiveModel {
                contact_id: Set(*contact),
                site_id: Set(*site),
            })
        })
        .collect();
    for chunk in rows.chunks(ROWS) {
        contact_site::Entity::insert_many(chunk.to_vec())
            .exec_without_returning(transaction)
            .await?;
    }
    Ok(())
}

async fn attached_sites(
    transaction: &DatabaseTransaction,
    company: &CompanyCode,
) -> Result<HashMap<i64, BTreeSet<i64>>, StoreError> {
    let select = "SELECT l.contact_id, l.site_id FROM customers c \
        JOIN contacts k ON k.customer_id = c.id \
        JOIN contact_sites l ON l.contact_id = k.id WHERE c.company = $1";
    let values = [text(company.as_str())];
    let rows = transaction.query_all_raw(sql(transaction, select, values)).await?;
    let mut attached: HashMap<i64, BTreeSet<i64>> = HashMap::new();
    for row in &rows {
        let mut columns = Columns::of(row);
        attached.entry(columns.take()?).or_default().insert(columns.take()?);
    }
    Ok(attached)
}

fn keyed_contacts() -> Keyed<'static, contact::Column> {
    use contact::Column;
    Keyed {
        key: &[Column::CustomerId, Column::Code],
        update: &[
            Column::Name,
            Column::Language,
            Column::DecisionMaker,
            Column::Principal,
            Column::Financial,
            Column::ReceivesReminder,
            Column::ReceivesReminderAllSites,
            Column::ReceivesInvoice,
            Column::IdentityEmail,
            Column::CustomerEmail,
        ],
    }
}

fn contact_row(row: &ContactRow, customer: i64) -> contact::ActiveModel {
    contact::ActiveModel {
        id: NotSet,
        customer_id: Set(customer),
        code: Set(row.code.clone()),
        name: Set(row.name.clone()),
        language: Set(row.language.as_ref().map(ToString::to_string)),
        decision_maker: Set(row.roles.decision_maker),
        principal: Set(row.roles.principal),
        financial: Set(row.roles.financial),
        receives_reminder: Set(row.receives.reminder),
        receives_reminder_all_sites: Set(row.receives.reminder_all_sites),
        receives_invoice: Set(row.receives.invoice),
        identity_email: Set(row.identity_email.clone()),
        customer_email: Set(row.customer_email.clone()),
    }
}
