//! What a server's status says of an address.

use std::fmt;
use std::str::FromStr;

use super::report::{Action, RecipientStatus};

/// An enhanced status code (RFC 3463), such as `5.1.1`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct StatusCode {
    /// 2 success, 4 for now, 5 for good.
    pub class: u8,
    pub subject: u16,
    pub detail: u16,
}

impl FromStr for StatusCode {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        let mut parts = text.split('.');
        let mut part = || {
            let part = parts.next().filter(|part| (1..=3).contains(&part.len())).ok_or(())?;
            let digits = part.bytes().all(|byte| byte.is_ascii_digit());
            part.parse::<u16>().ok().filter(|_| digits).ok_or(())
        };
        let code = (part()?, part()?, part()?);
        match (code, parts.next()) {
            ((class @ (2 | 4 | 5), subject, detail), None) => {
                Ok(Self { class: class.to_le_bytes()[0], subject, detail })
            }
            _ => Err(()),
        }
    }
}

impl fmt::Display for StatusCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}.{}", self.class, self.subject, self.detail)
    }
}

impl StatusCode {
    /// The first code within a text, where it stands as a word.
    pub fn within(text: &str) -> Option<Self> {
        words(text).find_map(|word| word.parse().ok())
    }
}

/// The first reply code of SMTP (RFC 5321) that refuses, within a text.
fn reply_within(text: &str) -> Option<u16> {
    let refuses = |code: &u16| (400..600).contains(code);
    words(text).filter(|word| word.len() == 3).find_map(|word| word.parse().ok().filter(refuses))
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    let separate = |c: char| !c.is_ascii_alphanumeric() && c != '.';
    text.split(separate).map(|word| word.trim_matches('.')).filter(|word| !word.is_empty())
}

/// What a status means for the mail and for the address.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Verdict {
    /// It arrived, or was handed on.
    Arrived,
    /// The server goes on trying.
    Delayed,
    /// The mail came back for a reason that is not the address.
    Bounced,
    /// The mail came back, and so will every other to this address.
    HardBounce,
}

impl RecipientStatus {
    /// `docs/bounces.md` has this as a table.
    pub fn verdict(&self) -> Verdict {
        match self.action {
            Action::Delivered | Action::Relayed | Action::Expanded => Verdict::Arrived,
            Action::Delayed => Verdict::Delayed,
            Action::Failed if self.is_of_the_address() => Verdict::HardBounce,
            Action::Failed => Verdict::Bounced,
        }
    }

    /// The status that the server gave; where it says nothing, the one within
    /// its words.
    fn code(&self) -> Option<StatusCode> {
        let vague = |code: &StatusCode| code.subject == 0;
        let within = StatusCode::within(&self.diagnostic);
        match self.status {
            Some(code) if vague(&code) => within.filter(|it| it.class == code.class).or(Some(code)),
            Some(code) => Some(code),
            None => within,
        }
    }

    fn is_of_the_address(&self) -> bool {
        let reply = reply_within(&self.diagnostic);
        match self.code() {
            Some(StatusCode { class: 5, subject, detail }) => match (subject, detail) {
                // Nothing but "for good": the reply says more.
                (0, _) => reply.is_none_or(refuses_the_mailbox),
                // The sender's address is wrong, not the recipient's.
                (1, 7 | 8) => false,
                (1, _) => true,
                // Full, too long for it, or a list that cannot be expanded.
                (2, 2..=4) => false,
                (2, _) => true,
                // No such host; and what Exchange says of unknown recipients.
                (4, 1 | 4) => true,
                // What Outlook says of unknown recipients.
                (5, 0) => reply == Some(550),
                _ => false,
            },
            Some(_) => false,
            None => reply.is_none_or(refuses_the_mailbox),
        }
    }
}

/// No such mailbox, not here, or its name is not allowed (RFC 5321 §4.2.3).
fn refuses_the_mailbox(reply: u16) -> bool {
    matches!(reply, 550 | 551 | 553)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_status_says_of_an_address() {
        use Verdict::{Arrived, Bounced, Delayed, HardBounce};
        for (action, status, diagnostic, expected) in [
            (Action::Failed, "5.1.1", "smtp; 550 5.1.1 no such user", HardBounce),
            (Action::Failed, "5.1.10", "smtp; 550 5.1.10 RecipientNotFound", HardBounce),
            (Action::Failed, "5.1.2", "no such domain", HardBounce),
            (Action::Failed, "5.1.8", "sender refused", Bounced),
            (Action::Failed, "5.2.1", "mailbox disabled", HardBounce),
            (Action::Failed, "5.2.2", "smtp; 552 5.2.2 over quota", Bounced),
            (Action::Failed, "5.2.3", "too big", Bounced),
            (Action::Failed, "5.3.4", "message too big for system", Bounced),
            (Action::Failed, "5.4.1", "550 5.4.1 Access denied", HardBounce),
            (Action::Failed, "5.4.4", "unable to route", HardBounce),
            (Action::Failed, "5.4.6", "routing loop", Bounced),
            (Action::Failed, "5.5.0", "550 5.5.0 mailbox unavailable", HardBounce),
            (Action::Failed, "5.5.0", "554 5.5.0 transaction failed", Bounced),
            (Action::Failed, "5.6.0", "content", Bounced),
            (Action::Failed, "5.7.1", "550 5.7.1 message refused as spam", Bounced),
            (Action::Failed, "5.0.0", "x-unix; user unknown", HardBounce),
            (Action::Failed, "5.0.0", "smtp; 550 5.1.1 no such user", HardBounce),
            (Action::Failed, "5.0.0", "smtp; 554 rejected", Bounced),
            (Action::Failed, "4.4.7", "expired after five days", Bounced),
            (Action::Failed, "", "550 unknown user", HardBounce),
            (Action::Failed, "", "552 mailbox full", Bounced),
            (Action::Failed, "", "sorry, no mailbox here by that name. (#5.1.1)", HardBounce),
            (Action::Failed, "", "451 try later", Bounced),
            (Action::Failed, "", "", HardBounce),
            (Action::Delayed, "4.4.1", "connection timed out", Delayed),
            (Action::Delayed, "5.1.1", "no such user", Delayed),
            (Action::Delivered, "2.0.0", "", Arrived),
            (Action::Relayed, "2.0.0", "", Arrived),
        ] {
            let status = RecipientStatus {
                action,
                status: status.parse().ok(),
                diagnostic: diagnostic.to_owned(),
                original: None,
                last: None,
            };
            assert_eq!(status.verdict(), expected, "{status:?}");
        }
    }

    #[test]
    fn codes_are_read_where_they_are_words() {
        for (text, expected) in [
            ("550 5.1.1 <a@b>: unknown", Some("5.1.1")),
            ("no mailbox (#5.1.1)", Some("5.1.1")),
            ("at 192.5.1.1 it failed with 4.2.2.", Some("4.2.2")),
            ("host 5.1.1.7 said no", None),
            ("3.1.1 is none", None),
            ("version 5.1", None),
        ] {
            let found = StatusCode::within(text).map(|code| code.to_string());
            assert_eq!(found.as_deref(), expected, "{text}");
        }
    }
}
