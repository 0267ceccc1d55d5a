//! Letting go of what is older than the rules allow.

use chrono::{DateTime, Utc};

use super::error::AppError;
use super::sealing::{self, Extent};
use crate::domain::retention::{Period, RetentionSection};
use crate::rules::set::RetentionRules;
use crate::store::{NewAuditEntry, Store};

/// What goes, or went, of a section.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Retained {
    pub section: RetentionSection,
    pub period: Period,
    /// Older than this.
    pub before: DateTime<Utc>,
    pub count: u64,
}

/// What would go now.
///
/// # Errors
/// When the store fails.
pub async fn preview(
    store: &Store,
    rules: &RetentionRules,
    now: DateTime<Utc>,
) -> Result<Vec<Retained>, AppError> {
    let mut retained = Vec::new();
    for (&section, &period) in &rules.0 {
        let before = period.before(now);
        let count = store.count_expired(section, before).await?;
        retained.push(Retained { section, period, before, count });
    }
    Ok(retained)
}

/// Lets go of it, step by step, until `enough` says so. What went of each
/// section is in the audit log.
///
/// # Errors
/// When the store fails; what went before stays gone.
pub async fn apply(
    store: &Store,
    rules: &RetentionRules,
    author: &str,
    now: DateTime<Utc>,
    enough: impl Fn() -> bool,
) -> Result<Vec<Retained>, AppError> {
    store.forget_sessions(now).await?;
    sealing::seal(store, Extent::Recent, || now, &enough).await?;
    let mut retained = Vec::new();
    for (&section, &period) in &rules.0 {
        let before = period.before(now);
        let mut count = 0;
        while !enough() {
            let step = store.drop_expired(section, before, now).await?;
            count += step.dropped;
            if !step.more {
                break;
            }
            // Others have their turn to write.
            tokio::task::yield_now().await;
        }
        if count > 0 {
            let detail = format!("{count} < {}", before.format("%Y-%m-%d"));
            let action = "retention-applied";
            let entry =
                NewAuditEntry { actor: author, action, object: section.as_str(), detail: &detail };
            store.audit(&entry, now).await?;
        }
        retained.push(Retained { section, period, before, count });
    }
    Ok(retained)
}
