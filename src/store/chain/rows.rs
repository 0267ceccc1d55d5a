//! Rows as they are sealed.

use std::collections::HashMap;

use chrono::{DateTime, NaiveDate, Utc};
use sea_orm::{ConnectionTrait, Value};

use crate::chain::{Canonical, Kind, Sealable, Text};
use crate::store::error::StoreError;
use crate::store::rows::{Columns, number, parameters, sql, text};

/// Which rows of a kind.
#[derive(Clone, Copy)]
pub enum Which<'a> {
    Numbered(&'a [i64]),
    /// Those in these places of the chain.
    Sealed {
        after: i64,
        through: i64,
    },
}

impl Which<'_> {
    /// What comes after `SELECT …`, and its values; the rows are `t`.
    fn from(self, kind: Kind, table: &str, id: &str) -> (String, Vec<Value>) {
        match self {
            Self::Numbered(ids) => (
                format!("FROM {table} t WHERE t.{id} IN ({})", parameters(1, ids.len())),
                ids.iter().map(|id| number(*id)).collect(),
            ),
            Self::Sealed { after, through } => (
                format!(
                    "FROM chain JOIN {table} t ON t.{id} = chain.row_id \
                     WHERE chain.kind = $1 AND chain.position > $2 AND chain.position <= $3"
                ),
                vec![text(kind.as_str()), number(after), number(through)],
            ),
        }
    }
}

/// Rows by number. Messages of reminders are read only where asked for.
pub async fn read(
    connection: &impl ConnectionTrait,
    kind: Kind,
    which: Which<'_>,
    messages: bool,
) -> Result<HashMap<i64, Sealable>, StoreError> {
    if kind == Kind::Reminders {
        return reminders(connection, which, messages).await;
    }
    let columns = match kind {
        Kind::History => {
            "t.id, t.recorded_at, t.company, t.run_id, t.reminder_id, t.customer_id, t.result, \
             t.attempts, t.detail, t.author"
        }
        Kind::FollowUp => {
            "t.id, t.changed_at, t.item_id, t.reminder_id, t.level_before, t.level_after, \
             t.status_before, t.status_after, t.promised_on_before, t.promised_on_after, \
             t.disputed_before, t.disputed_after, t.next_action_on_before, \
             t.next_action_on_after, t.next_action_by_before, t.next_action_by_after, \
             t.author, t.comment_before, t.comment_after"
        }
        Kind::Audit => "t.id, t.recorded_at, t.action, t.actor, t.object, t.detail",
        Kind::Erasures | Kind::Reminders => {
            "t.id, t.recorded_at, t.company, t.cause, t.subject, t.author, t.reason, t.texts, \
             t.digest"
        }
    };
    let (from, values) = which.from(kind, kind.as_str(), "id");
    let statement = format!("SELECT {columns} {from}");
    let rows = connection.query_all_raw(sql(connection, statement, values)).await?;
    rows.iter()
        .map(|row| {
            let mut columns = Columns::of(row);
            let (id, at) = (columns.take()?, columns.take()?);
            let row = match kind {
                Kind::History => history(id, at, columns),
                Kind::FollowUp => follow_up(id, at, columns),
                Kind::Audit => audit(id, at, columns),
                Kind::Erasures | Kind::Reminders => erasure(id, at, columns),
            };
            Ok((id, row?))
        })
        .collect()
}

fn history(id: i64, at: DateTime<Utc>, mut columns: Columns<'_>) -> Result<Sealable, StoreError> {
    let fixed = Canonical::default()
        .moment(at)
        .text(&columns.take::<String>()?)
        .optional(columns.take::<Option<i64>>()?, Canonical::number)
        .optional(columns.take::<Option<i64>>()?, Canonical::number)
        .number(columns.take()?)
        .text(&columns.take::<String>()?)
        .number(i64::from(columns.take::<i32>()?));
    let texts = take_texts(&mut columns, 2)?;
    Ok(Sealable { kind: Kind::History, id, recorded_at: Some(at), fixed, texts })
}

fn follow_up(id: i64, at: DateTime<Utc>, mut columns: Columns<'_>) -> Result<Sealable, StoreError> {
    let mut fixed = Canonical::default()
        .moment(at)
        .number(columns.take()?)
        .optional(columns.take::<Option<i64>>()?, Canonical::number);
    // Levels and statuses.
    for _ in 0..4 {
        fixed = word(fixed, &mut columns)?;
    }
    for _ in 0..2 {
        fixed = fixed.optional(columns.take::<Option<NaiveDate>>()?, Canonical::day);
    }
    for _ in 0..2 {
        fixed = fixed.optional(columns.take::<Option<bool>>()?, Canonical::switch);
    }
    for _ in 0..2 {
        fixed = fixed.optional(columns.take::<Option<NaiveDate>>()?, Canonical::day);
    }
    for _ in 0..2 {
        fixed = word(fixed, &mut columns)?;
    }
    let texts = take_texts(&mut columns, 3)?;
    Ok(Sealable { kind: Kind::FollowUp, id, recorded_at: Some(at), fixed, texts })
}

fn audit(id: i64, at: DateTime<Utc>, mut columns: Columns<'_>) -> Result<Sealable, StoreError> {
    let fixed = Canonical::default().moment(at).text(&columns.take::<String>()?);
    let texts = take_texts(&mut columns, 3)?;
    Ok(Sealable { kind: Kind::Audit, id, recorded_at: Some(at), fixed, texts })
}

fn erasure(id: i64, at: DateTime<Utc>, mut columns: Columns<'_>) -> Result<Sealable, StoreError> {
    let mut fixed = Canonical::default().moment(at);
    for _ in 0..5 {
        fixed = fixed.text(&columns.take::<String>()?);
    }
    let fixed = fixed.number(columns.take()?).bytes(&columns.take::<Vec<u8>>()?);
    Ok(Sealable { kind: Kind::Erasures, id, recorded_at: Some(at), fixed, texts: Vec::new() })
}

fn word(fixed: Canonical, columns: &mut Columns<'_>) -> Result<Canonical, StoreError> {
    let word: Option<String> = columns.take()?;
    Ok(fixed.optional(word.as_deref(), Canonical::text))
}

fn take_texts(columns: &mut Columns<'_>, count: usize) -> Result<Vec<Text>, StoreError> {
    (0..count).map(|_| Ok(Text::from(columns.take::<String>()?))).collect()
}

/// What a reminder is from the moment when it was recorded; its state and its
/// result are in the history.
async fn reminders(
    connection: &impl ConnectionTrait,
    which: Which<'_>,
    messages: bool,
) -> Result<HashMap<i64, Sealable>, StoreError> {
    let mut lines = lines(connection, which).await?;
    let mut written = match messages {
        true => written(connection, which).await?,
        false => HashMap::new(),
    };
    let (from, values) = which.from(Kind::Reminders, "reminders", "id");
    let statement = format!(
        "SELECT t.id, t.settled_at, t.run_id, t.customer_id, t.level, t.language, t.message_id, \
         t.format, t.recipients, t.copies, t.subject {from}"
    );
    let rows = connection.query_all_raw(sql(connection, statement, values)).await?;
    rows.iter()
        .map(|row| {
            let mut columns = Columns::of(row);
            let (id, recorded_at) = (columns.take()?, columns.take()?);
            let fixed = Canonical::default()
                .number(columns.take()?)
                .number(columns.take()?)
                .text(&columns.take::<String>()?)
                .text(&columns.take::<String>()?)
                .text(&columns.take::<String>()?);
            let fixed = word(fixed, &mut columns)?;
            let lines = lines.remove(&id).unwrap_or_default().digest("relance/lines/1");
            let fixed = fixed.bytes(&lines.0);
            let mut texts = take_texts(&mut columns, 3)?;
            texts.push(match messages {
                true => Text::Read(written.remove(&id).unwrap_or_default()),
                false => Text::Unread,
            });
            Ok((id, Sealable { kind: Kind::Reminders, id, recorded_at, fixed, texts }))
        })
        .collect()
}

/// The lines of each reminder, in the order of the items.
async fn lines(
    connection: &impl ConnectionTrait,
    which: Which<'_>,
) -> Result<HashMap<i64, Canonical>, StoreError> {
    let (from, values) = which.from(Kind::Reminders, "reminder_lines", "reminder_id");
    let statement = format!(
        "SELECT t.reminder_id, t.item_id, t.open_amount, t.level_before, t.days_late {from} \
         ORDER BY t.reminder_id, t.item_id"
    );
    let rows = connection.query_all_raw(sql(connection, statement, values)).await?;
    let mut lines: HashMap<i64, Canonical> = HashMap::new();
    for row in &rows {
        let mut columns = Columns::of(row);
        let fields = lines.entry(columns.take()?).or_default();
        let so_far = std::mem::take(fields).number(columns.take()?).number(columns.take()?);
        *fields = word(so_far, &mut columns)?.number(columns.take()?);
    }
    Ok(lines)
}

async fn written(
    connection: &impl ConnectionTrait,
    which: Which<'_>,
) -> Result<HashMap<i64, Vec<u8>>, StoreError> {
    let (from, values) = which.from(Kind::Reminders, "messages", "reminder_id");
    let statement = format!("SELECT t.reminder_id, t.message {from}");
    let rows = connection.query_all_raw(sql(connection, statement, values)).await?;
    rows.iter()
        .map(|row| {
            let mut columns = Columns::of(row);
            Ok((columns.take()?, columns.take()?))
        })
        .collect()
}
