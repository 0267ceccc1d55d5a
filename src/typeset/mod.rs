//! Typst as a library: a source text into a PDF, with the fonts that are built
//! in, and without files, packages, network or clock.

pub mod apart;
mod failure;
mod images;
mod limits;
mod merge;
mod mistake;
mod structure;
mod typesetter;
mod wire;
mod work;
mod workers;
mod world;
mod write;

pub use images::Image;
pub use merge::{MergeError, Merger};
pub use typesetter::{Images, Source, Typesetter};
pub use work::work;
