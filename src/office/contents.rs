//! Which files of a document hold its text, and what a letter must not bring
//! with it.

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::dialect::Dialect;
use super::package::{Files, MIMETYPE};
use super::xml;
use crate::wording::{Message, msg};

const CONTENT_TYPES: &str = "[Content_Types].xml";
const ODT: &[u8] = b"application/vnd.oasis.opendocument.text";
const WORD: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml.";

/// What a part is to who edits the document.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Role {
    Body,
    Header,
    Footer,
    Notes,
    /// Headers and footers of an ODT document.
    Styles,
}

/// The format and the parts with text, the body first.
pub(super) fn of(files: &Files) -> Result<(Dialect, Vec<(Role, String)>), Message> {
    if let Some(kind) = files.get(MIMETYPE) {
        odt(files, kind)
    } else if let Some(types) = files.get(CONTENT_TYPES) {
        docx(files, types)
    } else {
        Err(msg!("office-neither"))
    }
}

fn odt(files: &Files, kind: &[u8]) -> Result<(Dialect, Vec<(Role, String)>), Message> {
    if kind.trim_ascii() != ODT {
        let found = String::from_utf8_lossy(kind).chars().take(80).collect::<String>();
        return Err(msg!("office-other-type", found = found));
    }
    if let Some(name) =
        files.keys().find(|name| name.starts_with("Basic/") || name.starts_with("Scripts/"))
    {
        return Err(msg!("office-macros", name = name));
    }
    let manifest = files.get("META-INF/manifest.xml").map(Vec::as_slice).unwrap_or_default();
    if memchr::memmem::find(manifest, b"encryption-data").is_some() {
        return Err(msg!("office-encrypted", name = "META-INF/manifest.xml"));
    }
    let parts = [(Role::Body, "content.xml"), (Role::Styles, "styles.xml")];
    if !files.contains_key(parts[0].1) {
        return Err(msg!("office-part-missing", name = parts[0].1));
    }
    for (_, name) in parts {
        let content = files.get(name).map(Vec::as_slice).unwrap_or_default();
        elements(name, content, |element| {
            let name = element.name();
            // Links for the reader to follow; whatever else is fetched.
            let is_link = matches!(name.as_ref(), "text:a" | "draw:a" | "form:form");
            match attribute(element, "xlink:href") {
                Some(target) if !is_link && is_outside(&target) => {
                    Err(msg!("office-external", target = target))
                }
                _ => Ok(()),
            }
        })?;
    }
    let there = parts.into_iter().filter(|(_, name)| files.contains_key(*name));
    Ok((Dialect::Odt, there.map(|(role, name)| (role, name.to_owned())).collect()))
}

fn is_outside(target: &str) -> bool {
    target.starts_with('/') || target.contains(':') || target.split('/').any(|part| part == "..")
}

fn docx(files: &Files, types: &[u8]) -> Result<(Dialect, Vec<(Role, String)>), Message> {
    if let Some(name) = files.keys().find(|name| name.ends_with("vbaProject.bin")) {
        return Err(msg!("office-macros", name = name));
    }
    let mut parts = Vec::new();
    let mut other = None;
    elements(CONTENT_TYPES, types, |element| {
        let (kind, name) = (attribute(element, "ContentType"), attribute(element, "PartName"));
        let Some(kind) = kind else { return Ok(()) };
        if kind.contains("macroEnabled") {
            return Err(msg!("office-macros", name = CONTENT_TYPES));
        }
        let name = name.unwrap_or_default();
        let role = match kind.strip_prefix(WORD) {
            Some("document.main+xml") => Role::Body,
            Some("header+xml") => Role::Header,
            Some("footer+xml") => Role::Footer,
            Some("footnotes+xml" | "endnotes+xml") => Role::Notes,
            _ => {
                if kind.ends_with("main+xml") {
                    other = Some(kind);
                }
                return Ok(());
            }
        };
        parts.push((role, name.trim_start_matches('/').to_owned()));
        Ok(())
    })?;
    parts.sort();
    match (parts.first(), other) {
        (Some((Role::Body, _)), _) => {}
        (_, Some(found)) => return Err(msg!("office-other-type", found = found)),
        _ => return Err(msg!("office-part-missing", name = "word/document.xml")),
    }
    if let Some((_, name)) = parts.iter().find(|(_, name)| !files.contains_key(name)) {
        return Err(msg!("office-part-missing", name = name));
    }
    for (name, content) in files.iter().filter(|(name, _)| name.ends_with(".rels")) {
        elements(name, content, |element| {
            let is_external = attribute(element, "TargetMode")
                .is_some_and(|it| it.eq_ignore_ascii_case("external"));
            let is_link = attribute(element, "Type").is_some_and(|it| it.ends_with("/hyperlink"));
            match attribute(element, "Target") {
                Some(target) if is_external && !is_link => {
                    Err(msg!("office-external", target = target))
                }
                _ => Ok(()),
            }
        })?;
    }
    Ok((Dialect::Docx, parts))
}

fn attribute(element: &BytesStart<'_>, name: &str) -> Option<String> {
    let found = element.try_get_attribute(name).ok().flatten()?;
    Some(found.normalized_value(quick_xml::XmlVersion::Implicit1_0).ok()?.into_owned())
}

/// Calls `each` for every element of a file.
fn elements(
    name: &str,
    content: &[u8],
    mut each: impl FnMut(&BytesStart<'_>) -> Result<(), Message>,
) -> Result<(), Message> {
    let in_file = |problem: Message| msg!("office-in-file", name = name, problem = problem);
    let text = std::str::from_utf8(content).map_err(|_| in_file(msg!("office-not-utf8")))?;
    let mut reader = Reader::from_str(text);
    loop {
        match reader.read_event().map_err(|error| in_file(xml::broken(&error)))? {
            Event::Start(element) | Event::Empty(element) => each(&element)?,
            Event::DocType(_) => return Err(in_file(msg!("office-dtd"))),
            Event::Eof => return Ok(()),
            _ => {}
        }
    }
}
