//! Who may use the web application and the API, and what they did to it.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{
    big_integer, boolean, text, text_null, timestamp_with_time_zone, timestamp_with_time_zone_null,
};

use crate::columns::{append_only, create, index, key, part_of, table};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let indexes = vec![
            key("users_key", "users", &["login"]),
            key("users_subject", "users", &["subject"]),
            key("sessions_key", "sessions", &["token_hash"]),
            index("sessions_of_user", "sessions", &["user_id"]),
            key("api_tokens_key", "api_tokens", &["token_hash"]),
            index("audit_log_by_actor", "audit_log", &["actor"]),
            index("audit_log_by_action", "audit_log", &["action"]),
        ];
        create(manager, vec![users(), sessions(), api_tokens(), audit_log()], indexes).await?;
        for statement in append_only(manager.get_database_backend(), &["audit_log"]) {
            manager.get_connection().execute_unprepared(&statement).await?;
        }
        Ok(())
    }
}

fn users() -> TableCreateStatement {
    table("users")
        .col(text("login"))
        .col(text("name"))
        .col(text("role"))
        // Codes of companies as a list; none is all of them.
        .col(text("companies"))
        .col(text_null("language"))
        // Argon2id, as a PHC string; absent for who only comes by OpenID Connect.
        .col(text_null("password_hash"))
        // Issuer and subject of OpenID Connect.
        .col(text_null("subject"))
        .col(boolean("active"))
        .col(timestamp_with_time_zone("created_at"))
        .take()
}

fn sessions() -> TableCreateStatement {
    table("sessions")
        .col(text("token_hash"))
        .col(big_integer("user_id"))
        .col(timestamp_with_time_zone("opened_at"))
        .col(timestamp_with_time_zone("seen_at"))
        .col(timestamp_with_time_zone("expires_at"))
        .foreign_key(&mut part_of("sessions", "user_id", "users"))
        .take()
}

fn api_tokens() -> TableCreateStatement {
    table("api_tokens")
        .col(text("name"))
        .col(text("token_hash"))
        .col(text("role"))
        .col(text("companies"))
        .col(text("created_by"))
        .col(timestamp_with_time_zone("created_at"))
        .col(timestamp_with_time_zone_null("expires_at"))
        .col(timestamp_with_time_zone_null("used_at"))
        .col(timestamp_with_time_zone_null("revoked_at"))
        .take()
}

fn audit_log() -> TableCreateStatement {
    table("audit_log")
        .col(timestamp_with_time_zone("recorded_at"))
        .col(text("actor"))
        .col(text("action"))
        .col(text("object"))
        .col(text("detail"))
        .take()
}
