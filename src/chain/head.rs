//! The end of the chain, to be kept where nobody who can write the database
//! can write too.

use std::fmt;
use std::str::FromStr;

use super::digest::Digest;

/// How long the chain is, and the hash of its last entry. Written as
/// `1234:8c1e…`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Head {
    pub entries: i64,
    pub hash: Digest,
}

impl Head {
    /// Of a chain without entries.
    pub const EMPTY: Self = Self { entries: 0, hash: Digest::NONE };
}

/// A text that is no head.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0:?} is not the head of a chain")]
pub struct NotAHead(pub String);

impl fmt::Display for Head {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.entries, self.hash)
    }
}

impl FromStr for Head {
    type Err = NotAHead;

    fn from_str(text: &str) -> Result<Self, NotAHead> {
        let none = || NotAHead(text.to_owned());
        let (entries, hash) = text.trim().split_once(':').ok_or_else(none)?;
        let entries = entries.parse().ok().filter(|entries| *entries >= 0).ok_or_else(none)?;
        Ok(Self { entries, hash: hash.parse().map_err(|()| none())? })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_head_is_read_as_it_is_shown() {
        let head = Head { entries: 12, hash: Digest([7; 32]) };
        assert_eq!(head.to_string().parse(), Ok(head));
        for text in ["", "12", "12:", "12:abc", "-1:00", ":"] {
            assert!(text.parse::<Head>().is_err(), "{text:?}");
        }
    }
}
