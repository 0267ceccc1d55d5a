//! Letting go of what is older than the rules allow: the rows of the history
//! stay, what they tell of people does not. A few rows per transaction, so that
//! no run waits for it.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use sea_orm::{ConnectionTrait, DatabaseTransaction, Value};

use super::chain::erase::{ErasureCause, NewErasure, Texts, erase};
use super::connection::Store;
use super::error::StoreError;
use super::lists;
use super::rows::{Columns, moment, number, parameters, sql, text};
use super::run::ReminderState;
use crate::chain::{ERASED, Kind};
use crate::domain::retention::RetentionSection;

/// Rows per transaction.
const ROWS: i64 = 200;
/// What stands in place of an address.
const NOBODY: &str = "erased@erased.invalid";
/// The message of a reminder, among its texts.
const MESSAGE: u32 = 1 << 3;

/// What one transaction did.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RetentionStep {
    /// Messages, rows or deliveries.
    pub dropped: u64,
    /// There may be more.
    pub more: bool,
}

impl Store {
    /// How much of a section is older than `before`.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn count_expired(
        &self,
        section: RetentionSection,
        before: DateTime<Utc>,
    ) -> Result<u64, StoreError> {
        let connection = self.readers();
        let (statement, erased) = match section {
            RetentionSection::Messages => (
                format!(
                    "SELECT count(*) FROM runs u JOIN reminders r ON r.run_id = u.id \
                     JOIN messages m ON m.reminder_id = r.id \
                     WHERE u.ended_at < $1 AND r.state IN ({FINAL}) AND LENGTH(m.message) > 0"
                ),
                false,
            ),
            RetentionSection::History => (
                "SELECT (SELECT count(*) FROM history WHERE recorded_at < $1 \
                 AND (detail <> $2 OR author <> $2)) + (SELECT count(*) FROM follow_up_changes \
                 WHERE changed_at < $1 AND author <> $2)"
                    .to_owned(),
                true,
            ),
            RetentionSection::Audit => (
                "SELECT count(*) FROM audit_log WHERE recorded_at < $1 AND actor <> $2".to_owned(),
                true,
            ),
            RetentionSection::WebhookDeliveries => (
                "SELECT count(*) FROM webhook_deliveries \
                 WHERE state <> 'pending' AND created_at < $1"
                    .to_owned(),
                false,
            ),
        };
        let mut values = vec![moment(before)];
        values.extend(erased.then(|| text(ERASED)));
        let row = connection.query_one_raw(sql(connection, statement, values)).await?;
        let count: i64 = row.map(|row| Columns::of(&row).take()).transpose()?.unwrap_or(0);
        Ok(count.unsigned_abs())
    }

    /// Lets go of some of what is older than `before`. Texts of the history go
    /// once they are sealed.
    ///
    /// # Errors
    /// When the database fails; then nothing of this step goes.
    pub async fn drop_expired(
        &self,
        section: RetentionSection,
        before: DateTime<Utc>,
        now: DateTime<Utc>,
    ) -> Result<RetentionStep, StoreError> {
        let transaction = self.begin().await?;
        let step = match section {
            RetentionSection::Messages => messages(&transaction, before, now).await?,
            RetentionSection::History => texts(&transaction, &HISTORY, before, now).await?,
            RetentionSection::Audit => texts(&transaction, &AUDIT, before, now).await?,
            RetentionSection::WebhookDeliveries => deliveries(&transaction, before).await?,
        };
        transaction.commit().await?;
        Ok(step)
    }

    /// Forgets the sessions that have expired.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn forget_sessions(&self, now: DateTime<Utc>) -> Result<(), StoreError> {
        let transaction = self.begin().await?;
        let statement = "DELETE FROM sessions WHERE expires_at <= $1";
        transaction.execute_raw(sql(&transaction, statement, [moment(now)])).await?;
        transaction.commit().await?;
        Ok(())
    }
}

/// Reminders of which nothing is sent any more, or again.
const FINAL: &str = "'sent', 'failed', 'cancelled'";

async fn messages(
    transaction: &DatabaseTransaction,
    before: DateTime<Utc>,
    now: DateTime<Utc>,
) -> Result<RetentionStep, StoreError> {
    let statement = format!(
        "SELECT r.id FROM runs u JOIN reminders r ON r.run_id = u.id \
         JOIN messages m ON m.reminder_id = r.id \
         WHERE u.ended_at < $1 AND r.state IN ({FINAL}) AND LENGTH(m.message) > 0 \
         LIMIT {ROWS}"
    );
    let rows = transaction.query_all_raw(sql(transaction, statement, [moment(before)])).await?;
    let ids: Vec<i64> = rows.iter().map(|row| Columns::of(row).take()).collect::<Result<_, _>>()?;
    if ids.is_empty() {
        return Ok(RetentionStep { dropped: 0, more: false });
    }
    let texts: Texts = ids.iter().map(|id| ((Kind::Reminders, *id), MESSAGE)).collect();
    erase(transaction, &of_rules(RetentionSection::Messages, now), &texts).await?;
    forget_messages(transaction, &ids).await?;
    let dropped = ids.len() as u64;
    Ok(RetentionStep { dropped, more: dropped == ROWS.unsigned_abs() })
}

fn of_rules(section: RetentionSection, at: DateTime<Utc>) -> NewErasure<'static> {
    let cause = ErasureCause::Retention;
    NewErasure { company: "", cause, subject: section.as_str(), author: "", reason: "", at }
}

/// What failed is not tried again: there is nothing left of it to send.
async fn forget_messages(transaction: &DatabaseTransaction, ids: &[i64]) -> Result<(), StoreError> {
    if ids.is_empty() {
        return Ok(());
    }
    let these = |first| parameters(first, ids.len());
    let numbers = || ids.iter().map(|id| number(*id));
    let nothing = Value::Bytes(Some(Vec::new()));
    for (statement, values) in [
        (
            format!(
                "UPDATE messages SET message = $1, packing = '' WHERE reminder_id IN ({})",
                these(2)
            ),
            std::iter::once(nothing).chain(numbers()).collect::<Vec<_>>(),
        ),
        (
            format!("DELETE FROM enclosures WHERE reminder_id IN ({})", these(1)),
            numbers().collect(),
        ),
        (
            format!("UPDATE reminders SET state = $1 WHERE state = $2 AND id IN ({})", these(3)),
            [ReminderState::Cancelled, ReminderState::Failed]
                .into_iter()
                .map(|state| text(state.as_str()))
                .chain(numbers())
                .collect(),
        ),
    ] {
        transaction.execute_raw(sql(transaction, statement, values)).await?;
    }
    Ok(())
}

/// Kinds of rows whose texts go together.
struct Group {
    section: RetentionSection,
    /// With when each row was recorded.
    kinds: &'static [(Kind, &'static str)],
}

const HISTORY: Group = Group {
    section: RetentionSection::History,
    kinds: &[
        (Kind::Reminders, "settled_at"),
        (Kind::History, "recorded_at"),
        (Kind::FollowUp, "changed_at"),
    ],
};
const AUDIT: Group =
    Group { section: RetentionSection::Audit, kinds: &[(Kind::Audit, "recorded_at")] };

/// Goes along the chain from where it stood the last time, up to the first row
/// that is young enough.
async fn texts(
    transaction: &DatabaseTransaction,
    group: &Group,
    before: DateTime<Utc>,
    now: DateTime<Utc>,
) -> Result<RetentionStep, StoreError> {
    let name = group.section.as_str();
    let through = mark(transaction, name).await?;
    let entries = entries(transaction, group, through).await?;
    let more = entries.len() as i64 == ROWS;
    let mut recorded: HashMap<(Kind, i64), DateTime<Utc>> = HashMap::new();
    for (kind, column) in group.kinds {
        let of_kind = entries.iter().filter(|(_, it, _)| it == kind);
        let ids: Vec<i64> = of_kind.map(|(_, _, row)| *row).collect();
        recorded.extend(times(transaction, *kind, column, &ids).await?);
    }
    let is_old = |kind, row| recorded.get(&(kind, row)).is_some_and(|recorded| *recorded < before);
    let old: Vec<&(i64, Kind, i64)> =
        entries.iter().take_while(|(_, kind, row)| is_old(*kind, *row)).collect();
    let Some((last, ..)) = old.last() else {
        return Ok(RetentionStep { dropped: 0, more: false });
    };
    let all_of = |kind: Kind| (1_u32 << kind.texts().len()) - 1;
    let texts: Texts = old.iter().map(|(_, kind, row)| ((*kind, *row), all_of(*kind))).collect();
    erase(transaction, &of_rules(group.section, now), &texts).await?;
    let reminders = old.iter().filter(|(_, kind, _)| *kind == Kind::Reminders);
    let reminders: Vec<i64> = reminders.map(|(_, _, row)| *row).collect();
    forget_messages(transaction, &reminders).await?;
    forget_recipients(transaction, &reminders).await?;
    set_mark(transaction, name, *last).await?;
    let (dropped, all) = (old.len(), entries.len());
    Ok(RetentionStep { dropped: dropped as u64, more: more && dropped == all })
}

async fn mark(transaction: &DatabaseTransaction, name: &str) -> Result<i64, StoreError> {
    let statement = "SELECT through FROM retention_marks WHERE name = $1";
    let row = transaction.query_one_raw(sql(transaction, statement, [text(name)])).await?;
    Ok(row.map(|row| Columns::of(&row).take()).transpose()?.unwrap_or(0))
}

async fn set_mark(
    transaction: &DatabaseTransaction,
    name: &str,
    through: i64,
) -> Result<(), StoreError> {
    let statement = "INSERT INTO retention_marks (name, through) VALUES ($1, $2) \
        ON CONFLICT (name) DO UPDATE SET through = excluded.through";
    let values = [text(name), number(through)];
    transaction.execute_raw(sql(transaction, statement, values)).await?;
    Ok(())
}

/// Position, kind and row.
async fn entries(
    transaction: &DatabaseTransaction,
    group: &Group,
    after: i64,
) -> Result<Vec<(i64, Kind, i64)>, StoreError> {
    let statement = format!(
        "SELECT position, kind, row_id FROM chain WHERE position > $1 AND kind IN ({}) \
         ORDER BY position LIMIT {ROWS}",
        parameters(2, group.kinds.len())
    );
    let kinds = group.kinds.iter().map(|(kind, _)| text(kind.as_str()));
    let values: Vec<Value> = std::iter::once(number(after)).chain(kinds).collect();
    let rows = transaction.query_all_raw(sql(transaction, statement, values)).await?;
    rows.iter()
        .map(|row| {
            let mut columns = Columns::of(row);
            let (position, kind): (i64, String) = (columns.take()?, columns.take()?);
            let kind =
                Kind::parse(&kind).ok_or_else(|| StoreError::bad_value("chain.kind", kind))?;
            Ok((position, kind, columns.take()?))
        })
        .collect()
}

/// When rows were recorded. A reminder of which something may yet be sent has
/// no time.
async fn times(
    transaction: &DatabaseTransaction,
    kind: Kind,
    column: &str,
    ids: &[i64],
) -> Result<Vec<((Kind, i64), DateTime<Utc>)>, StoreError> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let ended = match kind {
        Kind::Reminders => format!("state IN ({FINAL})"),
        _ => "1 = 1".to_owned(),
    };
    let statement = format!(
        "SELECT id, {column} FROM {} WHERE {column} IS NOT NULL AND {ended} AND id IN ({})",
        kind.as_str(),
        parameters(1, ids.len())
    );
    let values = ids.iter().map(|id| number(*id));
    let rows = transaction.query_all_raw(sql(transaction, statement, values)).await?;
    rows.iter()
        .map(|row| {
            let mut columns = Columns::of(row);
            Ok(((kind, columns.take()?), columns.take()?))
        })
        .collect()
}

/// As many addresses as there were, and none of them.
async fn forget_recipients(
    transaction: &DatabaseTransaction,
    ids: &[i64],
) -> Result<(), StoreError> {
    if ids.is_empty() {
        return Ok(());
    }
    let statement = format!(
        "SELECT id, recipients, copies FROM reminders WHERE id IN ({})",
        parameters(1, ids.len())
    );
    let values = ids.iter().map(|id| number(*id));
    let rows = transaction.query_all_raw(sql(transaction, statement, values)).await?;
    let nobody = |column: &'static str, stored: String| -> Result<String, StoreError> {
        let count = lists::from_stored(column, &stored)?.len();
        Ok(lists::to_stored(&vec![NOBODY; count]))
    };
    for row in &rows {
        let mut columns = Columns::of(row);
        let id: i64 = columns.take()?;
        let recipients = nobody("reminders.recipients", columns.take()?)?;
        let copies = nobody("reminders.copies", columns.take()?)?;
        let statement = "UPDATE reminders SET recipients = $2, copies = $3, subject = $4, \
            detail = $4 WHERE id = $1";
        let values = [number(id), text(recipients), text(copies), text(ERASED)];
        transaction.execute_raw(sql(transaction, statement, values)).await?;
        let statement = "UPDATE messages SET envelope_to = '[]' WHERE reminder_id = $1";
        transaction.execute_raw(sql(transaction, statement, [number(id)])).await?;
    }
    Ok(())
}

async fn deliveries(
    transaction: &DatabaseTransaction,
    before: DateTime<Utc>,
) -> Result<RetentionStep, StoreError> {
    let statement = format!(
        "DELETE FROM webhook_deliveries WHERE id IN (SELECT id FROM webhook_deliveries \
         WHERE state <> 'pending' AND created_at < $1 LIMIT {ROWS})"
    );
    let done = transaction.execute_raw(sql(transaction, statement, [moment(before)])).await?;
    let dropped = done.rows_affected();
    Ok(RetentionStep { dropped, more: dropped == ROWS.unsigned_abs() })
}
