//! Reminders by hand: what a run is, letters, addresses, follow-up
//! information, and who did what.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{boolean_null, date_null, text, text_null};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let columns = [
            ("customers", text("address").default("[]").take()),
            ("runs", text("channel").default("batch").take()),
            ("runs", text("author").default("").take()),
            ("runs", text_null("folder")),
            ("reminders", text_null("format")),
            ("due_items", date_null("next_action_on")),
            ("due_items", text_null("next_action_by")),
            ("follow_up_changes", date_null("promised_on_before")),
            ("follow_up_changes", date_null("promised_on_after")),
            ("follow_up_changes", boolean_null("disputed_before")),
            ("follow_up_changes", boolean_null("disputed_after")),
            ("follow_up_changes", date_null("next_action_on_before")),
            ("follow_up_changes", date_null("next_action_on_after")),
            ("follow_up_changes", text_null("next_action_by_before")),
            ("follow_up_changes", text_null("next_action_by_after")),
            ("history", text("author").default("").take()),
        ];
        for (table, column) in columns {
            // One column per statement: SQLite takes no more.
            let add = Table::alter().table(table).add_column(column).take();
            manager.alter_table(add).await?;
        }
        Ok(())
    }
}
