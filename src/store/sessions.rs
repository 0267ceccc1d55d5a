//! Who is signed in. A session is known by the hash of its token, so that
//! nobody who reads the database can take one over.

use chrono::{DateTime, Utc};
use sea_orm::ConnectionTrait;

use super::accounts::{self, Account};
use super::connection::Store;
use super::error::StoreError;
use super::rows::{Columns, moment, number, sql, text};

impl Store {
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
    ) -> Result<Option<Account>, StoreError> {
        let statement = format!(
            "SELECT {} FROM sessions JOIN users ON users.id = sessions.user_id \
             WHERE sessions.token_hash = $1 AND sessions.expires_at > $2",
            accounts::COLUMNS
        );
        let values = [text(token_hash), moment(now)];
        let row = self.readers().query_one_raw(sql(self.readers(), statement, values)).await?;
        let account = row.map(|row| accounts::account(&mut Columns::of(&row))).transpose()?;
        Ok(account.filter(|account| account.active))
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
