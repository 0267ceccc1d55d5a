//! Accounts: made, changed, taken away. Each deed is in the audit log.

use chrono::{DateTime, Utc};

use super::account_error::AccountError;
use super::actor::Actor;
use super::error::AppError;
use super::passwords;
use crate::domain::account::{Companies, Role};
use crate::store::{Account, AccountEdit, Edited, NewAccount, NewAuditEntry, Store};

/// What somebody signs in with, and what they may do.
#[derive(Debug, Clone)]
pub struct NewUser<'a> {
    pub login: &'a str,
    /// The login where it is empty.
    pub name: &'a str,
    pub role: Role,
    pub companies: Companies,
    /// None for who only comes by OpenID Connect.
    pub password: Option<&'a str>,
}

/// Makes an account.
///
/// # Errors
/// When the login is taken or none, the password too short, or the actor may
/// not give as much.
pub async fn create(
    store: &Store,
    user: &NewUser<'_>,
    actor: Actor<'_>,
    now: DateTime<Utc>,
) -> Result<(), AppError> {
    let login = user.login.trim();
    if login.is_empty() {
        return Err(AccountError::NoLogin.into());
    }
    if login.contains(|c: char| c.is_whitespace() || c.is_control()) {
        return Err(AccountError::BadLogin.into());
    }
    actor.may_give(user.role, &user.companies)?;
    let account = NewAccount {
        login: login.to_owned(),
        name: if user.name.trim().is_empty() { login } else { user.name.trim() }.to_owned(),
        role: user.role,
        companies: user.companies.clone(),
        password_hash: match user.password {
            Some(password) => Some(passwords::hash(password).await?),
            None => None,
        },
    };
    if store.add_account(&account, now).await?.is_none() {
        return Err(AccountError::LoginTaken { login: login.to_owned() }.into());
    }
    let detail = rights(account.role, &account.companies);
    record(store, actor, "user-created", login, &detail, now).await
}

/// The accounts that the actor may see and change.
///
/// # Errors
/// When the database fails.
pub async fn overseen(store: &Store, actor: Actor<'_>) -> Result<Vec<Account>, AppError> {
    let all = store.accounts().await?;
    Ok(all.into_iter().filter(|account| actor.oversees(&account.companies)).collect())
}

/// One of them; none where the actor may not see it.
///
/// # Errors
/// When the database fails.
pub async fn find(store: &Store, actor: Actor<'_>, id: i64) -> Result<Option<Account>, AppError> {
    let found = store.account_of(id).await?;
    Ok(found.filter(|account| actor.oversees(&account.companies)))
}

/// Changes an account that the actor oversees. Its sessions end where its
/// rights change, and so do the API tokens that it made and that go beyond
/// them.
///
/// # Errors
/// When the actor may not, or no administrator would be left.
pub async fn edit(
    store: &Store,
    account: &Account,
    edit: &AccountEdit,
    actor: Actor<'_>,
    now: DateTime<Utc>,
) -> Result<(), AppError> {
    actor.may_give(edit.role, &edit.companies)?;
    let (before, tokens) = match store.edit_account(account.id, edit, now).await? {
        Edited::Changed { before, tokens_revoked } => (before, tokens_revoked),
        Edited::LastAdministrator => return Err(AccountError::LastAdministrator.into()),
        Edited::Unknown => {
            return Err(AccountError::Unknown { login: account.login.clone() }.into());
        }
    };
    let login = &account.login;
    if before.name != edit.name {
        record(store, actor, "user-renamed", login, &edit.name, now).await?;
    }
    if before.role != edit.role || before.companies != edit.companies {
        let detail = rights(edit.role, &edit.companies);
        record(store, actor, "user-rights-changed", login, &detail, now).await?;
    }
    match (before.active, edit.active) {
        (true, false) => record(store, actor, "user-deactivated", login, "", now).await?,
        (false, true) => record(store, actor, "user-activated", login, "", now).await?,
        _ => {}
    }
    if tokens > 0 {
        let detail = tokens.to_string();
        record(store, actor, "tokens-revoked-with-maker", login, &detail, now).await?;
    }
    Ok(())
}

/// Gives an account another password; its sessions end.
///
/// # Errors
/// When the password is too short.
pub async fn reset_password(
    store: &Store,
    account: &Account,
    password: &str,
    actor: Actor<'_>,
    now: DateTime<Utc>,
) -> Result<(), AppError> {
    store.set_password(account.id, &passwords::hash(password).await?).await?;
    record(store, actor, "password-reset", &account.login, "", now).await
}

/// Changes one's own password, which needs the old one; all sessions end.
///
/// # Errors
/// When the old password is wrong or the new one too short.
pub async fn change_password(
    store: &Store,
    account: &Account,
    old: &str,
    new: &str,
    now: DateTime<Utc>,
) -> Result<(), AppError> {
    if !passwords::verify(old, account.password_hash.clone()).await? {
        return Err(AccountError::WrongPassword.into());
    }
    store.set_password(account.id, &passwords::hash(new).await?).await?;
    let actor = Actor { name: &account.login, role: account.role, companies: &account.companies };
    record(store, actor, "password-changed", &account.login, "", now).await
}

/// Signs an account out everywhere.
///
/// # Errors
/// When the database fails.
pub async fn end_sessions(
    store: &Store,
    account: &Account,
    actor: Actor<'_>,
    now: DateTime<Utc>,
) -> Result<(), AppError> {
    let ended = store.close_sessions(account.id).await?;
    record(store, actor, "sessions-ended", &account.login, &ended.to_string(), now).await
}

pub(super) async fn record(
    store: &Store,
    actor: Actor<'_>,
    action: &str,
    object: &str,
    detail: &str,
    now: DateTime<Utc>,
) -> Result<(), AppError> {
    let entry = NewAuditEntry { actor: actor.name, action, object, detail };
    Ok(store.audit(&entry, now).await?)
}

/// Such as `clerk: DEMO, SECOND`.
pub(super) fn rights(role: Role, companies: &Companies) -> String {
    match companies {
        Companies::All => role.as_str().to_owned(),
        Companies::Only(codes) => {
            let codes: Vec<&str> = codes.iter().map(|code| code.as_str()).collect();
            format!("{}: {}", role.as_str(), codes.join(", "))
        }
    }
}
