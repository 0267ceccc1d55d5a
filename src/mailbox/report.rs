//! Reports of servers in the form of RFC 3464 and RFC 5965: groups of fields,
//! one about the mail, then one for each recipient.

use mail_parser::{Message, MessageParser};

use super::status::StatusCode;
use crate::domain::address::EmailAddress;

/// As much of a server's words as is kept, in characters.
const LONGEST_DIAGNOSTIC: usize = 500;
/// As many recipients of one report as are looked at.
const MOST_RECIPIENTS: usize = 200;

/// What a server did with a mail for one recipient.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Action {
    Failed,
    Delayed,
    Delivered,
    Relayed,
    Expanded,
}

impl Action {
    fn parse(text: &str) -> Option<Self> {
        let known = [
            ("failed", Self::Failed),
            ("delayed", Self::Delayed),
            ("delivered", Self::Delivered),
            ("relayed", Self::Relayed),
            ("expanded", Self::Expanded),
        ];
        // Some servers say more behind the word.
        let word = text.split(|c: char| !c.is_ascii_alphabetic()).find(|word| !word.is_empty())?;
        known.into_iter().find(|(name, _)| word.eq_ignore_ascii_case(name)).map(|(_, it)| it)
    }
}

/// What a server says of one recipient.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RecipientStatus {
    pub action: Action,
    pub status: Option<StatusCode>,
    /// The words of the server, on one line; may be empty.
    pub diagnostic: String,
    /// The address that the mail was sent to, where the server knows.
    pub original: Option<EmailAddress>,
    /// The address that it was to be delivered to in the end.
    pub last: Option<EmailAddress>,
}

impl RecipientStatus {
    /// Those that it can be about, the nearest first.
    pub fn addresses(&self) -> impl Iterator<Item = &EmailAddress> {
        self.original.iter().chain(&self.last)
    }

    /// The status with the server's words.
    pub fn words(&self) -> String {
        let status = self.status.map(|code| code.to_string()).unwrap_or_default();
        if self.diagnostic.contains(&status) {
            return self.diagnostic.clone();
        }
        format!("{status} {}", self.diagnostic).trim().to_owned()
    }
}

/// What the fields of a report say.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Report {
    pub recipients: Vec<RecipientStatus>,
    /// The Message-ID of the mail, where a server says it.
    pub message_ids: Vec<String>,
}

/// Reads the fields of a `message/delivery-status`.
pub fn delivery_status(fields: &[u8]) -> Report {
    let mut report = Report::default();
    for group in groups(fields) {
        let Some(group) = Fields::parse(&group) else { continue };
        for name in ["X-Original-Message-ID", "Original-Message-ID"] {
            report.message_ids.extend(group.text(name).as_deref().and_then(message_id));
        }
        let Some(action) = group.text("Action").as_deref().and_then(Action::parse) else {
            continue;
        };
        let status = group.text("Status").and_then(|text| StatusCode::within(&text));
        let address = |name| group.text(name).and_then(|text| typed_address(&text));
        if report.recipients.len() < MOST_RECIPIENTS {
            report.recipients.push(RecipientStatus {
                action,
                status,
                diagnostic: one_line(&group.text("Diagnostic-Code").unwrap_or_default()),
                original: address("Original-Recipient"),
                last: address("Final-Recipient"),
            });
        }
    }
    report
}

/// The recipients that a `message/feedback-report` names; `None` where it is no
/// complaint.
pub fn complaint(fields: &[u8]) -> Option<Vec<EmailAddress>> {
    let mut recipients = Vec::new();
    for group in groups(fields) {
        let Some(group) = Fields::parse(&group) else { continue };
        if let Some(kind) = group.text("Feedback-Type") {
            let complaints = ["abuse", "fraud", "virus", "other", "opt-out"];
            if !complaints.iter().any(|known| kind.trim().eq_ignore_ascii_case(known)) {
                return None;
            }
        }
        let named = group.all("Original-Rcpt-To").into_iter().take(MOST_RECIPIENTS);
        recipients.extend(named.filter_map(|text| typed_address(&text)));
    }
    Some(recipients)
}

/// `rfc822; user@host`, `user@host` or `<user@host>`.
fn typed_address(text: &str) -> Option<EmailAddress> {
    let address = text.split_once(';').map_or(text, |(_, address)| address);
    address.trim().trim_matches(['<', '>', '"']).parse().ok()
}

/// `<id>` or `id`.
pub fn message_id(text: &str) -> Option<String> {
    let id = match text.split_once('<') {
        Some((_, rest)) => rest.split('>').next().unwrap_or_default(),
        None => text,
    };
    let id = id.trim();
    let plain = id.len() <= 998 && id.contains('@') && !id.contains(char::is_whitespace);
    plain.then(|| id.to_owned())
}

/// Without line breaks and controls, and no longer than is kept.
pub fn one_line(text: &str) -> String {
    let words: Vec<&str> = text
        .split(|c: char| c.is_whitespace() || c.is_control())
        .filter(|it| !it.is_empty())
        .collect();
    words.join(" ").chars().take(LONGEST_DIAGNOSTIC).collect()
}

/// Groups of fields, with an empty line between them.
fn groups(fields: &[u8]) -> Vec<String> {
    let text = String::from_utf8_lossy(fields).replace("\r\n", "\n");
    let groups = text.split("\n\n").map(|group| group.trim_start_matches('\n'));
    groups.filter(|it| !it.trim().is_empty()).map(|group| format!("{group}\n\n")).collect()
}

struct Fields<'a>(Message<'a>);

impl<'a> Fields<'a> {
    fn parse(group: &'a str) -> Option<Self> {
        MessageParser::default().default_header_raw().parse_headers(group).map(Self)
    }

    /// Unfolded.
    fn text(&self, name: &str) -> Option<String> {
        self.all(name).into_iter().next()
    }

    fn all(&self, name: &str) -> Vec<String> {
        let named = self.0.headers_raw().filter(|(found, _)| found.eq_ignore_ascii_case(name));
        named.map(|(_, value)| value.replace(['\r', '\n'], " ").trim().to_owned()).collect()
    }
}
