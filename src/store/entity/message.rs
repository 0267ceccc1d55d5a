//! Messages of reminders as sent, apart so that scans of reminders stay narrow.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "messages")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub reminder_id: i64,
    pub envelope_from: String,
    /// JSON array of addresses.
    pub envelope_to: String,
    /// As `packing` says.
    pub message: Vec<u8>,
    /// `zstd`, or empty: byte for byte.
    pub packing: String,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
