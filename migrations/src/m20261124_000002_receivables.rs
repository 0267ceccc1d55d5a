//! Invoices with recipients tab and holds, due items with their follow-up,
//! credit notes and unallocated payments.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{
    big_integer, big_integer_null, boolean, date, date_null, integer, text, text_null,
    timestamp_with_time_zone_null,
};

use crate::columns::{create, index, key, reference, table};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let tables = vec![invoices(), holds(), due_items(), credits()];
        let indexes = vec![
            key("invoices_key", "invoices", &["customer_id", "number"]),
            index("invoices_by_number", "invoices", &["number"]),
            index("invoices_ordered_elsewhere", "invoices", &["customer_id"])
                .and_where(Expr::col("ordering_customer_id").is_not_null())
                .take(),
            key("holds_key", "holds", &["invoice_id", "kind", "placed_on"]),
            index("holds_in_force", "holds", &["customer_id"])
                .and_where(Expr::col("lifted_at").is_null())
                .take(),
            key("due_items_key", "due_items", &["invoice_id", "instalment"]),
            index("due_items_open", "due_items", &["customer_id"])
                .and_where(Expr::col("open_amount").gt(0))
                .take(),
            key("credits_key", "credits", &["customer_id", "kind", "number", "line"]),
        ];
        create(manager, tables, indexes).await
    }
}

fn invoices() -> TableCreateStatement {
    table("invoices")
        .col(big_integer("customer_id"))
        .col(text("number"))
        .col(big_integer_null("ordering_customer_id"))
        .col(date("invoice_date"))
        .col(text("label"))
        .col(text("currency"))
        .col(big_integer("total"))
        .col(text_null("payment_reference"))
        .col(text("payment_method"))
        .col(big_integer_null("billing_site_id"))
        .col(big_integer_null("person_in_charge_id"))
        .col(text("recipients"))
        .col(text("copies"))
        .foreign_key(&mut reference("invoices", "customer_id", "customers"))
        .foreign_key(&mut reference("invoices", "ordering_customer_id", "customers"))
        .foreign_key(&mut reference("invoices", "billing_site_id", "sites"))
        .foreign_key(&mut reference("invoices", "person_in_charge_id", "collaborators"))
        .take()
}

fn holds() -> TableCreateStatement {
    table("holds")
        .col(big_integer("invoice_id"))
        .col(big_integer("customer_id"))
        .col(text("kind"))
        .col(text("comment"))
        .col(text("author"))
        .col(date("placed_on"))
        .col(timestamp_with_time_zone_null("lifted_at"))
        .col(text_null("lifted_by"))
        .foreign_key(&mut reference("holds", "invoice_id", "invoices"))
        .foreign_key(&mut reference("holds", "customer_id", "customers"))
        .take()
}

fn due_items() -> TableCreateStatement {
    table("due_items")
        .col(big_integer("invoice_id"))
        .col(big_integer("customer_id"))
        .col(integer("instalment"))
        .col(date("due_date"))
        .col(big_integer("amount"))
        .col(big_integer("open_amount"))
        .col(text_null("level"))
        .col(date_null("last_reminded_on"))
        .col(text_null("status"))
        .col(date_null("promised_on"))
        .col(boolean("disputed"))
        .col(date_null("expected_payment_date"))
        .col(text("comment"))
        .foreign_key(&mut reference("due_items", "invoice_id", "invoices"))
        .foreign_key(&mut reference("due_items", "customer_id", "customers"))
        .take()
}

fn credits() -> TableCreateStatement {
    table("credits")
        .col(big_integer("customer_id"))
        .col(text("kind"))
        .col(text("number"))
        .col(integer("line"))
        .col(date("credit_date"))
        .col(text("label"))
        .col(text("currency"))
        .col(big_integer("amount"))
        .col(big_integer("open_amount"))
        .foreign_key(&mut reference("credits", "customer_id", "customers"))
        .take()
}
