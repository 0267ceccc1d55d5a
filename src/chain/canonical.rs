//! Values as bytes that mean the same for ever: what digests are made of.

use chrono::{DateTime, NaiveDate, Utc};

use super::digest::Digest;

/// Fields of a row, one after the other, each with its kind and its length: no
/// two rows have the same bytes.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Canonical(Vec<u8>);

const ABSENT: u8 = 0;
const NUMBER: u8 = 1;
const TEXT: u8 = 2;
const SWITCH: u8 = 3;
const MOMENT: u8 = 4;
const DAY: u8 = 5;
const BYTES: u8 = 6;

impl Canonical {
    #[must_use]
    pub fn number(mut self, number: i64) -> Self {
        self.0.push(NUMBER);
        self.0.extend(number.to_be_bytes());
        self
    }

    #[must_use]
    pub fn text(self, text: &str) -> Self {
        self.long(TEXT, text.as_bytes())
    }

    #[must_use]
    pub fn bytes(self, bytes: &[u8]) -> Self {
        self.long(BYTES, bytes)
    }

    #[must_use]
    pub fn switch(mut self, on: bool) -> Self {
        self.0.extend([SWITCH, u8::from(on)]);
        self
    }

    /// In microseconds: as exactly as both databases keep it.
    #[must_use]
    pub fn moment(mut self, at: DateTime<Utc>) -> Self {
        self.0.push(MOMENT);
        self.0.extend(at.timestamp_micros().to_be_bytes());
        self
    }

    #[must_use]
    pub fn day(self, day: NaiveDate) -> Self {
        self.long(DAY, day.to_string().as_bytes())
    }

    /// The value, or that there is none.
    #[must_use]
    pub fn optional<T>(mut self, value: Option<T>, add: impl FnOnce(Self, T) -> Self) -> Self {
        match value {
            Some(value) => add(self, value),
            None => {
                self.0.push(ABSENT);
                self
            }
        }
    }

    fn long(mut self, kind: u8, bytes: &[u8]) -> Self {
        self.0.push(kind);
        self.0.extend((bytes.len() as u64).to_be_bytes());
        self.0.extend(bytes);
        self
    }

    /// The digest of the fields, for one purpose.
    pub fn digest(&self, purpose: &str) -> Digest {
        let mut hasher = blake3::Hasher::new();
        hasher.update(&(purpose.len() as u64).to_be_bytes()).update(purpose.as_bytes());
        Digest(*hasher.update(&self.0).finalize().as_bytes())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn different_fields_never_have_the_same_digest() {
        let of = |fields: Canonical| fields.digest("test");
        let all = [
            of(Canonical::default().text("ab").text("c")),
            of(Canonical::default().text("a").text("bc")),
            of(Canonical::default().text("abc")),
            of(Canonical::default().text("").text("abc")),
            of(Canonical::default().bytes(b"abc")),
            of(Canonical::default().optional(None::<&str>, Canonical::text).text("abc")),
            of(Canonical::default().number(0)),
            of(Canonical::default().switch(false)),
            Canonical::default().text("abc").digest("other"),
        ];
        for (place, one) in all.iter().enumerate() {
            assert!(!all[place + 1..].contains(one), "{place}");
        }
    }
}
