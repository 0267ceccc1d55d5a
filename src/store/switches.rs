//! The customer's switches for manual and automatic reminders.

use chrono::{DateTime, Utc};
use sea_orm::{ConnectionTrait, Value};

use super::audit::{self, Deed};
use super::connection::Store;
use super::error::StoreError;
use super::facts_parties as parties;
use super::history::HistoryResult;
use super::rows::{number, sql};
use crate::domain::company::CompanyCode;
use crate::domain::customer::DunningSettings;

/// What becomes of the switches; `None` stays.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct SwitchEdit {
    pub manual: Option<bool>,
    pub automatic: Option<bool>,
}

impl Store {
    /// Sets a customer's switches and leaves one history record for each that
    /// changed. Returns the switches before and after; `None` when there is no
    /// such customer.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn set_switches(
        &self,
        company: &CompanyCode,
        code: &str,
        edit: SwitchEdit,
        author: &str,
        now: DateTime<Utc>,
    ) -> Result<Option<(DunningSettings, DunningSettings)>, StoreError> {
        let transaction = self.begin().await?;
        let Some(customer) = parties::by_code(&transaction, company, code).await? else {
            return Ok(None);
        };
        let before = customer.dunning;
        let after = DunningSettings {
            manual: edit.manual.unwrap_or(before.manual),
            automatic: edit.automatic.unwrap_or(before.automatic),
        };
        let switches = [
            ("manual", before.manual, after.manual),
            ("automatic", before.automatic, after.automatic),
        ];
        for (name, before, after) in switches.into_iter().filter(|(_, old, new)| old != new) {
            let deed = Deed {
                company,
                customer: customer.id.0,
                result: HistoryResult::SwitchChanged,
                detail: format!("{name}: {} → {}", on_off(before), on_off(after)),
                author,
                at: now,
            };
            audit::record(&transaction, deed).await?;
        }
        let statement = "UPDATE customers SET manual = $1, automatic = $2 WHERE id = $3";
        let values = [
            Value::Bool(Some(after.manual)),
            Value::Bool(Some(after.automatic)),
            number(customer.id.0),
        ];
        transaction.execute_raw(sql(&transaction, statement, values)).await?;
        transaction.commit().await?;
        Ok(Some((before, after)))
    }
}

fn on_off(on: bool) -> &'static str {
    if on { "on" } else { "off" }
}
