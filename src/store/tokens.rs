//! Tokens of the API, known by their hashes.

use chrono::{DateTime, Utc};
use sea_orm::{ConnectionTrait, DatabaseTransaction, QueryResult, Value};

use super::accounts::{self, AccountEdit};
use super::connection::Store;
use super::error::StoreError;
use super::rows::{Columns, moment, number, sql, text};
use crate::domain::account::{Companies, Role};

/// A program that may use the API.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ApiToken {
    pub id: i64,
    pub name: String,
    pub role: Role,
    pub companies: Companies,
}

/// A token in the list of all that were made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ListedToken {
    pub token: ApiToken,
    /// The login of who made it.
    pub created_by: String,
    pub created: DateTime<Utc>,
    pub expires: Option<DateTime<Utc>>,
    /// To the minute.
    pub used: Option<DateTime<Utc>>,
    pub revoked: Option<DateTime<Utc>>,
}

const COLUMNS: &str = "id, name, role, companies";

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
        let statement = format!(
            "SELECT {COLUMNS} FROM api_tokens WHERE token_hash = $1 \
             AND revoked_at IS NULL AND (expires_at IS NULL OR expires_at > $2)"
        );
        let values = [text(token_hash), moment(now)];
        let row = self.readers().query_one_raw(sql(self.readers(), statement, values)).await?;
        row.map(|row| token(&mut Columns::of(&row))).transpose()
    }

    /// The newest first.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn api_tokens(&self) -> Result<Vec<ListedToken>, StoreError> {
        let statement = format!(
            "SELECT {COLUMNS}, created_by, created_at, expires_at, used_at, revoked_at \
             FROM api_tokens ORDER BY id DESC"
        );
        let rows = self.readers().query_all_raw(sql(self.readers(), statement, [])).await?;
        rows.iter().map(listed).collect()
    }

    /// Whether there was such a token that was not revoked yet.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn revoke_api_token(&self, id: i64, now: DateTime<Utc>) -> Result<bool, StoreError> {
        let transaction = self.begin().await?;
        let revoked = revoke(&transaction, id, now).await?;
        transaction.commit().await?;
        Ok(revoked)
    }

    /// The token was used at this moment.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn api_token_used(&self, id: i64, now: DateTime<Utc>) -> Result<(), StoreError> {
        let transaction = self.begin().await?;
        let statement = "UPDATE api_tokens SET used_at = $1 WHERE id = $2";
        let values = [moment(now), number(id)];
        transaction.execute_raw(sql(&transaction, statement, values)).await?;
        transaction.commit().await?;
        Ok(())
    }
}

/// Revokes the tokens of this maker that may do more than the maker is to;
/// all of them where the maker is to be inactive. How many they were.
pub(super) async fn revoke_beyond(
    transaction: &DatabaseTransaction,
    maker: &str,
    edit: &AccountEdit,
    now: DateTime<Utc>,
) -> Result<u64, StoreError> {
    let statement =
        format!("SELECT {COLUMNS} FROM api_tokens WHERE created_by = $1 AND revoked_at IS NULL");
    let rows = transaction.query_all_raw(sql(transaction, statement, [text(maker)])).await?;
    let mut revoked = 0;
    for row in &rows {
        let token = token(&mut Columns::of(row))?;
        let within = token.role <= edit.role && edit.companies.cover(&token.companies);
        if !(edit.active && within) && revoke(transaction, token.id, now).await? {
            revoked += 1;
        }
    }
    Ok(revoked)
}

async fn revoke(
    transaction: &DatabaseTransaction,
    id: i64,
    now: DateTime<Utc>,
) -> Result<bool, StoreError> {
    let statement = "UPDATE api_tokens SET revoked_at = $1 WHERE id = $2 AND revoked_at IS NULL";
    let values = [moment(now), number(id)];
    let done = transaction.execute_raw(sql(transaction, statement, values)).await?;
    Ok(done.rows_affected() > 0)
}

/// The columns of [`COLUMNS`].
fn token(columns: &mut Columns<'_>) -> Result<ApiToken, StoreError> {
    Ok(ApiToken {
        id: columns.take()?,
        name: columns.take()?,
        role: accounts::role(&columns.take::<String>()?)?,
        companies: accounts::companies(&columns.take::<String>()?)?,
    })
}

fn listed(row: &QueryResult) -> Result<ListedToken, StoreError> {
    let mut columns = Columns::of(row);
    Ok(ListedToken {
        token: token(&mut columns)?,
        created_by: columns.take()?,
        created: columns.take()?,
        expires: columns.take()?,
        used: columns.take()?,
        revoked: columns.take()?,
    })
}
