//! The forms in which a field may be written.

mod amount;
mod date;

pub use amount::{amount, exact, fec_amount, non_negative};
pub use date::{date, fec_date, iso_date};

use super::problems::Fault;
use crate::diagnostic::nearest;
use crate::domain::document::DocumentPath;
use crate::domain::language::Language;
use crate::domain::money::Currency;
use crate::wording::msg;

/// Longest text of one line, in characters.
const LONGEST_TEXT: usize = 500;

/// Longest text that a message repeats, in characters.
const LONGEST_SHOWN: usize = 60;

/// What was found, as a message repeats it: short, and harmless to a terminal.
pub fn shown(found: &str) -> String {
    let mut chars = found.chars().map(|c| if c.is_control() { '\u{fffd}' } else { c });
    let mut text: String = chars.by_ref().take(LONGEST_SHOWN).collect();
    if chars.next().is_some() {
        text.push('…');
    }
    text
}

/// One line of text: a code, a name, an address. Control characters are
/// refused here, so that none reaches a mail.
pub fn text(found: &str) -> Result<String, Fault> {
    if found.contains(['\n', '\r']) {
        return Err(Fault::new(msg!("import-line-break")));
    }
    if found.chars().any(char::is_control) {
        return Err(Fault::new(msg!("import-control-character")));
    }
    if found.chars().nth(LONGEST_TEXT).is_some() {
        return Err(Fault::new(msg!("import-text-too-long", most = LONGEST_TEXT)));
    }
    Ok(found.to_owned())
}

/// Lines of text, one under another or separated by `|`.
pub fn lines(found: &str) -> Result<Vec<String>, Fault> {
    pieces(found, &['|', '\n'])
}

/// Codes separated by `|`.
pub fn codes(found: &str) -> Result<Vec<String>, Fault> {
    pieces(found, &['|'])
}

/// E-mail addresses, as written, separated by `|`, comma or semicolon.
pub fn addresses(found: &str) -> Result<Vec<String>, Fault> {
    pieces(found, &['|', ',', ';'])
}

/// Files in the folder of documents, separated by `|`.
pub fn documents(found: &str) -> Result<Vec<DocumentPath>, Fault> {
    pieces(found, &['|'])?.iter().map(|piece| document(piece)).collect()
}

/// A file in the folder of documents.
pub fn document(found: &str) -> Result<DocumentPath, Fault> {
    found.parse().map_err(|_| {
        Fault::new(msg!("documents-not-a-path", found = shown(found)))
            .expecting(msg!("documents-expected-path"))
    })
}

fn pieces(found: &str, separators: &[char]) -> Result<Vec<String>, Fault> {
    found.split(separators).map(str::trim).filter(|piece| !piece.is_empty()).map(text).collect()
}

/// A comment of one or several lines.
pub fn comment(found: &str) -> Result<String, Fault> {
    let lines: Result<Vec<String>, Fault> = found.lines().map(text).collect();
    Ok(lines?.join("\n"))
}

/// Yes or no, in the words of French and English exports.
pub fn flag(found: &str) -> Result<bool, Fault> {
    match found.to_lowercase().as_str() {
        "oui" | "o" | "yes" | "y" | "true" | "vrai" | "1" | "x" => Ok(true),
        "non" | "n" | "no" | "false" | "faux" | "0" => Ok(false),
        _ => Err(Fault::new(msg!("import-not-a-flag", found = shown(found)))
            .expecting(msg!("import-expected-flag"))),
    }
}

/// A number that counts from 1.
pub fn ordinal(found: &str) -> Result<u32, Fault> {
    found
        .parse()
        .ok()
        .filter(|number| *number > 0)
        .ok_or_else(|| Fault::new(msg!("import-not-an-ordinal", found = shown(found))))
}

pub fn currency(found: &str) -> Result<Currency, Fault> {
    const USUAL: [&str; 8] = ["EUR", "USD", "GBP", "CHF", "CAD", "JPY", "MAD", "TND"];
    found.to_uppercase().parse().map_err(|_| {
        Fault::new(msg!("import-not-a-currency", found = shown(found)))
            .expecting(msg!("import-expected-currency"))
            .suggesting(nearest(found, USUAL))
    })
}

pub fn language(found: &str) -> Result<Language, Fault> {
    found.parse().map_err(|_| Fault::new(msg!("import-not-a-language", found = shown(found))))
}

/// One of some words; each meaning may have several.
pub fn one_of<T: Copy>(found: &str, words: &[(&'static str, T)]) -> Result<T, Fault> {
    let lower = found.to_lowercase();
    words.iter().find(|(word, _)| *word == lower).map(|(_, meaning)| *meaning).ok_or_else(|| {
        let known = words.iter().map(|(word, _)| *word);
        let list = known.clone().collect::<Vec<_>>().join(", ");
        Fault::new(msg!("import-not-one-of", found = shown(found)))
            .expecting(msg!("import-expected-one-of", known = list))
            .suggesting(nearest(found, known))
    })
}
