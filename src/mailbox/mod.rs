//! What comes back: messages out of a mailbox, what they say, and what that
//! means for the reminder that they are about. Nothing is kept here.

mod bounce_text;
mod deciding;
mod excerpt;
mod imap;
mod maildir;
mod reading;
mod report;
mod source;
mod status;

pub use deciding::{Decision, decide};
pub use imap::{Imap, ImapSession, Position};
pub use maildir::{Maildir, Unread};
pub use reading::{Content, Incoming, read};
pub use report::{Action, RecipientStatus};
pub use source::{Source, SourceError};
pub use status::{StatusCode, Verdict};

/// The most that is read of a message, in bytes: what matters stands before the
/// mail that a report returns.
pub const LONGEST: usize = 1 << 20;
