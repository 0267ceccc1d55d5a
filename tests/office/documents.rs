//! Documents built by hand: what word processors write, and what they never
//! would.

use std::io::{Cursor, Write as _};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipArchive, ZipWriter};

pub const TYPES: &str = r#"<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/><Override PartName="/word/header1.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.header+xml"/></Types>"#;
const WORD: &str = r#"xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main""#;
pub const ODT: &str = "application/vnd.oasis.opendocument.text";

/// Files of a document, in order; what is pushed again replaces.
#[derive(Clone, Default)]
pub struct Document(Vec<(String, Vec<u8>)>);

impl Document {
    pub fn with(mut self, name: &str, content: impl Into<Vec<u8>>) -> Self {
        let content = content.into();
        match self.0.iter_mut().find(|(known, _)| known == name) {
            Some((_, known)) => *known = content,
            None => self.0.push((name.to_owned(), content)),
        }
        self
    }

    pub fn without(mut self, name: &str) -> Self {
        self.0.retain(|(known, _)| known != name);
        self
    }

    pub fn pack(&self) -> Vec<u8> {
        let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
        for (name, content) in &self.0 {
            let method = if name == "mimetype" {
                CompressionMethod::Stored
            } else {
                CompressionMethod::Deflated
            };
            let options = SimpleFileOptions::default().compression_method(method);
            writer.start_file(name.as_str(), options).expect("a file begins");
            writer.write_all(content).expect("a file is written");
        }
        writer.finish().expect("a document").into_inner()
    }
}

pub fn word(body: &str) -> String {
    format!("<?xml version=\"1.0\"?>\n<w:document {WORD}><w:body>{body}</w:body></w:document>")
}

/// A Word document with this body and a header.
pub fn docx(body: &str) -> Document {
    Document::default()
        .with("[Content_Types].xml", TYPES)
        .with("word/document.xml", word(body))
        .with("word/header1.xml", format!("<w:hdr {WORD}>{}</w:hdr>", p("Lettre")))
}

pub fn content(body: &str) -> String {
    format!(
        r#"<office:document-content xmlns:office="o" xmlns:text="t" xmlns:table="b" xmlns:draw="d" xmlns:xlink="x"><office:body><office:text>{body}</office:text></office:body></office:document-content>"#
    )
}

/// A LibreOffice document with this body.
pub fn odt(body: &str) -> Document {
    Document::default().with("mimetype", ODT).with("content.xml", content(body))
}

/// A paragraph of Word with one run a text.
pub fn runs(texts: &[&str]) -> String {
    let runs = texts.iter().map(|text| {
        format!("<w:r><w:t xml:space=\"preserve\">{}</w:t></w:r>", text.replace('&', "&amp;"))
    });
    format!("<w:p>{}</w:p>", runs.collect::<String>())
}

pub fn p(text: &str) -> String {
    runs(&[text])
}

/// A table of Word, a list of cells a row.
pub fn table(rows: &[&[&str]]) -> String {
    let cell = |text: &&str| format!("<w:tc>{}</w:tc>", p(text));
    let rows =
        rows.iter().map(|row| format!("<w:tr>{}</w:tr>", row.iter().map(cell).collect::<String>()));
    format!("<w:tbl>{}</w:tbl>", rows.collect::<String>())
}

/// A file of a packed document, as text.
pub fn part(document: &[u8], name: &str) -> String {
    let mut archive = ZipArchive::new(Cursor::new(document)).expect("a document");
    let file = archive.by_name(name).expect("a file");
    std::io::read_to_string(file).expect("text")
}
