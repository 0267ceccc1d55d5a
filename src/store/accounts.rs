//! Who may sign in.

use std::collections::BTreeSet;
use std::sync::Arc;

use chrono::{DateTime, Utc};
use sea_orm::{ConnectionTrait, QueryResult, Value};

use super::connection::Store;
use super::error::StoreError;
use super::lists;
use super::rows::{Columns, moment, sql, text};
use crate::domain::account::{Companies, Role};
use crate::domain::company::CompanyCode;

/// Somebody who may sign in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Account {
    pub id: i64,
    pub login: String,
    pub name: String,
    pub role: Role,
    pub companies: Companies,
    /// `fr` or `en`, where they chose.
    pub language: Option<String>,
    /// Argon2id as a PHC string; none for who only comes by OpenID Connect.
    pub password_hash: Option<String>,
    pub active: bool,
}

/// An account to be made.
#[derive(Debug, Clone)]
pub struct NewAccount {
    pub login: String,
    pub name: String,
    pub role: Role,
    pub companies: Companies,
    pub password_hash: Option<String>,
}

pub(super) const COLUMNS: &str = "users.id, users.login, users.name, users.role, users.companies, \
    users.language, users.password_hash, users.active";

impl Store {
    /// Makes an account; `None` when the login is taken.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn add_account(
        &self,
        account: &NewAccount,
        now: DateTime<Utc>,
    ) -> Result<Option<i64>, StoreError> {
        let transaction = self.begin().await?;
        let statement = "INSERT INTO users \
            (login, name, role, companies, password_hash, active, created_at) \
            VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (login) DO NOTHING RETURNING id";
        let values = [
            text(&account.login),
            text(&account.name),
            text(account.role.as_str()),
            text(stored_companies(&account.companies)),
            Value::String(account.password_hash.clone()),
            Value::Bool(Some(true)),
            moment(now),
        ];
        let added = transaction.query_one_raw(sql(&transaction, statement, values)).await?;
        transaction.commit().await?;
        added.map(|row| Columns::of(&row).take()).transpose()
    }

    /// # Errors
    /// When the database fails.
    pub async fn account(&self, login: &str) -> Result<Option<Account>, StoreError> {
        let statement = format!("SELECT {COLUMNS} FROM users WHERE login = $1");
        let row =
            self.readers().query_one_raw(sql(self.readers(), statement, [text(login)])).await?;
        row.map(|row| account(&mut Columns::of(&row))).transpose()
    }

    /// By login.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn accounts(&self) -> Result<Vec<Account>, StoreError> {
        let statement = format!("SELECT {COLUMNS} FROM users ORDER BY users.login");
        let rows = self.readers().query_all_raw(sql(self.readers(), statement, [])).await?;
        rows.iter().map(|row: &QueryResult| account(&mut Columns::of(row))).collect()
    }
}

pub(super) fn stored_companies(companies: &Companies) -> String {
    match companies {
        Companies::All => lists::to_stored::<String>(&[]),
        Companies::Only(codes) => {
            lists::to_stored(&codes.iter().map(CompanyCode::as_str).collect::<Vec<_>>())
        }
    }
}

pub(super) fn companies(stored: &str) -> Result<Companies, StoreError> {
    let codes = lists::from_stored("companies", stored)?;
    if codes.is_empty() {
        return Ok(Companies::All);
    }
    let codes: BTreeSet<CompanyCode> =
        codes.into_iter().map(|code| CompanyCode(Arc::from(code))).collect();
    Ok(Companies::Only(codes))
}

pub(super) fn role(stored: &str) -> Result<Role, StoreError> {
    stored.parse().map_err(|_| StoreError::bad_value("role", stored))
}

/// The columns of [`COLUMNS`].
pub(super) fn account(columns: &mut Columns<'_>) -> Result<Account, StoreError> {
    Ok(Account {
        id: columns.take()?,
        login: columns.take()?,
        name: columns.take()?,
        role: role(&columns.take::<String>()?)?,
        companies: companies(&columns.take::<String>()?)?,
        language: columns.take()?,
        password_hash: columns.take()?,
        active: columns.take()?,
    })
}
