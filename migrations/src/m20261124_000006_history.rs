//! What was done, append-only: the history of a company and the changes of
//! its due items.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{
    big_integer, big_integer_null, integer, text, text_null, timestamp_with_time_zone,
};

use crate::columns::{create, index, reference, table};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let indexes = vec![
            index("history_of_company", "history", &["company", "id"]),
            index("history_of_customer", "history", &["customer_id"]),
            index("history_of_run", "history", &["run_id"]),
            index("follow_up_changes_of_item", "follow_up_changes", &["item_id"]),
        ];
        create(manager, vec![history(), follow_up_changes()], indexes).await
    }
}

fn history() -> TableCreateStatement {
    table("history")
        .col(text("company"))
        .col(timestamp_with_time_zone("recorded_at"))
        .col(big_integer_null("run_id"))
        .col(big_integer_null("reminder_id"))
        .col(big_integer("customer_id"))
        .col(text("result"))
        .col(integer("attempts"))
        .col(text("detail"))
        .foreign_key(&mut reference("history", "run_id", "runs"))
        .foreign_key(&mut reference("history", "reminder_id", "reminders"))
        .foreign_key(&mut reference("history", "customer_id", "customers"))
        .take()
}

fn follow_up_changes() -> TableCreateStatement {
    table("follow_up_changes")
        .col(big_integer("item_id"))
        .col(big_integer_null("reminder_id"))
        .col(timestamp_with_time_zone("changed_at"))
        .col(text("author"))
        .col(text_null("level_before"))
        .col(text_null("level_after"))
        .col(text_null("status_before"))
        .col(text_null("status_after"))
        .col(text("comment_before"))
        .col(text("comment_after"))
        .foreign_key(&mut reference("follow_up_changes", "item_id", "due_items"))
        .foreign_key(&mut reference("follow_up_changes", "reminder_id", "reminders"))
        .take()
}
