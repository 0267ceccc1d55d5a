//! Everything that people read, in French and English: messages are built as
//! an identifier with arguments and put into words by a Fluent catalogue.
//!
//! The words are in `src/wording/<language>/<room>.ftl`, one file per room.

mod catalogue;
mod message;

pub use catalogue::Catalogue;
pub(crate) use message::msg;
pub use message::{Arg, Message, UiLanguage};
