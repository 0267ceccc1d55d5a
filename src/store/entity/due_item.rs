//! Due items (échéances).

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "due_items")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i64,
    pub invoice_id: i64,
    /// The invoice's customer, so that planning reads by customer.
    pub customer_id: i64,
    pub instalment: i32,
    pub due_date: Date,
    /// Ten-thousandths.
    pub amount: i64,
    /// Ten-thousandths.
    pub open_amount: i64,
    pub level: Option<String>,
    pub last_reminded_on: Option<Date>,
    pub status: Option<String>,
    pub promised_on: Option<Date>,
    pub disputed: bool,
    pub expected_payment_date: Option<Date>,
    pub comment: String,
    pub next_action_on: Option<Date>,
    /// Code of a collaborator.
    pub next_action_by: Option<String>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
