//! What searches of open items, promises and next actions go by.

use sea_orm_migration::prelude::*;

use crate::columns::index;

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for (name, column) in [
            ("due_items_by_due_date", "due_date"),
            ("due_items_by_promise", "promised_on"),
            ("due_items_by_next_action", "next_action_on"),
        ] {
            let open = Expr::col("open_amount").gt(0);
            let index = index(name, "due_items", &[column, "id"]);
            let index = match column {
                "due_date" => index.to_owned().and_where(open).take(),
                dated => {
                    index.to_owned().and_where(open.and(Expr::col(dated).is_not_null())).take()
                }
            };
            manager.create_index(index).await?;
        }
        Ok(())
    }
}
