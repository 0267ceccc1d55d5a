//! Requests of the API that carry a key: done once, answered again alike.

use chrono::{DateTime, TimeDelta, Utc};
use sea_orm::{ConnectionTrait, DatabaseTransaction, Value};

use super::connection::Store;
use super::error::StoreError;
use super::rows::{Columns, moment, sql, text};

/// How long an answer is kept.
const KEPT: TimeDelta = TimeDelta::hours(24);

/// No request takes so long: one that has no answer by then was interrupted.
const LONGEST: TimeDelta = TimeDelta::minutes(5);

/// A request as its sender names it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RequestKey {
    /// Keys of others are other keys.
    pub caller: String,
    pub key: String,
    /// Tells whether a request is the same one.
    pub digest: String,
}

/// An answer as it was given.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeptAnswer {
    pub status: u16,
    /// Names and values.
    pub headers: Vec<(String, String)>,
    pub body: Vec<u8>,
}

/// Whether a request is to be carried out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Claimed {
    /// It is new.
    Mine,
    Answered(KeptAnswer),
    /// The key was used for another request.
    OtherRequest,
    UnderWay,
    /// It was begun and never answered: nobody knows whether it was done.
    Interrupted,
}

impl Store {
    /// Takes a request up, unless it was before.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn claim_request(
        &self,
        asked: &RequestKey,
        now: DateTime<Utc>,
    ) -> Result<Claimed, StoreError> {
        let transaction = self.begin().await?;
        let expired = "DELETE FROM api_requests WHERE begun_at < $1";
        transaction.execute_raw(sql(&transaction, expired, [moment(now - KEPT)])).await?;
        let statement = "INSERT INTO api_requests (caller, request_key, digest, begun_at) \
            VALUES ($1, $2, $3, $4) ON CONFLICT (caller, request_key) DO NOTHING";
        let values = [text(&asked.caller), text(&asked.key), text(&asked.digest), moment(now)];
        let added = transaction.execute_raw(sql(&transaction, statement, values)).await?;
        let claimed = match added.rows_affected() {
            0 => earlier(&transaction, asked, now).await?,
            _ => Claimed::Mine,
        };
        transaction.commit().await?;
        Ok(claimed)
    }

    /// Keeps the answer to a request.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn keep_answer(
        &self,
        asked: &RequestKey,
        answer: &KeptAnswer,
    ) -> Result<(), StoreError> {
        let headers: Vec<String> =
            answer.headers.iter().map(|(name, value)| format!("{name}: {value}")).collect();
        let transaction = self.begin().await?;
        let statement = "UPDATE api_requests SET status = $1, headers = $2, body = $3 \
            WHERE caller = $4 AND request_key = $5";
        let values = [
            Value::Int(Some(i32::from(answer.status))),
            text(headers.join("\n")),
            Value::Bytes(Some(answer.body.clone())),
            text(&asked.caller),
            text(&asked.key),
        ];
        transaction.execute_raw(sql(&transaction, statement, values)).await?;
        transaction.commit().await?;
        Ok(())
    }

    /// Forgets a request that changed nothing.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn release_request(&self, asked: &RequestKey) -> Result<(), StoreError> {
        let transaction = self.begin().await?;
        let statement = "DELETE FROM api_requests WHERE caller = $1 AND request_key = $2";
        let values = [text(&asked.caller), text(&asked.key)];
        transaction.execute_raw(sql(&transaction, statement, values)).await?;
        transaction.commit().await?;
        Ok(())
    }
}

async fn earlier(
    transaction: &DatabaseTransaction,
    asked: &RequestKey,
    now: DateTime<Utc>,
) -> Result<Claimed, StoreError> {
    let statement = "SELECT digest, begun_at, status, headers, body FROM api_requests \
        WHERE caller = $1 AND request_key = $2";
    let values = [text(&asked.caller), text(&asked.key)];
    let Some(row) = transaction.query_one_raw(sql(transaction, statement, values)).await? else {
        return Ok(Claimed::UnderWay);
    };
    let mut columns = Columns::of(&row);
    let digest: String = columns.take()?;
    let begun_at: DateTime<Utc> = columns.take()?;
    let status: Option<i32> = columns.take()?;
    let headers: Option<String> = columns.take()?;
    let body: Option<Vec<u8>> = columns.take()?;
    if digest != asked.digest {
        return Ok(Claimed::OtherRequest);
    }
    let Some(status) = status.and_then(|status| u16::try_from(status).ok()) else {
        let interrupted = now - begun_at > LONGEST;
        return Ok(if interrupted { Claimed::Interrupted } else { Claimed::UnderWay });
    };
    let headers = headers.unwrap_or_default();
    let headers = headers.lines().filter_map(|line| line.split_once(": "));
    Ok(Claimed::Answered(KeptAnswer {
        status,
        headers: headers.map(|(name, value)| (name.to_owned(), value.to_owned())).collect(),
        body: body.unwrap_or_default(),
    }))
}
