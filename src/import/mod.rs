//! Reading what other systems give: CSV folders, French FEC files, and the
//! documents of the API.
//!
//! A source is read whole and checked whole: either an [`ImportSet`] comes
//! out, or every problem with its place. What a CSV folder refers to may also
//! be stored already: whoever knows the store answers that.
//!
//! [`ImportSet`]: set::ImportSet

pub mod document;
mod error;
mod fec;
mod folder;
mod problems;
pub mod set;
mod source;
mod values;

pub use error::ImportError;
pub use fec::{FecOptions, fec};
pub use folder::{CsvFolder, csv_folder};
