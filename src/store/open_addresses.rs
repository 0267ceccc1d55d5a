//! The last look before something is sent: addresses that were suppressed since
//! it was planned are left out.

use chrono::{DateTime, Utc};
use sea_orm::{ConnectionTrait, DatabaseTransaction};

use super::claim::QueuedReminder;
use super::connection::Store;
use super::error::StoreError;
use super::history::HistoryResult;
use super::membership::Member;
use super::rows::{moment, number, parameters, sql, text};
use super::run::ReminderState;
use super::suppressions;
use crate::domain::identity::{ReminderId, RunId};
use crate::wording::msg;

impl Store {
    /// Leaves addresses of the suppression list out of reminders that were taken
    /// up. One that would reach none of its recipients is cancelled, with a
    /// history record; the others are returned.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn leave_out_suppressed(
        &self,
        run: RunId,
        mut taken: Vec<QueuedReminder>,
        now: DateTime<Utc>,
    ) -> Result<Vec<QueuedReminder>, StoreError> {
        let addresses = taken.iter().flat_map(|it| it.envelope_to.iter().chain(&it.envelope_cc));
        let mut normal: Vec<String> = addresses.map(|address| address.normal()).collect();
        normal.sort_unstable();
        normal.dedup();
        let suppressed = suppressions::among(self.readers(), run.0, &normal).await?;
        if suppressed.is_empty() {
            return Ok(taken);
        }
        let mut unreachable = Vec::new();
        taken.retain_mut(|reminder| {
            let was_addressed = !reminder.envelope_to.is_empty();
            let open = |address: &_| !suppressed.has(address);
            reminder.envelope_to.retain(open);
            reminder.envelope_cc.retain(open);
            let reaches = !was_addressed || !reminder.envelope_to.is_empty();
            if !reaches {
                unreachable.push(reminder.id);
            }
            reaches
        });
        if !unreachable.is_empty() {
            let me = self.member().await?;
            let transaction = self.begin().await?;
            cancel(&transaction, &unreachable, &me, now).await?;
            transaction.commit().await?;
        }
        Ok(taken)
    }
}

async fn cancel(
    transaction: &DatabaseTransaction,
    reminders: &[ReminderId],
    me: &Member,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    // Others may have taken this process for dead, and the reminders from it.
    let these = format!(
        "reminders.state = $4 AND reminders.taken_by = $5 AND reminders.id IN ({})",
        parameters(6, reminders.len())
    );
    let sending = || [text(ReminderState::Sending.as_str()), text(me.id.as_str())];
    let detail = msg!("store-all-suppressed").to_string();
    let ids = || reminders.iter().map(|reminder| number(reminder.0));
    let record = format!(
        "INSERT INTO history (company, recorded_at, run_id, reminder_id, customer_id, result, \
         attempts, detail) SELECT runs.company, $1, runs.id, reminders.id, \
         reminders.customer_id, $2, reminders.attempts, $3 \
         FROM reminders JOIN runs ON runs.id = reminders.run_id \
         WHERE {these} ORDER BY reminders.id"
    );
    let cancelled = HistoryResult::Cancelled.as_str();
    let fixed = [moment(now), text(cancelled), text(detail.as_str())];
    let values = fixed.into_iter().chain(sending()).chain(ids());
    transaction.execute_raw(sql(transaction, record, values)).await?;
    let state = format!(
        "UPDATE reminders SET settled_at = $1, state = $2, detail = $3, taken_by = NULL \
         WHERE {these}"
    );
    let cancelled = ReminderState::Cancelled.as_str();
    let fixed = [moment(now), text(cancelled), text(detail)];
    let values = fixed.into_iter().chain(sending()).chain(ids());
    transaction.execute_raw(sql(transaction, state, values)).await?;
    Ok(())
}
