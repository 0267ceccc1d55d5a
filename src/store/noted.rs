//! Open items with their follow-up information, by their identities.

use sea_orm::ConnectionTrait;

use super::connection::Store;
use super::error::StoreError;
use super::follow_up_lists::{BY_ITEM, COLUMNS, CONDITION, INVOICES, NotedItem, noted};
use super::rows::{number, parameters, sql, text};
use crate::domain::company::CompanyCode;
use crate::domain::identity::DueItemId;

/// Items that one statement asks for.
const AT_ONCE: usize = 500;

impl Store {
    /// Those of these items that are the company's and open, by due date.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn noted_of(
        &self,
        company: &CompanyCode,
        items: &[DueItemId],
    ) -> Result<Vec<NotedItem>, StoreError> {
        let connection = self.readers();
        let mut found = Vec::with_capacity(items.len());
        for items in items.chunks(AT_ONCE) {
            let these = parameters(2, items.len());
            let statement =
                format!("{COLUMNS} {BY_ITEM} {INVOICES} {CONDITION} AND d.id IN ({these})");
            let values = std::iter::once(text(company.as_str()));
            let values = values.chain(items.iter().map(|item| number(item.0)));
            let rows = connection.query_all_raw(sql(connection, statement, values)).await?;
            for row in &rows {
                found.push(noted(row)?);
            }
        }
        found.sort_by(|a, b| {
            (a.due_date, &a.number, a.instalment).cmp(&(b.due_date, &b.number, b.instalment))
        });
        Ok(found)
    }
}
