//! Suppliers and their operations of an import.

use sea_orm::{
    ActiveValue::{NotSet, Set},
    DatabaseTransaction,
};

use super::entity::{supplier, supplier_item};
use super::error::StoreError;
use super::import::Counts;
use super::import_keys::Codes;
use super::import_receivables::{stored_amount, stored_number};
use super::upsert::{Keyed, upsert};
use crate::domain::company::CompanyCode;
use crate::import::set::ImportSet;

pub async fn suppliers(
    transaction: &DatabaseTransaction,
    company: &CompanyCode,
    set: &ImportSet,
) -> Result<Counts, StoreError> {
    use supplier::Column;
    let keyed =
        Keyed { key: &[Column::Company, Column::Code], update: &[Column::Name, Column::Account] };
    let rows = set.suppliers.iter().map(|row| {
        Ok(supplier::ActiveModel {
            id: NotSet,
            company: Set(company.to_string()),
            code: Set(row.code.clone()),
            name: Set(row.name.clone()),
            account: Set(row.account.clone()),
        })
    });
    upsert(transaction, &keyed, rows).await
}

pub async fn items(
    transaction: &DatabaseTransaction,
    company: &CompanyCode,
    set: &ImportSet,
) -> Result<Counts, StoreError> {
    use supplier_item::Column;
    if set.supplier_items.is_empty() {
        return Ok(Counts::default());
    }
    let suppliers = Codes::read(transaction, company, "suppliers").await?;
    let keyed = Keyed {
        key: &[Column::SupplierId, Column::Number, Column::Line],
        update: &[
            Column::OperationDate,
            Column::DueDate,
            Column::Label,
            Column::Currency,
            Column::OpenAmount,
        ],
    };
    let rows = set.supplier_items.iter().map(|row| {
        let key = || format!("{}/{}", row.supplier, row.number);
        Ok(supplier_item::ActiveModel {
            id: NotSet,
            supplier_id: Set(suppliers.id("supplier_items", &row.supplier)?),
            number: Set(row.number.clone()),
            line: Set(stored_number("supplier_items.line", row.line)?),
            operation_date: Set(row.date),
            due_date: Set(row.due_date),
            label: Set(row.label.clone()),
            currency: Set(row.currency.code().to_owned()),
            open_amount: Set(stored_amount("supplier_items", key, row.open_amount)?),
        })
    });
    upsert(transaction, &keyed, rows).await
}
