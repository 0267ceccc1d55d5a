//! The chain as it is read by who checks it.

use std::collections::{BTreeMap, HashMap};

use sea_orm::{ConnectionTrait, DatabaseTransaction};

use super::rows::{self, Which};
use crate::chain::{Digest, Entry, Head, Kind, Recorded, Salts, Sealable};
use crate::store::connection::Store;
use crate::store::error::StoreError;
use crate::store::rows::{Columns, number, sql};

/// An entry of the chain with what belongs to it.
#[derive(Debug, Clone)]
pub struct SealedRow {
    pub entry: Entry,
    /// `None` where the row is gone.
    pub row: Option<Sealable>,
    /// The erasures on record for it: their numbers, and a bit for each text.
    pub erasures: Vec<(i64, u32)>,
}

impl Store {
    /// # Errors
    /// When the database fails.
    pub async fn chain_head(&self) -> Result<Head, StoreError> {
        super::state::head(self.readers()).await
    }

    /// The entries behind one, up to another, as they are at one moment; with
    /// the messages of reminders where asked for, which takes a while.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn chain_page(
        &self,
        after: i64,
        through: i64,
        messages: bool,
    ) -> Result<Vec<SealedRow>, StoreError> {
        let snapshot = self.snapshot().await?;
        let entries = entries(&snapshot, after, through).await?;
        let mut erasures = erasures(&snapshot, after, through).await?;
        let mut rows: HashMap<Kind, HashMap<i64, Sealable>> = HashMap::new();
        for kind in Kind::ALL {
            if entries.iter().any(|entry| entry.kind == kind) {
                let which = Which::Sealed { after, through };
                rows.insert(kind, rows::read(&snapshot, kind, which, messages).await?);
            }
        }
        snapshot.rollback().await?;
        let complete = |entry: Entry| SealedRow {
            row: rows.get_mut(&entry.kind).and_then(|rows| rows.remove(&entry.row)),
            erasures: erasures.remove(&entry.position).unwrap_or_default(),
            entry,
        };
        Ok(entries.into_iter().map(complete).collect())
    }

    /// What is on record of erasures, by number.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn erasures_on_record(&self) -> Result<BTreeMap<i64, Recorded>, StoreError> {
        let connection = self.readers();
        let statement = "SELECT id, texts, digest FROM erasures";
        let rows = connection.query_all_raw(sql(connection, statement, [])).await?;
        rows.iter()
            .map(|row| {
                let mut columns = Columns::of(row);
                let (id, texts) = (columns.take()?, columns.take()?);
                Ok((id, Recorded { texts, digest: digest(&columns.take::<Vec<u8>>()?) }))
            })
            .collect()
    }
}

async fn entries(
    snapshot: &DatabaseTransaction,
    after: i64,
    through: i64,
) -> Result<Vec<Entry>, StoreError> {
    let statement = "SELECT position, kind, row_id, sealed_at, salts, texts, content, hash \
        FROM chain WHERE position > $1 AND position <= $2 ORDER BY position";
    let values = [number(after), number(through)];
    let rows = snapshot.query_all_raw(sql(snapshot, statement, values)).await?;
    rows.iter().map(|row| entry(Columns::of(row))).collect()
}

fn entry(mut columns: Columns<'_>) -> Result<Entry, StoreError> {
    let position = columns.take()?;
    let kind: String = columns.take()?;
    Ok(Entry {
        position,
        kind: Kind::parse(&kind).ok_or_else(|| StoreError::bad_value("chain.kind", kind))?,
        row: columns.take()?,
        sealed_at: columns.take()?,
        salts: Salts::new(columns.take()?),
        texts: columns.take::<Vec<u8>>()?.chunks(Digest::LENGTH).map(digest).collect(),
        content: digest(&columns.take::<Vec<u8>>()?),
        hash: digest(&columns.take::<Vec<u8>>()?),
    })
}

/// Bytes that are no digest are the digest of nothing.
fn digest(bytes: &[u8]) -> Digest {
    Digest::from_bytes(bytes).unwrap_or(Digest::NONE)
}

async fn erasures(
    snapshot: &DatabaseTransaction,
    after: i64,
    through: i64,
) -> Result<HashMap<i64, Vec<(i64, u32)>>, StoreError> {
    let statement = "SELECT position, erasure_id, texts FROM erased_texts \
        WHERE position > $1 AND position <= $2 ORDER BY position, erasure_id";
    let values = [number(after), number(through)];
    let rows = snapshot.query_all_raw(sql(snapshot, statement, values)).await?;
    let mut erasures: HashMap<i64, Vec<(i64, u32)>> = HashMap::new();
    for row in &rows {
        let mut columns = Columns::of(row);
        let of_entry = erasures.entry(columns.take()?).or_default();
        of_entry.push((columns.take()?, columns.take::<i32>()?.cast_unsigned()));
    }
    Ok(erasures)
}
