//! What a process does of its own accord, request or not: duties, each in a
//! loop of its own.

mod dispatching;
mod failures;
mod keeping;
pub mod mailbox;
mod planning;
mod scheduling;
mod sealing;
pub mod thread;

use std::time::Duration;

use tokio::task::JoinHandle;
use tokio_util::task::TaskTracker;

use super::error::AppError;
use super::node::Node;
use super::signals::Signals;
use super::webhook_courier;
use super::webhook_target::Reach;

/// How a process stopped.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stopped {
    /// All that was under way came to its end, or had its time to.
    Cleanly,
    /// Somebody would not wait for that.
    AtOnce,
}

/// Does its duties until Ctrl-C or SIGTERM; what is under way comes to its end
/// within `patience`.
///
/// # Errors
/// When the system gives no signals.
pub async fn work(node: &Node, patience: Duration) -> Result<Stopped, AppError> {
    let mut signals = Signals::new()?;
    let tasks = TaskTracker::new();
    let background = start(node, &tasks);
    signals.any().await;
    tracing::info!(seconds = patience.as_secs(), "stopping");
    node.stopping.cancel();
    tasks.close();
    let stopped = tokio::select! {
        () = tasks.wait() => Stopped::Cleanly,
        () = tokio::time::sleep(patience) => {
            tracing::warn!("not everything came to its end in time");
            Stopped::Cleanly
        }
        () = signals.any() => Stopped::AtOnce,
    };
    background.iter().for_each(JoinHandle::abort);
    Ok(stopped)
}

/// Begins all duties. Those in `tasks` come to a clean end once the node is
/// asked to stop, and are waited for; the others are to be aborted then.
pub fn start(node: &Node, tasks: &TaskTracker) -> Vec<JoinHandle<()>> {
    tasks.spawn(deliver_webhooks(node.clone()));
    tasks.spawn(dispatching::dispatch(node.clone()));
    tasks.spawn(planning::plan(node.clone()));
    tasks.spawn(scheduling::keep(node.clone()));
    tasks.spawn(sealing::seal(node.clone()));
    tasks.spawn(keeping::keep(node.clone()));
    tasks.spawn(mailbox::read_mailbox(node.clone()));
    vec![tokio::spawn(follow_files(node.clone()))]
}

async fn deliver_webhooks(node: Node) {
    let reach = Reach { local: node.node_settings.local_webhooks };
    webhook_courier::deliver(&node.store, reach, &node.webhooks_queued, &node.stopping).await;
}

async fn follow_files(node: Node) {
    if let Err(error) = node.files.follow(&node.store, || node.clock().now()).await {
        tracing::warn!(%error, "changes of rules and templates are not noticed");
    }
}
