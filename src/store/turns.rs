//! How often the data of a company were locked to be changed. Whoever knows
//! what the facts have overtaken at one turn knows it until the next.

use sea_orm::{ConnectionTrait, DatabaseTransaction};

use super::connection::Store;
use super::error::StoreError;
use super::rows::{sql, text};
use crate::domain::company::CompanyCode;

/// Of a run: whether nobody has changed the data since it was checked, as SQL.
pub(super) const CHECKED: &str = "COALESCE(runs.checked_turn, 0) = COALESCE(\
    (SELECT turns FROM company_turns WHERE company_turns.company = runs.company), 0)";

/// Of a run: the turn of its company, as SQL.
pub(super) const TURN: &str = "COALESCE(\
    (SELECT turns FROM company_turns WHERE company_turns.company = runs.company), 0)";

impl Store {
    /// Belongs to every lock that lets its holder change the data.
    pub(super) async fn begin_turn(&self, company: &CompanyCode) -> Result<(), StoreError> {
        let transaction = self.begin().await?;
        next_turn(&transaction, company).await?;
        transaction.commit().await?;
        Ok(())
    }
}

async fn next_turn(
    transaction: &DatabaseTransaction,
    company: &CompanyCode,
) -> Result<(), StoreError> {
    let statement = "INSERT INTO company_turns (company, turns) VALUES ($1, 1) \
        ON CONFLICT (company) DO UPDATE SET turns = company_turns.turns + 1";
    transaction.execute_raw(sql(transaction, statement, [text(company.as_str())])).await?;
    Ok(())
}
