//! How long work tells how far it is; the interfaces decide how it shows.

use crate::wording::Message;

/// Told about the stages of long work.
pub trait Progress: Send + Sync {
    /// A stage begins; `total` when it is known beforehand.
    fn begin(&self, stage: Message, total: Option<u64>);
    /// So much more of the stage is done.
    fn advance(&self, amount: u64);
    /// The stage is done.
    fn end(&self);
}

/// Nobody watches.
#[derive(Debug, Clone, Copy, Default)]
pub struct Unwatched;

impl Progress for Unwatched {
    fn begin(&self, _stage: Message, _total: Option<u64>) {}
    fn advance(&self, _amount: u64) {}
    fn end(&self) {}
}
