//! The rules in force as a page (`relance rules doc`).

#[allow(dead_code, reason = "shared by tests that each use a part")]
#[path = "support/desk.rs"]
mod desk;
#[path = "support/smtp.rs"]
mod smtp;

use std::path::Path;

use chrono::NaiveDate;
use desk::Desk;
use quick_xml::events::Event;
use relance::handbook::model::Document;
use relance::handbook::{Request, document, html, markdown};
use relance::wording::UiLanguage;

/// The page of a rules folder on a day.
fn page(folder: &str, language: UiLanguage, day: &str) -> Document {
    let rules = relance::rules::load(Path::new(folder), Path::new("templates"));
    let mut rules = rules.unwrap_or_else(|problems| panic!("{problems:?}"));
    rules.digest = "0123456789abcdef".to_owned();
    let day: NaiveDate = day.parse().expect("a date");
    let request = Request {
        language,
        company: None,
        now: "2026-11-25T10:00:00Z".parse().expect("a moment"),
        as_of: Some(day),
        folder,
    };
    document(&rules, &request)
}

#[test]
fn the_shipped_rules_in_both_languages() {
    for (name, language) in [("en", UiLanguage::English), ("fr", UiLanguage::French)] {
        let page = page("rules", language, "2026-11-24");
        insta::assert_snapshot!(format!("shipped_{name}"), markdown(&page));
    }
}

#[test]
fn rules_with_everything_in_both_languages() {
    for (name, language) in [("en", UiLanguage::English), ("fr", UiLanguage::French)] {
        let page = page("tests/cases/rich_rules", language, "2027-03-26");
        insta::assert_snapshot!(format!("rich_{name}"), markdown(&page));
    }
}

#[test]
fn a_page_of_one_company_is_silent_about_the_others() {
    let rules = relance::rules::load(Path::new("tests/cases/rich_rules"), Path::new("templates"));
    let rules = rules.unwrap_or_else(|problems| panic!("{problems:?}"));
    let company = &rules.companies[1].company.code;
    let request = Request {
        language: UiLanguage::English,
        company: Some(company),
        now: "2026-11-25T10:00:00Z".parse().expect("a moment"),
        as_of: None,
        folder: "rules",
    };
    let page = markdown(&document(&rules, &request));
    assert!(page.contains("West Ltd") && page.contains("Batch Nightly"), "{page}");
    assert!(!page.contains("Nord") && !page.contains("OnlyLarge"), "{page}");
    // The day is that of the company, the runs are those after now.
    assert!(page.contains("As of 25 November 2026"), "{page}");
    assert!(page.contains("| 1 | Thursday | 26 November 2026 | 01:30 GMT (UTC+00:00) |"), "{page}");
}

/// Elements with their text, from a page that must be well-formed.
struct Parsed {
    /// Element, `class`, text directly in it.
    elements: Vec<(String, String, String)>,
}

impl Parsed {
    fn of(page: &str) -> Self {
        let mut reader = quick_xml::Reader::from_str(page);
        let mut open: Vec<usize> = Vec::new();
        let mut elements: Vec<(String, String, String)> = Vec::new();
        let named = |start: &quick_xml::events::BytesStart<'_>| {
            let name = start.name().as_ref().to_owned();
            let attributes = start.attributes().map(|it| it.expect("an attribute"));
            let mut scopes = attributes
                .filter(|it| matches!(it.key.as_ref(), "class" | "scope" | "role" | "id"));
            let value = scopes.next().map(|it| it.value.into_owned());
            (name, value.unwrap_or_default(), String::new())
        };
        loop {
            match reader.read_event().expect("well-formed") {
                Event::Start(start) => {
                    open.push(elements.len());
                    elements.push(named(&start));
                }
                Event::Empty(start) => elements.push(named(&start)),
                Event::End(_) => _ = open.pop(),
                Event::Text(text) => {
                    if let Some(&at) = open.last() {
                        elements[at].2.push_str(&text);
                    }
                }
                Event::Eof => break,
                _ => {}
            }
        }
        assert!(open.is_empty());
        Self { elements }
    }

    fn texts(&self, name: &str) -> Vec<&str> {
        let found = self.elements.iter().filter(|(element, ..)| element == name);
        found.map(|(.., text)| text.as_str()).collect()
    }

    fn count(&self, name: &str, class: &str) -> usize {
        let found = self.elements.iter().filter(|(element, found, _)| {
            element == name && found.split(' ').any(|it| it == class)
        });
        found.count()
    }
}

#[test]
fn the_html_page_has_headings_tables_and_a_time_line_per_company() {
    let page = html(&page("tests/cases/rich_rules", UiLanguage::English, "2027-03-26"));
    let parsed = Parsed::of(&page);
    assert_eq!(parsed.texts("h1"), ["Reminder rules"]);
    assert_eq!(parsed.texts("h2").len(), 3);
    assert_eq!(parsed.texts("h3").len(), 9 + 9 + 6);
    assert_eq!(parsed.texts("svg").len(), 2);
    // N1 and N2 of both, N5 of the first; days given to NA; what never ends.
    assert_eq!(parsed.count("rect", "bar") + parsed.count("path", "bar"), 6);
    assert_eq!(parsed.count("rect", "excluded") + parsed.count("path", "excluded"), 2);
    assert_eq!(parsed.count("path", "bar") + parsed.count("path", "excluded"), 2);
    let drawn = parsed.texts("text").join("\n");
    for words in ["due date", "−5 … 0", "31 … 400", "1 … 4, 401 →", "15 →"] {
        assert!(drawn.contains(words), "{words}: {drawn}");
    }
    assert_eq!(parsed.count("th", "col"), parsed.texts("th").len() - parsed.count("th", "row"));
    assert_eq!(parsed.texts("caption").len(), parsed.texts("table").len());
}

#[test]
fn the_html_page_is_one_file_and_what_rules_say_is_no_markup() {
    let page = html(&page("tests/cases/rich_rules", UiLanguage::French, "2027-03-26"));
    for outside in ["<script", "<link", "src=", "url(", "http:", "https:", "@import"] {
        assert!(!page.contains(outside), "{outside}");
    }
    assert!(page.contains("<html lang=\"fr\">"));
    assert!(page.contains("Ateliers &lt;Nord&gt; &amp; Fils"));
    assert!(!page.contains("<Nord>"));
}

#[test]
fn the_name_of_the_file_says_what_is_written() {
    let desk = Desk::new();
    let out = |name: &str| desk.folder.path().join(name);
    for (name, beginning) in [("page.html", "<!DOCTYPE html>"), ("PAGE.MD", "# Reminder rules")] {
        let path = out(name);
        desk.relance(&["rules", "doc", "--out", &path.display().to_string()]).expect(0);
        let written = std::fs::read_to_string(&path).expect("a page");
        assert!(written.starts_with(beginning), "{name}");
    }
    let shown = desk.relance(&["rules", "doc", "--lang", "fr"]).expect(0).out;
    assert!(shown.starts_with("# Règles de relance"), "{shown}");
    for name in ["page.pdf", "page"] {
        let path = out(name);
        let done = desk.relance(&["rules", "doc", "--out", &path.display().to_string()]).expect(2);
        assert!(done.err.contains("must end in .html or .md"), "{}", done.err);
        assert!(!path.exists(), "{name}");
    }
    let nowhere = out("missing/page.html");
    desk.relance(&["rules", "doc", "--out", &nowhere.display().to_string()]).expect(1);
    desk.relance(&["rules", "doc", "--company", "NOBODY"]).expect(2);
    // Broken rules are told, and what was written stays.
    desk.change_rules("relance.yaml", "lower: 16", "lower: 10");
    let path = out("page.html");
    desk.relance(&["rules", "doc", "--out", &path.display().to_string()]).expect(3);
    assert!(std::fs::read_to_string(&path).expect("a page").ends_with("</html>\n"));
}
