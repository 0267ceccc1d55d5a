//! The next batch under a draft, compared with that under what is in force.

use tokio::runtime::Handle;

use super::desk::blocking;
use crate::app::clock::Clock;
use crate::app::diff::{DiffRequest, Differences, diff};
use crate::app::engine::Engine;
use crate::app::error::AppError;
use crate::app::progress::Unwatched;

/// As [`diff`], on a thread of its own: planning a whole batch is no work for
/// one that answers requests.
///
/// # Errors
/// As [`diff`].
pub async fn compare(
    before: Engine,
    after: Engine,
    request: DiffRequest,
    clock: Clock,
) -> Result<Differences, AppError> {
    let runtime = Handle::current();
    blocking(move || runtime.block_on(diff(&before, &after, &request, &clock, &Unwatched))).await
}
