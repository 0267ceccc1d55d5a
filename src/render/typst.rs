//! Values in Typst's markup: shown as they are, whatever they contain.

use std::fmt;

use minijinja::{Error, Output, Value};

/// The name of this way of escaping.
pub(super) const ESCAPE: &str = "typst";

/// A value in markup: plain words as they are, anything else as a string.
pub(super) fn write(output: &mut Output<'_>, value: &Value) -> Result<(), Error> {
    let written = match value.as_str() {
        Some(text) => in_markup(output, text),
        None => in_markup(output, &value.to_string()),
    };
    Ok(written?)
}

/// The string of Typst's code that is a text, with its quotation marks.
pub(super) fn quoted(text: &str) -> String {
    let mut quoted = String::with_capacity(text.len() + 2);
    // Writing to a string cannot fail.
    _ = push_quoted(&mut quoted, text);
    quoted
}

/// The semicolon ends the code, so that nothing after it belongs to it.
fn in_markup(output: &mut impl fmt::Write, text: &str) -> fmt::Result {
    if is_plain(text) {
        return output.write_str(text);
    }
    output.write_char('#')?;
    push_quoted(output, text)?;
    output.write_char(';')
}

/// Whether no part of a text means anything to Typst.
fn is_plain(text: &str) -> bool {
    let blank_at_ends = text.starts_with(' ') || text.ends_with(' ') || text.contains("  ");
    !blank_at_ends && text.chars().all(|c| c.is_alphanumeric() || matches!(c, ' ' | ','))
}

/// Line ends become blanks and what cannot be printed is left out: neither has
/// a place in a line of a letter.
fn push_quoted(output: &mut impl fmt::Write, text: &str) -> fmt::Result {
    output.write_char('"')?;
    for c in text.chars() {
        match c {
            '"' | '\\' => {
                output.write_char('\\')?;
                output.write_char(c)?;
            }
            '\n' | '\t' | '\u{2028}' | '\u{2029}' => output.write_char(' ')?,
            c if c.is_control() => {}
            c => output.write_char(c)?,
        }
    }
    output.write_char('"')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_value_means_anything_to_typst() {
        for (text, expected) in [
            ("Durand et Fils, Lyon", "Durand et Fils, Lyon"),
            ("Été 2026", "Été 2026"),
            ("Durand & Fils", "#\"Durand & Fils\";"),
            ("#eval(\"1\")", "#\"#eval(\\\"1\\\")\";"),
            ("\\", "#\"\\\\\";"),
            ("= Titre", "#\"= Titre\";"),
            (" a  b", "#\" a  b\";"),
            ("a\r\nb", "#\"a b\";"),
            ("", ""),
        ] {
            let mut written = String::new();
            in_markup(&mut written, text).expect("written to a string");
            assert_eq!(written, expected, "{text:?}");
        }
    }
}
