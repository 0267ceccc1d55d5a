//! Changes of the follow-up of due items, append-only.

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
    pub promised_on_before: Option<Date>,
    pub promised_on_after: Option<Date>,
    pub disputed_before: Option<bool>,
    pub disputed_after: Option<bool>,
    pub next_action_on_before: Option<Date>,
    pub next_action_on_after: Option<Date>,
    pub next_action_by_before: Option<String>,
    pub next_action_by_after: Option<String>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
