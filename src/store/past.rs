//! What is known of days that have passed: facts as they stood, and what was
//! recorded since.
//!
//! A level or a date that a reminder has overwritten is told by the reminder:
//! it keeps what it found. Payments are not kept; what an item had open on a
//! day is what the next reminder asked for.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use chrono::{DateTime, NaiveDate, Utc};
use chrono_tz::Tz;
use sea_orm::{ConnectionTrait, DatabaseTransaction};

use super::amount;
use super::connection::Store;
use super::error::StoreError;
use super::facts::assemble;
use super::facts_invoices as invoices;
use super::facts_parties::{self as parties, Range};
use super::rows::{Columns, sql, text};
use super::run::{ReminderState, RunState};
use crate::domain::channel::Channel;
use crate::domain::company::CompanyCode;
use crate::domain::follow_up;
use crate::domain::hold::{Hold, HoldKind};
use crate::domain::identity::{CustomerId, DueItemId, HoldId, InvoiceId, ReminderId, RunId};
use crate::domain::level::{LevelCode, Standing};
use crate::plan::facts::CustomerFacts;
use crate::plan::past::{ItemPast, LiftedHold, Lifting, Noted, Past, RecordedLine};

/// A run that was carried out, and counts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PastRun {
    pub on: NaiveDate,
    pub channel: Channel,
    pub batch: Arc<str>,
}

/// Which past is asked for.
#[derive(Debug, Clone)]
pub struct PastQuery {
    pub company: CompanyCode,
    /// Moments become days in this zone.
    pub zone: Tz,
    /// The first day.
    pub since: NaiveDate,
    /// The batch that is looked at.
    pub batch: String,
    /// From [`Store::executed_runs`].
    pub runs: BTreeMap<RunId, PastRun>,
}

impl PastQuery {
    fn own(&self, run: &PastRun) -> bool {
        run.channel == Channel::Batch && *run.batch == *self.batch
    }

    fn day(&self, moment: DateTime<Utc>) -> NaiveDate {
        moment.with_timezone(&self.zone).date_naive()
    }
}

/// The items of a range of customers.
const ITEMS: &str = "customers c JOIN invoices i ON i.customer_id = c.id \
    JOIN due_items d ON d.invoice_id = i.id";
const IN_RANGE: &str = "c.company = $1 AND c.id BETWEEN $2 AND $3";

impl Store {
    /// The runs of a company that sent or are sending, by a way that counts.
    /// One that was given up counts when it had sent something before.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn executed_runs(
        &self,
        company: &CompanyCode,
    ) -> Result<BTreeMap<RunId, PastRun>, StoreError> {
        let statement = "SELECT r.id, r.run_date, r.channel, r.batch FROM runs r \
            WHERE r.company = $1 AND (r.state IN ($2, $3) OR (r.state = $4 AND EXISTS \
            (SELECT 1 FROM reminders m WHERE m.run_id = r.id AND m.state = $5)))";
        let states = [RunState::Dispatching, RunState::Finished, RunState::Cancelled];
        let [dispatching, finished, cancelled] = states.map(|state| text(state.as_str()));
        let sent = text(ReminderState::Sent.as_str());
        let values = [text(company.as_str()), dispatching, finished, cancelled, sent];
        let connection = self.readers();
        let rows = connection.query_all_raw(sql(connection, statement, values)).await?;
        let mut runs = BTreeMap::new();
        for row in &rows {
            let mut columns = Columns::of(row);
            let id = RunId(columns.take()?);
            let on = columns.take()?;
            let channel: String = columns.take()?;
            let channel = Channel::parse(&channel)
                .ok_or_else(|| StoreError::bad_value("runs.channel", channel))?;
            let batch: String = columns.take()?;
            if channel.counts() {
                runs.insert(id, PastRun { on, channel, batch: batch.into() });
            }
        }
        Ok(runs)
    }

    /// The next customers that have something open, or were reminded on the
    /// first day or later, in the order of their identities, after the one
    /// given. Empty at the end.
    ///
    /// # Errors
    /// When the database fails or holds what it should not.
    pub async fn past_page(
        &self,
        query: &PastQuery,
        after: Option<CustomerId>,
        count: u32,
    ) -> Result<Vec<Past>, StoreError> {
        let transaction = self.snapshot().await?;
        let (company, since) = (&query.company, query.since);
        let customers =
            parties::open_or_reminded(&transaction, company, since, after, count).await?;
        let (Some(first), Some(last)) = (customers.first(), customers.last()) else {
            return Ok(Vec::new());
        };
        let range = Range { company, first: first.id, last: last.id };
        let read = invoices::open_or_reminded(&transaction, &range, since).await?;
        let facts = assemble(&transaction, &range, customers, read).await?;
        let mut lines = lines(&transaction, &range, query).await?;
        let mut changes = changes(&transaction, &range, query).await?;
        let mut lifted = lifted(&transaction, &range, query).await?;
        transaction.commit().await?;
        let past = |facts: Arc<CustomerFacts>| {
            let lifted = lifted.remove(&facts.id()).unwrap_or_default();
            past(Arc::unwrap_or_clone(facts), since, &mut lines, &mut changes, lifted)
        };
        Ok(facts.into_iter().map(past).collect())
    }
}

/// Puts levels and dates back to what they were.
fn past(
    mut facts: CustomerFacts,
    since: NaiveDate,
    lines: &mut HashMap<DueItemId, Vec<RecordedLine>>,
    changes: &mut HashMap<DueItemId, Changes>,
    lifted: Vec<LiftedHold>,
) -> Past {
    let mut items = BTreeMap::new();
    for item in facts.invoices.iter_mut().flat_map(|facts| &mut facts.invoice.items) {
        let mut lines = lines.remove(&item.id).unwrap_or_default();
        let Changes { notes, comment } = changes.remove(&item.id).unwrap_or_default();
        let before = lines.partition_point(|line| line.on < since);
        let known = lines.drain(..before).rfind(|line| line.sent).map(|line| line.on);
        let first_line = lines.first().map(|line| (line.on, &line.level_before));
        let first_note = notes.first().map(|note| (note.on, &note.level_before));
        let first = first_line.into_iter().chain(first_note).min_by_key(|(on, _)| *on);
        if let Some((_, standing)) = first {
            item.standing = standing.clone();
        }
        let mut date_unknown = false;
        if lines.iter().any(|line| line.sent) {
            let today = item.last_reminded_on.filter(|&on| on < since);
            let commented = comment.and_then(|(before, comment)| {
                follow_up::reminded_on(&comment).filter(|on| *on <= before)
            });
            item.last_reminded_on = today.max(known).max(commented);
            let at_a_level = matches!(item.standing, Standing::At(_));
            date_unknown = at_a_level && item.last_reminded_on.is_none();
        }
        items.insert(item.id, ItemPast { date_unknown, lines, notes });
    }
    Past { facts, items, lifted }
}

/// All recorded lines of the range's items, in the order of their runs.
async fn lines(
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
struct Changes {
    /// Without those that reminders made.
    notes: Vec<Noted>,
    /// The comment before the first of all changes, and the day of that one:
    /// it names the reminders before.
    comment: Option<(NaiveDate, String)>,
}

async fn changes(
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
async fn lifted(
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
