//! What the engine has written into a document that can be opened: values'
//! line ends and blanks as the format has them, no empty table or cell, and
//! nothing that is not XML.

use quick_xml::Reader;
use quick_xml::events::Event;

use super::dialect::Dialect;
use super::{limits, xml};
use crate::wording::{Message, msg};

/// An element that is open.
struct Open {
    /// Where it begins in the output.
    start: usize,
    role: Role,
    /// Whether character data in it is text of a paragraph.
    is_text: bool,
    /// Whether it has what it must have: a table rows, a cell a paragraph.
    complete: bool,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Role {
    /// A table, its header, a list: nothing without rows or items.
    Rows,
    /// A cell of Word, or what else must end with a paragraph.
    Cell,
    Other,
}

/// # Errors
/// When it is not well-formed, which only values that are not escaped cause.
pub(super) fn finish(filled: &str, dialect: Dialect) -> Result<String, Message> {
    let mut reader = Reader::from_str(filled);
    let mut output = String::with_capacity(filled.len() + filled.len() / 8);
    let mut open: Vec<Open> = Vec::new();
    // Whether the last character written into a paragraph is a blank.
    let mut after_blank = false;
    loop {
        let from = xml::position(&reader);
        let event = reader.read_event().map_err(|error| broken(&error.to_string()))?;
        let raw = filled.get(from..xml::position(&reader)).unwrap_or_default();
        match event {
            Event::Eof => break,
            Event::DocType(_) => return Err(msg!("office-dtd")),
            Event::Start(element) => {
                let name = element.name();
                let name = name.as_ref();
                if open.len() >= limits::DEPTH {
                    return Err(msg!("office-too-deep", limit = limits::DEPTH));
                }
                begun(&mut open, name, dialect);
                after_blank &= !dialect.is_paragraph(name);
                open.push(Open {
                    start: output.len(),
                    role: role(name, dialect),
                    is_text: dialect.holds_text(name),
                    complete: false,
                });
                output.push_str(raw);
            }
            Event::Empty(element) => {
                begun(&mut open, element.name().as_ref(), dialect);
                after_blank = false;
                output.push_str(raw);
            }
            Event::End(_) => {
                let ended = open.pop().ok_or_else(|| broken(raw))?;
                match ended.role {
                    Role::Rows if !ended.complete => output.truncate(ended.start),
                    Role::Cell if !ended.complete => {
                        output.push_str("<w:p/>");
                        output.push_str(raw);
                    }
                    _ => output.push_str(raw),
                }
            }
            Event::Text(_) if open.last().is_some_and(|open| open.is_text) => {
                text(&mut output, raw, dialect, &mut after_blank);
            }
            Event::GeneralRef(reference) => {
                let c = xml::referenced(&reference)?;
                if is_character(c) {
                    output.push_str(raw);
                }
                after_blank = false;
            }
            _ => output.extend(raw.chars().filter(|c| is_character(*c))),
        }
    }
    if open.is_empty() { Ok(output) } else { Err(broken("<…>")) }
}

fn broken(detail: &str) -> Message {
    msg!("office-broken", detail = detail)
}

fn role(name: &str, dialect: Dialect) -> Role {
    match (dialect, name) {
        (Dialect::Docx, "w:tbl") => Role::Rows,
        (
            Dialect::Odt,
            "table:table" | "table:table-header-rows" | "table:table-rows" | "text:list",
        ) => Role::Rows,
        (
            Dialect::Docx,
            "w:tc" | "w:txbxContent" | "w:hdr" | "w:ftr" | "w:footnote" | "w:endnote",
        ) => Role::Cell,
        _ => Role::Other,
    }
}

/// Tells the elements around that a child of this name begins in them.
fn begun(open: &mut [Open], name: &str, dialect: Dialect) {
    if dialect.is_row(name) || name == "text:list-item" {
        // A row counts for the header of its table and for the table.
        for around in open.iter_mut().rev().take(4) {
            around.complete |= around.role == Role::Rows;
        }
    } else if let Some(around) = open.last_mut().filter(|around| around.role == Role::Cell) {
        // The last child has to be a paragraph.
        around.complete = dialect.is_paragraph(name);
    }
}

/// Characters that XML may hold.
fn is_character(c: char) -> bool {
    matches!(c, '\t' | '\n' | '\r' | ' '..='\u{d7ff}' | '\u{e000}'..='\u{fffd}' | '\u{10000}'..)
}

fn text(output: &mut String, raw: &str, dialect: Dialect, after_blank: &mut bool) {
    let mut chars = raw.chars().peekable();
    while let Some(c) = chars.next() {
        let blank_before = std::mem::replace(after_blank, c == ' ');
        match c {
            '\r' if chars.peek() == Some(&'\n') => {}
            '\n' | '\r' => output.push_str(dialect.line_break()),
            '\t' => output.push_str(dialect.tab()),
            ' ' if blank_before && dialect == Dialect::Odt => output.push_str("<text:s/>"),
            _ if is_character(c) => output.push(c),
            _ => {}
        }
    }
}
