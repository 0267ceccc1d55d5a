//! Counts for those who watch over the service.

use sea_orm::ConnectionTrait;

use super::connection::Store;
use super::error::StoreError;
use super::rows::{Columns, sql};
use super::run::RunState;
use super::webhook_deliveries::DeliveryState;

impl Store {
    /// Runs by code of company and state.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn runs_by_state(&self) -> Result<Vec<(String, RunState, u64)>, StoreError> {
        let statement = "SELECT company, state, COUNT(*) FROM runs GROUP BY company, state";
        let rows = self.readers().query_all_raw(sql(self.readers(), statement, [])).await?;
        rows.iter()
            .map(|row| {
                let mut columns = Columns::of(row);
                let company = columns.take()?;
                let state = RunState::from_stored(&columns.take::<String>()?)?;
                Ok((company, state, columns.take::<i64>()?.unsigned_abs()))
            })
            .collect()
    }

    /// Deliveries to webhooks by state; zero where there are none.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn deliveries_by_state(&self) -> Result<Vec<(DeliveryState, u64)>, StoreError> {
        let statement = "SELECT state, COUNT(*) FROM webhook_deliveries GROUP BY state";
        let rows = self.readers().query_all_raw(sql(self.readers(), statement, [])).await?;
        let mut counts: Vec<(DeliveryState, u64)> =
            DeliveryState::ALL.into_iter().map(|state| (state, 0)).collect();
        for row in &rows {
            let mut columns = Columns::of(row);
            let state = DeliveryState::from_stored(&columns.take::<String>()?)?;
            let count = columns.take::<i64>()?.unsigned_abs();
            counts.iter_mut().filter(|(of, _)| *of == state).for_each(|(_, it)| *it = count);
        }
        Ok(counts)
    }
}
