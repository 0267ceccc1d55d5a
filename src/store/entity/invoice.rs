//! Invoices (factures) with their recipients tab.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "invoices")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i64,
    /// The customer to be invoiced.
    pub customer_id: i64,
    pub number: String,
    /// Where it differs from the customer to be invoiced.
    pub ordering_customer_id: Option<i64>,
    pub invoice_date: Date,
    pub label: String,
    pub currency: String,
    /// Ten-thousandths.
    pub total: i64,
    pub payment_reference: Option<String>,
    pub payment_method: String,
    pub billing_site_id: Option<i64>,
    pub person_in_charge_id: Option<i64>,
    /// JSON array of addresses.
    pub recipients: String,
    /// JSON array of addresses.
    pub copies: String,
    /// JSON array of paths.
    pub documents: String,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
