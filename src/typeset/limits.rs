//! Bounds on what is typeset: a template may be wrong, or hostile.

use std::time::Duration;

/// Largest source, in bytes.
pub(super) const LARGEST_SOURCE: usize = 8 * 1024 * 1024;

/// Most pages of one document.
pub(super) const MOST_PAGES: usize = 1_000;

/// Longest time that one letter may take.
pub(super) const LONGEST: Duration = Duration::from_secs(10);

/// So long after its time, what nobody waits for any more is cut short.
pub(super) const GRACE: Duration = Duration::from_secs(1);

/// Stack of a thread that typesets, in bytes: Typst's own limits of depth fit
/// into it.
pub(super) const STACK: usize = 32 * 1024 * 1024;

/// Most memory that a process may map for one letter, in bytes.
pub(super) const MEMORY: u64 = 1024 * 1024 * 1024;

/// The same for whatever else is typeset.
pub(super) const MOST_MEMORY: u64 = 4 * 1024 * 1024 * 1024;

/// Documents that one process makes before another takes its place.
pub(super) const MOST_MADE: u32 = 10_000;
