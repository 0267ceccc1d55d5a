//! Taking in what other systems give, whole or not at all.

use std::borrow::Cow;

use chrono::{DateTime, NaiveDate, Utc};
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, DatabaseTransaction, EntityTrait, QueryFilter,
    QueryOrder, QuerySelect,
};

use super::connection::Store;
use super::entity::import;
use super::error::StoreError;
use super::import_check as check;
use super::import_parties as parties;
use super::import_receivables as receivables;
use super::personal::Tombstones;
use super::versions;
use crate::domain::company::CompanyCode;
use crate::import::set::ImportSet;

/// What rows of an import are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Entity {
    Collaborators,
    Customers,
    Sites,
    Contacts,
    Invoices,
    Holds,
    DueItems,
    Credits,
    Suppliers,
    SupplierItems,
}

impl Entity {
    /// The name of the table, of the CSV file and in JSON.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Collaborators => "collaborators",
            Self::Customers => "customers",
            Self::Sites => "sites",
            Self::Contacts => "contacts",
            Self::Invoices => "invoices",
            Self::Holds => "holds",
            Self::DueItems => "due_items",
            Self::Credits => "credits",
            Self::Suppliers => "suppliers",
            Self::SupplierItems => "supplier_items",
        }
    }
}

/// What an import did to the rows of an entity.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Counts {
    pub inserted: u64,
    pub updated: u64,
    pub unchanged: u64,
}

/// What an import did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ImportReport {
    pub entities: Vec<(Entity, Counts)>,
    /// Contacts that were left out: they were erased.
    pub erased: u64,
}

/// The latest import of a company.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LastImport {
    /// The folder or file, as the user named it.
    pub source: String,
    pub at: DateTime<Utc>,
}

impl Store {
    /// Takes in a set: new rows are inserted, rows that differ are updated,
    /// nothing is deleted. The same set twice changes nothing.
    ///
    /// # Errors
    /// [`StoreError::UnknownReferences`] with all of them,
    /// [`StoreError::RepeatedKey`], [`StoreError::Amount`], or a database
    /// that fails; nothing is applied then.
    pub async fn import(
        &self,
        company: &CompanyCode,
        set: &ImportSet,
        now: DateTime<Utc>,
        source: &str,
    ) -> Result<ImportReport, StoreError> {
        check::no_repeated_keys(set)?;
        let transaction = self.begin().await?;
        let erased = Tombstones::read(&transaction, company).await?;
        let (set, erased) = match erased {
            Some(erased) => erased.without(set),
            None => (Cow::Borrowed(set), 0),
        };
        let set = set.as_ref();
        check::references(&transaction, company, set).await?;
        let entities = apply(&transaction, company, set, now).await?;
        let log = import::ActiveModel {
            company: Set(company.to_string()),
            source: Set(source.to_owned()),
            imported_at: Set(now),
            payments_known_to: Set(set.payments_known_to),
            ..Default::default()
        };
        log.insert(&transaction).await?;
        let changed = |(_, counts): &(Entity, Counts)| counts.inserted + counts.updated > 0;
        if entities.iter().any(changed) {
            versions::imported(&transaction, company).await?;
        }
        transaction.commit().await?;
        Ok(ImportReport { entities, erased })
    }

    /// # Errors
    /// When the database fails.
    pub async fn last_import(
        &self,
        company: &CompanyCode,
    ) -> Result<Option<LastImport>, StoreError> {
        let row = import::Entity::find()
            .filter(import::Column::Company.eq(company.as_str()))
            .order_by_desc(import::Column::Id)
            .one(self.readers())
            .await?;
        Ok(row.map(|row| LastImport { source: row.source, at: row.imported_at }))
    }

    /// The day up to which payments are known, as the imports say.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn payments_known_to(
        &self,
        company: &CompanyCode,
    ) -> Result<Option<NaiveDate>, StoreError> {
        Ok(import::Entity::find()
            .select_only()
            .column(import::Column::PaymentsKnownTo)
            .filter(import::Column::Company.eq(company.as_str()))
            .filter(import::Column::PaymentsKnownTo.is_not_null())
            .order_by_desc(import::Column::PaymentsKnownTo)
            .into_tuple()
            .one(self.readers())
            .await?)
    }
}

/// Whatever is referred to comes first.
async fn apply(
    transaction: &DatabaseTransaction,
    company: &CompanyCode,
    set: &ImportSet,
    now: DateTime<Utc>,
) -> Result<Vec<(Entity, Counts)>, StoreError> {
    let mut entities = Vec::new();
    let mut done = |entity, counts: Counts| {
        if counts != Counts::default() {
            entities.push((entity, counts));
        }
    };
    done(Entity::Collaborators, parties::collaborators(transaction, company, set).await?);
    let people = parties::people(transaction, company).await?;
    done(Entity::Customers, parties::customers(transaction, company, set, &people).await?);
    let customers = parties::codes(transaction, company).await?;
    done(Entity::Sites, parties::sites(transaction, set, &customers).await?);
    let sites = parties::site_keys(transaction, company).await?;
    done(Entity::Contacts, parties::contacts(transaction, company, set, &customers, &sites).await?);
    let ids = receivables::Parties { people: &people, customers: &customers, sites: &sites };
    done(Entity::Invoices, receivables::invoices(transaction, set, &ids).await?);
    if !set.holds.is_empty() || !set.due_items.is_empty() {
        let invoices = receivables::keys(transaction, company).await?;
        let holds = super::import_holds::holds;
        let placed = holds(transaction, company, set, now, &customers, &invoices).await?;
        done(Entity::Holds, placed);
        done(
            Entity::DueItems,
            receivables::due_items(transaction, set, &customers, &invoices).await?,
        );
    }
    done(Entity::Credits, receivables::credits(transaction, set, &customers).await?);
    done(Entity::Suppliers, super::import_payables::suppliers(transaction, company, set).await?);
    done(Entity::SupplierItems, super::import_payables::items(transaction, company, set).await?);
    Ok(entities)
}
