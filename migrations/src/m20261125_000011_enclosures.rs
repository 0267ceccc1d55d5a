//! The files that go with letters, as they went.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{big_integer, binary, integer, text};

use crate::columns::{create, part_of};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let enclosures = Table::create()
            .table("enclosures")
            .col(big_integer("reminder_id"))
            .col(integer("position"))
            .col(text("name"))
            .col(binary("content"))
            .primary_key(Index::create().col("reminder_id").col("position"))
            .foreign_key(&mut part_of("enclosures", "reminder_id", "reminders"))
            .take();
        create(manager, vec![enclosures], Vec::new()).await
    }
}
