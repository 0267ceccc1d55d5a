//! The files of invoices: paths below the folder of documents.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::text;

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let column = text("documents").default("[]").take();
        manager.alter_table(Table::alter().table("invoices").add_column(column).take()).await
    }
}
