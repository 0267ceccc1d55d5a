//! What was done, append-only.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "history")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i64,
    pub company: String,
    pub recorded_at: DateTimeUtc,
    pub run_id: Option<i64>,
    pub reminder_id: Option<i64>,
    pub customer_id: i64,
    pub result: String,
    pub attempts: i32,
    pub detail: String,
    /// Who did it; empty where a run did.
    pub author: String,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
