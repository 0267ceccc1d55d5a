//! The XML of a part written anew, as the source of a Jinja template.

use std::collections::BTreeMap;
use std::ops::Range;

use super::blocks::Blocks;
use super::dialect::Dialect;
use super::omitted::Omitted;
use super::paragraphs::{Paragraph, Piece};
use super::source::Place;
use super::tags::{Does, Tag};
use super::xml::{Kind, Xml};

/// Writes the nodes of a part in their order.
pub(super) struct Writer<'a> {
    xml: &'a Xml,
    dialect: Dialect,
    /// The elements around the place that is written.
    open: Vec<usize>,
    pub blocks: Blocks<'a>,
    pieces: BTreeMap<usize, (&'a Paragraph, &'a Vec<Piece>)>,
    pub text: String,
    /// The tags in the text, with their paragraphs.
    pub tags: Vec<(Range<usize>, Place)>,
}

impl<'a> Writer<'a> {
    pub fn new(xml: &'a Xml, dialect: Dialect, paragraphs: &'a [Paragraph]) -> Self {
        let pieces = paragraphs.iter().flat_map(|paragraph| {
            paragraph.pieces.iter().map(move |(node, pieces)| (*node, (paragraph, pieces)))
        });
        Self {
            xml,
            dialect,
            open: Vec::new(),
            blocks: Blocks::new(xml, dialect),
            pieces: pieces.collect(),
            text: String::new(),
            tags: Vec::new(),
        }
    }

    pub fn write(&mut self, omitted: &Omitted<'a>) {
        let mut at = 0;
        while let Some(node) = self.xml.nodes.get(at) {
            if let Some(paragraphs) = omitted.get(&at) {
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
