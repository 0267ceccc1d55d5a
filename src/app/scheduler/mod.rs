//! Starts batches by their schedules, as long as the process lives.
//!
//! Every process on a database may do so: a start is taken up by whoever adds
//! its row first, under a lease that is renewed while its run is at work. Where
//! the process is lost the lease runs out, and another one finds the run by its
//! key and goes on.

mod at_work;
mod due;
mod execution;

use std::time::Duration;

use at_work::AtWork;
use due::Watch;

use super::node::Node;

/// How often schedules are looked at.
const LOOK: Duration = Duration::from_millis(500);
/// As long a wait as the log can bear when something goes wrong again and again.
const AFTER_TROUBLE: Duration = Duration::from_secs(5);

/// Starts what is due until the process is asked to stop; what is at work then
/// stops as by Ctrl-C, and goes on elsewhere or later.
pub async fn keep(node: &Node) {
    // A process that acts as on another day starts nothing on that day.
    if !node.node_settings.schedule || node.clock().as_of().is_some() {
        tracing::info!("no batch starts by its schedule here");
        return;
    }
    let mut at_work = AtWork::default();
    let mut watch = Watch::default();
    while !node.stopping.is_cancelled() {
        at_work.look(node).await;
        let wait = match due::look(node, &mut watch, &mut at_work).await {
            Ok(true) => LOOK,
            Ok(false) => AFTER_TROUBLE,
            Err(error) => {
                tracing::warn!(%error, "schedules cannot be looked after for now");
                AFTER_TROUBLE
            }
        };
        tokio::select! {
            () = node.stopping.cancelled() => {}
            () = tokio::time::sleep(wait) => {}
        }
    }
    at_work.end(node).await;
}
