//! The XML of a part as a flat list of nodes that know their text in it.

use std::ops::Range;

use quick_xml::Reader;
use quick_xml::events::{BytesRef, BytesStart, Event};

use super::limits;
use crate::wording::{Message, msg};

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Kind {
    /// With the index of its end.
    Start(usize),
    End,
    Empty,
    /// Character data, without references.
    Text(String),
    /// Declaration, comment, processing instruction.
    Other,
}

#[derive(Debug, Clone)]
pub(super) struct Node {
    pub kind: Kind,
    /// Where it stands in the XML.
    pub raw: Range<usize>,
    /// Of an element, in the XML.
    name: Range<usize>,
    /// The element around it.
    pub parent: Option<usize>,
}

/// A well-formed part without document type or entities of its own.
#[derive(Debug)]
pub(super) struct Xml {
    text: String,
    pub nodes: Vec<Node>,
}

impl Xml {
    pub fn parse(bytes: Vec<u8>) -> Result<Self, Message> {
        let text = String::from_utf8(bytes).map_err(|_| msg!("office-not-utf8"))?;
        let nodes = nodes(&text)?;
        Ok(Self { text, nodes })
    }

    pub fn raw(&self, node: usize) -> &str {
        self.nodes.get(node).map_or("", |node| &self.text[node.raw.clone()])
    }

    /// With its prefix, such as `w:p`; empty for what is no element.
    pub fn name(&self, node: usize) -> &str {
        self.nodes.get(node).map_or("", |node| &self.text[node.name.clone()])
    }

    /// Of an element; of anything else, itself.
    pub fn end(&self, node: usize) -> usize {
        match self.nodes.get(node).map(|node| &node.kind) {
            Some(Kind::Start(end)) => *end,
            _ => node,
        }
    }

    pub fn parent_name(&self, node: usize) -> &str {
        self.nodes.get(node).and_then(|node| node.parent).map_or("", |parent| self.name(parent))
    }
}

/// The character behind a reference such as `&amp;` or `&#233;`.
pub(super) fn referenced(reference: &BytesRef<'_>) -> Result<char, Message> {
    if let Ok(Some(c)) = reference.resolve_char_ref() {
        return Ok(c);
    }
    match reference.as_ref() {
        "amp" => Ok('&'),
        "lt" => Ok('<'),
        "gt" => Ok('>'),
        "quot" => Ok('"'),
        "apos" => Ok('\''),
        other => Err(msg!("office-entity", name = other)),
    }
}

fn nodes(text: &str) -> Result<Vec<Node>, Message> {
    let mut reader = Reader::from_str(text);
    reader.config_mut().enable_all_checks(true);
    let mut nodes: Vec<Node> = Vec::new();
    let mut open: Vec<usize> = Vec::new();
    let mut roots = 0;
    loop {
        let from = position(&reader);
        let event = reader.read_event().map_err(|error| broken(&error))?;
        let raw = from..position(&reader);
        let parent = open.last().copied();
        let outside = parent.is_none();
        let mut name = from..from;
        let kind = match event {
            Event::Eof => break,
            Event::DocType(_) => return Err(msg!("office-dtd")),
            Event::Start(element) => {
                name = named(&element, from)?;
                roots += usize::from(outside);
                if open.len() >= limits::DEPTH {
                    return Err(msg!("office-too-deep", limit = limits::DEPTH));
                }
                open.push(nodes.len());
                Kind::Start(nodes.len())
            }
            Event::Empty(element) => {
                name = named(&element, from)?;
                roots += usize::from(outside);
                Kind::Empty
            }
            Event::End(_) => {
                let start = open.pop().unwrap_or_default();
                if start + 1 == nodes.len()
                    && let Some(node) = nodes.get_mut(start)
                {
                    node.kind = Kind::Empty;
                    node.raw.end = raw.end;
                    continue;
                }
                let end = nodes.len();
                let mut parent = None;
                if let Some(node) = nodes.get_mut(start) {
                    node.kind = Kind::Start(end);
                    (name, parent) = (node.name.clone(), node.parent);
                }
                nodes.push(Node { kind: Kind::End, raw, name, parent });
                continue;
            }
            Event::Text(data) => Kind::Text(data.as_ref().to_owned()),
            Event::CData(data) => Kind::Text(data.as_ref().to_owned()),
            Event::GeneralRef(reference) => Kind::Text(referenced(&reference)?.to_string()),
            Event::Comment(_) | Event::Decl(_) | Event::PI(_) => Kind::Other,
        };
        let joined = match (&kind, nodes.last_mut()) {
            (Kind::Text(more), Some(Node { kind: Kind::Text(data), raw: before, .. })) => {
                data.push_str(more);
                before.end = raw.end;
                true
            }
            _ => false,
        };
        if outside
            && matches!(&kind, Kind::Text(data) if !data.trim_start_matches('\u{feff}').trim().is_empty())
        {
            return Err(msg!("office-not-xml", detail = "text outside the root element"));
        }
        if !joined {
            nodes.push(Node { kind, raw, name, parent });
        }
    }
    match (open.is_empty(), roots) {
        (true, 1) => Ok(nodes),
        _ => Err(msg!("office-not-xml", detail = "an element without its end")),
    }
}

pub(super) fn position(reader: &Reader<&[u8]>) -> usize {
    usize::try_from(reader.buffer_position()).unwrap_or(usize::MAX)
}

pub(super) fn broken(error: &quick_xml::Error) -> Message {
    msg!("office-not-xml", detail = error.to_string())
}

fn named(element: &BytesStart<'_>, from: usize) -> Result<Range<usize>, Message> {
    for attribute in element.attributes() {
        attribute.map_err(|error| msg!("office-not-xml", detail = error.to_string()))?;
    }
    Ok(from + 1..from + 1 + element.name().as_ref().len())
}
