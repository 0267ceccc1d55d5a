//! Credit notes and unallocated payments.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "credits")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i64,
    pub customer_id: i64,
    pub kind: String,
    pub number: String,
    pub line: i32,
    pub credit_date: Date,
    pub label: String,
    pub currency: String,
    /// Ten-thousandths.
    pub amount: i64,
    /// Ten-thousandths.
    pub open_amount: i64,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
