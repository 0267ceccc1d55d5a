//! Paragraphs and table rows that hold tags only: they go, their tags stay.

use std::collections::BTreeMap;

use super::dialect::Dialect;
use super::paragraphs::Paragraph;
use super::source::Place;
use super::tags::Scope;
use super::xml::Xml;
use crate::wording::{Message, msg};

/// Rows and paragraphs that go, with the paragraphs whose tags stay.
pub(super) type Omitted<'a> = BTreeMap<usize, Vec<&'a Paragraph>>;

pub(super) fn of<'a>(
    xml: &Xml,
    dialect: Dialect,
    paragraphs: &'a [Paragraph],
    mistakes: &mut Vec<(Place, Message)>,
) -> Omitted<'a> {
    let mut rows: BTreeMap<usize, Vec<&Paragraph>> = BTreeMap::new();
    let mut omitted = Omitted::new();
    for paragraph in paragraphs {
        let row = row_around(xml, dialect, paragraph.node);
        if let Some(row) = row {
            rows.entry(row).or_default().push(paragraph);
        }
        if paragraph.only_controls {
            omitted.insert(alone(xml, paragraph.node), vec![paragraph]);
        } else if paragraph.has(Scope::Paragraph) {
            mistakes.push((Place::of(paragraph), msg!("office-paragraph-not-alone")));
        }
        if row.is_none() && paragraph.has(Scope::Row) {
            mistakes.push((Place::of(paragraph), msg!("office-row-outside-table")));
        }
    }
    for (row, held) in rows {
        let nested = (row + 1..xml.end(row)).any(|node| dialect.is_table(xml.name(node)));
        let tags_only = !nested
            && held.iter().all(|it| it.only_controls || it.is_blank)
            && held.iter().any(|it| it.only_controls)
            && !held.iter().any(|it| it.has(Scope::Paragraph));
        let asked = held.iter().find(|it| it.has(Scope::Row));
        match asked {
            Some(asked) if !tags_only => {
                mistakes.push((Place::of(asked), msg!("office-row-not-alone")));
            }
            _ if tags_only => _ = omitted.insert(row, held),
            _ => {}
        }
    }
    omitted
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

/// The paragraph, or the item or list of LibreOffice that holds nothing else:
/// in Word, lists are paragraphs.
fn alone(xml: &Xml, paragraph: usize) -> usize {
    let mut node = paragraph;
    while let Some(parent) = xml.nodes.get(node).and_then(|node| node.parent) {
        let is_list = matches!(xml.name(parent), "text:list" | "text:list-item");
        if !is_list || parent + 1 != node || xml.end(node) + 1 != xml.end(parent) {
            break;
        }
        node = parent;
    }
    node
}
