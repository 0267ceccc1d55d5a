//! Adding rows to the chain: by one process at a time, some rows per
//! transaction.

use std::collections::BTreeMap;

use chrono::{DateTime, SubsecRound as _, TimeDelta, Utc};
use sea_orm::{ConnectionTrait, DatabaseBackend, DatabaseTransaction, Value};

use super::rows::{self, Which};
use super::state::head;
use crate::chain::{Digest, Entry, Head, Kind, Salts};
use crate::store::connection::Store;
use crate::store::error::StoreError;
use crate::store::rows::{Columns, moment, number, parameters, sql, text};

/// Rows of a kind per transaction: a dispatch that waits for its turn waits
/// for some hundredths of a second.
const ROWS: usize = 500;
/// Messages held at once.
const MESSAGES: usize = 50;
/// No transaction that writes history takes as long.
const SLOWEST: TimeDelta = TimeDelta::minutes(2);

/// What rows wait to be sealed; reminders are sealed with their history.
const WAITING: [Kind; 4] = [Kind::History, Kind::FollowUp, Kind::Audit, Kind::Erasures];

/// Up to which row of each kind all are sealed.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Cursor(BTreeMap<Kind, i64>);

impl Cursor {
    /// All rows are looked at.
    pub fn beginning() -> Self {
        Self::default()
    }

    fn of(&self, kind: Kind) -> i64 {
        self.0.get(&kind).copied().unwrap_or(0)
    }
}

/// What one transaction sealed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SealedBatch {
    pub rows: u64,
    /// There may be more.
    pub more: bool,
}

impl Store {
    /// Behind which all rows are that were not sealed, but for those of
    /// transactions that took minutes.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn seal_cursor(&self) -> Result<Cursor, StoreError> {
        let connection = self.readers();
        let statement = "SELECT kind, through FROM seal_marks";
        let rows = connection.query_all_raw(sql(connection, statement, [])).await?;
        let mut cursor = Cursor::default();
        for row in &rows {
            let mut columns = Columns::of(row);
            if let Some(kind) = Kind::parse(&columns.take::<String>()?) {
                cursor.0.insert(kind, columns.take()?);
            }
        }
        Ok(cursor)
    }

    /// Whether rows behind the cursor wait to be sealed.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn waits_for_seal(&self, cursor: &Cursor) -> Result<bool, StoreError> {
        for kind in WAITING {
            if !unsealed(self.readers(), kind, cursor.of(kind), 1).await?.is_empty() {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// Seals some of the rows behind the cursor, which goes on to the last of
    /// them.
    ///
    /// # Errors
    /// When the database fails; then none of them is sealed.
    pub async fn seal(
        &self,
        cursor: &mut Cursor,
        now: DateTime<Utc>,
    ) -> Result<SealedBatch, StoreError> {
        let transaction = self.begin().await?;
        take_turn(&transaction).await?;
        let mut sealing =
            Sealing { transaction: &transaction, head: head(&transaction).await?, at: micros(now) };
        let (mut sealed, mut more) = (0, false);
        let mut reached = cursor.clone();
        for kind in WAITING {
            let ids = unsealed(&transaction, kind, cursor.of(kind), ROWS).await?;
            let Some(&last) = ids.last() else { continue };
            more |= ids.len() == ROWS;
            if kind == Kind::History {
                let reminders = reminders_of(&transaction, &ids).await?;
                for ids in reminders.chunks(MESSAGES) {
                    sealed += sealing.add(Kind::Reminders, ids).await?;
                }
            }
            sealed += sealing.add(kind, &ids).await?;
            reached.0.insert(kind, last);
            sealing.mark(kind, last).await?;
        }
        transaction.commit().await?;
        *cursor = reached;
        Ok(SealedBatch { rows: sealed, more })
    }
}

/// One process adds to the chain at a time. On SQLite a transaction that
/// writes is alone in any case.
pub(super) async fn take_turn(transaction: &DatabaseTransaction) -> Result<(), StoreError> {
    if transaction.get_database_backend() == DatabaseBackend::Postgres {
        let turn = "SELECT pg_advisory_xact_lock(hashtextextended(\
            'relance/seal/' || current_schema(), 0))";
        transaction.execute_unprepared(turn).await?;
    }
    Ok(())
}

/// Seals those of these rows that are not sealed yet. Needs the turn.
pub(super) async fn seal_missing(
    transaction: &DatabaseTransaction,
    rows: impl Iterator<Item = (Kind, i64)>,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    let mut by_kind: BTreeMap<Kind, Vec<i64>> = BTreeMap::new();
    for (kind, row) in rows {
        by_kind.entry(kind).or_default().push(row);
    }
    let mut sealing = Sealing { transaction, head: head(transaction).await?, at: micros(now) };
    for (kind, ids) in by_kind {
        for ids in ids.chunks(MESSAGES) {
            let missing = missing(transaction, kind, ids).await?;
            if !missing.is_empty() {
                sealing.add(kind, &missing).await?;
            }
        }
    }
    Ok(())
}

async fn missing(
    transaction: &DatabaseTransaction,
    kind: Kind,
    ids: &[i64],
) -> Result<Vec<i64>, StoreError> {
    let statement = format!(
        "SELECT row_id FROM chain WHERE kind = $1 AND row_id IN ({})",
        parameters(2, ids.len())
    );
    let values = std::iter::once(text(kind.as_str()));
    let values = values.chain(ids.iter().map(|id| number(*id)));
    let rows = transaction.query_all_raw(sql(transaction, statement, values)).await?;
    let sealed: Vec<i64> =
        rows.iter().map(|row| Columns::of(row).take()).collect::<Result<_, _>>()?;
    Ok(ids.iter().copied().filter(|id| !sealed.contains(id)).collect())
}

/// As exactly as both databases keep a moment.
fn micros(at: DateTime<Utc>) -> DateTime<Utc> {
    at.trunc_subsecs(6)
}

async fn unsealed(
    connection: &impl ConnectionTrait,
    kind: Kind,
    after: i64,
    most: usize,
) -> Result<Vec<i64>, StoreError> {
    let statement = format!(
        "SELECT t.id FROM {} t WHERE t.id > $1 AND NOT EXISTS \
         (SELECT 1 FROM chain WHERE chain.kind = $2 AND chain.row_id = t.id) \
         ORDER BY t.id LIMIT {most}",
        kind.as_str()
    );
    let values = [number(after), text(kind.as_str())];
    let rows = connection.query_all_raw(sql(connection, statement, values)).await?;
    rows.iter().map(|row| Columns::of(row).take()).collect()
}

/// The reminders that these rows of the history tell of, and that are not
/// sealed yet.
async fn reminders_of(
    transaction: &DatabaseTransaction,
    history: &[i64],
) -> Result<Vec<i64>, StoreError> {
    let statement = format!(
        "SELECT DISTINCT t.reminder_id FROM history t WHERE t.id IN ({}) \
         AND t.reminder_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM chain \
         WHERE chain.kind = $1 AND chain.row_id = t.reminder_id) ORDER BY t.reminder_id",
        parameters(2, history.len())
    );
    let values = std::iter::once(text(Kind::Reminders.as_str()));
    let values = values.chain(history.iter().map(|id| number(*id)));
    let rows = transaction.query_all_raw(sql(transaction, statement, values)).await?;
    rows.iter().map(|row| Columns::of(row).take()).collect()
}

struct Sealing<'a> {
    transaction: &'a DatabaseTransaction,
    head: Head,
    at: DateTime<Utc>,
}

impl Sealing<'_> {
    async fn add(&mut self, kind: Kind, ids: &[i64]) -> Result<u64, StoreError> {
        let mut rows = rows::read(self.transaction, kind, Which::Numbered(ids), true).await?;
        let mut entries = Vec::with_capacity(ids.len());
        for row in ids.iter().filter_map(|id| rows.remove(id)) {
            let salts = new_salts(row.texts.len())?;
            let texts = row.text_digests(&salts);
            let mut entry = Entry {
                position: self.head.entries + 1,
                kind,
                row: row.id,
                sealed_at: self.at,
                content: row.content(&texts),
                salts,
                texts,
                hash: Digest::NONE,
            };
            entry.hash = entry.hash_on(self.head.hash);
            self.head = Head { entries: entry.position, hash: entry.hash };
            entries.push(entry);
        }
        insert(self.transaction, &entries).await?;
        Ok(entries.len() as u64)
    }

    /// Notes how far all rows are sealed, as soon as no slow transaction can
    /// come in before.
    async fn mark(&self, kind: Kind, last: i64) -> Result<(), StoreError> {
        let read = "SELECT through, pending, pending_at FROM seal_marks WHERE kind = $1";
        let values = [text(kind.as_str())];
        let row = self.transaction.query_one_raw(sql(self.transaction, read, values)).await?;
        let (mut through, mut pending) = (0, None);
        if let Some(row) = &row {
            let mut columns = Columns::of(row);
            through = columns.take::<i64>()?;
            let (row, at) = (columns.take::<Option<i64>>()?, columns.take()?);
            pending = row.zip::<DateTime<Utc>>(at);
        }
        match pending {
            Some((_, since)) if self.at - since < SLOWEST => return Ok(()),
            Some((row, _)) => through = row.max(through),
            None => {}
        }
        let write = "INSERT INTO seal_marks (kind, through, pending, pending_at) \
            VALUES ($1, $2, $3, $4) ON CONFLICT (kind) DO UPDATE SET \
            through = excluded.through, pending = excluded.pending, \
            pending_at = excluded.pending_at";
        let values = [text(kind.as_str()), number(through), number(last), moment(self.at)];
        self.transaction.execute_raw(sql(self.transaction, write, values)).await?;
        Ok(())
    }
}

/// Random bytes, of which none is a salt of zeros.
fn new_salts(texts: usize) -> Result<Salts, StoreError> {
    let mut bytes = vec![0; texts * Salts::LENGTH];
    getrandom::fill(&mut bytes).map_err(|error| StoreError::Random { cause: error.to_string() })?;
    for salt in bytes.chunks_mut(Salts::LENGTH) {
        if let [first, rest @ ..] = salt
            && rest.iter().all(|byte| *byte == 0)
        {
            *first |= 1;
        }
    }
    Ok(Salts::new(bytes))
}

async fn insert(transaction: &DatabaseTransaction, entries: &[Entry]) -> Result<(), StoreError> {
    const COLUMNS: usize = 8;
    for chunk in entries.chunks(ROWS) {
        let mut statement = String::from(
            "INSERT INTO chain (position, kind, row_id, sealed_at, salts, texts, content, hash) \
             VALUES ",
        );
        let mut values = Vec::with_capacity(chunk.len() * COLUMNS);
        for (place, entry) in chunk.iter().enumerate() {
            if place > 0 {
                statement.push_str(", ");
            }
            statement.push('(');
            statement.push_str(&parameters(1 + place * COLUMNS, COLUMNS));
            statement.push(')');
            let bytes = |bytes: &[u8]| Value::Bytes(Some(bytes.to_vec()));
            let texts: Vec<u8> = entry.texts.iter().flat_map(|text| text.0).collect();
            values.extend([
                number(entry.position),
                text(entry.kind.as_str()),
                number(entry.row),
                moment(entry.sealed_at),
                bytes(entry.salts.as_bytes()),
                bytes(&texts),
                bytes(&entry.content.0),
                bytes(&entry.hash.0),
            ]);
        }
        transaction.execute_raw(sql(transaction, statement, values)).await?;
    }
    Ok(())
}
