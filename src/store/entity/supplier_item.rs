//! Open operations of suppliers.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "supplier_items")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i64,
    pub supplier_id: i64,
    pub number: String,
    pub line: i32,
    pub operation_date: Date,
    pub due_date: Date,
    pub label: String,
    pub currency: String,
    /// Ten-thousandths; debit minus credit.
    pub open_amount: i64,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
