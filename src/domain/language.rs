//! Languages of people and templates.

use std::borrow::Cow;
use std::fmt;
use std::str::FromStr;

/// A lower-case ISO 639 code such as `fr` or `en`; it names a template folder.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Language(Cow<'static, str>);

/// The text is not a two or three letter language code.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0:?} is not a language code such as \"fr\"")]
pub struct UnknownLanguage(pub String);

impl Language {
    pub const ENGLISH: Self = Self(Cow::Borrowed("en"));
    pub const FRENCH: Self = Self(Cow::Borrowed("fr"));

    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for Language {
    type Err = UnknownLanguage;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let code = text.trim().to_ascii_lowercase();
        let well_formed =
            matches!(code.len(), 2 | 3) && code.bytes().all(|b| b.is_ascii_lowercase());
        if well_formed { Ok(Self(Cow::Owned(code))) } else { Err(UnknownLanguage(text.to_owned())) }
    }
}

impl fmt::Display for Language {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
