//! Typst as a library: a source text into a PDF, with the fonts that are built
//! in, and without files, packages, network or clock.

mod failure;
mod images;
mod typesetter;
mod world;

pub use images::Image;
pub use typesetter::{Source, Typesetter};
