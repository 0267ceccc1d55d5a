//! Long work on a thread of its own: planning keeps all cores busy, and what
//! it awaits need not move between threads.

use tokio::runtime::Handle;

use super::error::WebError;
use crate::app::error::AppError;

/// Carries out what `begin` begins. It goes on when whoever asked has gone.
///
/// # Errors
/// What it fails with, or when its thread breaks down.
pub async fn apart<T, F>(begin: impl FnOnce() -> F + Send + 'static) -> Result<T, WebError>
where
    F: Future<Output = Result<T, WebError>>,
    T: Send + 'static,
{
    let runtime = Handle::current();
    let work = tokio::task::spawn_blocking(move || runtime.block_on(begin()));
    work.await.map_err(|_| AppError::Worker)?
}
