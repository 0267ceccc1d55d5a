//! What comes back: messages of the mailbox, each handled once, and the
//! addresses that nothing is sent to any more.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{
    big_integer, big_integer_null, text, text_null, timestamp_with_time_zone,
    timestamp_with_time_zone_null,
};

use crate::columns::{create, index, key, reference, table};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let indexes = vec![
            key("mailbox_messages_key", "mailbox_messages", &["digest"]),
            index("mailbox_messages_of_reminder", "mailbox_messages", &["reminder_id"]),
            index("suppressions_of_company", "suppressions", &["company", "id"]),
            index("suppressions_of_customer", "suppressions", &["customer_id"]),
            index("reminders_by_message_id", "reminders", &["message_id"]),
        ];
        create(manager, vec![messages(), positions(), suppressions()], indexes).await?;
        let bounced = timestamp_with_time_zone_null("bounced_at");
        let reminders = Table::alter().table("reminders").add_column(bounced).take();
        manager.alter_table(reminders).await?;
        // An address is on the list once, and as often as it was in the past.
        let in_force = "CREATE UNIQUE INDEX suppressions_in_force ON suppressions \
            (address, company) WHERE lifted_at IS NULL";
        manager.get_connection().execute_unprepared(in_force).await.map(drop)
    }
}

fn messages() -> TableCreateStatement {
    table("mailbox_messages")
        // Of its bytes: who reads it again finds it handled.
        .col(text("digest"))
        .col(timestamp_with_time_zone("read_at"))
        .col(text("kind"))
        .col(text("outcome"))
        // The rest is kept only of what belongs to a reminder.
        .col(big_integer_null("reminder_id"))
        .col(text("sender"))
        .col(text("subject"))
        .col(timestamp_with_time_zone_null("written_at"))
        .col(text("detail"))
        .col(text("excerpt"))
        .foreign_key(&mut reference("mailbox_messages", "reminder_id", "reminders"))
        .take()
}

/// Up to where a mailbox of a server was read.
fn positions() -> TableCreateStatement {
    Table::create()
        .table("mailbox_positions")
        .col(text("mailbox").primary_key())
        .col(big_integer("validity"))
        .col(big_integer("last_uid"))
        .take()
}

fn suppressions() -> TableCreateStatement {
    table("suppressions")
        // Empty: of all companies.
        .col(text("company"))
        // In lower case, its domain in ASCII.
        .col(text("address"))
        .col(text("cause"))
        .col(text("detail"))
        .col(big_integer_null("customer_id"))
        .col(big_integer_null("reminder_id"))
        .col(timestamp_with_time_zone("since"))
        .col(text("author"))
        .col(timestamp_with_time_zone_null("lifted_at"))
        .col(text_null("lifted_by"))
        .col(text_null("lifted_reason"))
        .foreign_key(&mut reference("suppressions", "customer_id", "customers"))
        .foreign_key(&mut reference("suppressions", "reminder_id", "reminders"))
        .take()
}
