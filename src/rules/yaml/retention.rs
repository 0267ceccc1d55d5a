//! The section of retention.

use super::read::{Read, Reader, section};
use super::tree::Node;
use super::values::{Flaw, checked, schema};
use crate::domain::retention::Period;
use crate::wording::msg;

section! {
    /// How long what holds personal data is kept; for ever where nothing is said.
    RetentionSection {
        /// Mails and letters as they were sent, counted from the end of their run.
        messages: Option<Kept>,
        /// To whom reminders went, the words of servers, comments and authors in the history.
        history: Option<Kept>,
        /// Who did what to accounts and settings.
        audit: Option<Kept>,
        /// What was delivered to webhooks; 30 days at most.
        webhook_deliveries: Option<Kept>,
    }
}

/// Days, months or years, such as `30d`, `6m` or `3y`; or `none`: for ever.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Kept(pub Option<Period>);
schema!(Kept, {"type": "string", "pattern": "^([1-9][0-9]*[dmy]|none)$", "examples": ["3y"]});

impl Read for Kept {
    fn read(node: &Node, reader: &mut Reader) -> Option<Self> {
        checked(node, reader, msg!("trust-expected-period"), |text| match text {
            "none" => Ok(Self(None)),
            text => match text.parse() {
                Ok(period) => Ok(Self(Some(period))),
                Err(_) => Err(Flaw::new(msg!("trust-expected-period"))),
            },
        })
    }
}
