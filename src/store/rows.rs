//! Statements written out, and their values and rows.
//!
//! Numbered parameters (`$1`) serve both databases.

use chrono::{DateTime, NaiveDate, Utc};
use sea_orm::{ConnectionTrait, QueryResult, Statement, TryGetable, Value};

use super::error::StoreError;

pub fn sql(
    connection: &impl ConnectionTrait,
    text: impl Into<String>,
    values: impl IntoIterator<Item = Value>,
) -> Statement {
    Statement::from_sql_and_values(connection.get_database_backend(), text, values)
}

/// PostgreSQL has no place for the character NUL, which no text means: it is
/// replaced on both databases.
pub fn text(text: impl Into<String>) -> Value {
    let text = text.into();
    let text = if text.contains('\0') { text.replace('\0', "\u{FFFD}") } else { text };
    Value::String(Some(text))
}

pub fn number(number: i64) -> Value {
    Value::BigInt(Some(number))
}

pub fn day(day: NaiveDate) -> Value {
    Value::ChronoDate(Some(day))
}

pub fn moment(at: DateTime<Utc>) -> Value {
    Value::ChronoDateTimeUtc(Some(at))
}

/// `$1, $2, …`: so many parameters, the first of which has this number.
pub fn parameters(first: usize, count: usize) -> String {
    let mut list = String::with_capacity(count * 5);
    for number in first..first + count {
        if number > first {
            list.push_str(", ");
        }
        list.push('$');
        list.push_str(&number.to_string());
    }
    list
}

/// The columns of a row, one after the other.
pub struct Columns<'a> {
    row: &'a QueryResult,
    next: usize,
}

impl<'a> Columns<'a> {
    pub fn of(row: &'a QueryResult) -> Self {
        Self { row, next: 0 }
    }

    pub fn take<T: TryGetable>(&mut self) -> Result<T, StoreError> {
        let value = self.row.try_get_by_index(self.next)?;
        self.next += 1;
        Ok(value)
    }
}
