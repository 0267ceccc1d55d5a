//! By which sending account a reminder leaves.

use std::sync::Arc;

use super::facts::ItemContext;
use super::policy::{Policy, ScriptError};
use crate::domain::level::LevelCode;

/// The account of a mail at a level whose first item this is; none where the
/// rules name no account.
///
/// # Errors
/// When a condition fails on the item.
pub(super) fn choose(
    policy: &Policy,
    first: &ItemContext,
    level: &LevelCode,
) -> Result<Option<Arc<str>>, ScriptError> {
    for choice in &policy.accounts.choices {
        if !choice.levels.is_empty() && !choice.levels.contains(level) {
            continue;
        }
        let fits = match choice.when {
            Some(when) => policy.scripts.condition(when, first)?,
            None => true,
        };
        if fits {
            return Ok(Some(Arc::clone(&choice.account)));
        }
    }
    Ok(policy.accounts.first.clone())
}
