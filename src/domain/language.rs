//! Languages of people and templates.

use std::fmt;
use std::str::FromStr;
use std::sync::Arc;

/// A lower-case ISO 639 code such as `fr` or `en`; it names a template folder.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Language(Arc<str>);

/// The text is not a two or three letter language code.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0:?} is not a language code such as \"fr\"")]
pub struct UnknownLanguage(pub String);

impl Language {
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
        if well_formed { Ok(Self(code.into())) } else { Err(UnknownLanguage(text.to_owned())) }
    }
}

impl fmt::Display for Language {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
