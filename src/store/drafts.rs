//! Reminders written as drafts, and what their author says became of them.

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate, Utc};
use sea_orm::{ConnectionTrait, DatabaseTransaction};

use super::connection::Store;
use super::error::StoreError;
use super::history::HistoryResult;
use super::lists;
use super::overtaken;
use super::rows::{Columns, moment, number, parameters, sql, text};
use super::run::{ReminderState, RunState};
use super::settle::{self, Delivery, Outcome, SettleRules, Taken};
use super::transitions;
use crate::domain::company::CompanyCode;
use crate::domain::identity::{ReminderId, RunId};
use crate::domain::level::LevelCode;
use crate::wording::msg;

/// A reminder that was written as a draft.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Draft {
    pub id: ReminderId,
    pub run: RunId,
    pub run_date: NaiveDate,
    pub author: String,
    pub customer_code: String,
    pub customer_name: String,
    pub level: LevelCode,
    pub to: Vec<String>,
    pub subject: String,
}

/// What came of confirming drafts.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Confirmation {
    pub confirmed: Vec<ReminderId>,
    /// Their items have changed since, or were reminded: nothing is noted.
    pub overtaken: Vec<ReminderId>,
}

impl Store {
    /// Ends the record of drafts: from here on they are what their author
    /// sends, and the run is over.
    ///
    /// # Errors
    /// When the run is not planned, or the database fails.
    pub async fn finish_drafts(&self, run: RunId, now: DateTime<Utc>) -> Result<(), StoreError> {
        let transaction = self.begin().await?;
        transitions::require(&transaction, run, &[RunState::Planned]).await?;
        let (from, to) = (ReminderState::Queued, ReminderState::Drafted);
        transitions::move_reminders(&transaction, run, from, to).await?;
        transitions::set_state(&transaction, run, RunState::Finished, Some(now)).await?;
        transaction.commit().await?;
        Ok(())
    }

    /// The drafts of a company that nobody has confirmed or dropped, the
    /// oldest first; only those of one run where it is given.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn drafts(
        &self,
        company: &CompanyCode,
        run: Option<RunId>,
    ) -> Result<Vec<Draft>, StoreError> {
        let mut statement = String::from(
            "SELECT r.id, runs.id, runs.run_date, runs.author, c.code, c.name, r.level, \
             r.recipients, r.subject FROM reminders r JOIN runs ON runs.id = r.run_id \
             JOIN customers c ON c.id = r.customer_id \
             WHERE runs.company = $1 AND r.state = $2",
        );
        let mut values = vec![text(company.as_str()), text(ReminderState::Drafted.as_str())];
        if let Some(run) = run {
            statement.push_str(" AND r.run_id = $3");
            values.push(number(run.0));
        }
        statement.push_str(" ORDER BY r.id");
        let connection = self.readers();
        let rows = connection.query_all_raw(sql(connection, statement, values)).await?;
        rows.iter().map(|row| draft(Columns::of(row))).collect()
    }

    /// Notes on the items of drafts that they were sent on `day`, as
    /// [`Store::settle`] does. Those that do not hold any more are told and
    /// left alone.
    ///
    /// # Errors
    /// When the database fails; then nothing is noted.
    pub async fn confirm_drafts(
        &self,
        drafts: &[Draft],
        day: NaiveDate,
        rules: &SettleRules,
        never_dunned: impl Fn(&str) -> bool,
        now: DateTime<Utc>,
    ) -> Result<Confirmation, StoreError> {
        let mut by_run: BTreeMap<i64, Vec<ReminderId>> = BTreeMap::new();
        for draft in drafts {
            by_run.entry(draft.run.0).or_default().push(draft.id);
        }
        let transaction = self.begin().await?;
        let mut confirmation = Confirmation::default();
        for (run, ids) in by_run {
            let run = RunId(run);
            let overtaken = overtaken_drafts(&transaction, run, &never_dunned).await?;
            let (gone, holding): (Vec<_>, Vec<_>) =
                ids.into_iter().partition(|id| overtaken.contains(id));
            let outcomes: Vec<Outcome> = holding
                .iter()
                .map(|&reminder| Outcome {
                    reminder,
                    at: now,
                    attempts: 1,
                    delivery: Delivery::Sent { response: msg!("store-draft-sent").to_string() },
                })
                .collect();
            let taken = Taken { state: ReminderState::Drafted, by: "" };
            settle::settle_in(&transaction, run, day, taken, &outcomes, rules).await?;
            confirmation.confirmed.extend(holding);
            confirmation.overtaken.extend(gone);
        }
        transaction.commit().await?;
        Ok(confirmation)
    }

    /// Drafts that are never sent: nothing of their items changes. Returns how
    /// many there were.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn drop_drafts(
        &self,
        drafts: &[Draft],
        now: DateTime<Utc>,
    ) -> Result<u64, StoreError> {
        let transaction = self.begin().await?;
        let mut dropped = 0;
        for chunk in drafts.chunks(250) {
            let ids = parameters(5, chunk.len());
            let values = || {
                let fixed = [
                    text(HistoryResult::Cancelled.as_str()),
                    moment(now),
                    text(msg!("store-draft-dropped").to_string()),
                    text(ReminderState::Drafted.as_str()),
                ];
                fixed.into_iter().chain(chunk.iter().map(|draft| number(draft.id.0)))
            };
            let record = format!(
                "INSERT INTO history (company, recorded_at, run_id, reminder_id, customer_id, \
                 result, attempts, detail) \
                 SELECT runs.company, $2, runs.id, reminders.id, reminders.customer_id, $1, 0, $3 \
                 FROM reminders JOIN runs ON runs.id = reminders.run_id \
                 WHERE reminders.state = $4 AND reminders.id IN ({ids}) ORDER BY reminders.id"
            );
            let cancel = format!(
                "UPDATE reminders SET state = $1, settled_at = $2, detail = $3 \
                 WHERE state = $4 AND id IN ({ids})"
            );
            transaction.execute_raw(sql(&transaction, record, values())).await?;
            let done = transaction.execute_raw(sql(&transaction, cancel, values())).await?;
            dropped += done.rows_affected();
        }
        transaction.commit().await?;
        Ok(dropped)
    }
}

async fn overtaken_drafts(
    transaction: &DatabaseTransaction,
    run: RunId,
    never_dunned: impl Fn(&str) -> bool,
) -> Result<Vec<ReminderId>, StoreError> {
    let mut methods = overtaken::payment_methods(transaction, run).await?;
    methods.retain(|method| never_dunned(method));
    let condition = overtaken::overtaken(3, methods.len());
    let statement = format!(
        "SELECT reminders.id FROM reminders \
         WHERE reminders.run_id = $1 AND reminders.state = $2 AND {condition}"
    );
    let fixed = [number(run.0), text(ReminderState::Drafted.as_str())];
    let values = fixed.into_iter().chain(methods.iter().map(text));
    let rows = transaction.query_all_raw(sql(transaction, statement, values)).await?;
    rows.iter().map(|row| Ok(ReminderId(Columns::of(row).take()?))).collect()
}

fn draft(mut columns: Columns<'_>) -> Result<Draft, StoreError> {
    Ok(Draft {
        id: ReminderId(columns.take()?),
        run: RunId(columns.take()?),
        run_date: columns.take()?,
        author: columns.take()?,
        customer_code: columns.take()?,
        customer_name: columns.take()?,
        level: LevelCode::new(&columns.take::<String>()?),
        to: lists::from_stored("reminders.recipients", &columns.take::<String>()?)?,
        subject: columns.take()?,
    })
}
