//! What of a message does not change on its way: the `relaxed` form of headers
//! and body (RFC 6376 §3.4).

/// A header field; the value is folded as in the message, without its last line
/// end.
pub struct Field<'a> {
    name: &'a [u8],
    pub value: &'a [u8],
}

impl Field<'_> {
    pub fn is_named(&self, name: &str) -> bool {
        self.name.trim_ascii_end().eq_ignore_ascii_case(name.as_bytes())
    }
}

/// The header fields of a message, and its body.
pub fn parts(message: &[u8]) -> (Vec<Field<'_>>, &[u8]) {
    let mut fields = Vec::new();
    let mut rest = message;
    while !rest.is_empty() {
        if let Some(body) = rest.strip_prefix(b"\r\n") {
            return (fields, body);
        }
        let end = field_end(rest);
        let (field, after) = rest.split_at(end);
        if let Some(colon) = memchr::memchr(b':', field) {
            let (name, value) = field.split_at(colon);
            let value = value.get(1..).unwrap_or_default();
            fields.push(Field { name, value: value.strip_suffix(b"\r\n").unwrap_or(value) });
        }
        rest = after;
    }
    (fields, &[])
}

/// After the line end that no folded line follows.
fn field_end(text: &[u8]) -> usize {
    memchr::memmem::find_iter(text, b"\r\n")
        .map(|end| end + 2)
        .find(|end| !matches!(text.get(*end), Some(b' ' | b'\t')))
        .unwrap_or(text.len())
}

/// Adds a header field, without a line end.
pub fn header(name: &str, value: &[u8], out: &mut Vec<u8>) {
    out.extend_from_slice(name.as_bytes());
    out.push(b':');
    let blank = |byte: &u8| matches!(byte, b' ' | b'\t' | b'\r' | b'\n');
    let words = value.split(blank).filter(|word| !word.is_empty());
    for (place, word) in words.enumerate() {
        if place > 0 {
            out.push(b' ');
        }
        out.extend_from_slice(word);
    }
}

/// The body: no blanks at the ends of lines, one for several within, no empty
/// lines at the end.
pub fn body(body: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(body.len());
    // Of `out`, up to the last line that holds anything.
    let mut filled = 0;
    let mut rest = body;
    while !rest.is_empty() {
        let end = memchr::memmem::find(rest, b"\r\n");
        let (line, after) = match end {
            Some(end) => (&rest[..end], &rest[end + 2..]),
            None => (rest, &rest[rest.len()..]),
        };
        let begin = out.len();
        let mut blank = false;
        for byte in line {
            if matches!(byte, b' ' | b'\t') {
                blank = true;
            } else {
                if blank {
                    out.push(b' ');
                    blank = false;
                }
                out.push(*byte);
            }
        }
        let holds_something = out.len() > begin;
        out.extend_from_slice(b"\r\n");
        if holds_something {
            filled = out.len();
        }
        rest = after;
    }
    out.truncate(filled);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The example of RFC 6376 §3.4.5, and what it leaves open.
    #[test]
    fn blanks_do_not_count() {
        let message = b"A: X\r\nB : Y\t\r\n\tZ  \r\n\r\n C \r\nD \t E\r\n\r\n\r\n";
        let (fields, rest) = parts(message);
        let mut headers = Vec::new();
        for (name, field) in ["a", "b"].into_iter().zip(&fields) {
            assert!(field.is_named(name));
            header(name, field.value, &mut headers);
            headers.push(b'|');
        }
        assert_eq!(String::from_utf8_lossy(&headers), "a:X|b:Y Z|");
        assert_eq!(String::from_utf8_lossy(&body(rest)), " C\r\nD E\r\n");
    }

    #[test]
    fn a_body_ends_in_one_line_end_or_is_empty() {
        for (text, expected) in [
            ("", ""),
            ("\r\n\r\n", ""),
            (" \t\r\n", ""),
            ("text", "text\r\n"),
            ("text\r\n", "text\r\n"),
            ("a\r\n\r\nb\r\n \r\n", "a\r\n\r\nb\r\n"),
        ] {
            let canonical = body(text.as_bytes());
            assert_eq!(String::from_utf8_lossy(&canonical), expected, "{text:?}");
        }
    }

    #[test]
    fn a_message_without_a_body_has_headers_all_the_same() {
        let (fields, body) = parts(b"From: a@b.example\r\nSubject: x");
        assert_eq!(fields.len(), 2);
        assert!(body.is_empty());
    }
}
