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
use sea_orm::ConnectionTrait;

use super::connection::Store;
use super::error::StoreError;
use super::facts::assemble;
use super::facts_invoices as invoices;
use super::facts_parties::{self as parties, Range};
use super::past_record::{Changes, changes, lifted, lines};
use super::rows::{Columns, sql, text};
use super::run::{ReminderState, RunState};
use crate::domain::channel::Channel;
use crate::domain::company::CompanyCode;
use crate::domain::follow_up;
use crate::domain::identity::{CustomerId, DueItemId, RunId};
use crate::domain::level::Standing;
use crate::plan::facts::CustomerFacts;
use crate::plan::past::{ItemPast, LiftedHold, Past, RecordedLine};

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
    pub(super) fn own(&self, run: &PastRun) -> bool {
        run.channel == Channel::Batch && *run.batch == *self.batch
    }

    pub(super) fn day(&self, moment: DateTime<Utc>) -> NaiveDate {
        moment.with_timezone(&self.zone).date_naive()
    }
}

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

    /// How many customers [`Store::past_page`] comes to.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn past_count(&self, query: &PastQuery) -> Result<u64, StoreError> {
        parties::count_open_or_reminded(self.readers(), &query.company, query.since).await
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
        // Today's list would take back what was sent before an address went bad.
        let nothing = Arc::default();
        let facts = assemble(&transaction, &range, customers, read, &nothing).await?;
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
