//! Starts of batches by their schedule: which were taken up and what became of
//! them, and how far each schedule was looked after.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{
    big_integer, big_integer_null, date_null, integer, text, text_null, timestamp_with_time_zone,
    timestamp_with_time_zone_null,
};

use crate::columns::{create, index, key, reference, table};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let indexes = vec![
            // One start is taken up once, whoever sees it.
            key("schedule_slots_key", "schedule_slots", &["company", "batch", "slot"]),
            index("schedule_slots_by_state", "schedule_slots", &["state", "company"]),
        ];
        create(manager, vec![states(), slots()], indexes).await
    }
}

fn states() -> TableCreateStatement {
    Table::create()
        .table("schedule_states")
        .col(text("company"))
        .col(text("batch"))
        // Starts up to here are taken up, or let go.
        .col(timestamp_with_time_zone("handled_until"))
        .col(text_null("paused_by"))
        .col(timestamp_with_time_zone_null("paused_at"))
        .col(text_null("pause_reason"))
        .col(timestamp_with_time_zone_null("paused_until"))
        .primary_key(Index::create().col("company").col("batch"))
        .take()
}

fn slots() -> TableCreateStatement {
    table("schedule_slots")
        .col(text("company"))
        .col(text("batch"))
        .col(timestamp_with_time_zone("slot"))
        // Starts before it that it stands for.
        .col(big_integer("earlier"))
        .col(text("state"))
        // Why it is skipped or missed, and the words of an error.
        .col(text_null("reason"))
        .col(text_null("detail"))
        .col(date_null("run_date"))
        .col(big_integer_null("run_id"))
        // Who had it run or skipped.
        .col(text_null("answered_by"))
        // Which process is at it, and until when no other takes it up.
        .col(text_null("lease"))
        .col(timestamp_with_time_zone_null("leased_until"))
        .col(integer("attempts"))
        .col(timestamp_with_time_zone("changed_at"))
        .foreign_key(&mut reference("schedule_slots", "run_id", "runs"))
        .take()
}
