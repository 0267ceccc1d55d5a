//! Work on a thread of its own: it is at it for long, and its futures need not
//! go from thread to thread.

use std::future::Future;

use tokio::runtime::Handle;
use tokio::sync::oneshot;

/// Begins the work; what comes of it, unless the thread breaks down.
pub fn on_a_thread<F>(work: impl FnOnce() -> F + Send + 'static) -> oneshot::Receiver<F::Output>
where
    F: Future<Output: Send + 'static>,
{
    let (sender, ended) = oneshot::channel();
    let runtime = Handle::current();
    std::thread::spawn(move || {
        // Nobody listens any more when the process is ending.
        let _ = sender.send(runtime.block_on(work()));
    });
    ended
}
