//! Reminders of runs.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "reminders")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i64,
    pub run_id: i64,
    pub customer_id: i64,
    pub level: String,
    pub language: String,
    pub message_id: String,
    /// JSON array of addresses.
    pub recipients: String,
    /// JSON array of addresses.
    pub copies: String,
    pub subject: String,
    pub state: String,
    pub attempts: i32,
    pub settled_at: Option<DateTimeUtc>,
    /// The server's words or the reason of failure.
    pub detail: Option<String>,
    /// File extension of a letter.
    pub format: Option<String>,
    /// The worker that has it in hand.
    pub taken_by: Option<String>,
    /// Milliseconds since 1970, by the clock of the database.
    pub next_try_at: Option<i64>,
    /// The sending account, where the rules name any.
    pub account: Option<String>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
