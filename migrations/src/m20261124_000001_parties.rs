//! Collaborators, customers with their dunning settings, sites and contacts.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{big_integer, big_integer_null, boolean, text, text_null};

use crate::columns::{create, index, key, part_of, reference, table};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let tables = vec![collaborators(), customers(), sites(), contacts(), contact_sites()];
        let indexes = vec![
            key("collaborators_key", "collaborators", &["company", "code"]),
            key("customers_key", "customers", &["company", "code"]),
            index("customers_of_company", "customers", &["company", "id"]),
            key("sites_key", "sites", &["customer_id", "code"]),
            key("contacts_key", "contacts", &["customer_id", "code"]),
        ];
        create(manager, tables, indexes).await
    }
}

fn collaborators() -> TableCreateStatement {
    table("collaborators")
        .col(text("company"))
        .col(text("code"))
        .col(text("name"))
        .col(text_null("email"))
        .take()
}

fn customers() -> TableCreateStatement {
    table("customers")
        .col(text("company"))
        .col(text("code"))
        .col(text("name"))
        .col(text("account"))
        .col(text_null("language"))
        .col(boolean("manual"))
        .col(boolean("automatic"))
        .col(big_integer_null("person_in_charge_id"))
        .col(boolean("consumer"))
        .foreign_key(&mut reference("customers", "person_in_charge_id", "collaborators"))
        .take()
}

fn sites() -> TableCreateStatement {
    table("sites")
        .col(big_integer("customer_id"))
        .col(text("code"))
        .col(text("name"))
        .col(text("address"))
        .col(text_null("email"))
        .foreign_key(&mut reference("sites", "customer_id", "customers"))
        .take()
}

fn contacts() -> TableCreateStatement {
    table("contacts")
        .col(big_integer("customer_id"))
        .col(text("code"))
        .col(text("name"))
        .col(text_null("language"))
        .col(boolean("decision_maker"))
        .col(boolean("principal"))
        .col(boolean("financial"))
        .col(boolean("receives_reminder"))
        .col(boolean("receives_reminder_all_sites"))
        .col(boolean("receives_invoice"))
        .col(text_null("identity_email"))
        .col(text_null("customer_email"))
        .foreign_key(&mut reference("contacts", "customer_id", "customers"))
        .take()
}

fn contact_sites() -> TableCreateStatement {
    Table::create()
        .table("contact_sites")
        .col(big_integer("contact_id"))
        .col(big_integer("site_id"))
        .primary_key(Index::create().col("contact_id").col("site_id"))
        .foreign_key(&mut part_of("contact_sites", "contact_id", "contacts"))
        .foreign_key(&mut part_of("contact_sites", "site_id", "sites"))
        .take()
}
