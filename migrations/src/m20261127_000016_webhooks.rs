//! Webhooks and what is to be delivered to them.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{
    big_integer, boolean, integer, integer_null, text, text_null, timestamp_with_time_zone,
    timestamp_with_time_zone_null,
};

use crate::columns::{create, index, part_of, table};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let indexes = vec![
            index("webhooks_of_company", "webhooks", &["company"]),
            index("webhook_deliveries_of_webhook", "webhook_deliveries", &["webhook_id", "id"]),
            index(
                "webhook_deliveries_due",
                "webhook_deliveries",
                &["webhook_id", "state", "next_at"],
            ),
        ];
        create(manager, vec![webhooks(), deliveries()], indexes).await
    }
}

fn webhooks() -> TableCreateStatement {
    table("webhooks")
        .col(text("company"))
        .col(text("url"))
        // Types of events as a list.
        .col(text("events"))
        // As text: each delivery is signed with it.
        .col(text("signing_key"))
        .col(boolean("active"))
        .col(text("created_by"))
        .col(timestamp_with_time_zone("created_at"))
        .take()
}

fn deliveries() -> TableCreateStatement {
    table("webhook_deliveries")
        .col(big_integer("webhook_id"))
        // The header `webhook-id`: the same on each attempt.
        .col(text("event_id"))
        .col(text("event"))
        // The body, byte for byte: the same on each attempt.
        .col(text("payload"))
        .col(text("state"))
        .col(integer("attempts"))
        .col(timestamp_with_time_zone("created_at"))
        .col(timestamp_with_time_zone("next_at"))
        // Who is at it, and until when nobody else takes it up.
        .col(text_null("lease"))
        .col(timestamp_with_time_zone_null("leased_until"))
        .col(timestamp_with_time_zone_null("attempted_at"))
        .col(integer_null("status"))
        .col(text_null("detail"))
        .foreign_key(&mut part_of("webhook_deliveries", "webhook_id", "webhooks"))
        .take()
}
