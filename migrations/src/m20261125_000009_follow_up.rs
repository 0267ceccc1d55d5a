//! Holds that are placed again on the day they were lifted, and a history
//! that nothing can edit.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::integer;

use crate::columns::{append_only, key};

#[derive(DeriveMigrationName)]
pub struct Migration;

/// What was done is only ever added to.
const APPEND_ONLY: [&str; 2] = ["history", "follow_up_changes"];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let ordinal =
            Table::alter().table("holds").add_column(integer("ordinal").default(0).take()).take();
        manager.alter_table(ordinal).await?;
        let connection = manager.get_connection();
        connection.execute_unprepared("DROP INDEX holds_key").await?;
        let columns = ["invoice_id", "kind", "placed_on", "ordinal"];
        manager.create_index(key("holds_key", "holds", &columns)).await?;
        for statement in append_only(manager.get_database_backend(), &APPEND_ONLY) {
            connection.execute_unprepared(&statement).await?;
        }
        Ok(())
    }
}
