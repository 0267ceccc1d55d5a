//! Several processes on one database: who works, what each has taken up, the
//! rules that runs were planned with, and parts of runs that are planned apart.
//!
//! Moments of leases and of next tries are milliseconds since 1970 by the
//! clock of the database, which all processes share.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{
    big_integer, big_integer_null, binary, binary_null, boolean, integer, text, text_null,
    timestamp_with_time_zone, timestamp_with_time_zone_null,
};

use crate::columns::{create, part_of};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let tables =
            vec![workers(), worker_tasks(), rule_sets(), company_turns(), settlements(), parts()];
        create(manager, tables, Vec::new()).await?;
        for column in [
            // When a person stopped it; only a person lets it go on.
            timestamp_with_time_zone_null("halted_at"),
            // The mail server that it goes to.
            text_null("server"),
            text_null("rule_set"),
            // The turn up to which it is known what the facts have overtaken.
            big_integer_null("checked_turn"),
            // The date of its mails.
            text_null("mail_date"),
        ] {
            manager.alter_table(Table::alter().table("runs").add_column(column).take()).await?;
        }
        for column in [
            // The worker that has it in hand.
            text_null("taken_by"),
            // Not before; none: now.
            big_integer_null("next_try_at"),
        ] {
            let added = Table::alter().table("reminders").add_column(column).take();
            manager.alter_table(added).await?;
        }
        Ok(())
    }
}

fn workers() -> TableCreateStatement {
    Table::create()
        .table("workers")
        .col(text("id").primary_key())
        .col(text("name"))
        // Boot and namespace of processes; none where the system does not tell.
        .col(text_null("machine"))
        .col(big_integer("pid"))
        // Tells it from a later process of the same number.
        .col(big_integer_null("process_started"))
        // A node that stays, not a command.
        .col(boolean("stays"))
        .col(big_integer("started_at"))
        .col(big_integer("seen_at"))
        .col(big_integer("lease_until"))
        // How long a lease is.
        .col(big_integer("lease"))
        .take()
}

fn worker_tasks() -> TableCreateStatement {
    let of_worker = ForeignKey::create()
        .from("worker_tasks", "worker_id")
        .to("workers", "id")
        .on_delete(ForeignKeyAction::Cascade)
        .take();
    Table::create()
        .table("worker_tasks")
        .col(text("worker_id"))
        .col(big_integer("run_id"))
        .col(text("task"))
        .primary_key(Index::create().col("worker_id").col("run_id"))
        .foreign_key(&mut of_worker.clone())
        .foreign_key(&mut part_of("worker_tasks", "run_id", "runs"))
        .take()
}

fn rule_sets() -> TableCreateStatement {
    Table::create()
        .table("rule_sets")
        .col(text("digest").primary_key())
        // The files, packed.
        .col(binary("files"))
        .col(timestamp_with_time_zone("recorded_at"))
        .take()
}

/// How often the data of a company were locked to be changed.
fn company_turns() -> TableCreateStatement {
    Table::create()
        .table("company_turns")
        .col(text("company").primary_key())
        .col(big_integer("turns"))
        .take()
}

/// What `data_versions` has of settlements, in several rows, so that workers
/// who settle at once do not wait for each other.
fn settlements() -> TableCreateStatement {
    Table::create()
        .table("settlement_counts")
        .col(text("company"))
        .col(integer("shard"))
        .col(big_integer("settlements"))
        .primary_key(Index::create().col("company").col("shard"))
        .take()
}

fn parts() -> TableCreateStatement {
    Table::create()
        .table("run_parts")
        .col(big_integer("run_id"))
        .col(integer("part"))
        .col(big_integer("first_customer"))
        .col(big_integer("last_customer"))
        .col(integer("customers"))
        .col(text_null("taken_by"))
        // Of the facts, customer by customer.
        .col(binary_null("digests"))
        // Its sums, once it is planned and recorded.
        .col(text_null("sums"))
        .primary_key(Index::create().col("run_id").col("part"))
        .foreign_key(&mut part_of("run_parts", "run_id", "runs"))
        .take()
}
