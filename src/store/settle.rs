//! Writing results back: reminder, due items, follow-up and history in one
//! transaction (domain document §6).

use chrono::{DateTime, Days, NaiveDate, Utc};
use sea_orm::{ConnectionTrait, DatabaseTransaction, Value};

use super::connection::Store;
use super::error::StoreError;
use super::history::HistoryResult;
use super::rows::{Columns, day, moment, number, parameters, sql, text};
use super::run::ReminderState;
use crate::domain::identity::{ReminderId, RunId};

/// Outcomes per statement.
const ROWS: usize = 500;

/// What became of a reminder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outcome {
    pub reminder: ReminderId,
    pub at: DateTime<Utc>,
    /// Tries, the last one included.
    pub attempts: u32,
    pub delivery: Delivery,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Delivery {
    /// The server took it, in these words.
    Sent {
        response: String,
    },
    Failed {
        reason: String,
    },
}

/// What a sent reminder leaves on its due items.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SettleRules {
    /// Appended to the comment.
    pub comment: String,
    /// The expected payment date becomes the run date and so many days;
    /// zero leaves it alone.
    pub postpone_days: u32,
    /// Who changed the item, for its follow-up.
    pub author: String,
}

impl Store {
    /// Records outcomes, all of them or none. Sent: level, date, comment and
    /// expected payment date of the items change, each change is kept in the
    /// follow-up. Failed: the items stay as they are. Both leave a history
    /// record. An outcome of a reminder that is not being sent, because it was
    /// recorded before, changes nothing.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn settle(
        &self,
        run: RunId,
        run_date: NaiveDate,
        outcomes: &[Outcome],
        rules: &SettleRules,
    ) -> Result<(), StoreError> {
        if outcomes.is_empty() {
            return Ok(());
        }
        let transaction = self.begin().await?;
        for chunk in outcomes.chunks(ROWS) {
            let (sent, settled) = settle_reminders(&transaction, run, chunk).await?;
            if settled.is_empty() {
                continue;
            }
            record_history(&transaction, &settled).await?;
            if !sent.is_empty() {
                record_follow_up(&transaction, &sent, rules).await?;
                change_items(&transaction, &sent, run_date, rules).await?;
            }
        }
        transaction.commit().await?;
        Ok(())
    }
}

/// The reminders that were sent and all that were settled just now.
async fn settle_reminders(
    transaction: &DatabaseTransaction,
    run: RunId,
    chunk: &[Outcome],
) -> Result<(Vec<Value>, Vec<Value>), StoreError> {
    const COLUMNS: usize = 5;
    let mut statement =
        String::from("WITH outcome (id, state, settled_at, attempts, detail) AS (VALUES ");
    let mut values = Vec::with_capacity(chunk.len() * COLUMNS + 2);
    for (position, outcome) in chunk.iter().enumerate() {
        if position > 0 {
            statement.push_str(", ");
        }
        statement.push('(');
        statement.push_str(&parameters(position * COLUMNS + 1, COLUMNS));
        statement.push(')');
        let (state, detail) = match &outcome.delivery {
            Delivery::Sent { response } => (ReminderState::Sent, response),
            Delivery::Failed { reason } => (ReminderState::Failed, reason),
        };
        values.extend([
            number(outcome.reminder.0),
            text(state.as_str()),
            moment(outcome.at),
            Value::Int(Some(i32::try_from(outcome.attempts).unwrap_or(i32::MAX))),
            text(detail.as_str()),
        ]);
    }
    let next = chunk.len() * COLUMNS + 1;
    statement.push_str(&format!(
        ") UPDATE reminders SET state = outcome.state, settled_at = outcome.settled_at, \
         attempts = outcome.attempts, detail = outcome.detail \
         FROM outcome WHERE reminders.id = outcome.id AND reminders.run_id = ${next} \
         AND reminders.state = ${} RETURNING reminders.id, reminders.state",
        next + 1
    ));
    values.extend([number(run.0), text(ReminderState::Sending.as_str())]);
    let rows = transaction.query_all_raw(sql(transaction, statement, values)).await?;
    let (mut sent, mut settled) = (Vec::new(), Vec::new());
    for row in &rows {
        let mut columns = Columns::of(row);
        let id = number(columns.take()?);
        if columns.take::<String>()? == ReminderState::Sent.as_str() {
            sent.push(id.clone());
        }
        settled.push(id);
    }
    Ok((sent, settled))
}

async fn record_history(
    transaction: &DatabaseTransaction,
    settled: &[Value],
) -> Result<(), StoreError> {
    let statement = format!(
        "INSERT INTO history (company, recorded_at, run_id, reminder_id, customer_id, result, \
         attempts, detail) \
         SELECT runs.company, reminders.settled_at, runs.id, reminders.id, \
         reminders.customer_id, CASE reminders.state WHEN $1 THEN $2 ELSE $3 END, \
         reminders.attempts, reminders.detail \
         FROM reminders JOIN runs ON runs.id = reminders.run_id \
         WHERE reminders.id IN ({}) ORDER BY reminders.id",
        parameters(4, settled.len())
    );
    let values = [
        text(ReminderState::Sent.as_str()),
        text(HistoryResult::Sent.as_str()),
        text(HistoryResult::Failed.as_str()),
    ];
    let values = values.into_iter().chain(settled.iter().cloned());
    transaction.execute_raw(sql(transaction, statement, values)).await?;
    Ok(())
}

/// An earlier comment stays; the new one, `$1`, stands on a line of its own.
const COMMENT_AFTER: &str = "CASE WHEN due_items.comment = '' THEN $1 \
    ELSE due_items.comment || '\n' || $1 END";

async fn record_follow_up(
    transaction: &DatabaseTransaction,
    sent: &[Value],
    rules: &SettleRules,
) -> Result<(), StoreError> {
    let statement = format!(
        "INSERT INTO follow_up_changes (item_id, reminder_id, changed_at, author, level_before, \
         level_after, status_before, status_after, comment_before, comment_after) \
         SELECT due_items.id, reminders.id, reminders.settled_at, $2, due_items.level, \
         reminders.level, due_items.status, due_items.status, due_items.comment, {COMMENT_AFTER} \
         FROM reminders JOIN reminder_lines ON reminder_lines.reminder_id = reminders.id \
         JOIN due_items ON due_items.id = reminder_lines.item_id \
         WHERE reminders.id IN ({}) ORDER BY due_items.id",
        parameters(3, sent.len())
    );
    let values = [text(rules.comment.as_str()), text(rules.author.as_str())];
    let values = values.into_iter().chain(sent.iter().cloned());
    transaction.execute_raw(sql(transaction, statement, values)).await?;
    Ok(())
}

async fn change_items(
    transaction: &DatabaseTransaction,
    sent: &[Value],
    run_date: NaiveDate,
    rules: &SettleRules,
) -> Result<(), StoreError> {
    let expected = (rules.postpone_days > 0)
        .then(|| run_date.checked_add_days(Days::new(u64::from(rules.postpone_days))))
        .flatten();
    let statement = format!(
        "UPDATE due_items SET level = reminders.level, last_reminded_on = $2, comment = {COMMENT_AFTER}, \
         expected_payment_date = COALESCE($3, due_items.expected_payment_date) \
         FROM reminders JOIN reminder_lines ON reminder_lines.reminder_id = reminders.id \
         WHERE due_items.id = reminder_lines.item_id AND reminders.id IN ({})",
        parameters(4, sent.len())
    );
    let values = [text(rules.comment.as_str()), day(run_date), Value::ChronoDate(expected)];
    let values = values.into_iter().chain(sent.iter().cloned());
    transaction.execute_raw(sql(transaction, statement, values)).await?;
    Ok(())
}
