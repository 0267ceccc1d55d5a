//! The bodies of a message: a text part and an HTML part, encoded for any
//! server and written where the message is built.

use std::io::Write as _;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use lettre::message::header::{ContentDisposition, Headers};
use memchr::memmem;

use super::attachments::Attachment;

/// Longest line of a message without its CRLF, in bytes (RFC 5322 allows 998).
const LONGEST_LINE: usize = 900;

/// Bytes of a file on a line of 76 characters in base64 (RFC 2045).
const BYTES_PER_LINE: usize = 57;

/// Longest line of quoted-printable, in bytes (RFC 2045).
const LONGEST_QUOTED: usize = 76;

/// Both parts as alternatives, the text first, after the headers of a message.
pub(super) fn write(message: &mut Vec<u8>, boundary: &str, text: &str, html: &str) {
    let mut put = |text: &str| message.extend_from_slice(text.as_bytes());
    for text in ["Content-Type: multipart/alternative;\r\n boundary=\"", boundary, "\"\r\n\r\n--"] {
        put(text);
    }
    put(boundary);
    put("\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: ");
    put("quoted-printable\r\n\r\n");
    quoted_printable(message, text);
    let mut put = |text: &str| message.extend_from_slice(text.as_bytes());
    for text in ["\r\n--", boundary, "\r\nContent-Type: text/html; charset=utf-8\r\n"] {
        put(text);
    }
    write_html(message, html);
    for text in ["\r\n--", boundary, "--\r\n"] {
        message.extend_from_slice(text.as_bytes());
    }
}

/// Both parts, then the files.
pub(super) fn write_with_files(
    message: &mut Vec<u8>,
    [outer, inner]: [&str; 2],
    text: &str,
    html: &str,
    attachments: &[Attachment],
) {
    let size: usize = attachments.iter().map(|attachment| attachment.content.len()).sum();
    message.reserve(size + size / 2);
    // Writing to memory cannot fail.
    let _ = write!(message, "Content-Type: multipart/mixed;\r\n boundary=\"{outer}\"\r\n\r\n");
    let _ = write!(message, "--{outer}\r\n");
    write(message, inner, text, html);
    for Attachment { name, media_type, content } in attachments {
        let mut headers = Headers::new();
        headers.set(ContentDisposition::attachment(name));
        let _ = write!(
            message,
            "\r\n--{outer}\r\nContent-Type: {media_type}\r\n{headers}\
             Content-Transfer-Encoding: base64\r\n\r\n"
        );
        for line in content.chunks(BYTES_PER_LINE) {
            message.extend_from_slice(STANDARD.encode(line).as_bytes());
            message.extend_from_slice(b"\r\n");
        }
    }
    let _ = write!(message, "\r\n--{outer}--\r\n");
}

/// HTML needs no transfer encoding where its lines are short: character
/// references stand for what is not ASCII. It is a tenth of the work of
/// quoted-printable, and smaller.
fn write_html(message: &mut Vec<u8>, html: &str) {
    let start = message.len();
    message.extend_from_slice(b"Content-Transfer-Encoding: 7bit\r\n\r\n");
    if !ascii_html(message, html) {
        message.truncate(start);
        message.extend_from_slice(b"Content-Transfer-Encoding: quoted-printable\r\n\r\n");
        quoted_printable(message, html);
    }
}

/// Quoted-printable: readable in languages written with few accents, short
/// lines whatever the data, and nothing that a relay rewrites.
fn quoted_printable(message: &mut Vec<u8>, text: &str) {
    for line in text.lines() {
        let as_it_is = line.len() <= LONGEST_QUOTED
            && line.bytes().all(|byte| matches!(byte, b' '..=b'~') && byte != b'=')
            && !line.ends_with(' ');
        if as_it_is {
            message.extend_from_slice(line.as_bytes());
        } else {
            message.extend_from_slice(&::quoted_printable::encode(line));
        }
        message.extend_from_slice(b"\r\n");
    }
}

/// False, with the message half written, if a line is too long, or if there
/// are accents in a style sheet or a script, where no reference is read.
fn ascii_html(message: &mut Vec<u8>, html: &str) -> bool {
    let lone_return = |at: usize| html.as_bytes().get(at + 1) != Some(&b'\n');
    let bytes = html.as_bytes();
    if memchr::memchr(0, bytes).is_some()
        || memchr::memchr_iter(b'\r', bytes).any(lone_return)
        || has_raw_accents(html)
    {
        return false;
    }
    message.reserve(html.len() + html.len() / 4);
    for line in html.lines() {
        let start = message.len();
        let mut rest = line;
        while let Some(at) = rest.bytes().position(|byte| !byte.is_ascii()) {
            let (ascii, other) = rest.split_at(at);
            message.extend_from_slice(ascii.as_bytes());
            let mut chars = other.chars();
            if let Some(c) = chars.next() {
                reference(message, c);
            }
            rest = chars.as_str();
        }
        message.extend_from_slice(rest.as_bytes());
        if message.len() - start > LONGEST_LINE {
            return false;
        }
        message.extend_from_slice(b"\r\n");
    }
    true
}

/// `&#233;` for “é”.
fn reference(message: &mut Vec<u8>, c: char) {
    let mut digits = [b'0'; 7];
    let mut first = digits.len();
    let mut rest = u32::from(c);
    for digit in digits.iter_mut().rev() {
        *digit = b'0' + u8::try_from(rest % 10).unwrap_or_default();
        rest /= 10;
        first -= 1;
        if rest == 0 {
            break;
        }
    }
    message.extend_from_slice(b"&#");
    message.extend_from_slice(&digits[first..]);
    message.push(b';');
}

fn has_raw_accents(html: &str) -> bool {
    [("<style", "</style"), ("<script", "</script")].iter().any(|(open, close)| {
        memmem::find_iter(html.as_bytes(), open).any(|start| {
            let rest = &html.as_bytes()[start..];
            let end = memmem::find(rest, close.as_bytes()).unwrap_or(rest.len());
            !rest[..end].is_ascii()
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn html_is_sent_in_ascii_where_that_says_the_same() {
        let ascii = |html: &str| {
            let mut message = Vec::new();
            ascii_html(&mut message, html)
                .then(|| String::from_utf8(message).expect("an ASCII message"))
        };
        for (html, expected) in [
            ("<p>40 €</p>\n<p>é</p>", Some("<p>40 &#8364;</p>\r\n<p>&#233;</p>\r\n")),
            ("<p>\u{1f4ec}</p>\r\n", Some("<p>&#128236;</p>\r\n")),
            ("\u{80}\u{10ffff}", Some("&#128;&#1114111;\r\n")),
            (
                "<style>a{font-family:Arial}</style>é",
                Some("<style>a{font-family:Arial}</style>&#233;\r\n"),
            ),
            ("<style>a{font-family:'Été'}</style>", None),
            ("<style>a{}</style><style>é</style>", None),
            ("<script>alert('é')", None),
            ("nul\u{0}", None),
            ("a lone\rreturn", None),
            ("a lone return\r", None),
        ] {
            assert_eq!(ascii(html).as_deref(), expected, "{html:?}");
        }
        assert_eq!(ascii(&"é".repeat(200)), None, "references make the line too long");
    }

    #[test]
    fn text_is_quoted_line_by_line_as_if_it_were_quoted_whole() {
        let long = "x".repeat(200);
        let just = "y".repeat(76);
        for text in [
            "Bonjour,\n\n1 + 1 = 2\né\n",
            "blank \ntab\t\n\ttab first\n",
            "a lone\rreturn\n",
            &format!("{long}\n{just}\n{just}z\n"),
            &format!("{}\n", "très long ".repeat(40)),
        ] {
            let mut message = Vec::new();
            quoted_printable(&mut message, text);
            let whole = ::quoted_printable::encode(text.replace('\n', "\r\n"));
            assert_eq!(message, whole, "{text:?}");
        }
    }
}
