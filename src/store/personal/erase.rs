//! Taking a person out of the record. That reminders were sent, when, at which
//! level and for how much stays; to whom and in which words does not.

use chrono::{DateTime, Utc};
use sea_orm::{ConnectionTrait, DatabaseTransaction, Value};

use super::needles::Needles;
use super::person::Person;
use super::traces::{self, TracedReminder, Traces};
use super::{elsewhere, readmit};
use crate::chain::Kind;
use crate::domain::identity::RunId;
use crate::store::audit_log::{self, NewAuditEntry};
use crate::store::chain::erase::{ErasureCause, NewErasure, Texts, erase};
use crate::store::connection::Store;
use crate::store::error::StoreError;
use crate::store::lists;
use crate::store::rows::{Columns, number, sql, text};
use crate::store::run::ReminderState;
use crate::store::search::like;
use crate::store::versions;

/// Who erases, why, and what stands in place of the person.
#[derive(Debug, Clone, Copy)]
pub struct ErasureOrder<'a> {
    pub author: &'a str,
    pub reason: &'a str,
    /// Such as `erased-1f6a0c`: the same in all places of this erasure.
    pub pseudonym: &'a str,
    pub now: DateTime<Utc>,
}

/// How an erasure ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PersonErasure {
    Done(ErasedPerson),
    /// A reminder to the person waits to be sent, or to be confirmed.
    Waits {
        run: RunId,
    },
}

/// What was erased.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ErasedPerson {
    /// Reminders that were addressed to the person.
    pub reminders: u64,
    /// Texts of the history, its changes and the audit log.
    pub texts: u64,
    /// Texts elsewhere.
    pub elsewhere: u64,
    /// The contact's record is gone.
    pub contact: bool,
}

impl Store {
    /// Erases a person, all of it or nothing. Needs the lock of the company's
    /// runs.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn erase_person(
        &self,
        person: &Person,
        order: ErasureOrder<'_>,
    ) -> Result<PersonErasure, StoreError> {
        let transaction = self.begin().await?;
        let traces = traces::find(&transaction, person).await?;
        if let Some(waiting) = traces.reminders.iter().find(|it| waits(it.state)) {
            return Ok(PersonErasure::Waits { run: RunId(waiting.run) });
        }
        let needles = person.needles();
        let mut texts = sealed_texts(&traces, &needles);
        audit_texts(&transaction, &needles, &mut texts).await?;
        let new = NewErasure {
            company: person.company.as_str(),
            cause: ErasureCause::Contact,
            subject: order.pseudonym,
            author: order.author,
            reason: order.reason,
            at: order.now,
        };
        let recorded = erase(&transaction, &new, &texts).await?;
        for reminder in &traces.reminders {
            rewrite(&transaction, reminder, &needles, order.pseudonym).await?;
        }
        elsewhere::erase(&transaction, person, &traces.elsewhere).await?;
        if let Some(entry) = &person.contact {
            forget_contact(&transaction, entry.contact.id).await?;
        }
        readmit::remember(&transaction, person, order.now).await?;
        let object = format!("{}/{}", person.company, order.pseudonym);
        let entry = NewAuditEntry {
            actor: order.author,
            action: "contact-erased",
            object: &object,
            detail: order.reason,
        };
        audit_log::insert(&transaction, &entry, order.now).await?;
        versions::imported(&transaction, &person.company).await?;
        transaction.commit().await?;
        Ok(PersonErasure::Done(ErasedPerson {
            reminders: traces.reminders.len() as u64,
            texts: recorded.texts.unsigned_abs(),
            elsewhere: traces.elsewhere.len() as u64,
            contact: person.contact.is_some(),
        }))
    }
}

fn waits(state: ReminderState) -> bool {
    matches!(state, ReminderState::Queued | ReminderState::Sending | ReminderState::Drafted)
}

/// A bit for the text of this column.
fn bit(kind: Kind, column: &str) -> u32 {
    kind.texts().iter().position(|name| *name == column).map_or(0, |place| 1 << place)
}

fn sealed_texts(traces: &Traces, needles: &Needles) -> Texts {
    let mut texts = Texts::new();
    let mut add = |kind, id, column| *texts.entry((kind, id)).or_default() |= bit(kind, column);
    for reminder in &traces.reminders {
        let kind = Kind::Reminders;
        add(kind, reminder.id, "message");
        for (column, list) in [("recipients", &reminder.to), ("copies", &reminder.cc)] {
            if list.iter().any(|address| needles.is(address)) {
                add(kind, reminder.id, column);
            }
        }
        if needles.in_text(&reminder.subject) {
            add(kind, reminder.id, "subject");
        }
    }
    for record in traces.history.iter().filter(|record| needles.in_text(&record.detail)) {
        add(Kind::History, record.id, "detail");
    }
    for change in &traces.changes {
        let comments =
            [("comment_before", &change.comment_before), ("comment_after", &change.comment_after)];
        for (column, comment) in comments {
            if needles.in_text(comment) {
                add(Kind::FollowUp, change.id, column);
            }
        }
    }
    texts
}

/// What the audit log tells of the addresses.
async fn audit_texts(
    transaction: &DatabaseTransaction,
    needles: &Needles,
    texts: &mut Texts,
) -> Result<(), StoreError> {
    let mut values = Vec::new();
    let columns = ["object", "detail"];
    let conditions: Vec<String> =
        needles.addresses.iter().map(|address| like(&columns, address, &mut values)).collect();
    if conditions.is_empty() {
        return Ok(());
    }
    let condition = conditions.join(" OR ");
    let statement = format!("SELECT id, object, detail FROM audit_log WHERE {condition}");
    let rows = transaction.query_all_raw(sql(transaction, statement, values)).await?;
    for row in &rows {
        let mut found = Columns::of(row);
        let id: i64 = found.take()?;
        for column in columns {
            if needles.in_text(&found.take::<String>()?) {
                *texts.entry((Kind::Audit, id)).or_default() |= bit(Kind::Audit, column);
            }
        }
    }
    Ok(())
}

/// Puts the pseudonym in place of the person's addresses and takes the words
/// of the message away. What failed is not tried again: it has no words.
async fn rewrite(
    transaction: &DatabaseTransaction,
    reminder: &TracedReminder,
    needles: &Needles,
    pseudonym: &str,
) -> Result<(), StoreError> {
    let stand_in = format!("{pseudonym}@erased.invalid");
    let replaced = |list: &[String]| {
        let list = list.iter().map(|it| if needles.is(it) { stand_in.clone() } else { it.clone() });
        lists::to_stored(&list.collect::<Vec<_>>())
    };
    let statement = "UPDATE reminders SET recipients = $2, copies = $3, subject = $4, detail = $5, \
        state = CASE state WHEN $6 THEN $7 ELSE state END WHERE id = $1";
    let detail = reminder.detail.as_ref().map(|detail| needles.left_out(detail));
    let values = [
        number(reminder.id),
        text(replaced(&reminder.to)),
        text(replaced(&reminder.cc)),
        text(needles.left_out(&reminder.subject)),
        Value::String(detail),
        text(ReminderState::Failed.as_str()),
        text(ReminderState::Cancelled.as_str()),
    ];
    transaction.execute_raw(sql(transaction, statement, values)).await?;
    let statement = "UPDATE messages SET message = $2, envelope_to = $3 WHERE reminder_id = $1";
    let all: Vec<String> = reminder.to.iter().chain(&reminder.cc).cloned().collect();
    let values = [number(reminder.id), Value::Bytes(Some(Vec::new())), text(replaced(&all))];
    transaction.execute_raw(sql(transaction, statement, values)).await?;
    let statement = "DELETE FROM enclosures WHERE reminder_id = $1";
    transaction.execute_raw(sql(transaction, statement, [number(reminder.id)])).await?;
    Ok(())
}

async fn forget_contact(transaction: &DatabaseTransaction, id: i64) -> Result<(), StoreError> {
    for statement in
        ["DELETE FROM contact_sites WHERE contact_id = $1", "DELETE FROM contacts WHERE id = $1"]
    {
        transaction.execute_raw(sql(transaction, statement, [number(id)])).await?;
    }
    Ok(())
}
