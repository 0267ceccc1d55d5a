//! Documents that are refused, each with a reason that helps.

use std::fmt::Write as _;

use minijinja::Value;
use relance::office::Template;
use relance::wording::UiLanguage;

use crate::documents::{Document, TYPES, content, docx, odt, p, runs, table, word};
use crate::environment::{bare, environment};

/// A picture that says that it is this large.
fn png(width: u32, height: u32, size: usize) -> Vec<u8> {
    let mut bytes = b"\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR".to_vec();
    bytes.extend(width.to_be_bytes());
    bytes.extend(height.to_be_bytes());
    bytes.resize(size.max(bytes.len()), 0);
    bytes
}

fn relationship(kind: &str, target: &str) -> String {
    format!(
        r#"<Relationships><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/{kind}" Target="{target}" TargetMode="External"/></Relationships>"#
    )
}

/// With every entry marked as encrypted.
fn encrypted(mut packed: Vec<u8>) -> Vec<u8> {
    for (signature, flags) in [(b"PK\x03\x04", 6), (b"PK\x01\x02", 8)] {
        let places: Vec<usize> = memchr::memmem::find_iter(&packed, signature).collect();
        for place in places {
            packed[place + flags] |= 1;
        }
    }
    packed
}

/// The same name in the directory, another length of the same bytes.
fn renamed(mut packed: Vec<u8>, from: &[u8], to: &[u8]) -> Vec<u8> {
    assert_eq!(from.len(), to.len());
    let places: Vec<usize> = memchr::memmem::find_iter(&packed, from).collect();
    for place in places {
        packed[place..place + to.len()].copy_from_slice(to);
    }
    packed
}

fn corrupted(mut packed: Vec<u8>) -> Vec<u8> {
    let place = memchr::memmem::find(&packed, b"word/document.xml").expect("the body");
    for byte in &mut packed[place + 30..place + 60] {
        *byte ^= 0x55;
    }
    packed
}

fn cases() -> Vec<(&'static str, &'static str, Vec<u8>)> {
    let right = || docx(&p("{{ customer.name }}"));
    let (tags, data) = (tags(), variables());
    let mut cases = vec![
        ("no zip", "letter.docx", b"Bonjour {{ customer.name }}".to_vec()),
        ("empty file", "letter.odt", Vec::new()),
        ("old Word or password", "letter.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 rest".to_vec()),
        ("truncated", "letter.docx", right().pack()[..400].to_vec()),
        ("corrupted", "letter.docx", corrupted(right().pack())),
        ("encrypted", "letter.docx", encrypted(right().pack())),
        ("zip of something else", "letter.docx", Document::default().with("a.txt", "a").pack()),
        ("without its body", "letter.docx", right().without("word/document.xml").pack()),
        ("without content", "letter.odt", odt("").without("content.xml").pack()),
        (
            "a spreadsheet",
            "letter.odt",
            odt("").with("mimetype", "application/vnd.oasis.opendocument.spreadsheet").pack(),
        ),
        (
            "a Word template",
            "letter.docx",
            right()
                .with("[Content_Types].xml", TYPES.replace("document.main", "template.main"))
                .pack(),
        ),
        ("another extension", "letter.docx", odt("<text:p>x</text:p>").pack()),
        (
            "macros by type",
            "letter.docx",
            right()
                .with(
                    "[Content_Types].xml",
                    TYPES.replace(
                        "vnd.openxmlformats-officedocument.wordprocessingml.document.main",
                        "vnd.ms-word.document.macroEnabled.main",
                    ),
                )
                .pack(),
        ),
        ("macros by file", "letter.docx", right().with("word/vbaProject.bin", "x").pack()),
        (
            "macros of LibreOffice",
            "letter.odt",
            odt("<text:p>x</text:p>").with("Basic/Standard/Module1.xml", "<a/>").pack(),
        ),
        ("a document too large", "letter.docx", vec![b'P'; 10 * 1024 * 1024 + 1]),
        (
            "a zip bomb",
            "letter.docx",
            right().with("word/media/a.bin", vec![0; 17 * 1024 * 1024]).pack(),
        ),
        (
            "many small bombs",
            "letter.docx",
            (0..4)
                .fold(right(), |it, n| it.with(&format!("word/{n}"), vec![0; 15 * 1024 * 1024]))
                .pack(),
        ),
        (
            "too many files",
            "letter.docx",
            (0..1000).fold(right(), |it, n| it.with(&format!("word/{n}"), "")).pack(),
        ),
        (
            "a path out",
            "letter.docx",
            renamed(
                right().with("word/aa/evil.xml", "<a/>").pack(),
                b"word/aa/evil.xml",
                b"../../../evil.xm",
            ),
        ),
        (
            "a name twice",
            "letter.docx",
            renamed(
                right().with("word/document.xmm", "<a/>").pack(),
                b"word/document.xmm",
                b"word/document.xml",
            ),
        ),
        (
            "a picture too heavy",
            "letter.docx",
            right().with("word/media/logo.png", png(10, 10, 4 * 1024 * 1024 + 1)).pack(),
        ),
        (
            "a picture too large",
            "letter.odt",
            odt("<text:p>x</text:p>").with("Pictures/logo.png", png(30_000, 30_000, 0)).pack(),
        ),
        (
            "a document type",
            "letter.docx",
            right()
                .with(
                    "word/document.xml",
                    format!("<!DOCTYPE w [<!ENTITY a \"b\">]>{}", word(&p("&a;"))),
                )
                .pack(),
        ),
        ("an entity", "letter.odt", odt("<text:p>&lol;</text:p>").pack()),
        (
            "broken XML",
            "letter.docx",
            right().with("word/document.xml", "<w:document><w:p></w:document>").pack(),
        ),
        (
            "XML cut off",
            "letter.odt",
            odt("").with("content.xml", "<office:document-content><text:p>").pack(),
        ),
        (
            "XML too deep",
            "letter.docx",
            docx(&format!("{}{}", "<w:a>".repeat(300), "</w:a>".repeat(300))).pack(),
        ),
        (
            "not UTF-8",
            "letter.docx",
            right().with("word/document.xml", b"<w:p>\xff</w:p>".to_vec()).pack(),
        ),
        (
            "a linked picture",
            "letter.docx",
            right()
                .with(
                    "word/_rels/document.xml.rels",
                    relationship("image", "https://tracker.example/a.png"),
                )
                .pack(),
        ),
        (
            "a linked template",
            "letter.docx",
            right()
                .with(
                    "word/_rels/settings.xml.rels",
                    relationship("attachedTemplate", "file:///C:/evil.dotm"),
                )
                .pack(),
        ),
        (
            "a linked picture in LibreOffice",
            "letter.odt",
            odt("<text:p><draw:image xlink:href=\"https://tracker.example/a.png\"/></text:p>")
                .pack(),
        ),
    ];
    for (name, body) in tags {
        cases.push((name, "letter.docx", docx(&body).pack()));
    }
    for (name, body) in data {
        cases.push((name, "letter.docx", docx(&body).pack()));
    }
    cases.push((
        "in the header",
        "letter.docx",
        right()
            .with(
                "word/header1.xml",
                "<w:hdr><w:p><w:r><w:t>{{ compny.name }}</w:t></w:r></w:p></w:hdr>",
            )
            .pack(),
    ));
    cases.push((
        "in the footer of LibreOffice",
        "letter.odt",
        odt("<text:p>x</text:p>")
            .with("styles.xml", content("<text:p>un</text:p><text:p>{{ company.nam }}</text:p>"))
            .pack(),
    ));
    cases
}

/// Mistakes in tags, told when the document is loaded.
fn tags() -> Vec<(&'static str, String)> {
    vec![
        ("a tag without its end", p("Bonjour {{ customer.name")),
        ("an end without its tag", p("customer.name }}")),
        ("a tag over two paragraphs", [p("{{ customer."), p("name }}")].concat()),
        ("a tag over two cells", table(&[&["{{ customer.", "name }}"]])),
        (
            "a block over cells",
            table(&[&["{% for line in lines %}{{ line.number }}", "{{ line.open }}{% endfor %}"]]),
        ),
        ("a block over paragraphs", [p("Si {% if is_overdue %}oui"), p("non{% endif %}")].concat()),
        (
            "a block from paragraph to row",
            [p("{% if is_overdue %}"), table(&[&["{% endif %}"], &["x"]])].concat(),
        ),
        ("a block without its end", [p("{% if is_overdue %}"), p("x")].concat()),
        ("an end without its block", [p("x"), p("{% endif %}")].concat()),
        (
            "blocks that cross",
            [
                p("{% if is_overdue %}"),
                p("{% for line in lines %}"),
                p("{% endif %}"),
                p("{% endfor %}"),
            ]
            .concat(),
        ),
        ("a row tag with other text", table(&[&["{%tr for line in lines %} N°", "x"]])),
        ("a row tag outside a table", p("{%tr if is_overdue %}")),
        ("a paragraph tag with other text", p("Bonjour {%p if is_overdue %}")),
        ("a tag that documents do not have", p("{% include \"layout/mail.txt\" %}")),
        ("a misspelt tag", p("{% fi is_overdue %}")),
        ("syntax", [p("un"), runs(&["{{ customer", ".. name }}"])].concat()),
    ]
}

/// Mistakes that only data shows.
fn variables() -> Vec<(&'static str, String)> {
    vec![
        ("a misspelt variable", [p("un"), p("Madame, {{ custmer.name }}")].concat()),
        ("a misspelt field", p("Code {{ customer.cod }}")),
        ("an unknown filter", p("{{ customer.name|monney }}")),
        ("an unknown function", p("{{ now() }}")),
        ("markup that breaks", p("{{ \"&lt;w:x>\"|safe }}").replace("&amp;", "&")),
        (
            "without an end",
            p("{% for a in range(9999) %}{% for b in range(9999) %}x{% endfor %}{% endfor %}"),
        ),
    ]
}

fn told(name: &str, bytes: &[u8], variables: &Value, language: UiLanguage) -> String {
    let problems = match Template::load(name, bytes) {
        Ok(template) => match template.fill(&environment(), variables) {
            Ok(_) => return "nothing".to_owned(),
            Err(problem) => vec![*problem],
        },
        Err(problems) => problems,
    };
    let lines = problems.iter().map(|problem| match language {
        UiLanguage::English => problem.to_string(),
        UiLanguage::French => problem.message.in_language(language),
    });
    lines.collect::<Vec<_>>().join("\n")
}

#[test]
fn every_mistake_is_told() {
    let (mut english, mut french) = (String::new(), String::new());
    for (case, name, bytes) in cases() {
        let told = |language| told(name, &bytes, &bare(), language);
        let message = told(UiLanguage::English);
        assert_ne!(message, "nothing", "{case}");
        // Writing to memory cannot fail.
        let _ = writeln!(english, "# {case}\n{message}\n");
        let _ = writeln!(french, "# {case}\n{}\n", told(UiLanguage::French));
    }
    insta::assert_snapshot!("mistakes", english);
    insta::assert_snapshot!("mistakes_in_french", french);
}

#[test]
fn links_for_the_reader_are_no_mistakes() {
    let document = docx(&p("x"))
        .with("word/_rels/document.xml.rels", relationship("hyperlink", "https://relance.example"));
    assert!(Template::load("letter.docx", &document.pack()).is_ok());
    let document =
        odt("<text:p><text:a xlink:href=\"https://relance.example\">x</text:a></text:p>");
    assert!(Template::load("letter.odt", &document.pack()).is_ok());
}
