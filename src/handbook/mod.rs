//! The rules in force as a page that a manager can read: rules and a day into a
//! document, the document into HTML or Markdown.

mod after;
mod batches;
mod calendar;
mod company;
mod days;
mod html;
mod levels;
mod markdown;
pub mod model;
mod never;
mod outline;
mod pen;
mod recipients;
mod retention;
mod sending;
mod svg;
mod timeline;

pub use html::html;
pub use markdown::markdown;
pub use outline::{Request, document};
