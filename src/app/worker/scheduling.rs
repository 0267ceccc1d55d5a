//! The duty to start batches by their schedules.

use crate::app::node::Node;
use crate::app::scheduler;

pub async fn keep(node: Node) {
    scheduler::keep(&node).await;
}
