//! Forms that ask for a run: each carries a key of its own, so that the same
//! form sent twice asks once.

use sea_orm::{ActiveModelTrait, ActiveValue::Set, ConnectionTrait, DatabaseTransaction};

use super::connection::Store;
use super::entity::run;
use super::error::StoreError;
use super::rows::{Columns, sql, text};
use super::run::RunState;
use crate::domain::company::CompanyCode;
use crate::domain::identity::RunId;

impl Store {
    /// The run that a form with this key asked for.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn run_of_request(
        &self,
        company: &CompanyCode,
        key: &str,
    ) -> Result<Option<RunId>, StoreError> {
        let read = "SELECT id FROM runs WHERE company = $1 AND request_key = $2";
        let connection = self.readers();
        let values = [text(company.as_str()), text(key)];
        let row = connection.query_one_raw(sql(connection, read, values)).await?;
        row.map(|row| Ok(RunId(Columns::of(&row).take()?))).transpose()
    }

    /// Notes which form asked for a run. Under the company's lock nobody else
    /// does so at the same time.
    ///
    /// # Errors
    /// When the run is not being recorded, another run has the key, or the
    /// database fails.
    pub async fn keep_request(&self, run: RunId, key: &str) -> Result<(), StoreError> {
        let transaction = self.begin().await?;
        super::transitions::require(&transaction, run, &[RunState::Recording]).await?;
        let row = run::ActiveModel {
            id: Set(run.0),
            request_key: Set(Some(key.to_owned())),
            ..Default::default()
        };
        row.update(&transaction).await?;
        transaction.commit().await?;
        Ok(())
    }

    /// Takes the key off a run that was given up, so that its form can ask
    /// again.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn forget_request(&self, run: RunId) -> Result<(), StoreError> {
        let transaction = self.begin().await?;
        let row = run::ActiveModel { id: Set(run.0), request_key: Set(None), ..Default::default() };
        row.update(&transaction).await?;
        transaction.commit().await?;
        Ok(())
    }
}

/// Takes a key off the run that was given up.
pub(super) async fn free(
    transaction: &DatabaseTransaction,
    company: &CompanyCode,
    key: &str,
) -> Result<(), StoreError> {
    let statement = "UPDATE runs SET request_key = NULL \
        WHERE company = $1 AND request_key = $2 AND state = $3";
    let given_up = text(RunState::Cancelled.as_str());
    let values = [text(company.as_str()), text(key), given_up];
    transaction.execute_raw(sql(transaction, statement, values)).await?;
    Ok(())
}
