//! The log of imports.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{date_null, text, timestamp_with_time_zone};

use crate::columns::{create, index, table};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let imports = table("imports")
            .col(text("company"))
            .col(text("source"))
            .col(timestamp_with_time_zone("imported_at"))
            .col(date_null("payments_known_to"))
            .take();
        let of_company = index("imports_of_company", "imports", &["company", "id"]);
        create(manager, vec![imports], vec![of_company]).await
    }
}
