//! Suppliers and their open operations, for the aged balance.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{big_integer, date, integer, text};

use crate::columns::{create, key, reference, table};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let indexes = vec![
            key("suppliers_key", "suppliers", &["company", "code"]),
            key("supplier_items_key", "supplier_items", &["supplier_id", "number", "line"]),
        ];
        create(manager, vec![suppliers(), supplier_items()], indexes).await
    }
}

fn suppliers() -> TableCreateStatement {
    table("suppliers")
        .col(text("company"))
        .col(text("code"))
        .col(text("name"))
        .col(text("account"))
        .take()
}

fn supplier_items() -> TableCreateStatement {
    table("supplier_items")
        .col(big_integer("supplier_id"))
        .col(text("number"))
        .col(integer("line"))
        .col(date("operation_date"))
        .col(date("due_date"))
        .col(text("label"))
        .col(text("currency"))
        .col(big_integer("open_amount"))
        .foreign_key(&mut reference("supplier_items", "supplier_id", "suppliers"))
        .take()
}
