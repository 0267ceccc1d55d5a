//! One link of the chain.

use chrono::{DateTime, Utc};

use super::canonical::Canonical;
use super::digest::Digest;
use super::row::Kind;

/// Random bytes for each text of a row; zeros for a text that was erased.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Salts(Vec<u8>);

impl Salts {
    /// Bytes for each text.
    pub const LENGTH: usize = 16;

    pub fn new(bytes: Vec<u8>) -> Self {
        Self(bytes)
    }

    pub fn as_bytes(&self) -> &[u8] {
        &self.0
    }

    pub(super) fn of(&self, place: usize) -> [u8; Self::LENGTH] {
        let begins = place * Self::LENGTH;
        let salt = self.0.get(begins..begins + Self::LENGTH);
        salt.and_then(|salt| salt.try_into().ok()).unwrap_or_default()
    }

    pub fn is_erased(&self, place: usize) -> bool {
        self.of(place) == [0; Self::LENGTH]
    }

    /// Without those of the texts that have a bit.
    #[must_use]
    pub fn without(&self, texts: u32) -> Self {
        let mut left = self.0.clone();
        for (place, salt) in left.chunks_mut(Self::LENGTH).enumerate() {
            if texts & (1 << place) != 0 {
                salt.fill(0);
            }
        }
        Self(left)
    }
}

/// A row in its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// From 1, without gaps.
    pub position: i64,
    pub kind: Kind,
    pub row: i64,
    pub sealed_at: DateTime<Utc>,
    pub salts: Salts,
    /// Of the texts, as they were sealed.
    pub texts: Vec<Digest>,
    /// Of the row, as it was sealed.
    pub content: Digest,
    /// Of all this on top of the entry before.
    pub hash: Digest,
}

impl Entry {
    /// What the hash must be on top of the entry before.
    pub fn hash_on(&self, previous: Digest) -> Digest {
        Canonical::default()
            .bytes(&previous.0)
            .number(self.position)
            .text(self.kind.as_str())
            .number(self.row)
            .moment(self.sealed_at)
            .bytes(&self.content.0)
            .digest("relance/link/1")
    }
}
