//! How messages are packed: those of before stand byte for byte.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::text;

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let packing = text("packing").default("").take();
        manager.alter_table(Table::alter().table("messages").add_column(packing).take()).await
    }
}
