//! Bounds on documents: an administrator's file may come from anywhere.

const MIB: u64 = 1024 * 1024;

/// Largest file, in bytes.
pub(super) const PACKAGE: u64 = 10 * MIB;
/// Files within a document.
pub(super) const ENTRIES: usize = 1000;
/// Largest file within a document, unpacked.
pub(super) const ENTRY: u64 = 16 * MIB;
/// All files within a document, unpacked.
pub(super) const TOTAL: u64 = 48 * MIB;
/// Largest part with text, unpacked.
pub(super) const PART: u64 = 4 * MIB;
/// Largest picture, in bytes.
pub(super) const PICTURE: u64 = 4 * MIB;
/// Largest picture, in pixels.
pub(super) const PIXELS: u64 = 25_000_000;
/// Elements within one another.
pub(super) const DEPTH: usize = 256;
/// Largest part of a filled document.
pub(super) const FILLED: u64 = 32 * MIB;
/// Mistakes told of one document.
pub(super) const MISTAKES: usize = 20;
