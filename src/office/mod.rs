//! Letters as documents of a word processor: a DOCX or ODT file with Jinja tags
//! in its text, filled by the template engine over the document's XML.
//!
//! Knows nothing of reminders: it is given an environment and variables.

mod blocks;
mod contents;
mod dialect;
mod failure;
mod finish;
mod limits;
mod omitted;
mod output;
mod package;
mod paragraphs;
mod picture;
mod source;
mod tags;
mod template;
mod writer;
mod xml;

pub use template::Template;
