//! Customers (clients) with their dunning settings.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "customers")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i64,
    pub company: String,
    pub code: String,
    pub name: String,
    pub account: String,
    pub language: Option<String>,
    pub manual: bool,
    pub automatic: bool,
    pub person_in_charge_id: Option<i64>,
    pub consumer: bool,
    /// JSON array of lines.
    pub address: String,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
