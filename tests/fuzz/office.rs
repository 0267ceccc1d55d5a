//! Documents of word processors: their bytes, and the XML within them.

use std::io::{Cursor, Read as _};

use relance::office::Template;
use zip::ZipArchive;

use crate::documents::Document;
use crate::environment::{bare, environment, full};
use crate::harness::run;

const WORDS: &[&str] = &[
    "<w:p>",
    "</w:p>",
    "<w:r>",
    "</w:r>",
    "<w:t>",
    "</w:t>",
    "<w:tbl>",
    "<w:tr>",
    "<w:tc>",
    "<text:p>",
    "</text:p>",
    "<text:span>",
    "<table:table>",
    "<table:table-row>",
    "<a",
    "/>",
    "<!DOCTYPE a [<!ENTITY b \"c\">]>",
    "<!ENTITY % d SYSTEM \"file:///etc/passwd\">",
    "&b;",
    "&#0;",
    "&#x110000;",
    "&amp;",
    "<![CDATA[",
    "]]>",
    "<?xml version=\"1.0\"?>",
    "<!--",
    "-->",
    "{{ customer.name }}",
    "{% for line in lines %}",
    "{% endfor %}",
    "{%tr ",
    "{%p ",
    " %}",
    "{{",
    "}}",
    "{% if a %}",
    "{% endif %}",
    "{#",
    "{% set a = a + a %}",
    "\u{feff}",
    "w:type=\"page\"",
    "PK\x01\x02",
    "PK\x03\x04",
    "PK\x05\x06",
    "word/document.xml",
    "content.xml",
    "../",
];

fn take(name: &str, bytes: &[u8]) {
    match Template::load(name, bytes) {
        Ok(template) => {
            for variables in [full(), bare()] {
                if let Ok(filled) = template.fill(&environment(), &variables) {
                    // What came out can be read again.
                    let archive = ZipArchive::new(Cursor::new(filled));
                    assert!(archive.is_ok(), "a document");
                }
            }
        }
        Err(problems) => {
            assert!(!problems.is_empty() && problems.len() <= 40);
            assert!(problems.iter().all(|problem| problem.file == name));
        }
    }
}

/// The file with its bytes spoiled, then with its text spoiled.
fn spoil(format: &str, template: &str, part: &str) {
    let name = format!("letter.{format}");
    let whole = std::fs::read(template).expect("a shipped letter");
    run(&format!("{format}-bytes"), std::slice::from_ref(&whole), WORDS, |input| {
        take(&name, input);
    });
    let mut archive = ZipArchive::new(Cursor::new(whole)).expect("a document");
    let mut document = Document::default();
    let mut text = Vec::new();
    for index in 0..archive.len() {
        let mut file = archive.by_index(index).expect("a file");
        let inner = file.name().expect("a name").into_owned();
        let mut content = Vec::new();
        file.read_to_end(&mut content).expect("its content");
        if inner == part {
            text = content.clone();
        }
        document = document.with(&inner, content);
    }
    run(format, &[text], WORDS, |input| {
        take(&name, &document.clone().with(part, input).pack());
    });
}

#[test]
fn documents_of_word() {
    spoil("docx", "templates/letter/N4/fr/letter.docx", "word/document.xml");
}

#[test]
fn documents_of_libreoffice() {
    spoil("odt", "templates/letter/N4/fr/letter.odt", "content.xml");
}
