//! Rules and templates changed from a page: drafts are checked, compared and
//! previewed on a copy of the files, saved all or not at all, and each change
//! is a revision, whoever made it.

pub mod batch;
pub mod completion;
pub mod desk;
pub mod draft;
pub mod path;
pub mod preview;
pub mod restore;
pub mod snapshot;
mod write;
