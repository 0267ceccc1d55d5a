//! Accounts: made, signed in to, signed out of.

use argon2::password_hash::SaltString;
use argon2::{Argon2, PasswordHash, PasswordHasher as _, PasswordVerifier as _};
use chrono::{DateTime, TimeDelta, Utc};

use super::account_error::AccountError;
use super::error::AppError;
use super::secret::Secret;
use crate::domain::account::{Companies, Role};
use crate::store::{Account, NewAccount, NewAuditEntry, Store};

/// How long somebody stays signed in.
pub const SESSION: TimeDelta = TimeDelta::hours(12);

/// Fewer characters are guessed.
const SHORTEST_PASSWORD: usize = 12;

/// What somebody signs in with, and what they may do.
#[derive(Debug, Clone)]
pub struct NewUser<'a> {
    pub login: &'a str,
    pub name: &'a str,
    pub role: Role,
    pub companies: Companies,
    /// None for who only comes by OpenID Connect.
    pub password: Option<&'a str>,
}

/// Makes an account.
///
/// # Errors
/// When the login is taken, or the password too short.
pub async fn create(
    store: &Store,
    user: &NewUser<'_>,
    actor: &str,
    now: DateTime<Utc>,
) -> Result<(), AppError> {
    let login = user.login.trim();
    if login.is_empty() {
        return Err(AccountError::NoLogin.into());
    }
    let account = NewAccount {
        login: login.to_owned(),
        name: if user.name.trim().is_empty() { login } else { user.name.trim() }.to_owned(),
        role: user.role,
        companies: user.companies.clone(),
        password_hash: match user.password {
            Some(password) => Some(hash(password).await?),
            None => None,
        },
    };
    if store.add_account(&account, now).await?.is_none() {
        return Err(AccountError::LoginTaken { login: login.to_owned() }.into());
    }
    let entry = NewAuditEntry {
        actor,
        action: "user-created",
        object: login,
        detail: account.role.as_str(),
    };
    store.audit(&entry, now).await?;
    Ok(())
}

/// Signs in; `None` when login and password do not belong together. Takes as
/// long whether the login exists or not.
///
/// # Errors
/// When the database fails.
pub async fn sign_in(
    store: &Store,
    login: &str,
    password: &str,
    now: DateTime<Utc>,
) -> Result<Option<(Account, Secret)>, AppError> {
    let account = store.account(login.trim()).await?.filter(|account| account.active);
    let known = account.as_ref().and_then(|account| account.password_hash.clone());
    if !verify(password, known).await? {
        return Ok(None);
    }
    let Some(account) = account else { return Ok(None) };
    let token = Secret::new("rls")?;
    store.open_session(account.id, &token.hash(), now, now + SESSION).await?;
    Ok(Some((account, token)))
}

/// # Errors
/// When the database fails.
pub async fn sign_out(store: &Store, token: &str) -> Result<(), AppError> {
    Ok(store.close_session(&Secret::hash_of(token)).await?)
}

/// Argon2id, on a thread of its own: it is slow on purpose.
///
/// # Errors
/// When the password is too short.
pub async fn hash(password: &str) -> Result<String, AppError> {
    if password.chars().count() < SHORTEST_PASSWORD {
        return Err(AccountError::ShortPassword { least: SHORTEST_PASSWORD }.into());
    }
    let password = password.to_owned();
    let mut salt = [0; 16];
    getrandom::fill(&mut salt).map_err(|_| AppError::Worker)?;
    tokio::task::spawn_blocking(move || {
        let salt = SaltString::encode_b64(&salt).map_err(|_| AppError::Worker)?;
        let hash = Argon2::default().hash_password(password.as_bytes(), &salt);
        Ok(hash.map_err(|_| AppError::Worker)?.to_string())
    })
    .await
    .map_err(|_| AppError::Worker)?
}

async fn verify(password: &str, known: Option<String>) -> Result<bool, AppError> {
    let password = password.to_owned();
    tokio::task::spawn_blocking(move || {
        let checked = known.as_deref().unwrap_or(NOBODYS);
        let matches = PasswordHash::new(checked).is_ok_and(|hash| {
            Argon2::default().verify_password(password.as_bytes(), &hash).is_ok()
        });
        matches && known.is_some()
    })
    .await
    .map_err(|_| AppError::Worker)
}

/// A hash that no password is known of, for logins that do not exist.
const NOBODYS: &str = "$argon2id$v=19$m=19456,t=2,p=1$bm9ib2R5bm9ib2R5bm9ibw$9c0m6w1G5X1v2o0n7Qe3mYlq3o0v5n0m2dC4Zk3yD1I";
