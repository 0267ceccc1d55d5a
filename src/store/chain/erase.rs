//! The one door by which texts leave the history: what is taken is on record
//! for ever, in the chain, and what it was is not.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use sea_orm::{ConnectionTrait, DatabaseTransaction, Value};

use super::seal::{self, take_turn};
use crate::chain::{ERASED, ErasureList, Kind, Recorded, Salts};
use crate::store::error::StoreError;
use crate::store::rows::{Columns, moment, number, parameters, sql, text};

/// Numbers per statement.
const ROWS: usize = 500;

/// Why texts are erased.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ErasureCause {
    /// Somebody asked for it.
    Contact,
    /// They are as old as the rules let them become.
    Retention,
}

impl ErasureCause {
    /// The name used in the store.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Contact => "contact",
            Self::Retention => "retention",
        }
    }
}

/// An erasure to be recorded.
pub(in crate::store) struct NewErasure<'a> {
    /// Empty for what concerns all companies.
    pub company: &'a str,
    pub cause: ErasureCause,
    /// A pseudonym, or the section of the rules.
    pub subject: &'a str,
    pub author: &'a str,
    pub reason: &'a str,
    pub at: DateTime<Utc>,
}

/// Texts of sealed rows, a bit for each text.
pub(in crate::store) type Texts = BTreeMap<(Kind, i64), u32>;

struct Sealed {
    kind: Kind,
    row: i64,
    salts: Salts,
    texts: u32,
}

/// Erases texts of sealed rows: records that, forgets the salts, and puts the
/// sign of omission in the place of the texts. The columns of reminders are
/// the caller's. Texts that were erased before are left out.
pub(in crate::store) async fn erase(
    transaction: &DatabaseTransaction,
    new: &NewErasure<'_>,
    texts: &Texts,
) -> Result<Recorded, StoreError> {
    take_turn(transaction).await?;
    seal::seal_missing(transaction, texts.keys().copied(), new.at).await?;
    let sealed = sealed(transaction, texts).await?;
    let mut list = ErasureList::default();
    for (position, sealed) in &sealed {
        list.add(*position, sealed.texts);
    }
    let recorded = list.recorded();
    let erasure = record(transaction, new, recorded).await?;
    for (position, sealed) in &sealed {
        let listed = "INSERT INTO erased_texts (position, erasure_id, texts) VALUES ($1, $2, $3)";
        let values =
            [number(*position), number(erasure), Value::Int(Some(sealed.texts.cast_signed()))];
        transaction.execute_raw(sql(transaction, listed, values)).await?;
        let forget = "UPDATE chain SET salts = $1 WHERE position = $2";
        let left = sealed.salts.without(sealed.texts).as_bytes().to_vec();
        let values = [Value::Bytes(Some(left)), number(*position)];
        transaction.execute_raw(sql(transaction, forget, values)).await?;
    }
    blank(transaction, sealed.values()).await?;
    Ok(recorded)
}

/// By position, with the texts that are there yet.
async fn sealed(
    transaction: &DatabaseTransaction,
    texts: &Texts,
) -> Result<BTreeMap<i64, Sealed>, StoreError> {
    let mut found = BTreeMap::new();
    for kind in Kind::ALL {
        let of_kind = texts.iter().filter(|((it, _), _)| *it == kind);
        let ids: Vec<i64> = of_kind.map(|((_, id), _)| *id).collect();
        for ids in ids.chunks(ROWS) {
            let statement = format!(
                "SELECT position, row_id, salts FROM chain WHERE kind = $1 AND row_id IN ({})",
                parameters(2, ids.len())
            );
            let values = std::iter::once(text(kind.as_str()));
            let values = values.chain(ids.iter().map(|id| number(*id)));
            let rows = transaction.query_all_raw(sql(transaction, statement, values)).await?;
            for row in &rows {
                let mut columns = Columns::of(row);
                let (position, row) = (columns.take()?, columns.take()?);
                let salts = Salts::new(columns.take()?);
                let wanted = texts.get(&(kind, row)).copied().unwrap_or(0);
                let there = (0..kind.texts().len()).filter(|place| !salts.is_erased(*place));
                let texts = wanted & there.fold(0, |bits, place| bits | 1 << place);
                if texts != 0 {
                    found.insert(position, Sealed { kind, row, salts, texts });
                }
            }
        }
    }
    Ok(found)
}

async fn record(
    transaction: &DatabaseTransaction,
    new: &NewErasure<'_>,
    recorded: Recorded,
) -> Result<i64, StoreError> {
    let statement = "INSERT INTO erasures (recorded_at, company, cause, subject, author, reason, \
        texts, digest) VALUES ($1, $2, $3, $4, $5, $6, $7, $8) RETURNING id";
    let values = [
        moment(new.at),
        text(new.company),
        text(new.cause.as_str()),
        text(new.subject),
        text(new.author),
        text(new.reason),
        number(recorded.texts),
        Value::Bytes(Some(recorded.digest.0.to_vec())),
    ];
    let row = transaction.query_one_raw(sql(transaction, statement, values)).await?;
    row.map(|row| Columns::of(&row).take())
        .unwrap_or_else(|| Err(StoreError::bad_value("erasures.id", "")))
}

async fn blank(
    transaction: &DatabaseTransaction,
    sealed: impl Iterator<Item = &Sealed>,
) -> Result<(), StoreError> {
    let mut columns: BTreeMap<(Kind, &str), Vec<i64>> = BTreeMap::new();
    for Sealed { kind, row, texts, .. } in sealed.filter(|it| it.kind != Kind::Reminders) {
        for (place, column) in kind.texts().iter().enumerate() {
            if texts & (1 << place) != 0 {
                columns.entry((*kind, column)).or_default().push(*row);
            }
        }
    }
    for ((kind, column), ids) in columns {
        for ids in ids.chunks(ROWS) {
            let statement = format!(
                "UPDATE {} SET {column} = $1 WHERE id IN ({})",
                kind.as_str(),
                parameters(2, ids.len())
            );
            let values = std::iter::once(text(ERASED));
            let values = values.chain(ids.iter().map(|id| number(*id)));
            transaction.execute_raw(sql(transaction, statement, values)).await?;
        }
    }
    Ok(())
}
