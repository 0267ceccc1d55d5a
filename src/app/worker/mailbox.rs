//! The duty of whoever reads the mailbox: looks again and again; a mailbox that
//! cannot be read is left alone for longer and longer, and stops nothing else.

use std::sync::atomic::{AtomicU8, Ordering};
use std::time::Duration;

use super::super::mailbox::{Tally, read_new};
use super::super::node::Node;

/// The longest wait after failures.
const LONGEST_WAIT: Duration = Duration::from_secs(600);
/// The wait after the first failure; it doubles with each further one.
const FIRST_WAIT: Duration = Duration::from_secs(5);

/// How it went at the last look, for the health of the service.
#[derive(Debug, Default)]
pub struct MailboxHealth(AtomicU8);

/// How the mailbox stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MailboxState {
    /// None is named, or nobody has looked yet.
    Unknown,
    Readable,
    Unreadable,
}

impl MailboxHealth {
    pub fn state(&self) -> MailboxState {
        match self.0.load(Ordering::Relaxed) {
            1 => MailboxState::Readable,
            2 => MailboxState::Unreadable,
            _ => MailboxState::Unknown,
        }
    }

    fn set(&self, readable: bool) {
        self.0.store(if readable { 1 } else { 2 }, Ordering::Relaxed);
    }
}

/// Reads until the process is asked to stop. What is under way then is left: it
/// is read again.
pub async fn read_mailbox(node: Node) {
    let Some(source) = &node.node_settings.mailbox else { return };
    let mut failures = 0_u32;
    loop {
        let looked = tokio::select! {
            looked = read_new(&node.store, source, || node.clock().now()) => looked,
            () = node.stopping.cancelled() => return,
        };
        let wait = match looked {
            Ok(tally) => {
                failures = 0;
                node.mailbox_health.set(true);
                tell(&node, tally);
                source.pause()
            }
            Err(error) => {
                node.mailbox_health.set(false);
                let wait = FIRST_WAIT.saturating_mul(1 << failures.min(8)).min(LONGEST_WAIT);
                failures = failures.saturating_add(1);
                let (mailbox, seconds) = (source.name(), wait.as_secs());
                tracing::warn!(%error, mailbox, seconds, "the mailbox cannot be read for now");
                wait
            }
        };
        tokio::select! {
            () = tokio::time::sleep(wait) => {}
            () = node.stopping.cancelled() => return,
        }
    }
}

fn tell(node: &Node, tally: Tally) {
    if tally.bounced > 0 {
        node.webhooks_queued.notify_one();
    }
    let new = tally.new_messages();
    if new > 0 {
        let Tally { bounced, linked, not_matched, .. } = tally;
        tracing::info!(new, bounced, linked, not_matched, "the mailbox was read");
    }
}
