//! What one process does once a day: it lets go of what is older than the
//! rules allow, and verifies the history.

use std::time::Duration;

use crate::app::audit_chain::{self, Verify};
use crate::app::error::AppError;
use crate::app::node::Node;
use crate::app::progress::Unwatched;
use crate::app::retention;

const LOOK: Duration = Duration::from_secs(300);
/// Names in the store.
const RETENTION: &str = "retention";
const VERIFICATION: &str = "verification";

/// Looks now and then whether a day has passed, until the process stops.
pub async fn keep(node: Node) {
    while !node.stopping.is_cancelled() {
        if let Err(error) = let_go(&node).await {
            tracing::warn!(%error, "retention has to wait");
        }
        if let Err(error) = verify(&node).await {
            tracing::warn!(%error, "the history was not verified");
        }
        tokio::select! {
            () = node.stopping.cancelled() => {}
            () = tokio::time::sleep(LOOK) => {}
        }
    }
}

async fn let_go(node: &Node) -> Result<(), AppError> {
    let now = node.clock().now();
    if !node.store.begin_daily(RETENTION, now).await? {
        return Ok(());
    }
    let rules = node.files.in_force().rules;
    let enough = || node.stopping.is_cancelled();
    let gone = retention::apply(&node.store, &rules.retention, RETENTION, now, enough).await?;
    for section in gone.iter().filter(|section| section.count > 0) {
        let (name, count) = (section.section.as_str(), section.count);
        tracing::info!(section = name, count, "older than the rules allow: gone");
    }
    Ok(())
}

async fn verify(node: &Node) -> Result<(), AppError> {
    let now = node.clock().now();
    if !node.store.begin_daily(VERIFICATION, now).await? {
        return Ok(());
    }
    let what = Verify::default();
    let found = tokio::select! {
        found = audit_chain::verify_and_keep(&node.store, what, &Unwatched, now) => found?,
        () = node.stopping.cancelled() => return Ok(()),
    };
    match found.flaw {
        None => tracing::info!(head = %found.head, "the history is intact"),
        Some(flaw) => tracing::error!(flaw = %flaw.message(), "the history was tampered with"),
    }
    Ok(())
}
