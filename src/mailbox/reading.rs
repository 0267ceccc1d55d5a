//! A message out of the mailbox: what it is and which mail it is about.

use chrono::{DateTime, Utc};
use mail_parser::{HeaderValue, Message, MessageParser, MessagePart, MimeHeaders as _};

use super::bounce_text::{in_words, returned};
use super::excerpt::excerpt;
use super::report::{self, RecipientStatus, Report, message_id, one_line};
use crate::domain::address::EmailAddress;

/// As many mails as one message can be about.
const MOST_IDS: usize = 40;

/// A message as far as it matters.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Incoming {
    /// The sender's address; empty where there is none.
    pub from: String,
    pub subject: String,
    pub written_at: Option<DateTime<Utc>>,
    /// Message-IDs of the mails that it can be about, without brackets, the
    /// nearest first.
    pub about: Vec<String>,
    pub content: Content,
}

/// What a message says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Content {
    /// What became of a mail, recipient by recipient.
    DeliveryStatus(Vec<RecipientStatus>),
    /// A mail was called unwanted; by whom, where that is told.
    Complaint(Vec<EmailAddress>),
    /// What somebody wrote.
    Reply {
        excerpt: String,
    },
    AutoReply,
    Other,
}

/// Reads a message. Any bytes are one; at worst it says nothing.
pub fn read(bytes: &[u8]) -> Incoming {
    let Some(message) = MessageParser::default().parse(bytes) else {
        return Incoming {
            from: String::new(),
            subject: String::new(),
            written_at: None,
            about: Vec::new(),
            content: Content::Other,
        };
    };
    let mut about = Vec::new();
    let content = content(&message, &mut about);
    about.extend(ids(message.in_reply_to()));
    about.extend(ids(message.references()).into_iter().rev());
    let mut seen = std::collections::HashSet::new();
    about.retain(|id| seen.insert(id.clone()));
    about.truncate(MOST_IDS);
    let content = match content {
        Content::Reply { .. } if about.is_empty() => Content::Other,
        content => content,
    };
    let from = message.from().and_then(|from| from.first()).and_then(|from| from.address());
    Incoming {
        from: one_line(from.unwrap_or_default()),
        subject: one_line(message.subject().unwrap_or_default()),
        written_at: message
            .date()
            .and_then(|date| DateTime::from_timestamp(date.to_timestamp(), 0)),
        about,
        content,
    }
}

fn content(message: &Message<'_>, about: &mut Vec<String>) -> Content {
    let mut told: Option<Report> = None;
    for part in message.parts.iter().skip(1) {
        match kind(part) {
            Some(("message", "delivery-status" | "global-delivery-status")) => {
                told = Some(report::delivery_status(part.contents()));
            }
            Some(("message", "feedback-report")) => {
                if let Some(recipients) = report::complaint(part.contents()) {
                    about.extend(returned(message));
                    return Content::Complaint(recipients);
                }
                return Content::Other;
            }
            Some(("message", "disposition-notification")) => {
                about.extend(report::delivery_status(part.contents()).message_ids);
                return Content::AutoReply;
            }
            _ => {}
        }
    }
    if let Some(report) = told.or_else(|| in_words(message)) {
        about.extend(returned(message));
        about.extend(report.message_ids);
        return Content::DeliveryStatus(report.recipients);
    }
    if is_automatic(message) {
        return Content::AutoReply;
    }
    Content::Reply { excerpt: excerpt(&message.body_text(0).unwrap_or_default()) }
}

fn kind<'a>(part: &'a MessagePart<'_>) -> Option<(&'a str, &'a str)> {
    let kind = part.content_type()?;
    Some((kind.ctype(), kind.subtype()?))
}

/// Nobody wrote it (RFC 3834, and what was used before it).
fn is_automatic(message: &Message<'_>) -> bool {
    let header = |name| message.header_raw(name).map(|text| text.trim().to_lowercase());
    let submitted = header("Auto-Submitted");
    submitted.is_some_and(|text| text != "no" && !text.starts_with("no;"))
        || ["X-Autoreply", "X-Autorespond", "X-Auto-Reply"].iter().any(|it| header(it).is_some())
        || header("Precedence").is_some_and(|text| text == "auto_reply" || text == "bulk")
}

fn ids(header: &HeaderValue<'_>) -> Vec<String> {
    let ids = header.as_text_list().unwrap_or_default();
    ids.iter().filter_map(|id| message_id(id)).collect()
}
