//! What this process is at, one start per company, each on a thread of its
//! own.

use chrono::TimeDelta;
use tokio::sync::oneshot;
use tokio::time::Instant;

use super::execution;
use crate::app::node::Node;
use crate::app::worker::thread::on_a_thread;
use crate::dispatch::StopSignal;
use crate::domain::company::CompanyCode;
use crate::store::{Lease, Slot};

/// Nobody else takes a start up before.
const LEASE: TimeDelta = TimeDelta::seconds(15);
/// How often it is held for longer.
const RENEW: std::time::Duration = std::time::Duration::from_secs(4);

/// The starts that are being carried out.
#[derive(Default)]
pub struct AtWork(Vec<Work>);

struct Work {
    company: CompanyCode,
    slot: i64,
    lease: String,
    renewed: Instant,
    stop: StopSignal,
    ended: oneshot::Receiver<()>,
}

impl AtWork {
    pub fn has(&self, company: &CompanyCode) -> bool {
        self.0.iter().any(|work| work.company == *company)
    }

    /// A lease from now on.
    pub fn lease(node: &Node) -> Lease {
        Lease { key: uuid::Uuid::new_v4().to_string(), until: node.clock().now() + LEASE }
    }

    /// Begins to carry out a start that this process has taken up.
    pub fn begin(&mut self, node: &Node, slot: Slot, lease: Lease) {
        let stop = StopSignal::new();
        let (company, id, key) = (slot.company.clone(), slot.id, lease.key.clone());
        let (node, signal) = (node.clone(), stop.clone());
        let ended = on_a_thread(move || async move {
            execution::carry_out(&node, &slot, &lease.key, &signal).await;
        });
        self.0.push(Work { company, slot: id, lease: key, renewed: Instant::now(), stop, ended });
    }

    /// Lets go of what has ended and holds the rest for longer.
    pub async fn look(&mut self, node: &Node) {
        // An error is the end of a thread that broke down.
        self.0.retain_mut(|work| {
            matches!(work.ended.try_recv(), Err(oneshot::error::TryRecvError::Empty))
        });
        for work in &mut self.0 {
            if work.renewed.elapsed() < RENEW {
                continue;
            }
            let lease = Lease { key: work.lease.clone(), until: node.clock().now() + LEASE };
            match node.store.renew_slot(work.slot, &lease).await {
                Ok(()) => work.renewed = Instant::now(),
                Err(error) => tracing::warn!(%error, "a start is not held for longer"),
            }
        }
    }

    /// Asks all to stop, and waits until they have.
    pub async fn end(mut self, node: &Node) {
        self.0.iter().for_each(|work| work.stop.stop());
        while !self.0.is_empty() {
            self.look(node).await;
            tokio::time::sleep(std::time::Duration::from_millis(50)).await;
        }
    }
}
