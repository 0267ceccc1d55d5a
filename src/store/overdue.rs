//! What is open and overdue, summed up by age and level.

use chrono::{Days, NaiveDate};
use sea_orm::ConnectionTrait;

use super::amount;
use super::connection::Store;
use super::error::StoreError;
use super::find::currency;
use super::rows::{Columns, day, number, sql, text};
use super::run::ReminderState;
use crate::domain::company::CompanyCode;
use crate::domain::identity::RunId;
use crate::domain::level::Standing;
use crate::domain::money::{Currency, Money};

/// Open items that are alike.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OpenSum {
    pub standing: Standing,
    /// How many of the bounds their days past the due date have reached.
    /// `None`: not overdue yet.
    pub reached: Option<usize>,
    pub items: u64,
    pub open: Money,
}

/// A run some of whose reminders failed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FailedRun {
    pub run: RunId,
    pub run_date: NaiveDate,
    /// Empty for what was sent by hand.
    pub batch: String,
    pub failed: u64,
}

impl Store {
    /// All open items of a company, summed up per currency, level and age on
    /// a day. `bounds` are days past the due date, rising.
    ///
    /// # Errors
    /// When the database fails or holds what it should not.
    pub async fn open_sums(
        &self,
        company: &CompanyCode,
        as_of: NaiveDate,
        bounds: &[u32],
    ) -> Result<Vec<OpenSum>, StoreError> {
        let mut values = vec![text(company.as_str()), day(as_of)];
        // From the oldest on: the first that fits counts.
        let mut reached = String::new();
        for (index, &bound) in bounds.iter().enumerate().rev() {
            let Some(latest) = as_of.checked_sub_days(Days::new(u64::from(bound))) else {
                continue;
            };
            values.push(day(latest));
            reached.push_str(&format!("WHEN d.due_date <= ${} THEN {} ", values.len(), index + 1));
        }
        let statement = format!(
            "SELECT i.currency, d.level, \
             CASE WHEN d.due_date >= $2 THEN -1 {reached} ELSE 0 END, \
             count(*), CAST(sum(d.open_amount) AS BIGINT) \
             FROM customers c JOIN due_items d ON d.customer_id = c.id \
             JOIN invoices i ON i.id = d.invoice_id \
             WHERE c.company = $1 AND d.open_amount > 0 GROUP BY 1, 2, 3 ORDER BY 1, 2, 3"
        );
        let connection = self.readers();
        let rows = connection.query_all_raw(sql(connection, statement, values)).await?;
        rows.iter()
            .map(|row| {
                let mut columns = Columns::of(row);
                let currency = currency("invoices.currency", columns.take()?)?;
                Ok(OpenSum {
                    standing: Standing::from_code(columns.take::<Option<String>>()?.as_deref()),
                    reached: usize::try_from(columns.take::<i32>()?).ok(),
                    items: columns.take::<i64>()?.unsigned_abs(),
                    open: Money::new(amount::from_stored(columns.take()?), currency),
                })
            })
            .collect()
    }

    /// Credit notes and unallocated payments that are open, per currency and
    /// positive.
    ///
    /// # Errors
    /// When the database fails or holds what it should not.
    pub async fn open_credits(&self, company: &CompanyCode) -> Result<Vec<Money>, StoreError> {
        let statement = "SELECT k.currency, CAST(sum(k.open_amount) AS BIGINT) \
            FROM customers c JOIN credits k ON k.customer_id = c.id \
            WHERE c.company = $1 AND k.open_amount > 0 GROUP BY 1 ORDER BY 1";
        let connection = self.readers();
        let values = [text(company.as_str())];
        let rows = connection.query_all_raw(sql(connection, statement, values)).await?;
        rows.iter()
            .map(|row| {
                let mut columns = Columns::of(row);
                let currency: Currency = currency("credits.currency", columns.take()?)?;
                Ok(Money::new(amount::from_stored(columns.take()?), currency))
            })
            .collect()
    }

    /// Those of the last `runs` runs of which reminders failed and have not
    /// been sent since, the newest first.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn failed_runs(
        &self,
        company: &CompanyCode,
        runs: u32,
    ) -> Result<Vec<FailedRun>, StoreError> {
        let statement = "SELECT r.id, r.run_date, r.batch, count(*) \
            FROM (SELECT id, run_date, batch FROM runs WHERE company = $1 \
            ORDER BY id DESC LIMIT $2) AS r \
            JOIN reminders m ON m.run_id = r.id AND m.state = $3 \
            GROUP BY r.id, r.run_date, r.batch ORDER BY r.id DESC";
        let failed = text(ReminderState::Failed.as_str());
        let values = [text(company.as_str()), number(i64::from(runs)), failed];
        let connection = self.readers();
        let rows = connection.query_all_raw(sql(connection, statement, values)).await?;
        rows.iter()
            .map(|row| {
                let mut columns = Columns::of(row);
                Ok(FailedRun {
                    run: RunId(columns.take()?),
                    run_date: columns.take()?,
                    batch: columns.take()?,
                    failed: columns.take::<i64>()?.unsigned_abs(),
                })
            })
            .collect()
    }
}
