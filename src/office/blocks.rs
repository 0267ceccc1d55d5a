//! Whether blocks end where they began: `{% if %}` and `{% endif %}` in one
//! paragraph, or both in place of whole paragraphs, or of whole rows.

use super::dialect::Dialect;
use super::paragraphs::Paragraph;
use super::tags::Tag;
use super::xml::Xml;
use crate::wording::{Message, msg};

/// A block that is open: where it began.
struct Open<'a> {
    tag: &'a Tag,
    paragraph: &'a Paragraph,
    /// The element that its tags stand in.
    home: usize,
}

pub(super) struct Blocks<'a> {
    xml: &'a Xml,
    dialect: Dialect,
    open: Vec<Open<'a>>,
    /// In words, by paragraph.
    pub mistakes: Vec<(&'a Paragraph, Message)>,
}

/// The tag that a tag continues or ends, and whether it ends it.
fn closes(keyword: &str) -> Option<(&'static [&'static str], bool)> {
    Some(match keyword {
        "endif" => (&["if"], true),
        "endfor" => (&["for"], true),
        "endwith" => (&["with"], true),
        "elif" => (&["if"], false),
        "else" => (&["if", "for"], false),
        _ => return None,
    })
}

impl<'a> Blocks<'a> {
    pub fn new(xml: &'a Xml, dialect: Dialect) -> Self {
        Self { xml, dialect, open: Vec::new(), mistakes: Vec::new() }
    }

    /// The next tag of the document that controls.
    pub fn meet(&mut self, tag: &'a Tag, paragraph: &'a Paragraph, home: usize) {
        let keyword = tag.keyword();
        match keyword {
            "if" | "for" | "with" => self.open.push(Open { tag, paragraph, home }),
            "do" => {}
            "set" if tag.code.contains('=') => {}
            _ => match closes(keyword) {
                Some((opens, ends)) => self.close(tag, paragraph, home, opens, ends),
                None => {
                    let message = msg!("office-tag-unknown", tag = tag.shown());
                    self.mistakes.push((paragraph, message));
                }
            },
        }
    }

    fn close(
        &mut self,
        tag: &'a Tag,
        paragraph: &'a Paragraph,
        home: usize,
        opens: &[&str],
        ends: bool,
    ) {
        let Some(open) = self.open.last() else {
            let message = msg!("office-tag-closes-nothing", tag = tag.shown());
            self.mistakes.push((paragraph, message));
            return;
        };
        let (began, number) = (open.tag.shown(), open.paragraph.number);
        if !opens.contains(&open.tag.keyword()) {
            let message = msg!(
                "office-tag-crossed",
                tag = tag.shown(),
                open = began,
                paragraph = number,
                expected = format!("{{% end{} %}}", open.tag.keyword()),
            );
            self.mistakes.push((paragraph, message));
            return;
        }
        if open.home != home {
            let rows = (self.row(open.home), self.row(home));
            let message = if rows.0.is_some() && rows.0 == rows.1 {
                msg!("office-tag-over-cells", tag = tag.shown(), open = began, paragraph = number)
            } else {
                msg!("office-tag-elsewhere", tag = tag.shown(), open = began, paragraph = number)
            };
            self.mistakes.push((paragraph, message));
        }
        if ends {
            self.open.pop();
        }
    }

    /// The table row around an element.
    fn row(&self, node: usize) -> Option<usize> {
        let mut at = Some(node);
        while let Some(node) = at {
            if self.dialect.is_row(self.xml.name(node)) {
                return Some(node);
            }
            at = self.xml.nodes.get(node)?.parent;
        }
        None
    }

    /// What is still open at the end of the part.
    pub fn end(&mut self) {
        for Open { tag, paragraph, .. } in self.open.drain(..) {
            let message = msg!(
                "office-tag-not-closed",
                tag = tag.shown(),
                expected = format!("{{% end{} %}}", tag.keyword()),
            );
            self.mistakes.push((paragraph, message));
        }
    }
}
