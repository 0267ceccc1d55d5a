//! The finished message: headers, a text part and an HTML part.

use std::borrow::Cow;
use std::io::Write as _;
use std::time::SystemTime;

use chrono::{DateTime, FixedOffset};
use lettre::message::header::{Date, HeaderName, HeaderValue, Headers, Subject, To};
use lettre::message::{Mailbox, Mailboxes};

use super::address::ascii;
use super::attachments::Attachment;
use super::{body, words};
use crate::domain::address::EmailAddress;
use crate::domain::language::Language;
use crate::plan::outcome::PlannedReminder;
use crate::wording::{Message, msg};

/// What a message is made of.
pub(super) struct Parts<'a> {
    pub reminder: &'a PlannedReminder,
    pub language: &'a Language,
    pub message_id: &'a str,
    pub date: DateTime<FixedOffset>,
    pub subject: &'a str,
    pub text: &'a str,
    pub html: &'a str,
    pub attachments: &'a [Attachment],
}

/// A message with its envelope.
pub(super) struct Composed {
    pub message: Vec<u8>,
    pub from: EmailAddress,
    /// Recipients then copies, without duplicates.
    pub to: Vec<EmailAddress>,
}

/// The same parts give the same bytes.
pub(super) fn compose(parts: &Parts<'_>) -> Result<Composed, Message> {
    let Parts { reminder, .. } = parts;
    let from = ascii(&reminder.sender.address)?;
    let mut envelope: Vec<EmailAddress> = Vec::with_capacity(reminder.to.len());
    let mut listed = |address: &EmailAddress, name: Option<&str>| {
        let address = ascii(address)?;
        if envelope.contains(&address) {
            return Ok(None);
        }
        envelope.push(address.clone().into_owned());
        mailbox(name, &address).map(Some)
    };
    let to = reminder.to.iter().map(|to| listed(&to.address, to.name.as_deref()));
    let to = to.filter_map(Result::transpose).collect::<Result<Vec<_>, _>>()?;
    let cc = reminder.cc.iter().map(|cc| listed(cc, None));
    let cc = cc.filter_map(Result::transpose).collect::<Result<Vec<_>, _>>()?;

    let mut headers = Headers::with_capacity(5);
    headers.set(Date::new(point_in_time(parts.date)?));
    headers.insert_raw(mailboxes("From", [mailbox(Some(&reminder.sender.name), &from)?]));
    headers.insert_raw(mailboxes("To", to));
    if !cc.is_empty() {
        headers.insert_raw(mailboxes("Cc", cc));
    }
    headers.set(Subject::from(parts.subject.to_owned()));
    let message_id = message_id(parts.message_id)?;
    let language = parts.language.as_str();
    let mut message =
        Vec::with_capacity(2048 + parts.text.len() * 3 / 2 + parts.html.len() * 5 / 4);
    // ASCII words that need neither encoding nor folding. Writing to memory
    // cannot fail.
    let _ = write!(
        message,
        "{headers}Message-ID: <{message_id}>\r\n\
         Auto-Submitted: auto-generated\r\n\
         Content-Language: {language}\r\n\
         MIME-Version: 1.0\r\n"
    );
    let inner = boundary(parts.message_id);
    match parts.attachments {
        [] => body::write(&mut message, &inner, parts.text, parts.html),
        attachments => {
            let outer = boundary(&format!("{}/files", parts.message_id));
            body::write_with_files(
                &mut message,
                [&outer, &inner],
                parts.text,
                parts.html,
                attachments,
            );
        }
    }
    Ok(Composed { message, from: from.into_owned(), to: envelope })
}

/// One mailbox a line: the library folds inside names only, and a long list
/// would make a line that servers refuse.
fn mailboxes(name: &'static str, list: impl IntoIterator<Item = Mailbox>) -> HeaderValue {
    let mut encoded = String::new();
    for mailbox in list {
        if !encoded.is_empty() {
            encoded.push_str(",\r\n ");
        }
        let mut one = Headers::new();
        one.set(To::from(Mailboxes::from(mailbox)));
        encoded.push_str(one.to_string().trim_start_matches("To: ").trim_end());
    }
    let name = HeaderName::new_from_ascii_str(name);
    HeaderValue::dangerous_new_pre_encoded(name, String::new(), encoded)
}

fn mailbox(name: Option<&str>, address: &EmailAddress) -> Result<Mailbox, Message> {
    let refused = || msg!("render-address-domain", address = address.as_str());
    let (local, domain) = address.as_str().rsplit_once('@').ok_or_else(refused)?;
    let address = lettre::Address::new(local, domain).map_err(|_| refused())?;
    let name = name.map(words::name).filter(|name| !name.is_empty());
    Ok(Mailbox::new(name, address))
}

/// The library's dates lie between 1970 and 9999; outside it would panic.
fn point_in_time(date: DateTime<FixedOffset>) -> Result<SystemTime, Message> {
    let seconds = date.timestamp();
    if (0..=253_402_300_799).contains(&seconds) {
        Ok(SystemTime::from(date))
    } else {
        Err(msg!("render-date", date = date.to_rfc3339()))
    }
}

/// It stands in a header as it is, so it must be what such a header takes.
fn message_id(text: &str) -> Result<Cow<'_, str>, Message> {
    let refused = || msg!("render-message-id", id = text);
    let (left, host) = text.rsplit_once('@').ok_or_else(refused)?;
    let host = idna::domain_to_ascii(host).map_err(|_| refused())?;
    let plain = |part: &str| {
        !part.is_empty()
            && part.len() <= 255
            && part.bytes().all(|b| b.is_ascii_graphic() && !b"<>@\"()[]\\,;:".contains(&b))
    };
    if !plain(left) || !plain(&host) {
        return Err(refused());
    }
    let unchanged = text.ends_with(&host);
    Ok(if unchanged { Cow::Borrowed(text) } else { Cow::Owned(format!("{left}@{host}")) })
}

/// Derived from the Message-ID, so that a preview and the run that follows it
/// are the same bytes. Nobody can know it before the data is there to hash.
fn boundary(message_id: &str) -> String {
    format!("=_{}", &blake3::hash(message_id.as_bytes()).to_hex()[..32])
}
