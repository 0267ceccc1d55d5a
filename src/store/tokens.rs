//! Tokens of the API, known by their hashes.

use chrono::{DateTime, Utc};
use sea_orm::{ConnectionTrait, Value};

use super::accounts;
use super::connection::Store;
use super::error::StoreError;
use super::rows::{Columns, moment, sql, text};
use crate::domain::account::{Companies, Role};

/// A program that may use the API.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ApiToken {
    pub id: i64,
    pub name: String,
    pub role: Role,
    pub companies: Companies,
}

/// A token to be made.
#[derive(Debug, Clone)]
pub struct NewApiToken {
    pub name: String,
    pub token_hash: String,
    pub role: Role,
    pub companies: Companies,
    pub created_by: String,
    pub expires: Option<DateTime<Utc>>,
}

impl Store {
    /// # Errors
    /// When the database fails.
    pub async fn add_api_token(
        &self,
        token: &NewApiToken,
        now: DateTime<Utc>,
    ) -> Result<(), StoreError> {
        let transaction = self.begin().await?;
        let statement = "INSERT INTO api_tokens \
            (name, token_hash, role, companies, created_by, created_at, expires_at) \
            VALUES ($1, $2, $3, $4, $5, $6, $7)";
        let values = [
            text(&token.name),
            text(&token.token_hash),
            text(token.role.as_str()),
            text(accounts::stored_companies(&token.companies)),
            text(&token.created_by),
            moment(now),
            Value::ChronoDateTimeUtc(token.expires),
        ];
        transaction.execute_raw(sql(&transaction, statement, values)).await?;
        transaction.commit().await?;
        Ok(())
    }

    /// The token of this hash, unless it has expired or was revoked.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn api_token(
        &self,
        token_hash: &str,
        now: DateTime<Utc>,
    ) -> Result<Option<ApiToken>, StoreError> {
        let statement = "SELECT id, name, role, companies FROM api_tokens WHERE token_hash = $1 \
            AND revoked_at IS NULL AND (expires_at IS NULL OR expires_at > $2)";
        let values = [text(token_hash), moment(now)];
        let row = self.readers().query_one_raw(sql(self.readers(), statement, values)).await?;
        row.map(|row| {
            let mut columns = Columns::of(&row);
            Ok(ApiToken {
                id: columns.take()?,
                name: columns.take()?,
                role: accounts::role(&columns.take::<String>()?)?,
                companies: accounts::companies(&columns.take::<String>()?)?,
            })
        })
        .transpose()
    }
}
