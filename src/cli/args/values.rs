//! Forms of values on the command line.

use std::str::FromStr;

use crate::domain::follow_up;

/// A value, or the word `none`, which takes away what is stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OrNone<T>(pub Option<T>);

impl<T: FromStr> FromStr for OrNone<T> {
    type Err = T::Err;

    fn from_str(text: &str) -> Result<Self, T::Err> {
        if text == "none" { Ok(Self(None)) } else { text.parse().map(|value| Self(Some(value))) }
    }
}

/// `on` or `off`.
pub fn on_off(text: &str) -> Result<bool, String> {
    match text {
        "on" => Ok(true),
        "off" => Ok(false),
        _ => Err(text.to_owned()),
    }
}

/// Text without control characters other than line breaks.
pub fn plain_text(text: &str) -> Result<String, String> {
    follow_up::plain_text(text).ok_or_else(|| text.to_owned())
}

/// As [`plain_text`], and it says something.
pub fn stated_text(text: &str) -> Result<String, String> {
    plain_text(text).and_then(|text| if text.is_empty() { Err(text) } else { Ok(text) })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn none_takes_away() {
        assert_eq!("none".parse::<OrNone<String>>(), Ok(OrNone(None)));
        assert_eq!("PROMISE".parse::<OrNone<String>>(), Ok(OrNone(Some("PROMISE".to_owned()))));
        assert!("soon".parse::<OrNone<chrono::NaiveDate>>().is_err());
    }

    #[test]
    fn texts_are_trimmed_and_plain() {
        for (text, plain, stated) in [
            (" Appelé\nle 12 ", Some("Appelé\nle 12"), true),
            ("  ", Some(""), false),
            ("a\u{1b}[31m", None, false),
        ] {
            assert_eq!(plain_text(text).ok().as_deref(), plain, "{text:?}");
            assert_eq!(stated_text(text).is_ok(), stated, "{text:?}");
        }
    }
}
