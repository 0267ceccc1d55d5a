//! A finished message taken apart, as a mail program shows it.

use std::borrow::Cow;

use mail_parser::{HeaderValue, Message, MessageParser, MimeHeaders as _};

/// The parts of a message that people look at.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Opened {
    pub from: String,
    pub to: Vec<String>,
    pub cc: Vec<String>,
    pub subject: String,
    /// As the header has it, in the zone of the sender.
    pub date: Option<chrono::DateTime<chrono::FixedOffset>>,
    /// Every header in its order, decoded.
    pub headers: Vec<(String, String)>,
    pub text: String,
    /// With the pictures of the message put in their places.
    pub html: String,
    pub attachments: Vec<Attachment>,
}

/// A file that goes with a message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attachment {
    pub name: String,
    /// Such as `application/pdf`.
    pub kind: String,
    pub content: Vec<u8>,
}

/// Takes a message apart; one that is none opens empty.
pub fn open(message: &[u8]) -> Opened {
    let Some(parsed) = MessageParser::default().parse(message) else { return Opened::default() };
    let mut html = parsed.body_html(0).map(Cow::into_owned).unwrap_or_default();
    let mut attachments = Vec::new();
    for part in parsed.attachments() {
        let kind = part.content_type().map_or_else(
            || "application/octet-stream".to_owned(),
            |kind| match kind.subtype() {
                Some(subtype) => format!("{}/{subtype}", kind.ctype()),
                None => kind.ctype().to_owned(),
            },
        );
        if let Some(id) = part.content_id() {
            let place = format!("cid:{}", id.trim_matches(['<', '>']));
            if html.contains(&place) {
                html = html.replace(&place, &data_address(&kind, part.contents()));
                continue;
            }
        }
        attachments.push(Attachment {
            name: part.attachment_name().unwrap_or("attachment").to_owned(),
            kind,
            content: part.contents().to_vec(),
        });
    }
    Opened {
        from: people(parsed.from()).join(", "),
        to: people(parsed.to()),
        cc: people(parsed.cc()),
        subject: parsed.subject().unwrap_or_default().to_owned(),
        date: parsed
            .date()
            .and_then(|date| chrono::DateTime::parse_from_rfc3339(&date.to_rfc3339()).ok()),
        headers: headers(&parsed),
        text: parsed.body_text(0).map(Cow::into_owned).unwrap_or_default(),
        html,
        attachments,
    }
}

fn data_address(kind: &str, content: &[u8]) -> String {
    use base64::Engine as _;
    format!("data:{kind};base64,{}", base64::engine::general_purpose::STANDARD.encode(content))
}

/// `Name <a@b.example>`, or the address alone.
fn people(addresses: Option<&mail_parser::Address<'_>>) -> Vec<String> {
    let Some(addresses) = addresses else { return Vec::new() };
    addresses
        .iter()
        .map(|one| {
            let address = one.address().unwrap_or_default();
            match one.name() {
                Some(name) if !name.is_empty() => format!("{name} <{address}>"),
                _ => address.to_owned(),
            }
        })
        .collect()
}

fn headers(message: &Message<'_>) -> Vec<(String, String)> {
    message
        .headers()
        .iter()
        .map(|header| {
            let value = match header.value() {
                HeaderValue::Address(addresses) => people(Some(addresses)).join(", "),
                HeaderValue::Text(text) => text.to_string(),
                _ => message.header_raw(header.name()).unwrap_or_default().trim().to_owned(),
            };
            (header.name().to_owned(), value)
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_message_opens_as_a_mail_program_shows_it() {
        let message = b"From: =?utf-8?Q?Soci=C3=A9t=C3=A9?= <compta@societe.example>\r\n\
            To: Alix Bernard <ab@client.example>,\r\n durand@client.example\r\n\
            Subject: =?utf-8?Q?Facture_impay=C3=A9e?=\r\n\
            Date: Tue, 24 Nov 2026 09:30:00 +0100\r\n\
            MIME-Version: 1.0\r\n\
            Content-Type: multipart/mixed; boundary=o\r\n\r\n\
            --o\r\nContent-Type: multipart/alternative; boundary=i\r\n\r\n\
            --i\r\nContent-Type: text/plain; charset=utf-8\r\n\r\nBonjour\r\n\
            --i\r\nContent-Type: text/html; charset=utf-8\r\n\r\n<p>Bonjour</p>\r\n--i--\r\n\
            --o\r\nContent-Type: application/pdf; name=F1.pdf\r\n\
            Content-Disposition: attachment; filename=F1.pdf\r\n\
            Content-Transfer-Encoding: base64\r\n\r\nJVBERg==\r\n--o--\r\n";
        let opened = open(message);
        assert_eq!(opened.from, "Société <compta@societe.example>");
        assert_eq!(opened.to, ["Alix Bernard <ab@client.example>", "durand@client.example"]);
        assert_eq!(opened.subject, "Facture impayée");
        assert_eq!(opened.text.trim(), "Bonjour");
        assert_eq!(opened.html.trim(), "<p>Bonjour</p>");
        assert_eq!(
            opened.date.map(|date| date.to_rfc3339()).as_deref(),
            Some("2026-11-24T09:30:00+01:00")
        );
        let [file] = opened.attachments.as_slice() else { panic!("{:?}", opened.attachments) };
        assert_eq!((file.name.as_str(), file.kind.as_str()), ("F1.pdf", "application/pdf"));
        assert_eq!(file.content, b"%PDF");
        assert!(
            opened
                .headers
                .iter()
                .any(|(name, value)| name == "Subject" && value == "Facture impayée")
        );
    }
}
