//! Writing results back: reminder, due items, follow-up and history in one
//! transaction (domain document §6).

use chrono::{DateTime, Days, NaiveDate, Utc};
use sea_orm::{ConnectionTrait, DatabaseTransaction, DbBackend, Value};

use super::connection::Store;
use super::db_clock;
use super::error::StoreError;
use super::history::HistoryResult;
use super::membership::Member;
use super::rows::{day, moment, number, parameters, sql, text};
use super::run::ReminderState;
use super::script::Script;
use super::versions;
use super::webhook_events;
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
    /// To be tried again, not before `until`.
    Deferred {
        reason: String,
        until: DateTime<Utc>,
    },
}

/// What a sent reminder leaves on its due items.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SettleRules {
    /// Appended to the comment; `None` leaves level, date, comment and
    /// expected payment date alone.
    pub comment: Option<String>,
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
    /// record. Deferred: the reminder is queued again. An outcome of a reminder
    /// that this process is not sending, because it was recorded before or
    /// others have it, changes nothing.
    ///
    /// # Errors
    /// [`StoreError::LeaseLost`] when others took this process for dead; or
    /// when the database fails.
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
        let me = self.member().await?;
        let transaction = self.begin().await?;
        still_alive(&transaction, &me).await?;
        let taken = Taken { state: ReminderState::Sending, by: &me.id };
        settle_in(&transaction, run, run_date, taken, outcomes, rules).await?;
        transaction.commit().await?;
        Ok(())
    }
}

/// Nobody can take this process for dead, and its reminders from it, until the
/// end of the transaction. Those who write to SQLite do so one after the other.
async fn still_alive(transaction: &DatabaseTransaction, me: &Member) -> Result<(), StoreError> {
    if transaction.get_database_backend() == DbBackend::Postgres {
        let alive = "SELECT id FROM workers WHERE id = $1 FOR KEY SHARE";
        let found = sql(transaction, alive, [text(me.id.as_str())]);
        transaction.query_one_raw(found).await?.ok_or(StoreError::LeaseLost)?;
    }
    Ok(())
}

/// Which reminders outcomes may concern.
#[derive(Clone, Copy)]
pub(super) struct Taken<'a> {
    pub state: ReminderState,
    /// Who has them in hand; empty for nobody.
    pub by: &'a str,
}

/// As [`Store::settle`], for reminders in another state than being sent.
pub(super) async fn settle_in(
    transaction: &DatabaseTransaction,
    run: RunId,
    run_date: NaiveDate,
    taken: Taken<'_>,
    outcomes: &[Outcome],
    rules: &SettleRules,
) -> Result<(), StoreError> {
    let now = db_clock::now(transaction);
    for chunk in outcomes.chunks(ROWS) {
        webhook_events::queue(transaction, run, taken, chunk).await?;
        let settling = Settling { run, run_date, taken, outcomes: chunk, rules, now };
        let mut script = Script::new(transaction);
        script.add(|first| settling.history(first));
        if let Some(comment) = &rules.comment {
            script.add(|first| settling.follow_up(first, comment));
            script.add(|first| settling.items(first, comment));
        }
        // Until then the reminders can be told by their state.
        script.add(|first| settling.reminders(first));
        if rules.comment.is_some() {
            script.add(|first| versions::settled(run, taken.by, first));
        }
        script.run(transaction).await?;
    }
    Ok(())
}

/// The statements that record some outcomes. Each concerns only reminders
/// that are still being sent.
struct Settling<'a> {
    run: RunId,
    run_date: NaiveDate,
    taken: Taken<'a>,
    outcomes: &'a [Outcome],
    rules: &'a SettleRules,
    /// By the clock of the database, as SQL.
    now: &'static str,
}

/// A statement whose parameters begin with a given number, and their values.
type Numbered = (String, Vec<Value>);

/// An earlier comment stays; the new one stands on a line of its own.
fn comment_after(parameter: usize) -> String {
    format!(
        "CASE WHEN due_items.comment = '' THEN ${parameter} \
         ELSE due_items.comment || '\n' || ${parameter} END"
    )
}

impl Settling<'_> {
    /// The outcomes as a table, and the number of the next parameter.
    fn outcomes(&self, first: usize) -> (String, Vec<Value>, usize) {
        const COLUMNS: usize = 6;
        let mut table = String::from(
            "WITH outcome (id, state, settled_at, attempts, detail, wait) AS (VALUES ",
        );
        let mut values = Vec::with_capacity(self.outcomes.len() * COLUMNS + 4);
        for (position, outcome) in self.outcomes.iter().enumerate() {
            if position > 0 {
                table.push_str(", ");
            }
            table.push('(');
            table.push_str(&parameters(first + position * COLUMNS, COLUMNS));
            table.push(')');
            let (state, detail, wait) = match &outcome.delivery {
                Delivery::Sent { response } => (ReminderState::Sent, response, None),
                Delivery::Failed { reason } => (ReminderState::Failed, reason, None),
                // The clocks of the database and of this machine may differ.
                Delivery::Deferred { reason, until } => {
                    let wait = (*until - outcome.at).num_milliseconds();
                    (ReminderState::Queued, reason, Some(wait))
                }
            };
            values.extend([
                number(outcome.reminder.0),
                text(state.as_str()),
                moment(outcome.at),
                Value::Int(Some(i32::try_from(outcome.attempts).unwrap_or(i32::MAX))),
                text(detail.as_str()),
                Value::BigInt(wait),
            ]);
        }
        table.push_str(") ");
        (table, values, first + self.outcomes.len() * COLUMNS)
    }

    /// Reminders of the run that are being sent, joined with their outcomes;
    /// takes the parameters from `next` to `next + 2`.
    fn being_sent(&self, next: usize) -> (String, [Value; 3]) {
        let condition = format!(
            "reminders.id = outcome.id AND reminders.run_id = ${next} \
             AND reminders.state = ${} AND COALESCE(reminders.taken_by, '') = ${}",
            next + 1,
            next + 2
        );
        (condition, [number(self.run.0), text(self.taken.state.as_str()), text(self.taken.by)])
    }

    fn history(&self, first: usize) -> Numbered {
        let (table, mut values, next) = self.outcomes(first);
        let (being_sent, of_run) = self.being_sent(next);
        let statement = format!(
            "{table} INSERT INTO history (company, recorded_at, run_id, reminder_id, customer_id, \
             result, attempts, detail, author) \
             SELECT runs.company, outcome.settled_at, runs.id, reminders.id, \
             reminders.customer_id, CASE outcome.state WHEN ${} THEN ${} ELSE ${} END, \
             outcome.attempts, outcome.detail, ${} \
             FROM outcome JOIN reminders ON {being_sent} AND outcome.wait IS NULL \
             JOIN runs ON runs.id = reminders.run_id ORDER BY reminders.id",
            next + 3,
            next + 4,
            next + 5,
            next + 6
        );
        values.extend(of_run);
        values.extend([
            text(ReminderState::Sent.as_str()),
            text(HistoryResult::Sent.as_str()),
            text(HistoryResult::Failed.as_str()),
            text(self.rules.author.as_str()),
        ]);
        (statement, values)
    }

    fn follow_up(&self, first: usize, comment: &str) -> Numbered {
        let (table, mut values, next) = self.outcomes(first);
        let (being_sent, of_run) = self.being_sent(next);
        let statement = format!(
            "{table} INSERT INTO follow_up_changes (item_id, reminder_id, changed_at, author, \
             level_before, level_after, status_before, status_after, comment_before, \
             comment_after) \
             SELECT due_items.id, reminders.id, outcome.settled_at, ${}, due_items.level, \
             reminders.level, due_items.status, due_items.status, due_items.comment, {} \
             FROM outcome JOIN reminders ON {being_sent} AND outcome.state = ${} \
             JOIN reminder_lines ON reminder_lines.reminder_id = reminders.id \
             JOIN due_items ON due_items.id = reminder_lines.item_id ORDER BY due_items.id",
            next + 3,
            comment_after(next + 4),
            next + 5
        );
        values.extend(of_run);
        values.extend([
            text(self.rules.author.as_str()),
            text(comment),
            text(ReminderState::Sent.as_str()),
        ]);
        (statement, values)
    }

    fn items(&self, first: usize, comment: &str) -> Numbered {
        let (table, mut values, next) = self.outcomes(first);
        let (being_sent, of_run) = self.being_sent(next);
        let postponed = Days::new(u64::from(self.rules.postpone_days));
        let expected = (self.rules.postpone_days > 0)
            .then(|| self.run_date.checked_add_days(postponed))
            .flatten();
        let statement = format!(
            "{table} UPDATE due_items SET level = reminders.level, \
             last_reminded_on = CASE WHEN due_items.last_reminded_on > ${} \
             THEN due_items.last_reminded_on ELSE ${} END, \
             comment = {}, \
             expected_payment_date = COALESCE(${}, due_items.expected_payment_date) \
             FROM outcome JOIN reminders ON {being_sent} AND outcome.state = ${} \
             JOIN reminder_lines ON reminder_lines.reminder_id = reminders.id \
             WHERE due_items.id = reminder_lines.item_id",
            next + 3,
            next + 3,
            comment_after(next + 4),
            next + 5,
            next + 6
        );
        values.extend(of_run);
        values.extend([
            day(self.run_date),
            text(comment),
            Value::ChronoDate(expected),
            text(ReminderState::Sent.as_str()),
        ]);
        (statement, values)
    }

    fn reminders(&self, first: usize) -> Numbered {
        let (table, mut values, next) = self.outcomes(first);
        let (being_sent, of_run) = self.being_sent(next);
        let statement = format!(
            "{table} UPDATE reminders SET state = outcome.state, taken_by = NULL, \
             settled_at = CASE WHEN outcome.wait IS NULL THEN outcome.settled_at END, \
             next_try_at = {} + outcome.wait, \
             attempts = outcome.attempts, detail = outcome.detail \
             FROM outcome WHERE {being_sent}",
            self.now
        );
        values.extend(of_run);
        (statement, values)
    }
}
