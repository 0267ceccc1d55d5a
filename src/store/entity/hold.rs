//! Holds on invoices, lifted ones included.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "holds")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i64,
    pub invoice_id: i64,
    pub customer_id: i64,
    pub kind: String,
    pub comment: String,
    pub author: String,
    pub placed_on: Date,
    pub lifted_at: Option<DateTimeUtc>,
    pub lifted_by: Option<String>,
    /// Tells apart holds of one kind and day: 0 for an import's, from 1 those
    /// placed by hand.
    pub ordinal: i32,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
