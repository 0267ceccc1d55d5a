//! The follow-up information of due items: read, edited, and every change
//! kept.

use chrono::{DateTime, NaiveDate, Utc};
use sea_orm::{ConnectionTrait, DatabaseTransaction, EntityTrait, QueryResult, Value};

use super::connection::Store;
use super::entity::due_item;
use super::error::StoreError;
use super::rows::{Columns, moment, number, sql, text};
use crate::domain::follow_up::{FollowUp, FollowUpEdit};
use crate::domain::identity::{DueItemId, ReminderId};
use crate::domain::level::Standing;

/// One change of a due item: who, when, before and after.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FollowUpChange {
    pub at: DateTime<Utc>,
    pub author: String,
    /// The reminder that changed the item; `None` where somebody did.
    pub reminder: Option<ReminderId>,
    pub level_before: Standing,
    pub level_after: Standing,
    pub before: FollowUp,
    pub after: FollowUp,
}

impl Store {
    /// # Errors
    /// When the database fails.
    pub async fn follow_up(&self, item: DueItemId) -> Result<Option<FollowUp>, StoreError> {
        let row = due_item::Entity::find_by_id(item.0).one(self.readers()).await?;
        Ok(row.as_ref().map(follow_up))
    }

    /// The day by which an item is expected to be paid, if reminders set one.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn expected_payment_date(
        &self,
        item: DueItemId,
    ) -> Result<Option<NaiveDate>, StoreError> {
        let row = due_item::Entity::find_by_id(item.0).one(self.readers()).await?;
        Ok(row.and_then(|row| row.expected_payment_date))
    }

    /// Edits items, all of them or none; an item that the edit leaves as it is
    /// gets no record. Returns how many were changed.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn edit_follow_up(
        &self,
        items: &[DueItemId],
        edit: &FollowUpEdit,
        author: &str,
        now: DateTime<Utc>,
    ) -> Result<u64, StoreError> {
        let transaction = self.begin().await?;
        let mut changed = 0;
        for item in items {
            let row = due_item::Entity::find_by_id(item.0).one(&transaction).await?;
            let Some(row) = row else { continue };
            let before = follow_up(&row);
            let after = edit.applied_to(&before);
            if after != before {
                record(&transaction, &row, &after, author, now).await?;
                update(&transaction, *item, &after).await?;
                changed += 1;
            }
        }
        transaction.commit().await?;
        Ok(changed)
    }

    /// The changes of an item, oldest first.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn follow_up_changes(
        &self,
        item: DueItemId,
    ) -> Result<Vec<FollowUpChange>, StoreError> {
        let statement = "SELECT changed_at, author, reminder_id, level_before, level_after, \
            status_before, comment_before, promised_on_before, disputed_before, \
            next_action_on_before, next_action_by_before, \
            status_after, comment_after, promised_on_after, disputed_after, \
            next_action_on_after, next_action_by_after \
            FROM follow_up_changes WHERE item_id = $1 ORDER BY id";
        let connection = self.readers();
        let rows = connection.query_all_raw(sql(connection, statement, [number(item.0)])).await?;
        rows.iter().map(change).collect()
    }
}

fn follow_up(row: &due_item::Model) -> FollowUp {
    FollowUp {
        status: row.status.clone(),
        comment: row.comment.clone(),
        promised_on: row.promised_on,
        disputed: row.disputed,
        next_action_on: row.next_action_on,
        next_action_by: row.next_action_by.clone(),
    }
}

fn change(row: &QueryResult) -> Result<FollowUpChange, StoreError> {
    let mut columns = Columns::of(row);
    let level = |columns: &mut Columns<'_>| -> Result<Standing, StoreError> {
        Ok(Standing::from_code(columns.take::<Option<String>>()?.as_deref()))
    };
    Ok(FollowUpChange {
        at: columns.take()?,
        author: columns.take()?,
        reminder: columns.take::<Option<i64>>()?.map(ReminderId),
        level_before: level(&mut columns)?,
        level_after: level(&mut columns)?,
        before: side(&mut columns)?,
        after: side(&mut columns)?,
    })
}

/// What is after the status, comment, promise, dispute and next action in
/// their order.
fn side(columns: &mut Columns<'_>) -> Result<FollowUp, StoreError> {
    Ok(FollowUp {
        status: columns.take()?,
        comment: columns.take()?,
        promised_on: columns.take()?,
        // Reminders do not touch it, and leave it out.
        disputed: columns.take::<Option<bool>>()?.unwrap_or_default(),
        next_action_on: columns.take()?,
        next_action_by: columns.take()?,
    })
}

async fn record(
    transaction: &DatabaseTransaction,
    row: &due_item::Model,
    after: &FollowUp,
    author: &str,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    let statement = "INSERT INTO follow_up_changes (item_id, changed_at, author, level_before, \
        level_after, status_before, comment_before, promised_on_before, disputed_before, \
        next_action_on_before, next_action_by_before, status_after, comment_after, \
        promised_on_after, disputed_after, next_action_on_after, next_action_by_after) \
        VALUES ($1, $2, $3, $4, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)";
    let fixed =
        [number(row.id), moment(now), text(author), Value::String(row.level.clone())].into_iter();
    let values = fixed.chain(values(&follow_up(row))).chain(values(after));
    transaction.execute_raw(sql(transaction, statement, values)).await?;
    Ok(())
}

async fn update(
    transaction: &DatabaseTransaction,
    item: DueItemId,
    after: &FollowUp,
) -> Result<(), StoreError> {
    let statement = "UPDATE due_items SET status = $1, comment = $2, promised_on = $3, \
        disputed = $4, next_action_on = $5, next_action_by = $6 WHERE id = $7";
    let values = values(after).into_iter().chain([number(item.0)]);
    transaction.execute_raw(sql(transaction, statement, values)).await?;
    Ok(())
}

fn values(of: &FollowUp) -> [Value; 6] {
    [
        Value::String(of.status.clone()),
        text(of.comment.as_str()),
        Value::ChronoDate(of.promised_on),
        Value::Bool(Some(of.disputed)),
        Value::ChronoDate(of.next_action_on),
        Value::String(of.next_action_by.clone()),
    ]
}
