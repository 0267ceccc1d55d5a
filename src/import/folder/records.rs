//! Where the fields of a CSV record stand in the text: only asked for when a
//! mistake is reported.

use crate::diagnostic::Position;
use crate::import::source::Place;

/// The separator of a file: of `,`, `;` and tab the most frequent in the
/// header.
pub fn delimiter(text: &str) -> u8 {
    let header = text.trim_start().lines().next().unwrap_or_default();
    let mut in_quotes = false;
    let mut counts = [(b',', 0_usize), (b';', 0), (b'\t', 0)];
    for byte in header.bytes() {
        in_quotes ^= byte == b'"';
        for (candidate, count) in &mut counts {
            *count += usize::from(*candidate == byte && !in_quotes);
        }
    }
    let mut best = (b',', 0);
    for candidate in counts {
        if candidate.1 > best.1 {
            best = candidate;
        }
    }
    best.0
}

/// Where the header starts.
pub fn first_place(text: &str) -> Place {
    skip_line_breaks(text, Place { byte: 0, line: 1 })
}

/// The reader starts a record behind the record before, at its line break or
/// at the empty lines that it skips.
pub fn place(text: &str, position: Option<&csv::Position>) -> Place {
    let start = position.map_or(Place { byte: 0, line: 1 }, |position| Place {
        byte: usize::try_from(position.byte()).unwrap_or(usize::MAX),
        line: usize::try_from(position.line()).unwrap_or(usize::MAX),
    });
    skip_line_breaks(text, start)
}

fn skip_line_breaks(text: &str, mut place: Place) -> Place {
    for byte in text
        .as_bytes()
        .get(place.byte..)
        .unwrap_or_default()
        .iter()
        .take_while(|byte| matches!(byte, b'\n' | b'\r'))
    {
        place.byte += 1;
        place.line += usize::from(*byte == b'\n');
    }
    place
}

/// Walks through one record, field by field.
struct Walk {
    delimiter: char,
    quoted: bool,
    in_quotes: bool,
    at_start: bool,
}

enum Step {
    Within,
    NextField,
    End,
}

impl Walk {
    fn new(delimiter: u8) -> Self {
        Self { delimiter: char::from(delimiter), quoted: false, in_quotes: false, at_start: true }
    }

    fn step(&mut self, c: char) -> Step {
        let at_start = std::mem::take(&mut self.at_start);
        match c {
            '"' if at_start => {
                self.quoted = true;
                self.in_quotes = true;
            }
            '"' if self.quoted => self.in_quotes = !self.in_quotes,
            _ if self.in_quotes => {}
            '\n' | '\r' => return Step::End,
            c if c == self.delimiter => {
                *self = Self::new(self.delimiter as u8);
                return Step::NextField;
            }
            _ => {}
        }
        Step::Within
    }
}

/// Place of a field (from 0) of the record that starts at `place`; the end
/// of the record where it has fewer.
pub fn position(text: &str, place: Place, delimiter: u8, field: usize) -> Position {
    let mut at = Position { line: place.line, column: 1 };
    let mut walk = Walk::new(delimiter);
    let mut current = 0;
    for c in text.get(place.byte..).unwrap_or_default().chars() {
        if current == field {
            break;
        }
        match walk.step(c) {
            Step::Within => {}
            Step::NextField => current += 1,
            Step::End => break,
        }
        at = if c == '\n' {
            Position { line: at.line + 1, column: 1 }
        } else {
            Position { column: at.column + 1, ..at }
        };
    }
    at
}

/// Field (from 0) whose quotes are still open at the end of the text.
pub fn open_quotes(text: &str, last: Place, delimiter: u8) -> Option<usize> {
    let mut walk = Walk::new(delimiter);
    let mut field = 0;
    for c in text.get(last.byte..).unwrap_or_default().chars() {
        match walk.step(c) {
            Step::Within => {}
            Step::NextField => field += 1,
            Step::End => return None,
        }
    }
    walk.in_quotes.then_some(field)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn detects_the_separator_outside_quotes() {
        for (text, expected) in [
            ("a,b,c\n1;2;3;4", b','),
            ("a;b\n1,5;2,5", b';'),
            ("\"a,b,c\";d\n", b';'),
            ("\n\na\tb\n", b'\t'),
            ("a\n", b','),
        ] {
            assert_eq!(delimiter(text), expected, "{text:?}");
        }
    }

    #[test]
    fn finds_fields_behind_quotes_and_line_breaks() {
        let text = "x\né;\"a;\n\"\"b\";c;5\" d;e\n";
        let place = Place { byte: 2, line: 2 };
        let expected = [(2, 1), (2, 3), (3, 6), (3, 8), (3, 13)];
        for (field, (line, column)) in expected.into_iter().enumerate() {
            assert_eq!(position(text, place, b';', field), Position { line, column }, "{field}");
        }
    }

    #[test]
    fn notices_quotes_that_are_never_closed() {
        let first = Place { byte: 0, line: 1 };
        assert_eq!(open_quotes("a;\"b\nc;d\n", first, b';'), Some(1));
        assert_eq!(open_quotes("a;\"b\"", first, b';'), None);
        assert_eq!(open_quotes("a;b\"", first, b';'), None);
    }
}
