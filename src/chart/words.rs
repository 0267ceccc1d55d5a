//! Texts that fit, and numbers as people write them.

use crate::wording::UiLanguage;

/// Characters of a name that a legend or an axis shows.
const NAME: usize = 28;
/// Characters of a title that are shown.
const TITLE: usize = 100;

/// A name, cut where it is too long.
pub fn short(name: &str) -> String {
    cut(name, NAME)
}

pub fn title(title: &str) -> String {
    cut(title, TITLE)
}

/// Without what no XML document may hold, on one line.
pub fn clean(text: &str) -> String {
    let allowed = |c: char| match c {
        c if c.is_control() => ' ',
        '\u{FFFE}' | '\u{FFFF}' => '\u{FFFD}',
        c => c,
    };
    let text: String = text.chars().map(allowed).collect();
    text.trim().to_owned()
}

fn cut(text: &str, most: usize) -> String {
    let text = clean(text);
    if text.chars().count() <= most {
        return text;
    }
    let mut cut: String = text.chars().take(most.saturating_sub(1)).collect();
    cut.truncate(cut.trim_end().len());
    cut.push('…');
    cut
}

/// A number with its thousands apart; at most one decimal.
pub fn number(value: f64, language: UiLanguage) -> String {
    let (thousands, point) = match language {
        UiLanguage::English => (',', '.'),
        UiLanguage::French => ('\u{a0}', ','),
    };
    let text = format!("{:.1}", value.abs());
    let (whole, decimal) = text.split_once('.').unwrap_or((&text, "0"));
    let mut written = String::new();
    if value < 0.0 && text != "0.0" {
        written.push('\u{2212}');
    }
    for (place, digit) in whole.chars().enumerate() {
        if place > 0 && (whole.len() - place).is_multiple_of(3) {
            written.push(thousands);
        }
        written.push(digit);
    }
    if decimal != "0" {
        written.push(point);
        written.push_str(decimal);
    }
    written
}

/// About how many pixels a text takes.
pub fn width(text: &str, size: i32) -> i32 {
    let characters = i32::try_from(text.chars().count()).unwrap_or(i32::MAX);
    characters.saturating_mul(size).saturating_mul(11) / 20
}
