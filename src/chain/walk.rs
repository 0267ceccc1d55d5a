//! Going along the chain, entry by entry, to the first that does not hold.

use std::collections::BTreeMap;

use chrono::{DateTime, TimeDelta, Utc};

use super::canonical::Canonical;
use super::digest::Digest;
use super::entry::Entry;
use super::flaw::{Flaw, Place, What};
use super::head::Head;
use super::row::{Difference, Kind, Sealable};

/// No transaction takes as long as this, and none waits as long to be sealed:
/// a row that is sealed so much later than one with a higher number was put in.
const LONGEST: TimeDelta = TimeDelta::days(1);

/// The list of what an erasure took, in the order of the chain: its digest is
/// kept with the erasure.
#[derive(Debug, Clone)]
pub struct ErasureList {
    fields: blake3::Hasher,
    texts: i64,
}

impl Default for ErasureList {
    fn default() -> Self {
        let mut fields = blake3::Hasher::new();
        fields.update(b"relance/erasure/1");
        Self { fields, texts: 0 }
    }
}

impl ErasureList {
    /// `texts` has a bit for each text of the entry.
    pub fn add(&mut self, position: i64, texts: u32) {
        self.fields.update(&position.to_be_bytes()).update(&texts.to_be_bytes());
        self.texts += i64::from(texts.count_ones());
    }

    /// How many texts were erased, and the digest of which.
    pub fn recorded(&self) -> Recorded {
        Recorded { texts: self.texts, digest: Digest(*self.fields.finalize().as_bytes()) }
    }
}

/// What is on record of an erasure.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Recorded {
    pub texts: i64,
    pub digest: Digest,
}

/// The numbers of one kind of rows that were seen.
#[derive(Debug, Clone, Copy)]
struct Seen {
    /// The highest number that was sealed long before.
    settled: i64,
    /// The highest number when the span began that lasts at present.
    closing: i64,
    highest: i64,
    span: DateTime<Utc>,
    last: DateTime<Utc>,
}

impl Seen {
    fn from(sealed_at: DateTime<Utc>) -> Self {
        Self { settled: 0, closing: 0, highest: 0, span: sealed_at, last: sealed_at }
    }

    /// Whether the row comes after much younger ones.
    fn is_late(&mut self, row: i64, sealed_at: DateTime<Utc>) -> bool {
        if sealed_at - self.last > LONGEST {
            (self.settled, self.closing, self.span) = (self.highest, self.highest, sealed_at);
        } else if sealed_at - self.span > LONGEST {
            (self.settled, self.closing, self.span) = (self.closing, self.highest, sealed_at);
        }
        self.last = sealed_at;
        self.highest = self.highest.max(row);
        row < self.settled
    }
}

/// Where somebody who checks a chain stands. Takes the same memory however
/// long the chain is, but for one list of what each erasure took.
#[derive(Debug, Clone)]
pub struct Walk {
    head: Head,
    kept: Option<Head>,
    seen: BTreeMap<Kind, Seen>,
    erasures: BTreeMap<i64, ErasureList>,
    erased: i64,
}

impl Walk {
    /// From the beginning; `kept` is a head that must lie on the way.
    pub fn new(kept: Option<Head>) -> Self {
        Self {
            head: Head::EMPTY,
            kept: kept.filter(|kept| kept.entries > 0),
            seen: BTreeMap::new(),
            erasures: BTreeMap::new(),
            erased: 0,
        }
    }

    /// The end of what was checked.
    pub fn head(&self) -> Head {
        self.head
    }

    /// How many texts were erased.
    pub fn erased(&self) -> i64 {
        self.erased
    }

    /// Goes on to an entry with its row, if that is there, and with the
    /// erasures on record for it: their numbers, and a bit for each text.
    ///
    /// # Errors
    /// What is wrong with it.
    pub fn step(
        &mut self,
        entry: &Entry,
        row: Option<&Sealable>,
        erasures: &[(i64, u32)],
    ) -> Result<(), Flaw> {
        let place = Place { position: Some(entry.position), kind: entry.kind, row: entry.row };
        let wrong = |what| Err(Flaw { place: Some(place), what });
        let expected = self.head.entries + 1;
        if entry.position != expected {
            return wrong(What::EntriesMissing { expected });
        }
        if entry.hash_on(self.head.hash) != entry.hash {
            return wrong(What::EntryChanged);
        }
        let Some(row) = row else { return wrong(What::RowMissing) };
        let mut recorded = 0;
        for (erasure, texts) in erasures {
            recorded |= texts;
            self.erasures.entry(*erasure).or_default().add(entry.position, *texts);
        }
        let text = |place: usize| entry.kind.texts().get(place).copied().unwrap_or_default();
        match row.difference(&entry.salts, &entry.texts, entry.content, recorded) {
            None => {}
            Some(Difference::Fixed) => return wrong(What::RowChanged),
            Some(Difference::Text(place)) => return wrong(What::TextChanged { text: text(place) }),
            Some(Difference::Erased(place)) => {
                return wrong(What::ErasedUnrecorded { text: text(place) });
            }
        }
        // Reminders are sealed when something is recorded of them, in any order.
        let seen = self.seen.entry(entry.kind).or_insert_with(|| Seen::from(entry.sealed_at));
        if seen.is_late(entry.row, entry.sealed_at) && entry.kind != Kind::Reminders {
            return wrong(What::RowInserted);
        }
        self.erased += i64::from(recorded.count_ones());
        self.head = Head { entries: entry.position, hash: entry.hash };
        match self.kept {
            Some(kept) if kept.entries == entry.position && kept.hash != entry.hash => {
                Err(Flaw { place: None, what: What::HeadNotFound { kept } })
            }
            _ => Ok(()),
        }
    }

    /// Looks at the whole once the last entry was seen. `erasures` is what is
    /// on record of erasures, by number, as it was before the first step.
    ///
    /// # Errors
    /// What is wrong with it.
    pub fn finish(&self, erasures: &BTreeMap<i64, Recorded>) -> Result<(), Flaw> {
        if let Some(kept) = self.kept.filter(|kept| kept.entries > self.head.entries) {
            return Err(Flaw { place: None, what: What::HeadNotFound { kept } });
        }
        let wrong = |erasure| Flaw { place: None, what: What::ErasureChanged { erasure } };
        let none = ErasureList::default();
        for (number, recorded) in erasures {
            let found = self.erasures.get(number).unwrap_or(&none).recorded();
            if found != *recorded {
                return Err(wrong(*number));
            }
        }
        let last = erasures.last_key_value().map_or(0, |(number, _)| *number);
        let unknown = |number: &&i64| **number <= last && !erasures.contains_key(number);
        match self.erasures.keys().find(unknown) {
            Some(number) => Err(wrong(*number)),
            None => Ok(()),
        }
    }

    /// Whether a row that is not sealed has a number among those of rows that
    /// were sealed long ago.
    pub fn is_inserted(&self, kind: Kind, row: i64) -> bool {
        self.seen.get(&kind).is_some_and(|seen| row < seen.settled)
    }
}

impl Recorded {
    /// For the digest of the erasure's own row.
    pub fn canonical(&self, fields: Canonical) -> Canonical {
        fields.number(self.texts).bytes(&self.digest.0)
    }
}
