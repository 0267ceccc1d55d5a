//! A part as the source of a Jinja template: its XML, with the tags in places
//! where the result is well-formed whatever they decide.

use std::ops::Range;

use super::dialect::Dialect;
use super::omitted;
use super::paragraphs::{self, Paragraph};
use super::tags::Mistake;
use super::writer::Writer;
use super::xml::Xml;
use crate::wording::{Message, msg};

/// Where a paragraph is, for messages.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Place {
    /// From 1, in the part.
    pub number: usize,
    /// The beginning of its text.
    pub text: String,
}

impl Place {
    pub fn of(paragraph: &Paragraph) -> Self {
        Self { number: paragraph.number, text: paragraph.shown.clone() }
    }
}

/// A part with tags as a template.
#[derive(Debug)]
pub(super) struct Source {
    pub text: String,
    /// The tags in it, in order, with their paragraphs.
    tags: Vec<(Range<usize>, Place)>,
}

impl Source {
    /// The paragraph of a tag at this place of the text.
    pub fn place(&self, at: usize) -> Option<&Place> {
        let next = self.tags.partition_point(|(range, _)| range.start <= at);
        let (range, place) = self.tags.get(next.checked_sub(1)?)?;
        (at <= range.end).then_some(place)
    }

    pub fn has_tags(&self) -> bool {
        !self.tags.is_empty()
    }
}

/// # Errors
/// Every tag that is broken or stands where it cannot.
pub(super) fn of(xml: &Xml, dialect: Dialect) -> Result<Source, Vec<(Place, Message)>> {
    let mut mistakes = Vec::new();
    let mut paragraphs = Vec::new();
    for (paragraph, mistake) in paragraphs::all(xml, dialect) {
        if let Some(mistake) = mistake {
            let message = match mistake {
                Mistake::Open(tag) => msg!("office-tag-open", tag = tag),
                Mistake::Stray(end) => msg!("office-tag-stray", end = end),
            };
            mistakes.push((Place::of(&paragraph), message));
        }
        paragraphs.push(paragraph);
    }
    let omitted = omitted::of(xml, dialect, &paragraphs, &mut mistakes);
    let mut writer = Writer::new(xml, dialect, &paragraphs);
    writer.write(&omitted);
    let Writer { mut blocks, text, tags, .. } = writer;
    // A broken tag makes others look unbalanced.
    if mistakes.is_empty() {
        blocks.end();
        mistakes.extend(blocks.mistakes.into_iter().map(|(at, told)| (Place::of(at), told)));
    }
    if mistakes.is_empty() { Ok(Source { text, tags }) } else { Err(mistakes) }
}
