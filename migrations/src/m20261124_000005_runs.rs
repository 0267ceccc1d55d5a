//! Runs of a batch, their reminders with lines and messages, and the
//! temporary holds to lift after them.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{
    big_integer, binary, boolean_null, date, integer, text, text_null, timestamp_with_time_zone,
    timestamp_with_time_zone_null,
};

use crate::columns::{create, index, key, part_of, reference, table};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let tables = vec![runs(), run_holds(), reminders(), messages(), reminder_lines()];
        let indexes = vec![
            index("runs_of_company", "runs", &["company", "id"]),
            key("reminders_key", "reminders", &["run_id", "message_id"]),
            index("reminders_by_state", "reminders", &["run_id", "state", "id"]),
            index("reminder_lines_of_item", "reminder_lines", &["item_id"]),
        ];
        create(manager, tables, indexes).await
    }
}

fn runs() -> TableCreateStatement {
    table("runs")
        .col(text("company"))
        .col(text("batch"))
        .col(date("run_date"))
        .col(text("state"))
        .col(text("intent"))
        .col(boolean_null("to_server"))
        .col(text("rules_digest"))
        .col(text_null("facts_digest"))
        .col(text_null("forced_reason"))
        .col(big_integer("reminders"))
        .col(big_integer("items"))
        .col(big_integer("skipped"))
        .col(timestamp_with_time_zone("created_at"))
        .col(timestamp_with_time_zone_null("ended_at"))
        .take()
}

fn run_holds() -> TableCreateStatement {
    Table::create()
        .table("run_holds")
        .col(big_integer("run_id"))
        .col(big_integer("hold_id"))
        .primary_key(Index::create().col("run_id").col("hold_id"))
        .foreign_key(&mut part_of("run_holds", "run_id", "runs"))
        .foreign_key(&mut part_of("run_holds", "hold_id", "holds"))
        .take()
}

fn reminders() -> TableCreateStatement {
    table("reminders")
        .col(big_integer("run_id"))
        .col(big_integer("customer_id"))
        .col(text("level"))
        .col(text("language"))
        .col(text("message_id"))
        .col(text("recipients"))
        .col(text("copies"))
        .col(text("subject"))
        .col(text("state"))
        .col(integer("attempts"))
        .col(timestamp_with_time_zone_null("settled_at"))
        .col(text_null("detail"))
        .foreign_key(&mut part_of("reminders", "run_id", "runs"))
        .foreign_key(&mut reference("reminders", "customer_id", "customers"))
        .take()
}

/// Apart from the reminders, so that scans of these stay narrow.
fn messages() -> TableCreateStatement {
    Table::create()
        .table("messages")
        .col(big_integer("reminder_id").primary_key())
        .col(text("envelope_from"))
        .col(text("envelope_to"))
        .col(binary("message"))
        .foreign_key(&mut part_of("messages", "reminder_id", "reminders"))
        .take()
}

fn reminder_lines() -> TableCreateStatement {
    Table::create()
        .table("reminder_lines")
        .col(big_integer("reminder_id"))
        .col(big_integer("item_id"))
        .col(big_integer("open_amount"))
        .col(text_null("level_before"))
        .col(big_integer("days_late"))
        .primary_key(Index::create().col("reminder_id").col("item_id"))
        .foreign_key(&mut part_of("reminder_lines", "reminder_id", "reminders"))
        .foreign_key(&mut reference("reminder_lines", "item_id", "due_items"))
        .take()
}
