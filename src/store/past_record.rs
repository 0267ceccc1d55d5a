//! What was recorded of a range of customers: reminders, changes of follow-up
//! information, holds that were lifted.

use std::collections::{BTreeMap, HashMap};

use chrono::{DateTime, NaiveDate, Utc};
use sea_orm::{ConnectionTrait, DatabaseTransaction};

use super::amount;
use super::error::StoreError;
use super::facts_parties::Range;
use super::past::PastQuery;
use super::rows::{Columns, sql};
use super::run::ReminderState;
use crate::domain::hold::{Hold, HoldKind};
use crate::domain::identity::{CustomerId, DueItemId, HoldId, InvoiceId, ReminderId, RunId};
use crate::domain::level::{LevelCode, Standing};
use crate::plan::past::{LiftedHold, Lifting, Noted, RecordedLine};

/// The items of a range of customers.
const ITEMS: &str = "customers c JOIN invoices i ON i.customer_id = c.id \
    JOIN due_items d ON d.invoice_id = i.id";
const IN_RANGE: &str = "c.company = $1 AND c.id BETWEEN $2 AND $3";

/// All recorded lines of the range's items, in the order of their runs.
pub async fn lines(
    transaction: &DatabaseTransaction,
    range: &Range<'_>,
    query: &PastQuery,
) -> Result<HashMap<DueItemId, Vec<RecordedLine>>, StoreError> {
    let statement = format!(
        "SELECT l.item_id, m.run_id, m.id, m.level, l.level_before, l.open_amount, m.state \
         FROM {ITEMS} JOIN reminder_lines l ON l.item_id = d.id \
         JOIN reminders m ON m.id = l.reminder_id WHERE {IN_RANGE}"
    );
    let rows = transaction.query_all_raw(sql(transaction, statement, range.values())).await?;
    let mut lines: HashMap<DueItemId, Vec<RecordedLine>> = HashMap::new();
    for row in &rows {
        let mut columns = Columns::of(row);
        let item = DueItemId(columns.take()?);
        let id = RunId(columns.take()?);
        let Some(run) = query.runs.get(&id) else { continue };
        let reminder = ReminderId(columns.take()?);
        let level = LevelCode::new(&columns.take::<String>()?);
        let level_before = Standing::from_code(columns.take::<Option<String>>()?.as_deref());
        let open = amount::from_stored(columns.take()?);
        let state = ReminderState::from_stored(&columns.take::<String>()?)?;
        let own = query.own(run);
        // A draft, or what went by hand and did not arrive, was no reminder.
        if state == ReminderState::Drafted || (!own && state != ReminderState::Sent) {
            continue;
        }
        let sent = state == ReminderState::Sent;
        let line =
            RecordedLine { run: id, reminder, on: run.on, own, level, level_before, open, sent };
        lines.entry(item).or_default().push(line);
    }
    for lines in lines.values_mut() {
        lines.sort_by_key(|line| (line.on, line.run, line.reminder));
    }
    Ok(lines)
}

/// What changed about an item since the first day.
#[derive(Default)]
pub struct Changes {
    /// Without those that reminders made.
    pub notes: Vec<Noted>,
    /// The comment before the first of all changes, and the day of that one:
    /// it names the reminders before.
    pub comment: Option<(NaiveDate, String)>,
}

pub async fn changes(
    transaction: &DatabaseTransaction,
    range: &Range<'_>,
    query: &PastQuery,
) -> Result<HashMap<DueItemId, Changes>, StoreError> {
    let statement = format!(
        "SELECT f.item_id, f.changed_at, m.run_id, f.comment_before, f.level_before, \
         f.status_before, f.promised_on_before, f.disputed_before \
         FROM {ITEMS} JOIN follow_up_changes f ON f.item_id = d.id \
         LEFT JOIN reminders m ON m.id = f.reminder_id \
         WHERE {IN_RANGE} ORDER BY f.item_id, f.id"
    );
    let rows = transaction.query_all_raw(sql(transaction, statement, range.values())).await?;
    let mut changes: HashMap<DueItemId, Changes> = HashMap::new();
    for row in &rows {
        let mut columns = Columns::of(row);
        let item = DueItemId(columns.take()?);
        let at = columns.take()?;
        let run: Option<i64> = columns.take()?;
        let of_run = run.and_then(|run| query.runs.get(&RunId(run)));
        let on = of_run.map_or_else(|| query.day(at), |run| run.on);
        if on < query.since {
            continue;
        }
        let comment_before = columns.take()?;
        let changes = changes.entry(item).or_default();
        if changes.comment.as_ref().is_none_or(|(first, _)| on < *first) {
            changes.comment = Some((on, comment_before));
        }
        if run.is_some() {
            continue;
        }
        changes.notes.push(Noted {
            on,
            level_before: Standing::from_code(columns.take::<Option<String>>()?.as_deref()),
            status_before: columns.take()?,
            promised_on_before: columns.take()?,
            disputed_before: columns.take::<Option<bool>>()?.unwrap_or_default(),
        });
    }
    for changes in changes.values_mut() {
        changes.notes.sort_by_key(|note| note.on);
    }
    Ok(changes)
}

/// Holds lifted on the first day or later. A run's date says when it lifted a
/// hold: it may have been carried out for another day than the clock's.
pub async fn lifted(
    transaction: &DatabaseTransaction,
    range: &Range<'_>,
    query: &PastQuery,
) -> Result<HashMap<CustomerId, Vec<LiftedHold>>, StoreError> {
    let statement = format!(
        "SELECT h.customer_id, h.invoice_id, h.id, h.kind, h.comment, h.author, h.placed_on, \
         h.lifted_at, h.lifted_by, x.run_id \
         FROM customers c JOIN invoices i ON i.customer_id = c.id \
         JOIN holds h ON h.invoice_id = i.id LEFT JOIN run_holds x ON x.hold_id = h.id \
         WHERE {IN_RANGE} AND h.lifted_at IS NOT NULL ORDER BY h.id, x.run_id"
    );
    let rows = transaction.query_all_raw(sql(transaction, statement, range.values())).await?;
    let mut found: BTreeMap<HoldId, (CustomerId, LiftedHold)> = BTreeMap::new();
    for row in &rows {
        let mut columns = Columns::of(row);
        let customer = CustomerId(columns.take()?);
        let invoice = InvoiceId(columns.take()?);
        let id = HoldId(columns.take()?);
        let kind: String = columns.take()?;
        let kind =
            HoldKind::parse(&kind).ok_or_else(|| StoreError::bad_value("holds.kind", kind))?;
        let (comment, author) = (columns.take()?, columns.take()?);
        let hold = Hold { id, kind, comment, author, placed_on: columns.take()? };
        let at: DateTime<Utc> = columns.take()?;
        let by: Option<String> = columns.take()?;
        let run = columns.take::<Option<i64>>()?.and_then(|run| query.runs.get(&RunId(run)));
        let run = run.filter(|run| Some(&*run.batch) == by.as_deref());
        let (on, by) = match run {
            Some(run) if query.own(run) => (run.on, Lifting::Batch),
            Some(run) => (run.on, Lifting::OtherBatch),
            None => (query.day(at), Lifting::ByHand),
        };
        let lifted = LiftedHold { invoice, hold, on, by };
        let known = found.entry(id).or_insert_with(|| (customer, lifted.clone()));
        if known.1.by == Lifting::ByHand {
            known.1 = lifted;
        }
    }
    let mut lifted: HashMap<CustomerId, Vec<LiftedHold>> = HashMap::new();
    for (customer, hold) in found.into_values().filter(|(_, hold)| hold.on >= query.since) {
        lifted.entry(customer).or_default().push(hold);
    }
    Ok(lifted)
}
