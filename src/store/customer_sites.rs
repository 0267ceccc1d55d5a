//! The sites of one customer.

use sea_orm::ConnectionTrait;

use super::connection::Store;
use super::error::StoreError;
use super::lists;
use super::rows::{Columns, number, sql};
use crate::domain::customer::Site;
use crate::domain::identity::{CustomerId, SiteId};

impl Store {
    /// All sites of a customer, by code.
    ///
    /// # Errors
    /// When the database fails or holds what it should not.
    pub async fn customer_sites(&self, customer: CustomerId) -> Result<Vec<Site>, StoreError> {
        let statement =
            "SELECT id, code, name, address, email FROM sites WHERE customer_id = $1 ORDER BY code";
        let connection = self.readers();
        let values = [number(customer.0)];
        let rows = connection.query_all_raw(sql(connection, statement, values)).await?;
        rows.iter()
            .map(|row| {
                let mut columns = Columns::of(row);
                Ok(Site {
                    id: SiteId(columns.take()?),
                    code: columns.take()?,
                    name: columns.take()?,
                    address: lists::from_stored("sites.address", &columns.take::<String>()?)?,
                    email: columns.take()?,
                })
            })
            .collect()
    }
}
