//! The files that go with letters: recorded with them, so that they go as they
//! were when the letter was made.

use std::collections::HashMap;

use sea_orm::{ActiveValue::Set, ConnectionTrait, DatabaseTransaction, EntityTrait};

use super::entity::enclosure;
use super::error::StoreError;
use super::rows::{Columns, number, parameters, sql};
use crate::domain::document::Enclosure;
use crate::domain::identity::ReminderId;

/// Notes the files that go with a letter, in their order.
pub async fn record(
    transaction: &DatabaseTransaction,
    reminder: i64,
    enclosures: Vec<Enclosure>,
) -> Result<(), StoreError> {
    for (position, Enclosure { name, content }) in (0..).zip(enclosures) {
        // One at a time: a file may be large.
        let row = enclosure::ActiveModel {
            reminder_id: Set(reminder),
            position: Set(position),
            name: Set(name),
            content: Set(content),
        };
        enclosure::Entity::insert(row).exec_without_returning(transaction).await?;
    }
    Ok(())
}

/// The files that go with these letters.
pub async fn of(
    connection: &impl ConnectionTrait,
    letters: &[ReminderId],
) -> Result<HashMap<ReminderId, Vec<Enclosure>>, StoreError> {
    let mut found: HashMap<ReminderId, Vec<Enclosure>> = HashMap::new();
    if letters.is_empty() {
        return Ok(found);
    }
    let read = format!(
        "SELECT reminder_id, name, content FROM enclosures WHERE reminder_id IN ({}) \
         ORDER BY reminder_id, position",
        parameters(1, letters.len())
    );
    let values: Vec<_> = letters.iter().map(|letter| number(letter.0)).collect();
    for row in &connection.query_all_raw(sql(connection, read, values)).await? {
        let mut columns = Columns::of(row);
        let letter = ReminderId(columns.take()?);
        let enclosure = Enclosure { name: columns.take()?, content: columns.take()? };
        found.entry(letter).or_default().push(enclosure);
    }
    Ok(found)
}

/// The names of the files that went with these letters.
pub async fn names_of(
    connection: &impl ConnectionTrait,
    letters: &[ReminderId],
) -> Result<HashMap<ReminderId, Vec<String>>, StoreError> {
    let mut found: HashMap<ReminderId, Vec<String>> = HashMap::new();
    if letters.is_empty() {
        return Ok(found);
    }
    let read = format!(
        "SELECT reminder_id, name FROM enclosures WHERE reminder_id IN ({}) \
         ORDER BY reminder_id, position",
        parameters(1, letters.len())
    );
    let values: Vec<_> = letters.iter().map(|letter| number(letter.0)).collect();
    for row in &connection.query_all_raw(sql(connection, read, values)).await? {
        let mut columns = Columns::of(row);
        let letter = ReminderId(columns.take()?);
        found.entry(letter).or_default().push(columns.take()?);
    }
    Ok(found)
}
