//! What the API keeps between requests.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{
    binary_null, integer_null, text, text_null, timestamp_with_time_zone,
};

use crate::columns::{create, index, key, table};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let indexes = vec![
            key("api_requests_key", "api_requests", &["caller", "request_key"]),
            index("api_requests_by_time", "api_requests", &["begun_at"]),
            // A page of the invoices of one customer.
            index("invoices_of_customer", "invoices", &["customer_id", "id"]),
        ];
        create(manager, vec![requests()], indexes).await
    }
}

/// Requests with a key, and how they were answered.
fn requests() -> TableCreateStatement {
    table("api_requests")
        .col(text("caller"))
        .col(text("request_key"))
        .col(text("digest"))
        .col(timestamp_with_time_zone("begun_at"))
        .col(integer_null("status"))
        .col(text_null("headers"))
        .col(binary_null("body"))
        .take()
}
