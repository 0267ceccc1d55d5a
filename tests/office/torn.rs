//! What word processors do to tags while they are typed, and where tags may
//! stand.

use minijinja::Value;
use relance::office::Template;

use crate::documents::{Document, docx, odt, p, part, runs, table};
use crate::environment::environment;

fn variables() -> Value {
    let customer = Value::from_pairs([("name", "Durand & Fils"), ("code", "C0012")]);
    Value::from_pairs([
        ("customer", customer),
        ("lines", Value::from(vec!["A", "B"])),
        ("none", Value::from(Vec::<String>::new())),
        ("yes", Value::from(true)),
        ("no", Value::from(false)),
        ("two", Value::from("un\ndeux\ttrois  quatre\u{1}")),
        ("markup", Value::from("<w:b/>{{ customer.code }}")),
    ])
}

fn filled(document: &Document, name: &str) -> Vec<u8> {
    let template = match Template::load(name, &document.pack()) {
        Ok(template) => template,
        Err(problems) => panic!("{}", problems[0]),
    };
    match template.fill(&environment(), &variables()) {
        Ok(document) => document,
        Err(problem) => panic!("{problem}"),
    }
}

/// The body of a filled Word document; runs without their tags where they are
/// plain.
fn word(body: &str) -> String {
    let xml = part(&filled(&docx(body), "letter.docx"), "word/document.xml");
    let body = xml.split("<w:body>").nth(1).and_then(|xml| xml.split("</w:body>").next());
    let body = body.expect("a body").replace(" xml:space=\"preserve\"", "");
    body.replace("<w:r><w:t></w:t></w:r>", "")
        .replace("<w:r><w:t>", "[")
        .replace("</w:t></w:r>", "]")
}

fn libre(body: &str) -> String {
    let xml = part(&filled(&odt(body), "letter.odt"), "content.xml");
    let body = xml.split("<office:text>").nth(1).and_then(|xml| xml.split("</office:text>").next());
    body.expect("a body").to_owned()
}

#[test]
fn tags_in_several_runs_are_rejoined_in_word() {
    let bold = "<w:r><w:rPr><w:b/></w:rPr><w:t>";
    for (body, expected) in [
        (runs(&["{{ cust", "omer.", "name }}"]), "<w:p>[Durand &amp; Fils]</w:p>"),
        (runs(&["{", "{customer.code}", "}."]), "<w:p>[C0012][.]</w:p>"),
        (
            format!(
                "<w:p><w:r><w:t>{{{{ customer</w:t></w:r><w:proofErr w:type=\"spellStart\"/>\
                 <w:bookmarkStart w:id=\"0\" w:name=\"_GoBack\"/>{bold}.code</w:t></w:r>\
                 <w:bookmarkEnd w:id=\"0\"/><w:r><w:t> }}}} !</w:t></w:r></w:p>"
            ),
            "<w:p>[C0012]<w:proofErr w:type=\"spellStart\"/>\
             <w:bookmarkStart w:id=\"0\" w:name=\"_GoBack\"/><w:r><w:rPr><w:b/></w:rPr><w:t>]\
             <w:bookmarkEnd w:id=\"0\"/>[ !]</w:p>",
        ),
        (
            "<w:p><w:r><w:t>{{ customer.</w:t><w:softHyphen/><w:t>code</w:t><w:tab/><w:t>if yes</w:t>\
             <w:br/><w:t>else</w:t><w:noBreakHyphen/><w:t>1 }}</w:t></w:r></w:p>"
                .to_owned(),
            "<w:p>[C0012</w:t><w:t></w:t><w:t></w:t><w:t></w:t><w:t>]</w:p>",
        ),
        (runs(&["{{ customer[‘na", "me’] }}"]), "<w:p>[Durand &amp; Fils]</w:p>"),
        (runs(&["{% if customer.code == “C0012” %}oui", "{% end", "if %}"]), "<w:p>[oui]</w:p>"),
        (
            runs(&["{% if 1 &lt; 2 %}oui{% endif %}"]).replace("&amp;lt;", "&lt;"),
            "<w:p>[oui]</w:p>",
        ),
    ] {
        assert_eq!(word(&body), expected, "{body}");
    }
}

#[test]
fn a_block_within_a_paragraph_keeps_the_formatting_around_it() {
    let body = "<w:p><w:r><w:rPr><w:b/></w:rPr><w:t>a {% if no %}b</w:t></w:r>\
                <w:hyperlink r:id=\"rId1\"><w:r><w:t>c{% else %}d</w:t></w:r></w:hyperlink>\
                <w:r><w:t>e{% endif %} f</w:t></w:r></w:p>";
    assert_eq!(
        word(body),
        "<w:p><w:r><w:rPr><w:b/></w:rPr><w:t>a ]\
         <w:hyperlink r:id=\"rId1\">[d]</w:hyperlink>[e][ f]</w:p>"
    );
    let body = "<text:p>a <text:span text:style-name=\"T1\">{% if yes %}b</text:span>c\
                {% endif %}<text:span text:style-name=\"T2\">d</text:span></text:p>";
    assert_eq!(
        libre(body),
        "<text:p>a <text:span text:style-name=\"T1\"></text:span>\
         <text:span text:style-name=\"T1\">b</text:span>c\
         <text:span text:style-name=\"T2\">d</text:span></text:p>"
    );
}

#[test]
fn paragraphs_and_rows_that_hold_tags_only_go() {
    for (body, expected) in [
        (
            [p("{% for line in lines %}"), p("- {{ line }}"), p("{% endfor %}")].concat(),
            "<w:p>[- A]</w:p><w:p>[- B]</w:p>".to_owned(),
        ),
        ([p("{%p if no %}"), p("x"), p("{%p endif %}"), p("y")].concat(), p("y")),
        ([p("{% set a = 1 %}"), p("{# note #}"), p("{{ a }}")].concat(), p("1")),
        (
            table(&[&["N°", "€"], &["{% for line in lines %}", ""], &["{{ line }}", "{{ loop.index }}"], &["{% endfor %}", ""]]),
            table(&[&["N°", "€"], &["A", "1"], &["B", "2"]]),
        ),
        (
            table(&[&["{%tr for line in lines %}"], &["{{ line }}"], &["{%tr endfor %}"]]),
            table(&[&["A"], &["B"]]),
        ),
        // Without rows there is no table.
        (
            [p("a"), table(&[&["{% for line in none %}"], &["{{ line }}"], &["{% endfor %}"]]), p("b")].concat(),
            [p("a"), p("b")].concat(),
        ),
        // Word wants a paragraph in each cell.
        (
            format!("<w:tbl><w:tr><w:tc>{}{}{}</w:tc></w:tr></w:tbl>", p("{%p if no %}"), p("x"), p("{%p endif %}")),
            "<w:tbl><w:tr><w:tc><w:p/></w:tc></w:tr></w:tbl>".to_owned(),
        ),
        // A page break, a picture: not tags only.
        (
            "<w:p><w:r><w:t>{% if yes %}</w:t><w:br w:type=\"page\"/><w:t>{% endif %}</w:t></w:r></w:p>".to_owned(),
            "<w:p><w:r><w:t></w:t><w:br w:type=\"page\"/><w:t></w:t></w:r></w:p>".to_owned(),
        ),
    ] {
        let plain = expected.replace(" xml:space=\"preserve\"", "");
        let plain = plain.replace("<w:r><w:t></w:t></w:r>", "");
        let plain = plain.replace("<w:r><w:t>", "[").replace("</w:t></w:r>", "]");
        let found = word(&body).replace("<w:r></w:r>", "");
        assert_eq!(found.replace("[]", ""), plain.replace("[]", ""), "{body}");
    }
}

#[test]
fn blanks_go_where_a_tag_takes_them_away() {
    for (text, expected) in [
        ("a {%- if yes %} b {%- endif %} c", "a b c"),
        ("a {{- customer.code -}}  {{- customer.code }}", "aC0012C0012"),
    ] {
        assert_eq!(
            libre(&format!("<text:p>{text}</text:p>")),
            format!("<text:p>{expected}</text:p>")
        );
    }
    let tab = "<text:p>a<text:tab/>{{- customer.code }}</text:p>";
    assert_eq!(libre(tab), "<text:p>aC0012</text:p>");
}

#[test]
fn items_of_a_list_are_repeated_as_paragraphs_are() {
    let list = |items: &[&str]| {
        let item = |text| format!("<text:list-item><text:p>{text}</text:p></text:list-item>");
        let items: String = items.iter().map(item).collect();
        if items.is_empty() { items } else { format!("<text:list>{items}</text:list>") }
    };
    let loops = ["{% for line in lines %}", "{{ line }}", "{% endfor %}"];
    assert_eq!(libre(&list(&loops)), list(&["A", "B"]));
    let loops = ["{% for line in none %}", "{{ line }}", "{% endfor %}"];
    assert_eq!(libre(&list(&loops)), list(&[]));
}

#[test]
fn values_are_text_whatever_they_hold() {
    assert_eq!(
        word(&p("{{ two }}")),
        "<w:p>[un</w:t><w:br/><w:t>deux</w:t><w:tab/><w:t>trois  quatre]</w:p>"
    );
    assert_eq!(
        libre("<text:p>{{ two }}</text:p>"),
        "<text:p>un<text:line-break/>deux<text:tab/>trois <text:s/>quatre</text:p>"
    );
    assert_eq!(word(&p("{{ markup }}")), "<w:p>[&lt;w:b&#x2f;&gt;{{ customer.code }}]</w:p>");
}

#[test]
fn braces_elsewhere_are_left_alone() {
    let body = "<w:p w:x=\"{{ no.such }}\"><w:r><w:instrText>{% x %}</w:instrText></w:r></w:p>";
    let found = word(&[body, &p("{{ customer.code }} {a} 100 %")].concat());
    assert!(found.contains("w:x=\"&#123;{ no.such }}\""), "{found}");
    assert!(found.contains("<w:instrText>&#123;% x %}</w:instrText>"), "{found}");
    assert!(found.contains("[C0012 &#123;a} 100 %]"), "{found}");
    let deleted = "<text:tracked-changes><text:deletion><text:p>{{ customer.</text:p>\
                   </text:deletion></text:tracked-changes><text:p>{{ customer.code }}</text:p>";
    assert!(libre(deleted).ends_with("<text:p>C0012</text:p>"));
}

#[test]
fn text_boxes_and_headers_are_filled_too() {
    let body = "<w:p><w:r><w:pict><v:textbox><w:txbxContent><w:p><w:r><w:t>{{ customer.code }}\
                </w:t></w:r></w:p></w:txbxContent></v:textbox></w:pict></w:r></w:p>";
    assert!(word(body).contains("<w:txbxContent><w:p>[C0012]</w:p></w:txbxContent>"));
    let header = "<w:hdr><w:p><w:r><w:t>{{ customer.code }}</w:t></w:r></w:p></w:hdr>";
    let document = docx(&p("x")).with("word/header1.xml", header);
    let header = part(&filled(&document, "letter.docx"), "word/header1.xml");
    assert!(header.contains(">C0012<"), "{header}");
    let styles =
        "<office:document-styles><text:p>{{ customer.code }}</text:p></office:document-styles>";
    let document = odt("<text:p>x</text:p>").with("styles.xml", styles);
    let styles = part(&filled(&document, "letter.odt"), "styles.xml");
    assert!(styles.contains("<text:p>C0012</text:p>"), "{styles}");
}

#[test]
fn everything_else_stays_byte_for_byte() {
    let picture = [0x89, b'P', b'N', b'G', 1, 2, 3].repeat(100);
    let document = docx(&p("{{ customer.code }}")).with("word/media/image1.png", picture.clone());
    let packed = filled(&document, "letter.docx");
    assert!(memchr::memmem::find(&packed, b"word/media/image1.png").is_some());
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(&packed)).expect("a document");
    let mut found = Vec::new();
    let mut file = archive.by_name("word/media/image1.png").expect("the picture");
    std::io::copy(&mut file, &mut found).expect("it unpacks");
    assert_eq!(found, picture);
    // Programs tell an OpenDocument file by its first bytes, unpacked.
    let document = odt("<text:p>{{ customer.code }}</text:p>");
    let packed = filled(&document, "letter.odt");
    assert_eq!(&packed[30..38], b"mimetype");
    assert_eq!(&packed[38..77], crate::documents::ODT.as_bytes());
}
