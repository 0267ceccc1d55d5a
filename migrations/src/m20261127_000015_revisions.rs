//! Revisions of the files of rules and templates.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{
    big_integer, blob, boolean, text, text_null, timestamp_with_time_zone,
};

use crate::columns::{create, key, part_of, table};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let indexes = vec![
            key("file_contents_key", "file_contents", &["hash"]),
            key("revision_files_key", "revision_files", &["revision_id", "path"]),
            key("revision_files_by_path", "revision_files", &["path", "revision_id"]),
        ];
        create(manager, vec![file_contents(), revisions(), revision_files()], indexes).await
    }
}

/// Each content once, however many revisions have it.
fn file_contents() -> TableCreateStatement {
    table("file_contents")
        // BLAKE3 of the content, in hexadecimal.
        .col(text("hash"))
        .col(blob("content"))
        .take()
}

fn revisions() -> TableCreateStatement {
    table("revisions")
        .col(timestamp_with_time_zone("recorded_at"))
        // A login; empty for changes that were found on disk.
        .col(text("author"))
        .col(text("comment"))
        .col(boolean("on_disk"))
        .take()
}

fn revision_files() -> TableCreateStatement {
    table("revision_files")
        .col(big_integer("revision_id"))
        // Such as `rules/relance.yaml`.
        .col(text("path"))
        // Absent where the file was not there.
        .col(text_null("before_hash"))
        .col(text_null("after_hash"))
        .foreign_key(&mut part_of("revision_files", "revision_id", "revisions"))
        .take()
}
