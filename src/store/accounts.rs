//! Who may sign in.

use std::collections::BTreeSet;
use std::sync::Arc;

use chrono::{DateTime, Utc};
use sea_orm::{ConnectionTrait, DatabaseTransaction, QueryResult, Value};

use super::connection::Store;
use super::error::StoreError;
use super::lists;
use super::rows::{Columns, moment, number, sql, text};
use super::{sessions, tokens};
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

/// What an account is to be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AccountEdit {
    pub name: String,
    pub role: Role,
    pub companies: Companies,
    pub active: bool,
}

/// What became of a change.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Edited {
    /// The account as it was before; so many API tokens that it had made, and
    /// that may do more than it now, were revoked.
    Changed {
        before: Account,
        tokens_revoked: u64,
    },
    Unknown,
    /// Nobody would be left who may administer what this account does.
    LastAdministrator,
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

    /// # Errors
    /// When the database fails.
    pub async fn account_of(&self, id: i64) -> Result<Option<Account>, StoreError> {
        by_id(self.readers(), id).await
    }

    /// Changes an account. With another role, with other companies or
    /// inactive, its sessions end, and the API tokens that it made end where
    /// they may do more than it may now.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn edit_account(
        &self,
        id: i64,
        edit: &AccountEdit,
        now: DateTime<Utc>,
    ) -> Result<Edited, StoreError> {
        let transaction = self.begin().await?;
        // Takes the rows, so that two administrators cannot remove each other.
        let all = "UPDATE users SET active = active WHERE role = 'administrator'";
        transaction.execute_raw(sql(&transaction, all, [])).await?;
        let Some(before) = by_id(&transaction, id).await? else { return Ok(Edited::Unknown) };
        if leaves_nobody(&transaction, &before, edit).await? {
            return Ok(Edited::LastAdministrator);
        }
        let statement =
            "UPDATE users SET name = $1, role = $2, companies = $3, active = $4 WHERE id = $5";
        let values = [
            text(&edit.name),
            text(edit.role.as_str()),
            text(stored_companies(&edit.companies)),
            Value::Bool(Some(edit.active)),
            number(id),
        ];
        transaction.execute_raw(sql(&transaction, statement, values)).await?;
        let other_rights = before.role != edit.role
            || before.companies != edit.companies
            || before.active != edit.active;
        let mut tokens_revoked = 0;
        if other_rights {
            sessions::close_all(&transaction, id).await?;
            tokens_revoked = tokens::revoke_beyond(&transaction, &before.login, edit, now).await?;
        }
        transaction.commit().await?;
        Ok(Edited::Changed { before, tokens_revoked })
    }

    /// Sets a password and ends all sessions; whether there is such an account.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn set_password(&self, id: i64, password_hash: &str) -> Result<bool, StoreError> {
        let transaction = self.begin().await?;
        let statement = "UPDATE users SET password_hash = $1 WHERE id = $2";
        let values = [text(password_hash), number(id)];
        let done = transaction.execute_raw(sql(&transaction, statement, values)).await?;
        sessions::close_all(&transaction, id).await?;
        transaction.commit().await?;
        Ok(done.rows_affected() > 0)
    }

    /// `fr` or `en`; none follows the browser.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn set_language(&self, id: i64, language: Option<&str>) -> Result<(), StoreError> {
        let transaction = self.begin().await?;
        let statement = "UPDATE users SET language = $1 WHERE id = $2";
        let values = [Value::String(language.map(str::to_owned)), number(id)];
        transaction.execute_raw(sql(&transaction, statement, values)).await?;
        transaction.commit().await?;
        Ok(())
    }

    /// The account that belongs to a subject of OpenID Connect.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn account_of_subject(&self, subject: &str) -> Result<Option<Account>, StoreError> {
        let statement = format!("SELECT {COLUMNS} FROM users WHERE subject = $1");
        let values = [text(subject)];
        let row = self.readers().query_one_raw(sql(self.readers(), statement, values)).await?;
        row.map(|row| account(&mut Columns::of(&row))).transpose()
    }

    /// Gives an account that belongs to nobody yet to a subject of OpenID
    /// Connect: the only one whose login is this, without regard to case.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn bind_subject(
        &self,
        login: &str,
        subject: &str,
    ) -> Result<Option<Account>, StoreError> {
        let transaction = self.begin().await?;
        let statement = format!("SELECT {COLUMNS} FROM users WHERE lower(users.login) = lower($1)");
        let rows = transaction.query_all_raw(sql(&transaction, statement, [text(login)])).await?;
        let [row] = &rows[..] else { return Ok(None) };
        let found = account(&mut Columns::of(row))?;
        let statement = "UPDATE users SET subject = $1 WHERE id = $2 AND subject IS NULL";
        let values = [text(subject), number(found.id)];
        let bound = transaction.execute_raw(sql(&transaction, statement, values)).await?;
        transaction.commit().await?;
        Ok((bound.rows_affected() > 0).then_some(found))
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

async fn by_id(connection: &impl ConnectionTrait, id: i64) -> Result<Option<Account>, StoreError> {
    let statement = format!("SELECT {COLUMNS} FROM users WHERE id = $1");
    let row = connection.query_one_raw(sql(connection, statement, [number(id)])).await?;
    row.map(|row| account(&mut Columns::of(&row))).transpose()
}

/// Whether the change takes away the last active administrator, or the last
/// one of all companies.
async fn leaves_nobody(
    transaction: &DatabaseTransaction,
    before: &Account,
    edit: &AccountEdit,
) -> Result<bool, StoreError> {
    let statement = "SELECT companies FROM users \
        WHERE role = 'administrator' AND active = $1 AND id <> $2";
    let values = [Value::Bool(Some(true)), number(before.id)];
    let rows = transaction.query_all_raw(sql(transaction, statement, values)).await?;
    let mut others = Vec::with_capacity(rows.len());
    for row in &rows {
        others.push(companies(&Columns::of(row).take::<String>()?)?);
    }
    let administers = |role: Role, active: bool| active && role == Role::Administrator;
    let was = administers(before.role, before.active);
    let stays = administers(edit.role, edit.active);
    let was_of_all = was && before.companies == Companies::All;
    let stays_of_all = stays && edit.companies == Companies::All;
    Ok((was && !stays && others.is_empty())
        || (was_of_all && !stays_of_all && !others.contains(&Companies::All)))
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
