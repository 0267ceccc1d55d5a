//! The part of the limits that a process has.

use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

/// So many processes send at the moment and keep the limits together, each its
/// part. Clones are the same; it may change while mails are sent.
#[derive(Debug, Clone)]
pub struct Share(Arc<AtomicU32>);

impl Share {
    pub fn set(&self, processes: u32) {
        self.0.store(processes, Ordering::Relaxed);
    }

    pub(super) fn processes(&self) -> u32 {
        self.0.load(Ordering::Relaxed)
    }
}

impl From<u32> for Share {
    fn from(processes: u32) -> Self {
        Self(Arc::new(AtomicU32::new(processes)))
    }
}
