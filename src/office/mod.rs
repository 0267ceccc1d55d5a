//! Letters as documents of a word processor: a DOCX or ODT file with Jinja tags
//! in its text, filled by the template engine over the document's XML.
//!
//! Knows nothing of reminders: it is given an environment and variables.

mod template;

pub use template::Template;
