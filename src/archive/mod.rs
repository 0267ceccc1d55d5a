//! The file of a backup: a ZIP of files with a manifest that has the digest of
//! each. It knows nothing of databases.

mod error;
mod manifest;
mod read;
mod write;

pub use error::ArchiveError;
pub use manifest::{Backed, FileEntry, Manifest};
pub use read::Archive;
pub use write::{Writer, folder_of};
