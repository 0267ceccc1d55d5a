//! The sending account that a reminder leaves by.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::text_null;

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let account = Table::alter().table("reminders").add_column(text_null("account")).take();
        manager.alter_table(account).await
    }
}
