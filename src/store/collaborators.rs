//! The company's own people.

use sea_orm::ConnectionTrait;

use super::connection::Store;
use super::error::StoreError;
use super::rows::{Columns, sql, text};
use crate::domain::address::EmailAddress;
use crate::domain::collaborator::Collaborator;
use crate::domain::company::CompanyCode;
use crate::domain::identity::CollaboratorId;

impl Store {
    /// All collaborators of a company, by code.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn collaborators(
        &self,
        company: &CompanyCode,
    ) -> Result<Vec<Collaborator>, StoreError> {
        let read = "SELECT id, code, name, email FROM collaborators \
            WHERE company = $1 ORDER BY code";
        let connection = self.readers();
        let rows =
            connection.query_all_raw(sql(connection, read, [text(company.as_str())])).await?;
        rows.iter()
            .map(|row| {
                let mut columns = Columns::of(row);
                Ok(Collaborator {
                    id: CollaboratorId(columns.take()?),
                    code: columns.take()?,
                    name: columns.take()?,
                    email: columns
                        .take::<Option<String>>()?
                        .and_then(|email| email.parse::<EmailAddress>().ok()),
                })
            })
            .collect()
    }
}
