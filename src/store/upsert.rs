//! Inserting rows, or updating those that are there, by business key.

use std::fmt::Debug;

use sea_orm::sea_query::{BinOper, Condition, Expr, ExprTrait, OnConflict};
use sea_orm::{ActiveModelTrait, ConnectionTrait, DatabaseTransaction, EntityTrait, Iterable};

use super::error::StoreError;
use super::import::Counts;

/// Parameters per statement: as many as make a statement cheap per row, far
/// below what either database allows.
const PARAMETERS: usize = 6_000;

/// How rows of a table are told apart and what an import may change of them.
pub struct Keyed<'a, C> {
    pub key: &'a [C],
    pub update: &'a [C],
}

/// Inserts or updates all rows. Only rows that differ are touched. No two
/// rows may have the same key.
pub async fn upsert<A>(
    transaction: &DatabaseTransaction,
    keyed: &Keyed<'_, <A::Entity as EntityTrait>::Column>,
    rows: impl Iterator<Item = Result<A, StoreError>>,
) -> Result<Counts, StoreError>
where
    A: ActiveModelTrait + Send,
    <A::Entity as EntityTrait>::Column: Debug,
{
    let before = count::<A::Entity>(transaction).await?;
    let (mut total, mut touched) = (0_u64, 0_u64);
    let columns = <A::Entity as EntityTrait>::Column::iter().count();
    let size = (PARAMETERS / columns).max(1);
    let conflict = on_conflict::<A::Entity>(keyed);
    let mut rows = rows.fuse();
    loop {
        let chunk: Vec<A> = rows.by_ref().take(size).collect::<Result<_, _>>()?;
        if chunk.is_empty() {
            break;
        }
        total += chunk.len() as u64;
        touched += A::Entity::insert_many(chunk)
            .on_conflict(conflict.clone())
            .exec_without_returning(transaction)
            .await?;
    }
    let inserted = count::<A::Entity>(transaction).await?.saturating_sub(before);
    Ok(Counts {
        inserted,
        updated: touched.saturating_sub(inserted),
        unchanged: total.saturating_sub(touched),
    })
}

async fn count<E: EntityTrait>(transaction: &DatabaseTransaction) -> Result<u64, StoreError> {
    let statement = format!("SELECT count(*) FROM {}", E::default().table_name());
    let row = transaction.query_one_raw(super::rows::sql(transaction, statement, [])).await?;
    let count: Option<i64> = row.map(|row| row.try_get_by_index(0)).transpose()?;
    Ok(count.unwrap_or(0).unsigned_abs())
}

fn on_conflict<E: EntityTrait>(keyed: &Keyed<'_, E::Column>) -> OnConflict {
    let mut conflict = OnConflict::columns(keyed.key.iter().copied());
    if keyed.update.is_empty() {
        return conflict.do_nothing().to_owned();
    }
    let differs = keyed.update.iter().fold(Condition::any(), |any, &column| {
        let stored = Expr::col((E::default(), column));
        let new = Expr::col(("excluded", column));
        any.add(stored.binary(BinOper::Custom("IS DISTINCT FROM"), new))
    });
    conflict.update_columns(keyed.update.iter().copied()).action_cond_where(differs).to_owned()
}
