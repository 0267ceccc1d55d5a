//! Tokens by which programs use the API: shown once, kept as hashes.

use chrono::{DateTime, Utc};

use super::account_error::AccountError;
use super::accounts::{record, rights};
use super::actor::Actor;
use super::error::AppError;
use super::secret::Secret;
use crate::domain::account::{Companies, Role};
use crate::store::{ListedToken, NewApiToken, Store};

/// What a program may do.
#[derive(Debug, Clone)]
pub struct NewToken<'a> {
    pub name: &'a str,
    pub role: Role,
    pub companies: Companies,
    /// None lasts until it is revoked.
    pub expires: Option<DateTime<Utc>>,
}

/// Makes a token; nobody can read it again.
///
/// # Errors
/// When it has no name, has expired already, or may do more than its maker.
pub async fn create(
    store: &Store,
    token: &NewToken<'_>,
    actor: Actor<'_>,
    now: DateTime<Utc>,
) -> Result<Secret, AppError> {
    let name = token.name.trim();
    if name.is_empty() || name.contains(char::is_control) {
        return Err(AccountError::NoTokenName.into());
    }
    actor.may_give(token.role, &token.companies)?;
    if token.expires.is_some_and(|expires| expires <= now) {
        return Err(AccountError::ExpiresAtOnce.into());
    }
    let secret = Secret::new("rlt")?;
    let new = NewApiToken {
        name: name.to_owned(),
        token_hash: secret.hash(),
        role: token.role,
        companies: token.companies.clone(),
        created_by: actor.name.to_owned(),
        expires: token.expires,
    };
    store.add_api_token(&new, now).await?;
    let detail = rights(token.role, &token.companies);
    record(store, actor, "token-created", name, &detail, now).await?;
    Ok(secret)
}

/// The tokens that the actor may see and revoke, the newest first.
///
/// # Errors
/// When the database fails.
pub async fn overseen(store: &Store, actor: Actor<'_>) -> Result<Vec<ListedToken>, AppError> {
    let all = store.api_tokens().await?;
    Ok(all.into_iter().filter(|listed| actor.oversees(&listed.token.companies)).collect())
}

/// Ends a token; whether there was such a one.
///
/// # Errors
/// When the database fails.
pub async fn revoke(
    store: &Store,
    id: i64,
    actor: Actor<'_>,
    now: DateTime<Utc>,
) -> Result<bool, AppError> {
    let all = overseen(store, actor).await?;
    let Some(listed) = all.iter().find(|listed| listed.token.id == id) else { return Ok(false) };
    if store.revoke_api_token(id, now).await? {
        record(store, actor, "token-revoked", &listed.token.name, "", now).await?;
    }
    Ok(true)
}
