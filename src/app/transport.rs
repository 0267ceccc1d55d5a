//! Where mails go.

use std::path::Path;
use std::time::Duration;

use super::error::AppError;
use crate::dispatch::Transport;
use crate::rules::set::RuleSet;

/// The server of `RELANCE_SMTP_URL`, else the local folder, so that nothing
/// leaves by accident.
///
/// # Errors
/// When the URL is not one of a mail server.
pub fn of_environment(rules: &RuleSet, outbox: &Path) -> Result<Transport, AppError> {
    let timeout = Duration::from_secs(rules.dispatch.timeout_seconds);
    match std::env::var("RELANCE_SMTP_URL") {
        Ok(url) if !url.is_empty() => Ok(Transport::smtp(&url, timeout)?),
        _ => Ok(Transport::folder(outbox)),
    }
}
