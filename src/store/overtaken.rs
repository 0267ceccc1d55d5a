//! Reminders that the facts have overtaken since they were recorded.

use chrono::{DateTime, Utc};
use sea_orm::{ConnectionTrait, DatabaseTransaction};

use super::connection::Store;
use super::error::StoreError;
use super::history::HistoryResult;
use super::rows::{Columns, moment, number, parameters, sql, text};
use super::run::ReminderState;
use super::{transitions, turns};
use crate::domain::identity::RunId;
use crate::wording::msg;

/// Reminders of run `$1` that wait (`$2`) or were under way (`$3`) in the hands
/// of nobody who lives, and do not hold any more.
const OF_RUN: &str = "reminders.run_id = $1 AND (reminders.state = $2 \
    OR reminders.state = $3 AND NOT EXISTS \
    (SELECT 1 FROM workers WHERE workers.id = reminders.taken_by)) AND ";

/// A reminder with an item that may not be reminded as it was recorded: paid
/// meanwhile, at another level, reminded since, held, of a customer who is not
/// reminded that way any more, or paid by a method that is never reminded. A
/// batch asks for the automatic switch and holds, and for no reminder on its
/// date or later; what is sent by hand asks for the manual ones, and for no
/// reminder since it was recorded.
const OVERTAKEN: &str = "EXISTS (\
    SELECT 1 FROM reminder_lines \
    JOIN due_items ON due_items.id = reminder_lines.item_id \
    JOIN invoices ON invoices.id = due_items.invoice_id \
    JOIN customers ON customers.id = due_items.customer_id \
    JOIN runs ON runs.id = reminders.run_id \
    WHERE reminder_lines.reminder_id = reminders.id \
    AND (due_items.open_amount <> reminder_lines.open_amount \
    OR due_items.level IS DISTINCT FROM reminder_lines.level_before \
    OR CASE runs.channel WHEN 'batch' THEN \
    due_items.last_reminded_on >= runs.run_date OR NOT customers.automatic \
    ELSE NOT customers.manual OR EXISTS (SELECT 1 FROM follow_up_changes \
    WHERE follow_up_changes.item_id = due_items.id \
    AND follow_up_changes.reminder_id IS NOT NULL \
    AND follow_up_changes.changed_at >= runs.created_at) END \
    OR EXISTS (SELECT 1 FROM holds WHERE holds.invoice_id = invoices.id \
    AND holds.lifted_at IS NULL AND holds.kind IN ('temporary', \
    CASE runs.channel WHEN 'batch' THEN 'automatic' ELSE 'manual' END))";

impl Store {
    /// Cancels the reminders of a run that do not hold any more, whole mails
    /// at a time, and leaves a history record of each. Those that an
    /// interrupted process had taken up may have arrived; their record says
    /// so. From here on reminders may be taken up, until somebody locks the
    /// data to change them. Returns how many were cancelled.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn cancel_overtaken(
        &self,
        run: RunId,
        now: DateTime<Utc>,
        never_dunned: impl Fn(&str) -> bool,
    ) -> Result<u64, StoreError> {
        let transaction = self.begin().await?;
        transitions::hold(&transaction, run).await?;
        let cancelled = cancel(&transaction, run, now, never_dunned).await?;
        transaction.commit().await?;
        Ok(cancelled)
    }

    /// As [`Store::cancel_overtaken`], where nobody has done so since the data
    /// were last locked to be changed.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn cancel_overtaken_since(
        &self,
        run: RunId,
        now: DateTime<Utc>,
        never_dunned: impl Fn(&str) -> bool,
    ) -> Result<u64, StoreError> {
        let transaction = self.begin().await?;
        transitions::hold(&transaction, run).await?;
        let statement = format!("SELECT id FROM runs WHERE id = $1 AND {}", turns::CHECKED);
        let checked = sql(&transaction, statement, [number(run.0)]);
        if transaction.query_one_raw(checked).await?.is_some() {
            return Ok(0);
        }
        let cancelled = cancel(&transaction, run, now, never_dunned).await?;
        transaction.commit().await?;
        Ok(cancelled)
    }
}

async fn cancel(
    transaction: &DatabaseTransaction,
    run: RunId,
    now: DateTime<Utc>,
    never_dunned: impl Fn(&str) -> bool,
) -> Result<u64, StoreError> {
    // The turn first: who changes the data meanwhile has another one.
    let checked = format!("UPDATE runs SET checked_turn = {} WHERE id = $1", turns::TURN);
    transaction.execute_raw(sql(transaction, checked, [number(run.0)])).await?;
    let mut methods = payment_methods(transaction, run).await?;
    methods.retain(|method| never_dunned(method));
    let overtaken = condition(methods.len());
    let detail = "CASE reminders.state WHEN $3 THEN $4 ELSE $5 END";
    let values = |result: &str| {
        let fixed = [
            number(run.0),
            text(ReminderState::Queued.as_str()),
            text(ReminderState::Sending.as_str()),
            text(msg!("store-overtaken-in-doubt").to_string()),
            text(msg!("store-overtaken").to_string()),
            moment(now),
            text(result),
        ];
        fixed.into_iter().chain(methods.iter().map(text)).collect::<Vec<_>>()
    };
    let record = format!(
        "INSERT INTO history (company, recorded_at, run_id, reminder_id, customer_id, \
             result, attempts, detail) \
             SELECT runs.company, $6, runs.id, reminders.id, reminders.customer_id, $7, \
             reminders.attempts, {detail} \
             FROM reminders JOIN runs ON runs.id = reminders.run_id \
             WHERE {overtaken} ORDER BY reminders.id"
    );
    let cancel = format!(
        "UPDATE reminders SET detail = {detail}, settled_at = $6, state = $7 WHERE {overtaken}"
    );
    let values_of_record = values(HistoryResult::Cancelled.as_str());
    transaction.execute_raw(sql(transaction, record, values_of_record)).await?;
    let values_of_state = values(ReminderState::Cancelled.as_str());
    let done = transaction.execute_raw(sql(transaction, cancel, values_of_state)).await?;
    Ok(done.rows_affected())
}

/// Those of a run that is being sent; the methods stand in `$8`, ….
fn condition(methods: usize) -> String {
    format!("{OF_RUN}{}", overtaken(8, methods))
}

/// The condition with so many payment methods that are never reminded, the
/// first of them in the parameter of this number.
pub(super) fn overtaken(first: usize, methods: usize) -> String {
    if methods == 0 {
        return format!("{OVERTAKEN}))");
    }
    format!("{OVERTAKEN} OR invoices.payment_method IN ({})))", parameters(first, methods))
}

/// The payment methods of a run's invoices.
pub(super) async fn payment_methods(
    transaction: &DatabaseTransaction,
    run: RunId,
) -> Result<Vec<String>, StoreError> {
    let read = "SELECT DISTINCT invoices.payment_method FROM reminders \
        JOIN reminder_lines ON reminder_lines.reminder_id = reminders.id \
        JOIN due_items ON due_items.id = reminder_lines.item_id \
        JOIN invoices ON invoices.id = due_items.invoice_id WHERE reminders.run_id = $1";
    let rows = transaction.query_all_raw(sql(transaction, read, [number(run.0)])).await?;
    rows.iter().map(|row| Columns::of(row).take()).collect()
}
