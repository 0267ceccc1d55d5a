//! A part as the source of a Jinja template: its XML, with the tags in places
//! where the result is well-formed whatever they decide.

use std::collections::BTreeMap;
use std::ops::Range;

use super::blocks::Blocks;
use super::dialect::Dialect;
use super::paragraphs::{self, Paragraph, Piece};
use super::tags::{Does, Mistake, Scope, Tag};
use super::xml::{Kind, Xml};
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
    fn of(paragraph: &Paragraph) -> Self {
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
    let left_out = left_out(xml, dialect, &paragraphs, &mut mistakes);
    let mut writer = Writer {
        xml,
        dialect,
        open: Vec::new(),
        blocks: Blocks::new(xml, dialect),
        pieces: BTreeMap::new(),
        text: String::with_capacity(xml.raw(0).len() + 4096),
        tags: Vec::new(),
    };
    for paragraph in &paragraphs {
        for (node, pieces) in &paragraph.pieces {
            writer.pieces.insert(*node, (paragraph, pieces));
        }
    }
    writer.write(&left_out);
    let mut blocks = writer.blocks;
    // A broken tag makes others look unbalanced.
    if mistakes.is_empty() {
        blocks.end();
        mistakes.extend(blocks.mistakes.into_iter().map(|(at, told)| (Place::of(at), told)));
    }
    if mistakes.is_empty() {
        Ok(Source { text: writer.text, tags: writer.tags })
    } else {
        Err(mistakes)
    }
}

/// Rows and paragraphs that go, with the paragraphs whose tags stay.
type LeftOut<'a> = BTreeMap<usize, Vec<&'a Paragraph>>;

fn left_out<'a>(
    xml: &Xml,
    dialect: Dialect,
    paragraphs: &'a [Paragraph],
    mistakes: &mut Vec<(Place, Message)>,
) -> LeftOut<'a> {
    let mut rows: BTreeMap<usize, Vec<&Paragraph>> = BTreeMap::new();
    let mut left_out = LeftOut::new();
    for paragraph in paragraphs {
        let row = row_around(xml, dialect, paragraph.node);
        if let Some(row) = row {
            rows.entry(row).or_default().push(paragraph);
        }
        if paragraph.only_controls {
            left_out.insert(paragraph.node, vec![paragraph]);
        } else if paragraph.has(Scope::Paragraph) {
            mistakes.push((Place::of(paragraph), msg!("office-paragraph-not-alone")));
        }
        if row.is_none() && paragraph.has(Scope::Row) {
            mistakes.push((Place::of(paragraph), msg!("office-row-outside-table")));
        }
    }
    for (row, held) in rows {
        let nested = (row + 1..xml.end(row)).any(|node| dialect.is_table(xml.name(node)));
        let alone = !nested
            && held.iter().all(|it| it.only_controls || it.is_blank)
            && held.iter().any(|it| it.only_controls)
            && !held.iter().any(|it| it.has(Scope::Paragraph));
        let asked = held.iter().find(|it| it.has(Scope::Row));
        match asked {
            Some(asked) if !alone => {
                mistakes.push((Place::of(asked), msg!("office-row-not-alone")));
            }
            _ if alone => _ = left_out.insert(row, held),
            _ => {}
        }
    }
    left_out
}

/// The innermost row around a paragraph.
fn row_around(xml: &Xml, dialect: Dialect, node: usize) -> Option<usize> {
    let mut at = xml.nodes.get(node)?.parent;
    while let Some(node) = at {
        if dialect.is_row(xml.name(node)) {
            return Some(node);
        }
        at = xml.nodes.get(node)?.parent;
    }
    None
}

struct Writer<'a> {
    xml: &'a Xml,
    dialect: Dialect,
    /// The elements around the place that is written.
    open: Vec<usize>,
    blocks: Blocks<'a>,
    pieces: BTreeMap<usize, (&'a Paragraph, &'a Vec<Piece>)>,
    text: String,
    tags: Vec<(Range<usize>, Place)>,
}

impl<'a> Writer<'a> {
    fn write(&mut self, left_out: &LeftOut<'a>) {
        let mut at = 0;
        while let Some(node) = self.xml.nodes.get(at) {
            if let Some(paragraphs) = left_out.get(&at) {
                for paragraph in paragraphs {
                    for tag in &paragraph.tags {
                        self.control(tag, paragraph);
                    }
                }
                at = self.xml.end(at) + 1;
                continue;
            }
            match (&node.kind, self.pieces.get(&at)) {
                (Kind::Start(_), _) => {
                    self.begin(at);
                    self.open.push(at);
                }
                (Kind::End, _) => {
                    self.open.pop();
                    self.raw(at);
                }
                (Kind::Text(_), Some((paragraph, pieces))) => {
                    let (paragraph, pieces) = (*paragraph, *pieces);
                    for piece in pieces {
                        match piece {
                            Piece::Text(text) => escape(&mut self.text, text, self.dialect),
                            Piece::Tag(tag) => {
                                if let Some(tag) = paragraph.tags.get(*tag) {
                                    self.tag(tag, paragraph);
                                }
                            }
                        }
                    }
                }
                // A blank or a line end within a tag.
                (Kind::Empty, Some(_)) => {}
                _ => self.raw(at),
            }
            at += 1;
        }
    }

    fn tag(&mut self, tag: &'a Tag, paragraph: &'a Paragraph) {
        match tag.does {
            Does::Prints => self.put("{{ ", tag, " }}", paragraph),
            Does::Controls => self.between_runs(tag, paragraph),
            Does::Comments => {}
        }
    }

    /// Ends what can be begun again, so that a block holds whole runs.
    fn between_runs(&mut self, tag: &'a Tag, paragraph: &'a Paragraph) {
        let is_inline = |node: &&usize| self.dialect.is_inline(self.xml.name(**node));
        let runs = self.open.iter().rev().take_while(is_inline).count();
        let runs = self.open.split_off(self.open.len() - runs);
        for node in runs.iter().rev() {
            self.text.push_str("</");
            self.text.push_str(self.xml.name(*node));
            self.text.push('>');
        }
        self.control(tag, paragraph);
        for node in runs {
            self.begin(node);
            let properties = node + 1;
            if self.xml.name(node) == "w:r" && self.xml.name(properties) == "w:rPr" {
                for node in properties..=self.xml.end(properties) {
                    self.raw(node);
                }
            }
            self.open.push(node);
        }
    }

    fn control(&mut self, tag: &'a Tag, paragraph: &'a Paragraph) {
        if tag.does == Does::Controls {
            let home = self.open.last().copied().unwrap_or_default();
            self.blocks.meet(tag, paragraph, home);
            self.put("{% ", tag, " %}", paragraph);
        }
    }

    fn put(&mut self, begin: &str, tag: &Tag, end: &str, paragraph: &Paragraph) {
        let start = self.text.len();
        for text in [begin, &tag.code, end] {
            self.text.push_str(text);
        }
        self.tags.push((start..self.text.len(), Place::of(paragraph)));
    }

    /// The start of an element. Blanks at the ends of a text that is cut up
    /// are part of it.
    fn begin(&mut self, node: usize) {
        if self.xml.name(node) == "w:t" && self.is_cut_up(node + 1) {
            self.text.push_str("<w:t xml:space=\"preserve\">");
        } else {
            self.raw(node);
        }
    }

    fn is_cut_up(&self, text: usize) -> bool {
        let whole = match self.xml.nodes.get(text).map(|node| &node.kind) {
            Some(Kind::Text(whole)) => whole,
            _ => return false,
        };
        self.pieces.get(&text).is_some_and(|(_, pieces)| match pieces.as_slice() {
            [Piece::Text(text)] => text != whole,
            _ => true,
        })
    }

    /// As it is, with braces that the engine leaves alone.
    fn raw(&mut self, node: usize) {
        let raw = self.xml.raw(node);
        let mut chars = raw.chars().peekable();
        while let Some(c) = chars.next() {
            match (c, chars.peek()) {
                ('{', Some('{' | '%' | '#')) => self.text.push_str("&#123;"),
                _ => self.text.push(c),
            }
        }
    }
}

/// Text between tags. New lines and runs of blanks in a document's own text
/// are one blank; those in values are told apart by it.
fn escape(output: &mut String, text: &str, dialect: Dialect) {
    let mut after_blank = false;
    for c in text.chars() {
        let blank = matches!(c, ' ' | '\t' | '\r' | '\n');
        match c {
            '&' => output.push_str("&amp;"),
            '<' => output.push_str("&lt;"),
            '>' => output.push_str("&gt;"),
            '{' => output.push_str("&#123;"),
            _ if blank && dialect == Dialect::Odt && after_blank => {}
            _ if blank => output.push(' '),
            _ => output.push(c),
        }
        after_blank = blank;
    }
}
