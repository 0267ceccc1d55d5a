//! Work of the application apart from the requests that ask for it.

use tokio::runtime::Handle;

use crate::app::error::AppError;

/// Does it on a thread of its own. It comes to its end even where whoever asked
/// has gone away: a run is not left half way because somebody closed a window.
///
/// # Errors
/// When it panicked.
pub async fn apart<T, F>(work: impl FnOnce() -> F + Send + 'static) -> Result<T, AppError>
where
    T: Send + 'static,
    F: Future<Output = T>,
{
    let here = Handle::current();
    let done = tokio::task::spawn_blocking(move || here.block_on(work()));
    done.await.map_err(|_| AppError::Worker)
}
