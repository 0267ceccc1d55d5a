//! Text from data and templates into what a mail can carry.

/// Longest subject, in characters.
const LONGEST_SUBJECT: usize = 200;

/// Longest name of a person or a company in a header, in characters.
const LONGEST_NAME: usize = 100;

/// A subject: one line, of bounded length.
pub(super) fn subject(text: &str) -> String {
    one_line(text, LONGEST_SUBJECT)
}

/// A name in a header: one line, of bounded length.
pub(super) fn name(text: &str) -> String {
    one_line(text, LONGEST_NAME)
}

/// Control characters and runs of blanks become one blank, so that no header
/// can be begun from data; the opening of an encoded word is broken up, so
/// that none is decoded that we did not write.
fn one_line(text: &str, longest: usize) -> String {
    let blank = |c: char| c.is_control() || c.is_whitespace() && c != '\u{a0}' && c != '\u{202f}';
    let mut line = String::with_capacity(text.len().min(longest));
    let mut length = 0;
    for word in text.split(blank).filter(|word| !word.is_empty()) {
        if !line.is_empty() {
            line.push(' ');
            length += 1;
        }
        for c in word.chars() {
            if length + 1 >= longest {
                line.push('…');
                return line;
            }
            if c == '?' && line.ends_with('=') {
                line.push(' ');
                length += 1;
            }
            line.push(c);
            length += 1;
        }
    }
    line
}

/// A text body without blanks at line ends and with at most one empty line in
/// a row: what blocks and conditions of a template leave behind.
pub(super) fn tidy(text: &str) -> String {
    let mut tidy = String::with_capacity(text.len());
    let mut gap = false;
    for line in text.lines().map(str::trim_end) {
        if line.is_empty() {
            gap = !tidy.is_empty();
            continue;
        }
        if gap {
            tidy.push('\n');
            gap = false;
        }
        tidy.push_str(line);
        tidy.push('\n');
    }
    tidy
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_subject_is_one_line() {
        for (text, expected) in [
            ("  Relance \n n° 1\r\n", "Relance n° 1"),
            ("Relance\r\nBcc: eve@example.com", "Relance Bcc: eve@example.com"),
            ("a\u{0}b\u{85}c\u{2028}d", "a b c d"),
            ("1\u{202f}234,50\u{a0}€", "1\u{202f}234,50\u{a0}€"),
            ("=?utf-8?q?hidden?=", "= ?utf-8?q?hidden?="),
            ("", ""),
        ] {
            assert_eq!(subject(text), expected, "{text:?}");
        }
        assert_eq!(subject(&"é".repeat(1_000)).chars().count(), LONGEST_SUBJECT);
        assert_eq!(subject(&"ab ".repeat(1_000)).chars().count(), LONGEST_SUBJECT);
    }

    #[test]
    fn what_blocks_leave_behind_is_tidied() {
        assert_eq!(tidy("\n\na  \n\n\n\n  b\n \n"), "a\n\n  b\n");
    }
}
