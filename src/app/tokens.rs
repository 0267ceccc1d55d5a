//! Tokens of the API: made and shown once.

use chrono::{DateTime, Utc};

use super::account_error::AccountError;
use super::error::AppError;
use super::secret::Secret;
use crate::domain::account::{Companies, Role};
use crate::store::{NewApiToken, NewAuditEntry, Store};

/// What a program may do.
#[derive(Debug, Clone)]
pub struct NewToken<'a> {
    /// What it is for.
    pub name: &'a str,
    pub role: Role,
    pub companies: Companies,
    pub expires: Option<DateTime<Utc>>,
}

/// Makes a token.
///
/// # Errors
/// When it has no name, or the store fails.
pub async fn create(
    store: &Store,
    token: &NewToken<'_>,
    actor: &str,
    now: DateTime<Utc>,
) -> Result<Secret, AppError> {
    let name = token.name.trim();
    if name.is_empty() {
        return Err(AccountError::NoTokenName.into());
    }
    let secret = Secret::new("rlt")?;
    let new = NewApiToken {
        name: name.to_owned(),
        token_hash: secret.hash(),
        role: token.role,
        companies: token.companies.clone(),
        created_by: actor.to_owned(),
        expires: token.expires,
    };
    store.add_api_token(&new, now).await?;
    let entry =
        NewAuditEntry { actor, action: "token-created", object: name, detail: token.role.as_str() };
    store.audit(&entry, now).await?;
    Ok(secret)
}
