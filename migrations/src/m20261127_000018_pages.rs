//! What the pages search and sort by, and what keeps a form from being carried
//! out twice.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{big_integer, text, text_null};

use crate::columns::key;

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        crate::words::create(manager).await?;
        data_versions(manager).await?;
        let request = Table::alter().table("runs").add_column(text_null("request_key")).take();
        manager.alter_table(request).await?;
        manager.create_index(key("runs_of_request", "runs", &["company", "request_key"])).await
    }
}

/// How often what the figures of a company are made of was changed: figures
/// that are kept are good as long as the numbers stay the same.
async fn data_versions(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let versions = Table::create()
        .table("data_versions")
        .col(text("company").primary_key())
        .col(big_integer("imports"))
        .col(big_integer("settlements"))
        .take();
    manager.create_table(versions).await
}
