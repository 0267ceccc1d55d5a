//! The chain of seals over the history: rows are sealed shortly after they
//! were committed, in whatever order that was.

pub(super) mod erase;
mod pages;
mod rows;
mod seal;
mod state;

pub use erase::ErasureCause;
pub use pages::SealedRow;
pub use seal::{Cursor, SealedBatch};
pub(super) use state::head;
pub use state::{ChainCheck, Unsealed};
