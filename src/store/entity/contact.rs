//! Contacts at customers.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "contacts")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i64,
    pub customer_id: i64,
    pub code: String,
    pub name: String,
    pub language: Option<String>,
    pub decision_maker: bool,
    pub principal: bool,
    pub financial: bool,
    pub receives_reminder: bool,
    pub receives_reminder_all_sites: bool,
    pub receives_invoice: bool,
    pub identity_email: Option<String>,
    pub customer_email: Option<String>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
