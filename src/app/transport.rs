//! Where mails go.

use std::path::Path;
use std::time::Duration;

use super::error::AppError;
use crate::dispatch::Transport;
use crate::rules::set::RuleSet;

/// The server of this address, else the local folder, so that nothing leaves
/// by accident.
///
/// # Errors
/// When the URL is not one of a mail server.
pub fn of(smtp_url: Option<&str>, rules: &RuleSet, outbox: &Path) -> Result<Transport, AppError> {
    let timeout = Duration::from_secs(rules.dispatch.timeout_seconds);
    match smtp_url {
        Some(url) => Ok(Transport::smtp(url, timeout)?),
        None => Ok(Transport::folder(outbox)),
    }
}
