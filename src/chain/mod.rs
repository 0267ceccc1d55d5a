//! The chain that makes a history trustworthy: each row that was sealed has a
//! digest, each digest stands on all before it. Whoever changes, removes or
//! inserts a row breaks it; whoever writes it anew gets another head than the
//! one that was kept elsewhere.
//!
//! Digests are BLAKE3. Texts that can hold personal data enter with a random
//! salt each: once text and salt are erased nothing tells what the text was,
//! and the chain holds all the same.

mod canonical;
mod digest;
mod entry;
mod flaw;
mod head;
mod row;
mod walk;

pub use canonical::Canonical;
pub use digest::Digest;
pub use entry::{Entry, Salts};
pub use flaw::{Flaw, Place, What};
pub use head::{Head, NotAHead};
pub use row::{Kind, Sealable, Text};
pub use walk::{ErasureList, Recorded, Walk};

/// What stands in place of a text that was erased: a sign of omission, in any
/// language.
pub const ERASED: &str = "[…]";
