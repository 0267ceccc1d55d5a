//! Changes of level, status or comment of due items, append-only.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "follow_up_changes")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i64,
    pub item_id: i64,
    pub reminder_id: Option<i64>,
    pub changed_at: DateTimeUtc,
    pub author: String,
    pub level_before: Option<String>,
    pub level_after: Option<String>,
    pub status_before: Option<String>,
    pub status_after: Option<String>,
    pub comment_before: String,
    pub comment_after: String,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
