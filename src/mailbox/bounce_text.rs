//! Reports in words alone, as qmail, older Exim and some appliances write them.

use mail_parser::{Message, MimeHeaders as _, PartType};

use super::report::{Action, RecipientStatus, Report, message_id, one_line};
use super::status::StatusCode;
use crate::domain::address::EmailAddress;

/// As many recipients of one report as are looked at.
const MOST_RECIPIENTS: usize = 200;

/// What stands before the copy of a mail that came back.
const COPY_FOLLOWS: [&str; 4] = [
    "below this line is a copy of the message",
    "this is a copy of the message",
    "original message follows",
    "headers of the message",
];

/// What a message says became of a mail; `None` where no server wrote it.
pub fn in_words(message: &Message<'_>) -> Option<Report> {
    let failed = message.header_raw("X-Failed-Recipients");
    let text = message.body_text(0).unwrap_or_default();
    let (told, copy) = apart(&text);
    let action = if is_warning(message) { Action::Delayed } else { Action::Failed };
    let mut recipients: Vec<RecipientStatus> =
        told.split("\n\n").filter_map(|it| recipient(it, action)).take(MOST_RECIPIENTS).collect();
    let names_some = failed.is_some() || !recipients.is_empty();
    if !(is_of_a_server(message) || (takes_no_answer(message) && names_some)) {
        return None;
    }
    if recipients.is_empty() {
        let told = one_line(&told);
        let named =
            failed.unwrap_or_default().split(',').filter_map(|text| text.trim().parse().ok());
        recipients.extend(named.take(MOST_RECIPIENTS).map(|it| status(Some(it), action, &told)));
        if recipients.is_empty() {
            recipients.push(status(None, action, &told));
        }
    }
    let mut message_ids: Vec<String> = returned(message).collect();
    message_ids.extend(copy.lines().find_map(named_in_copy));
    Some(Report { recipients, message_ids })
}

/// As reports and other answers of machines are sent.
fn takes_no_answer(message: &Message<'_>) -> bool {
    message.header_raw("Return-Path").is_some_and(|path| path.trim() == "<>")
}

/// Its sender is a mail system.
fn is_of_a_server(message: &Message<'_>) -> bool {
    let from = message.from().and_then(|from| from.first()).and_then(|from| from.address());
    let local = from.and_then(|from| from.split('@').next()).unwrap_or_default().to_lowercase();
    local == "mailer-daemon" || local == "postmaster"
}

fn is_warning(message: &Message<'_>) -> bool {
    let subject = message.subject().unwrap_or_default().to_lowercase();
    subject.starts_with("warning") || subject.contains("delayed")
}

/// What the server says, and the copy of the mail behind it.
fn apart(text: &str) -> (String, String) {
    let text = text.replace("\r\n", "\n");
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let lower = line.to_lowercase();
        if COPY_FOLLOWS.iter().any(|known| lower.contains(known)) {
            let (told, copy) = text.split_at(at);
            return (told.to_owned(), copy.to_owned());
        }
        at += line.len();
    }
    (text, String::new())
}

/// A paragraph that begins with an address tells of it.
fn recipient(paragraph: &str, action: Action) -> Option<RecipientStatus> {
    let paragraph = paragraph.trim();
    let (first, rest) = paragraph.split_once('\n').unwrap_or((paragraph, ""));
    let (address, beside) = match first.trim().strip_prefix('<') {
        Some(bracketed) => bracketed.split_once('>')?,
        None => (first.trim().trim_end_matches(':'), ""),
    };
    let address: EmailAddress = address.parse().ok()?;
    let words = one_line(&format!("{} {rest}", beside.trim_start_matches(':')));
    Some(status(Some(address), action, &words))
}

fn status(address: Option<EmailAddress>, action: Action, words: &str) -> RecipientStatus {
    RecipientStatus {
        action,
        status: StatusCode::within(words),
        diagnostic: words.to_owned(),
        original: None,
        last: address,
    }
}

/// The Message-IDs of mails that go with a message, whole or their headers.
pub fn returned(message: &Message<'_>) -> impl Iterator<Item = String> {
    message.parts.iter().skip(1).filter_map(|part| {
        if let PartType::Message(returned) = &part.body {
            return returned.message_id().and_then(message_id);
        }
        let kind = part.content_type()?;
        let headers = matches!(
            (kind.ctype(), kind.subtype()),
            ("text" | "message", Some("rfc822-headers")) | ("message", Some("global-headers"))
        );
        let text = String::from_utf8_lossy(part.contents());
        let id = headers.then(|| text.lines().find_map(named_in_copy))?;
        id.or_else(|| folded(&text))
    })
}

/// A Message-ID that stands on the line after its name.
fn folded(headers: &str) -> Option<String> {
    let mut lines = headers.lines();
    lines.find(|line| line.trim_end().eq_ignore_ascii_case("message-id:"))?;
    lines.next().and_then(message_id)
}

fn named_in_copy(line: &str) -> Option<String> {
    let (name, id) = line.split_once(':')?;
    name.trim().eq_ignore_ascii_case("message-id").then(|| message_id(id)).flatten()
}
