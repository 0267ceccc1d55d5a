//! A row as it is sealed: what never changes, and the texts that may be erased.

use super::ERASED;
use super::canonical::Canonical;
use super::digest::Digest;
use super::entry::Salts;
use chrono::{DateTime, Utc};

/// What a row is: the table that it stands in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Kind {
    /// A reminder as it was made: addresses, subject, message, lines.
    Reminders,
    History,
    FollowUp,
    Audit,
    /// That something was erased.
    Erasures,
}

impl Kind {
    pub const ALL: [Self; 5] =
        [Self::Reminders, Self::History, Self::FollowUp, Self::Audit, Self::Erasures];

    /// The name used in the store, in digests and in JSON.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Reminders => "reminders",
            Self::History => "history",
            Self::FollowUp => "follow_up_changes",
            Self::Audit => "audit_log",
            Self::Erasures => "erasures",
        }
    }

    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == name)
    }

    /// The columns of its texts, in the order of their digests.
    pub fn texts(self) -> &'static [&'static str] {
        match self {
            Self::Reminders => &["recipients", "copies", "subject", "message"],
            Self::History => &["detail", "author"],
            Self::FollowUp => &["author", "comment_before", "comment_after"],
            Self::Audit => &["actor", "object", "detail"],
            Self::Erasures => &[],
        }
    }

    /// Whether an erased text reads [`ERASED`]; in other rows a pseudonym or
    /// nothing takes its place.
    fn marks_erased(self) -> bool {
        matches!(self, Self::History | Self::FollowUp | Self::Audit)
    }
}

/// A text of a row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Text {
    Read(Vec<u8>),
    /// Too long to be read each time: taken as sealed.
    Unread,
}

impl From<String> for Text {
    fn from(text: String) -> Self {
        Self::Read(text.into_bytes())
    }
}

/// A row that is sealed, or is to be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sealable {
    pub kind: Kind,
    pub id: i64,
    /// When it was recorded; `None` where the row does not tell.
    pub recorded_at: Option<DateTime<Utc>>,
    /// What never changes.
    pub fixed: Canonical,
    /// One for each of [`Kind::texts`].
    pub texts: Vec<Text>,
}

/// Why a row is not what was sealed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Difference {
    Fixed,
    /// This text, by its place.
    Text(usize),
    /// This text was erased, and nothing records that.
    Erased(usize),
}

impl Sealable {
    /// The digests of its texts, with their salts.
    pub fn text_digests(&self, salts: &Salts) -> Vec<Digest> {
        let texts = self.texts.iter().enumerate();
        texts.map(|(place, text)| text_digest(text, salts.of(place))).collect()
    }

    /// The digest of the row, made of what never changes and of the digests of
    /// its texts.
    pub fn content(&self, texts: &[Digest]) -> Digest {
        let fields = Canonical::default().text(self.kind.as_str()).number(self.id);
        let fields = fields.bytes(&self.fixed.digest("relance/fixed/1").0);
        let fields = texts.iter().fold(fields, |fields, text| fields.bytes(&text.0));
        fields.digest("relance/row/1")
    }

    /// How the row differs from what was sealed; `erased` has a bit for each
    /// text whose erasure is on record.
    pub(super) fn difference(
        &self,
        salts: &Salts,
        sealed: &[Digest],
        content: Digest,
        erased: u32,
    ) -> Option<Difference> {
        for (place, text) in self.texts.iter().enumerate() {
            let Some(digest) = sealed.get(place) else { return Some(Difference::Fixed) };
            if salts.is_erased(place) {
                if erased & (1 << place) == 0 {
                    return Some(Difference::Erased(place));
                }
                let marked = *text == Text::Read(ERASED.as_bytes().to_vec());
                if self.kind.marks_erased() && !marked {
                    return Some(Difference::Text(place));
                }
            } else if *text != Text::Unread && text_digest(text, salts.of(place)) != *digest {
                return Some(Difference::Text(place));
            }
        }
        (self.content(sealed) != content).then_some(Difference::Fixed)
    }
}

fn text_digest(text: &Text, salt: [u8; Salts::LENGTH]) -> Digest {
    let Text::Read(text) = text else { return Digest::NONE };
    let mut hasher = blake3::Hasher::new();
    hasher.update(b"relance/text/1").update(&salt).update(text);
    Digest(*hasher.finalize().as_bytes())
}
