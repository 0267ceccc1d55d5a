//! The schema of the database, one migration per file; the same on SQLite and
//! PostgreSQL.
//!
//! Amounts are whole numbers of ten-thousandths of the currency unit. Lists
//! of texts are JSON arrays.

use sea_orm_migration::prelude::*;

pub use sea_orm_migration::prelude::MigratorTrait;
pub use sea_orm_migration::seaql_migrations;

mod columns;
mod m20261124_000001_parties;
mod m20261124_000002_receivables;
mod m20261124_000003_payables;
mod m20261124_000004_imports;
mod m20261124_000005_runs;
mod m20261124_000006_history;
mod m20261125_000007_by_hand;
mod m20261125_000009_follow_up;
mod m20261125_000010_documents;
mod m20261125_000011_enclosures;
mod m20261125_000012_search;
mod m20261125_000013_record;
mod m20261127_000014_accounts;
mod m20261127_000015_revisions;
mod m20261127_000016_webhooks;
mod m20261127_000017_api;
mod m20261127_000018_pages;
mod m20261128_000020_schedule;
mod m20261128_000021_nodes;
mod m20261128_000022_mailout;
mod m20261128_000023_mailin;
mod m20261128_000024_trust;
mod m20261128_000025_packing;
mod words;

/// Every migration, oldest first.
pub struct Migrator;

impl MigratorTrait for Migrator {
    fn migrations() -> Vec<Box<dyn MigrationTrait>> {
        vec![
            Box::new(m20261124_000001_parties::Migration),
            Box::new(m20261124_000002_receivables::Migration),
            Box::new(m20261124_000003_payables::Migration),
            Box::new(m20261124_000004_imports::Migration),
            Box::new(m20261124_000005_runs::Migration),
            Box::new(m20261124_000006_history::Migration),
            Box::new(m20261125_000007_by_hand::Migration),
            Box::new(m20261125_000009_follow_up::Migration),
            Box::new(m20261125_000010_documents::Migration),
            Box::new(m20261125_000011_enclosures::Migration),
            Box::new(m20261125_000012_search::Migration),
            Box::new(m20261125_000013_record::Migration),
            Box::new(m20261127_000014_accounts::Migration),
            Box::new(m20261127_000015_revisions::Migration),
            Box::new(m20261127_000016_webhooks::Migration),
            Box::new(m20261127_000017_api::Migration),
            Box::new(m20261127_000018_pages::Migration),
            Box::new(m20261128_000020_schedule::Migration),
            Box::new(m20261128_000021_nodes::Migration),
            Box::new(m20261128_000022_mailout::Migration),
            Box::new(m20261128_000023_mailin::Migration),
            Box::new(m20261128_000024_trust::Migration),
            Box::new(m20261128_000025_packing::Migration),
        ]
    }
}
