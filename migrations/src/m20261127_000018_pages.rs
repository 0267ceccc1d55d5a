//! What the pages search and sort by, and what keeps a form from being carried
//! out twice.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::text_null;

use crate::columns::key;

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let request = Table::alter().table("runs").add_column(text_null("request_key")).take();
        manager.alter_table(request).await?;
        manager.create_index(key("runs_of_request", "runs", &["company", "request_key"])).await?;
        Ok(())
    }
}
