//! The paragraphs of a part: their text joined over all runs, the tags in it,
//! and what stays of each run.

use std::collections::BTreeMap;

use super::dialect::Dialect;
use super::tags::{self, Does, Mistake, Scope, Tag};
use super::xml::{Kind, Xml};

/// Characters of a paragraph that a message shows.
const SHOWN: usize = 50;

/// A piece of what a run holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Piece {
    Text(String),
    /// A tag of the paragraph, by index.
    Tag(usize),
}

#[derive(Debug)]
pub(super) struct Paragraph {
    /// Its element.
    pub node: usize,
    /// From 1, in the part.
    pub number: usize,
    /// The beginning of its text.
    pub shown: String,
    pub tags: Vec<Tag>,
    /// Whether it holds tags that print nothing, and nothing else.
    pub only_controls: bool,
    /// Whether it shows nothing at all.
    pub is_blank: bool,
    /// What becomes of its nodes with text; other nodes stay.
    pub pieces: BTreeMap<usize, Vec<Piece>>,
}

impl Paragraph {
    pub fn has(&self, scope: Scope) -> bool {
        self.tags.iter().any(|tag| tag.scope == scope)
    }
}

/// A character of a paragraph and the node that it comes from.
type Origin = usize;

#[derive(Default)]
struct Draft {
    node: usize,
    text: Vec<char>,
    origins: Vec<Origin>,
    shows_more: bool,
}

/// All paragraphs in the order in which they begin.
pub(super) fn all(xml: &Xml, dialect: Dialect) -> Vec<(Paragraph, Option<Mistake>)> {
    let mut drafts: Vec<Draft> = Vec::new();
    // The paragraphs open at a place, the innermost last.
    let mut open: Vec<usize> = Vec::new();
    let mut at = 0;
    while let Some(node) = xml.nodes.get(at) {
        let name = xml.name(at);
        let current = open.last().copied();
        match &node.kind {
            Kind::Start(end) if dialect.is_aside(name) => {
                at = end + 1;
                continue;
            }
            Kind::Start(_) if dialect.is_paragraph(name) => {
                // A text box shows something in the paragraph around it.
                if let Some(around) = current {
                    drafts[around].shows_more = true;
                }
                open.push(drafts.len());
                drafts.push(Draft { node: at, ..Draft::default() });
            }
            Kind::Empty if dialect.is_paragraph(name) => {
                drafts.push(Draft { node: at, ..Draft::default() });
            }
            Kind::End if dialect.is_paragraph(name) => _ = open.pop(),
            Kind::Start(end) if dialect.is_formatting(name) => {
                if let Some(current) = current {
                    // The last paragraph of a section bears its page.
                    let section = (at..*end).any(|node| xml.name(node) == "w:sectPr");
                    drafts[current].shows_more |= section;
                }
                at = end + 1;
                continue;
            }
            Kind::Start(_) | Kind::Empty => {
                if let Some(current) = current {
                    let draft = &mut drafts[current];
                    if let Some(c) = dialect.character(name, xml.parent_name(at)) {
                        draft.text.push(c);
                        draft.origins.push(at);
                    }
                    draft.shows_more |= !dialect.shows_nothing(name, xml.raw(at));
                }
            }
            Kind::Text(data) => {
                if let Some(current) = current.filter(|_| dialect.holds_text(xml.parent_name(at))) {
                    let draft = &mut drafts[current];
                    draft.text.extend(data.chars());
                    draft.origins.resize(draft.text.len(), at);
                }
            }
            Kind::End | Kind::Other => {}
        }
        at += 1;
    }
    drafts.into_iter().enumerate().map(|(index, draft)| draft.finish(xml, index + 1)).collect()
}

impl Draft {
    fn finish(self, xml: &Xml, number: usize) -> (Paragraph, Option<Mistake>) {
        let (tags, mistake) = match tags::find(&self.text) {
            Ok(tags) => (tags, None),
            Err(mistake) => (Vec::new(), Some(mistake)),
        };
        let blank = |range: std::ops::Range<usize>| {
            self.text[range].iter().all(|c| c.is_whitespace() || *c == '\u{ad}')
        };
        let mut after = 0;
        let mut only_blanks = true;
        for tag in &tags {
            only_blanks &= blank(after..tag.range.start.max(after));
            after = tag.range.end;
        }
        only_blanks &= blank(after..self.text.len());
        let is_blank = only_blanks && !self.shows_more && tags.is_empty() && mistake.is_none();
        let paragraph = Paragraph {
            is_blank,
            node: self.node,
            number,
            shown: shown(&self.text),
            only_controls: only_blanks
                && !self.shows_more
                && !tags.is_empty()
                && tags.iter().all(|tag| tag.does != Does::Prints),
            pieces: self.pieces(xml, &tags),
            tags,
        };
        (paragraph, mistake)
    }

    /// A tag goes where it begins; what other nodes hold of it is dropped.
    fn pieces(&self, xml: &Xml, tags: &[Tag]) -> BTreeMap<usize, Vec<Piece>> {
        let mut pieces: BTreeMap<usize, Vec<Piece>> = BTreeMap::new();
        let mut next = tags.iter().enumerate().peekable();
        for (at, (c, origin)) in self.text.iter().zip(&self.origins).enumerate() {
            while next.peek().is_some_and(|(_, tag)| tag.range.end <= at) {
                next.next();
            }
            let tag = next.peek().filter(|(_, tag)| tag.range.start <= at);
            let is_text =
                matches!(xml.nodes.get(*origin).map(|node| &node.kind), Some(Kind::Text(_)));
            if !is_text {
                if tag.is_some() {
                    pieces.entry(*origin).or_default();
                }
                continue;
            }
            let held = pieces.entry(*origin).or_default();
            match tag {
                Some((index, tag)) if tag.at == at => held.push(Piece::Tag(*index)),
                Some(_) => {}
                None => match held.last_mut() {
                    Some(Piece::Text(text)) => text.push(*c),
                    _ => held.push(Piece::Text(c.to_string())),
                },
            }
        }
        pieces
    }
}

fn shown(text: &[char]) -> String {
    let text: String = text.iter().collect();
    let mut words = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if let Some((cut, _)) = words.char_indices().nth(SHOWN) {
        words.truncate(cut);
        words.push('…');
    }
    words
}
