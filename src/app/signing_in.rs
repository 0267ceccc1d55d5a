//! Who comes in, for how long, and who leaves.

use std::net::IpAddr;

use chrono::{DateTime, TimeDelta, Utc};

use super::error::AppError;
use super::passwords;
use super::secret::Secret;
use crate::store::{Account, NewAuditEntry, Session, Store};

/// Who does nothing for so long is signed out.
const IDLE: TimeDelta = TimeDelta::hours(12);

/// Everybody signs in again after so long.
pub const LONGEST: TimeDelta = TimeDelta::days(7);

/// Signs in with a password; `None` when login and password do not belong
/// together. Takes as long whether the login exists or not.
///
/// # Errors
/// When the database fails.
pub async fn with_password(
    store: &Store,
    login: &str,
    password: &str,
    from: Option<IpAddr>,
    now: DateTime<Utc>,
) -> Result<Option<Secret>, AppError> {
    let account = store.account(login.trim()).await?.filter(|account| account.active);
    let known = account.as_ref().and_then(|account| account.password_hash.clone());
    let matches = passwords::verify(password, known).await?;
    // What is no login is not recorded: it may be a password.
    let actor = account.as_ref().map_or("", |account| &account.login);
    match account.as_ref().filter(|_| matches) {
        Some(account) => Ok(Some(open(store, account, "signed-in", from, now).await?)),
        None => {
            record(store, actor, "sign-in-failed", from, now).await?;
            Ok(None)
        }
    }
}

/// What an issuer of OpenID Connect vouches for.
#[derive(Debug, Clone, Copy)]
pub struct Vouched<'a> {
    /// Issuer and subject.
    pub subject: &'a str,
    /// Only an address that the issuer has verified.
    pub email: Option<&'a str>,
}

/// The account of somebody that an issuer vouches for: bound to the subject
/// already, or now, where a login is the verified address. None is ever made.
///
/// # Errors
/// When the database fails.
pub async fn vouched_account(
    store: &Store,
    vouched: Vouched<'_>,
    from: Option<IpAddr>,
    now: DateTime<Utc>,
) -> Result<Option<Account>, AppError> {
    let mut account = store.account_of_subject(vouched.subject).await?;
    if account.is_none()
        && let Some(email) = vouched.email
    {
        account = store.bind_subject(email, vouched.subject).await?;
        if let Some(bound) = &account {
            record(store, &bound.login, "identity-bound", from, now).await?;
        }
    }
    let account = account.filter(|account| account.active);
    if account.is_none() {
        record(store, "", "sign-in-failed", from, now).await?;
    }
    Ok(account)
}

/// Signs in who is known otherwise than by a password.
///
/// # Errors
/// When the database fails.
pub async fn vouched(
    store: &Store,
    account: &Account,
    from: Option<IpAddr>,
    now: DateTime<Utc>,
) -> Result<Secret, AppError> {
    open(store, account, "signed-in-by-identity", from, now).await
}

/// Signs in who just proved otherwise who they are.
///
/// # Errors
/// When the database fails.
pub async fn again(
    store: &Store,
    account: &Account,
    from: Option<IpAddr>,
    now: DateTime<Utc>,
) -> Result<Secret, AppError> {
    open(store, account, "signed-in", from, now).await
}

async fn open(
    store: &Store,
    account: &Account,
    action: &str,
    from: Option<IpAddr>,
    now: DateTime<Utc>,
) -> Result<Secret, AppError> {
    let token = Secret::new("rls")?;
    store.open_session(account.id, &token.hash(), now, now + IDLE).await?;
    record(store, &account.login, action, from, now).await?;
    Ok(token)
}

/// Whose session a token is.
///
/// # Errors
/// When the database fails.
pub async fn session(
    store: &Store,
    token: &str,
    now: DateTime<Utc>,
) -> Result<Option<Session>, AppError> {
    Ok(store.session(&Secret::hash_of(token), now).await?)
}

/// The session was used: it lasts longer, up to a limit.
///
/// # Errors
/// When the database fails.
pub async fn renew(
    store: &Store,
    token: &str,
    opened: DateTime<Utc>,
    now: DateTime<Utc>,
) -> Result<(), AppError> {
    let expires = (now + IDLE).min(opened + LONGEST);
    Ok(store.renew_session(&Secret::hash_of(token), now, expires).await?)
}

/// # Errors
/// When the database fails.
pub async fn out(
    store: &Store,
    token: &str,
    login: &str,
    from: Option<IpAddr>,
    now: DateTime<Utc>,
) -> Result<(), AppError> {
    store.close_session(&Secret::hash_of(token)).await?;
    record(store, login, "signed-out", from, now).await
}

async fn record(
    store: &Store,
    actor: &str,
    action: &str,
    from: Option<IpAddr>,
    now: DateTime<Utc>,
) -> Result<(), AppError> {
    let from = from.map(|address| address.to_string()).unwrap_or_default();
    let entry = NewAuditEntry { actor, action, object: "", detail: &from };
    Ok(store.audit(&entry, now).await?)
}
