//! Typst as a library: a source text into a PDF, with the fonts that are built
//! in, and without files, packages, network or clock.

mod failure;
mod images;
mod merge;
mod structure;
mod typesetter;
mod workers;
mod world;
mod write;

pub use images::Image;
pub use merge::{MergeError, Merger};
pub use typesetter::{Images, Source, Typesetter};
