//! Holds that are placed again on the day they were lifted, and a history
//! that nothing can edit.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::integer;
use sea_orm_migration::sea_orm::DbBackend;

use crate::columns::key;

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
        for statement in protections(manager.get_database_backend()) {
            connection.execute_unprepared(&statement).await?;
        }
        Ok(())
    }
}

fn protections(backend: DbBackend) -> Vec<String> {
    match backend {
        DbBackend::Postgres => {
            let function = "CREATE OR REPLACE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$ \
                BEGIN RAISE EXCEPTION '% is only ever added to', TG_TABLE_NAME; END $$";
            let triggers = APPEND_ONLY.map(|table| {
                format!(
                    "CREATE TRIGGER {table}_is_kept BEFORE UPDATE OR DELETE OR TRUNCATE ON {table} \
                     FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()"
                )
            });
            std::iter::once(function.to_owned()).chain(triggers).collect()
        }
        _ => APPEND_ONLY
            .iter()
            .flat_map(|table| {
                // REPLACE deletes without the trigger of a deletion.
                let replaced = format!("WHEN EXISTS (SELECT 1 FROM {table} WHERE id = NEW.id)");
                [("UPDATE", ""), ("DELETE", ""), ("INSERT", &*replaced)].map(|(change, when)| {
                    format!(
                        "CREATE TRIGGER {table}_refuses_{} BEFORE {change} ON {table} {when} \
                         BEGIN SELECT RAISE(ABORT, '{table} is only ever added to'); END",
                        change.to_lowercase()
                    )
                })
            })
            .collect(),
    }
}
