//! Parts that tables have in common.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::big_pk_auto;
use sea_orm_migration::sea_orm::DbBackend;

/// A table with an identity of its own.
pub fn table(name: &'static str) -> TableCreateStatement {
    Table::create().table(name).col(big_pk_auto("id")).take()
}

/// A reference that must hold.
pub fn reference(
    table: &'static str,
    column: &'static str,
    to: &'static str,
) -> ForeignKeyCreateStatement {
    ForeignKey::create().from(table, column).to(to, "id").take()
}

/// A reference whose row goes when what it refers to goes.
pub fn part_of(
    table: &'static str,
    column: &'static str,
    to: &'static str,
) -> ForeignKeyCreateStatement {
    reference(table, column, to).on_delete(ForeignKeyAction::Cascade).take()
}

pub fn index(
    name: &'static str,
    table: &'static str,
    columns: &[&'static str],
) -> IndexCreateStatement {
    let mut index = Index::create();
    index.name(name).table(table);
    for column in columns {
        index.col(*column);
    }
    index
}

/// The business key of a table.
pub fn key(
    name: &'static str,
    table: &'static str,
    columns: &[&'static str],
) -> IndexCreateStatement {
    index(name, table, columns).unique().take()
}

pub async fn create(
    manager: &SchemaManager<'_>,
    tables: Vec<TableCreateStatement>,
    indexes: Vec<IndexCreateStatement>,
) -> Result<(), DbErr> {
    for table in tables {
        manager.create_table(table).await?;
    }
    for index in indexes {
        manager.create_index(index).await?;
    }
    Ok(())
}

/// Statements that make tables only ever added to.
pub fn append_only(backend: DbBackend, tables: &[&str]) -> Vec<String> {
    match backend {
        DbBackend::Postgres => {
            let function = "CREATE OR REPLACE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$ \
                BEGIN RAISE EXCEPTION '% is only ever added to', TG_TABLE_NAME; END $$";
            let triggers = tables.iter().map(|table| {
                format!(
                    "CREATE TRIGGER {table}_is_kept BEFORE UPDATE OR DELETE OR TRUNCATE ON {table} \
                     FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()"
                )
            });
            std::iter::once(function.to_owned()).chain(triggers).collect()
        }
        _ => tables
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
