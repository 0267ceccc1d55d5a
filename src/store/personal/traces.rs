//! All that is on record of a person.

use chrono::{DateTime, NaiveDate, Utc};
use sea_orm::{ConnectionTrait, Value};

use super::elsewhere::{self, may_tell};
use super::person::Person;
use crate::store::connection::Store;
use crate::store::error::StoreError;
use crate::store::lists;
use crate::store::rows::{Columns, number, parameters, sql, text};
use crate::store::run::ReminderState;
use crate::store::search::like;

/// A reminder that was addressed to the person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TracedReminder {
    pub id: i64,
    pub run: i64,
    pub run_date: NaiveDate,
    pub channel: String,
    pub customer_code: String,
    pub level: String,
    pub to: Vec<String>,
    pub cc: Vec<String>,
    pub subject: String,
    pub message_id: String,
    pub state: ReminderState,
    pub settled_at: Option<DateTime<Utc>>,
    pub detail: Option<String>,
}

/// A record of the history: of such a reminder, or with words that tell of the
/// person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TracedRecord {
    pub id: i64,
    pub at: DateTime<Utc>,
    pub reminder: Option<i64>,
    pub result: String,
    pub detail: String,
    pub author: String,
}

/// A change of a due item whose comment tells of the person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TracedChange {
    pub id: i64,
    pub at: DateTime<Utc>,
    pub invoice: String,
    pub instalment: u32,
    pub author: String,
    pub comment_before: String,
    pub comment_after: String,
}

/// A text elsewhere.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TracedText {
    pub table: &'static str,
    pub id: i64,
    pub column: &'static str,
    pub text: String,
}

#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Traces {
    pub reminders: Vec<TracedReminder>,
    pub history: Vec<TracedRecord>,
    pub changes: Vec<TracedChange>,
    pub elsewhere: Vec<TracedText>,
}

impl Store {
    /// # Errors
    /// When the database fails.
    pub async fn traces(&self, person: &Person) -> Result<Traces, StoreError> {
        let snapshot = self.snapshot().await?;
        let traces = find(&snapshot, person).await?;
        snapshot.rollback().await?;
        Ok(traces)
    }
}

pub(super) async fn find(
    connection: &impl ConnectionTrait,
    person: &Person,
) -> Result<Traces, StoreError> {
    let reminders = reminders(connection, person).await?;
    Ok(Traces {
        history: history(connection, person, &reminders).await?,
        reminders,
        changes: changes(connection, person).await?,
        elsewhere: elsewhere::find(connection, person).await?,
    })
}

async fn reminders(
    connection: &impl ConnectionTrait,
    person: &Person,
) -> Result<Vec<TracedReminder>, StoreError> {
    let needles = person.needles();
    if needles.addresses.is_empty() {
        return Ok(Vec::new());
    }
    let mut values = vec![text(person.company.as_str())];
    let addressed: Vec<String> = needles
        .addresses
        .iter()
        .map(|address| like(&["r.recipients", "r.copies"], address, &mut values))
        .collect();
    let statement = format!(
        "SELECT r.id, u.id, u.run_date, u.channel, c.code, r.level, r.recipients, r.copies, \
         r.subject, r.message_id, r.state, r.settled_at, r.detail FROM runs u \
         JOIN reminders r ON r.run_id = u.id JOIN customers c ON c.id = r.customer_id \
         WHERE u.company = $1 AND ({}) ORDER BY r.id",
        addressed.join(" OR ")
    );
    let rows = connection.query_all_raw(sql(connection, statement, values)).await?;
    let mut found = Vec::with_capacity(rows.len());
    for row in &rows {
        let reminder = reminder(Columns::of(row))?;
        // A part of a longer address is none of theirs.
        if reminder.to.iter().chain(&reminder.cc).any(|address| needles.is(address)) {
            found.push(reminder);
        }
    }
    Ok(found)
}

fn reminder(mut columns: Columns<'_>) -> Result<TracedReminder, StoreError> {
    Ok(TracedReminder {
        id: columns.take()?,
        run: columns.take()?,
        run_date: columns.take()?,
        channel: columns.take()?,
        customer_code: columns.take()?,
        level: columns.take()?,
        to: lists::from_stored("reminders.recipients", &columns.take::<String>()?)?,
        cc: lists::from_stored("reminders.copies", &columns.take::<String>()?)?,
        subject: columns.take()?,
        message_id: columns.take()?,
        state: ReminderState::from_stored(&columns.take::<String>()?)?,
        settled_at: columns.take()?,
        detail: columns.take()?,
    })
}

async fn history(
    connection: &impl ConnectionTrait,
    person: &Person,
    reminders: &[TracedReminder],
) -> Result<Vec<TracedRecord>, StoreError> {
    /// Numbers per statement.
    const AT_ONCE: usize = 500;
    let read = "SELECT h.id, h.recorded_at, h.reminder_id, h.result, h.detail, h.author \
        FROM history h WHERE h.company = $1";
    let needles = person.needles();
    let mut values = vec![text(person.company.as_str())];
    let customer = Some("h.customer_id");
    let condition = may_tell(&["h.detail"], customer, person, &needles, &mut values);
    let mut found = records(connection, format!("{read} AND ({condition})"), values).await?;
    found.retain(|record| needles.in_text(&record.detail));
    for some in reminders.chunks(AT_ONCE) {
        let statement = format!("{read} AND h.reminder_id IN ({})", parameters(2, some.len()));
        let values = std::iter::once(text(person.company.as_str()));
        let values = values.chain(some.iter().map(|reminder| number(reminder.id))).collect();
        found.extend(records(connection, statement, values).await?);
    }
    found.sort_by_key(|record| record.id);
    found.dedup_by_key(|record| record.id);
    Ok(found)
}

async fn records(
    connection: &impl ConnectionTrait,
    statement: String,
    values: Vec<Value>,
) -> Result<Vec<TracedRecord>, StoreError> {
    let rows = connection.query_all_raw(sql(connection, statement, values)).await?;
    rows.iter()
        .map(|row| {
            let mut columns = Columns::of(row);
            Ok(TracedRecord {
                id: columns.take()?,
                at: columns.take()?,
                reminder: columns.take()?,
                result: columns.take()?,
                detail: columns.take()?,
                author: columns.take()?,
            })
        })
        .collect()
}

async fn changes(
    connection: &impl ConnectionTrait,
    person: &Person,
) -> Result<Vec<TracedChange>, StoreError> {
    let needles = person.needles();
    let mut values = vec![text(person.company.as_str())];
    let columns = ["f.comment_before", "f.comment_after"];
    let customer = Some("d.customer_id");
    let condition = may_tell(&columns, customer, person, &needles, &mut values);
    let statement = format!(
        "SELECT f.id, f.changed_at, i.number, d.instalment, f.author, f.comment_before, \
         f.comment_after FROM follow_up_changes f JOIN due_items d ON d.id = f.item_id \
         JOIN invoices i ON i.id = d.invoice_id JOIN customers c ON c.id = d.customer_id \
         WHERE c.company = $1 AND ({condition}) ORDER BY f.id"
    );
    let rows = connection.query_all_raw(sql(connection, statement, values)).await?;
    let mut found = Vec::with_capacity(rows.len());
    for row in &rows {
        let mut columns = Columns::of(row);
        let change = TracedChange {
            id: columns.take()?,
            at: columns.take()?,
            invoice: columns.take()?,
            instalment: columns.take::<i32>()?.unsigned_abs(),
            author: columns.take()?,
            comment_before: columns.take()?,
            comment_after: columns.take()?,
        };
        if needles.in_text(&change.comment_before) || needles.in_text(&change.comment_after) {
            found.push(change);
        }
    }
    Ok(found)
}
