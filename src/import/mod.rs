//! Reading what other systems give: CSV folders and French FEC files.
//!
//! A source is read whole and checked whole: either an [`ImportSet`] comes
//! out, or every problem with its place.
//!
//! [`ImportSet`]: set::ImportSet

mod error;
mod fec;
mod folder;
mod problems;
pub mod set;
mod source;
mod values;

pub use error::ImportError;
pub use fec::{FecOptions, fec};
pub use folder::csv_folder;
