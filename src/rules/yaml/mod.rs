//! YAML into typed sections: every mistake is told, none hides another.

pub mod document;
pub mod read;
pub mod tree;
pub mod values;
