//! Who is signed in. A session is known by the hash of its token, so that
//! nobody who reads the database can take one over.

use chrono::{DateTime, Utc};
use sea_orm::{ConnectionTrait, DatabaseTransaction};

use super::accounts::{self, Account};
use super::connection::Store;
use super::error::StoreError;
use super::rows::{Columns, moment, number, sql, text};

/// Somebody who is signed in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Session {
    pub account: Account,
    pub opened: DateTime<Utc>,
}

impl Store {
    /// Also forgets all sessions that have expired.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn open_session(
        &self,
        account: i64,
        token_hash: &str,
        now: DateTime<Utc>,
        expires: DateTime<Utc>,
    ) -> Result<(), StoreError> {
        let transaction = self.begin().await?;
        let expired = "DELETE FROM sessions WHERE expires_at <= $1";
        transaction.execute_raw(sql(&transaction, expired, [moment(now)])).await?;
        let statement = "INSERT INTO sessions (token_hash, user_id, opened_at, seen_at, expires_at) \
            VALUES ($1, $2, $3, $3, $4)";
        let values = [text(token_hash), number(account), moment(now), moment(expires)];
        transaction.execute_raw(sql(&transaction, statement, values)).await?;
        transaction.commit().await?;
        Ok(())
    }

    /// Whose session it is, while it lasts and the account is active.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn session(
        &self,
        token_hash: &str,
        now: DateTime<Utc>,
    ) -> Result<Option<Session>, StoreError> {
        let statement = format!(
            "SELECT {}, sessions.opened_at FROM sessions JOIN users ON users.id = sessions.user_id \
             WHERE sessions.token_hash = $1 AND sessions.expires_at > $2",
            accounts::COLUMNS
        );
        let values = [text(token_hash), moment(now)];
        let row = self.readers().query_one_raw(sql(self.readers(), statement, values)).await?;
        let Some(row) = row else { return Ok(None) };
        let mut columns = Columns::of(&row);
        let session =
            Session { account: accounts::account(&mut columns)?, opened: columns.take()? };
        Ok(Some(session).filter(|session| session.account.active))
    }

    /// The session lasts longer.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn renew_session(
        &self,
        token_hash: &str,
        now: DateTime<Utc>,
        expires: DateTime<Utc>,
    ) -> Result<(), StoreError> {
        let transaction = self.begin().await?;
        let statement = "UPDATE sessions SET seen_at = $1, expires_at = $2 WHERE token_hash = $3";
        let values = [moment(now), moment(expires), text(token_hash)];
        transaction.execute_raw(sql(&transaction, statement, values)).await?;
        transaction.commit().await?;
        Ok(())
    }

    /// Signs an account out wherever it is signed in; how many sessions ended.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn close_sessions(&self, account: i64) -> Result<u64, StoreError> {
        let transaction = self.begin().await?;
        let closed = close_all(&transaction, account).await?;
        transaction.commit().await?;
        Ok(closed)
    }

    /// # Errors
    /// When the database fails.
    pub async fn close_session(&self, token_hash: &str) -> Result<(), StoreError> {
        let transaction = self.begin().await?;
        let statement = "DELETE FROM sessions WHERE token_hash = $1";
        transaction.execute_raw(sql(&transaction, statement, [text(token_hash)])).await?;
        transaction.commit().await?;
        Ok(())
    }
}

pub(super) async fn close_all(
    transaction: &DatabaseTransaction,
    account: i64,
) -> Result<u64, StoreError> {
    let statement = "DELETE FROM sessions WHERE user_id = $1";
    let done = transaction.execute_raw(sql(transaction, statement, [number(account)])).await?;
    Ok(done.rows_affected())
}
