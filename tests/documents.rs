//! Documents of invoices, attached to mails as the options say.

#[allow(dead_code, reason = "each test uses its part of what tests share")]
#[path = "support/facts.rs"]
mod facts;
#[allow(dead_code, reason = "each test uses its part of what tests share")]
#[path = "support/mails.rs"]
mod mails;

use std::path::Path;
use std::sync::Arc;

use mails::{mail, plan, reminder, shipped};
use relance::documents::Folder;
use relance::domain::channel::Channel;
use relance::domain::document::{DocumentFault, DocumentSource};
use relance::plan::outcome::CustomerPlan;
use relance::render::Renderer;
use relance::rules::set::{AttachmentLimits, Attachments, CompanyRules};

/// A folder of documents, and what lies beside it.
struct Shelf(tempfile::TempDir);

impl Shelf {
    fn new() -> Self {
        let shelf = Self(tempfile::tempdir().expect("a folder"));
        shelf.write("documents/2026/F1.pdf", b"%PDF-1.7 first");
        shelf.write("documents/2026/conditions.txt", b"conditions");
        shelf.write("documents/2025/F1.pdf", &[7; 3000]);
        shelf.write("secret.pdf", b"secret");
        shelf
    }

    fn write(&self, name: &str, content: &[u8]) {
        let path = self.0.path().join(name);
        std::fs::create_dir_all(path.parent().expect("a parent")).expect("a folder");
        std::fs::write(path, content).expect("a file");
    }

    fn folder(&self) -> Folder {
        Folder::new(&self.0.path().join("documents"))
    }

    fn renderer(&self) -> Renderer {
        shipped().with_documents(Arc::new(self.folder()))
    }
}

/// Two invoices with these documents.
fn with_documents(first: &[&str], second: &[&str]) -> CustomerPlan {
    let invoice = |id: i64, documents: &[&str]| {
        let mut facts = facts::invoice(id, vec![facts::item(id, "2026-11-09")]);
        let paths = documents.iter().map(|path| path.parse().expect("a path"));
        facts.invoice.documents = paths.collect();
        facts
    };
    plan(vec![invoice(1, first), invoice(2, second)], Vec::new())
}

fn rules(attachments: Attachments) -> CompanyRules {
    let mut rules = mails::rules();
    rules.options.attachments = attachments;
    rules
}

fn names(rules: &CompanyRules, plan: &CustomerPlan) -> Result<Vec<String>, String> {
    let attached = Shelf::new().renderer().attachments(
        rules,
        plan,
        &reminder(plan, "N1", "fr"),
        &mails::language("fr"),
    );
    match attached {
        Ok(attached) => Ok(attached.into_iter().map(|attachment| attachment.name).collect()),
        Err(error) => Err(error.to_string()),
    }
}

#[test]
fn the_files_of_a_reminders_invoices_go_with_it() {
    let plan = with_documents(
        &["2026/F1.pdf", "2026/conditions.txt"],
        &["2025/F1.pdf", "2026/conditions.txt"],
    );
    assert_eq!(
        names(&rules(Attachments::Originals), &plan).expect("attachments"),
        ["F1.pdf", "conditions.txt", "F1 (2).pdf"],
        "each file once, names told apart"
    );
    assert!(names(&rules(Attachments::None), &plan).expect("none").is_empty());
    let without = with_documents(&[], &[]);
    assert!(names(&rules(Attachments::Originals), &without).expect("none").is_empty());
}

/// Text of a PDF, by poppler.
fn text_of(pdf: &[u8]) -> String {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("duplicate.pdf");
    std::fs::write(&file, pdf).expect("a file");
    let output =
        std::process::Command::new("pdftotext").arg("-layout").arg(&file).arg("-").output();
    String::from_utf8(output.expect("poppler").stdout).expect("text")
}

#[test]
fn an_invoice_without_a_file_goes_as_a_duplicate_where_the_options_say_so() {
    let plan = with_documents(&["2026/F1.pdf"], &[]);
    let rules = rules(Attachments::OriginalsOrDuplicates);
    for (code, words) in [
        ("fr", ["Duplicata · Facture F2", "Total de la facture", "Reste", "24 novembre 2026"]),
        (
            "en",
            ["Duplicate · Invoice F2", "Total of the invoice", "still open", "24 November 2026"],
        ),
    ] {
        let attached = Shelf::new()
            .renderer()
            .attachments(&rules, &plan, &reminder(&plan, "N1", code), &mails::language(code))
            .expect("attachments");
        let names: Vec<&str> = attached.iter().map(|it| it.name.as_str()).collect();
        assert_eq!(names, ["F1.pdf", "F2.pdf"]);
        let text = text_of(&attached[1].content);
        for word in words {
            assert!(text.to_lowercase().contains(&word.to_lowercase()), "{word}\n{text}");
        }
    }
}

#[test]
fn internal_mails_carry_no_documents() {
    for (channel, count) in [
        (Channel::Batch, 1),
        (Channel::Mail, 1),
        (Channel::Letter, 1),
        (Channel::FollowUp, 1),
        (Channel::InCharge, 0),
        (Channel::Information, 0),
    ] {
        let plan = CustomerPlan { channel, ..with_documents(&["2026/F1.pdf"], &[]) };
        let names = names(&rules(Attachments::Originals), &plan).expect("attachments");
        assert_eq!(names.len(), count, "{channel:?}");
    }
}

#[test]
fn a_mail_without_its_promised_file_is_left_out_with_the_reason() {
    let rules = rules(Attachments::Originals);
    let missing = with_documents(&["2026/F9.pdf"], &[]);
    let told = names(&rules, &missing).expect_err("a reason");
    assert_eq!(told, "the document 2026/F9.pdf of invoice F1 is not in the folder of documents");
    let error = mail(&Shelf::new().renderer(), &rules, &missing, &reminder(&missing, "N1", "fr"));
    assert!(error.is_err(), "no mail");

    let mut tight = rules;
    tight.options.attachment_limits = AttachmentLimits { each: 2_999, all: 10_000 };
    let large = with_documents(&["2025/F1.pdf"], &[]);
    let told = names(&tight, &large).expect_err("a reason");
    assert!(told.starts_with("the document 2025/F1.pdf of invoice F1 is larger"), "{told}");
    tight.options.attachment_limits = AttachmentLimits { each: 3_000, all: 3_005 };
    assert!(names(&tight, &large).is_ok(), "the limit itself is allowed");
    let both = with_documents(&["2025/F1.pdf"], &["2026/F1.pdf"]);
    assert!(names(&tight, &both).expect_err("a reason").contains("together"));
}

#[test]
fn no_document_is_read_from_elsewhere() {
    let shelf = Shelf::new();
    let path = |text: &str| text.parse().expect("a path");
    assert_eq!(shelf.folder().read(&path("2026"), 10), Err(DocumentFault::Missing));
    assert_eq!(shelf.folder().read(&path("2026/F1.pdf/x"), 10), Err(DocumentFault::Missing));
    #[cfg(unix)]
    {
        let link = |to: &str, name: &str| {
            let name = shelf.0.path().join("documents").join(name);
            std::os::unix::fs::symlink(shelf.0.path().join(to), name).expect("a link");
        };
        link("secret.pdf", "out.pdf");
        link("documents/2026/F1.pdf", "in.pdf");
        link("", "up");
        assert_eq!(shelf.folder().read(&path("out.pdf"), 100), Err(DocumentFault::Outside));
        assert_eq!(shelf.folder().read(&path("up/secret.pdf"), 100), Err(DocumentFault::Outside));
        let inside = shelf.folder().read(&path("in.pdf"), 100).expect("a file");
        assert_eq!(inside, b"%PDF-1.7 first");
    }
    let nowhere = Folder::new(Path::new("no/such/folder"));
    assert_eq!(nowhere.read(&path("F1.pdf"), 10), Err(DocumentFault::Missing));
}

/// The structure of the message: without attachments it is what it was.
#[test]
fn the_message_carries_text_html_and_files() {
    let plan = with_documents(&["2026/F1.pdf"], &[]);
    let reminder = reminder(&plan, "N1", "fr");
    let shelf = Shelf::new();
    let renderer = shelf.renderer();
    let message = |attachments| {
        let mail = mail(&renderer, &rules(attachments), &plan, &reminder).expect("a mail");
        String::from_utf8(mail.message).expect("an ASCII message")
    };
    let plain = message(Attachments::None);
    assert!(plain.contains("Content-Type: multipart/alternative;") && !plain.contains("mixed"));
    let with = message(Attachments::Originals);
    assert_eq!(with, message(Attachments::Originals), "the same bytes each time");
    let structure: Vec<&str> = with
        .split("\r\n")
        .filter(|line| {
            line.starts_with("Content-Type:") || line.starts_with("Content-Disposition:")
        })
        .collect();
    assert_eq!(
        structure,
        [
            "Content-Type: multipart/mixed;",
            "Content-Type: multipart/alternative;",
            "Content-Type: text/plain; charset=utf-8",
            "Content-Type: text/html; charset=utf-8",
            "Content-Type: application/pdf",
            "Content-Disposition: attachment; filename=\"F1.pdf\"",
        ]
    );
    assert!(with.contains("\r\n\r\nJVBERi0xLjcgZmlyc3Q=\r\n"), "%PDF-1.7 first");
    let part = |message: &str| {
        let start = message.find("Content-Type: text/plain").expect("a text part");
        let end = message[start..].find("</html>").expect("the end of the HTML part");
        message[start..start + end].lines().filter(|line| !line.starts_with("--")).count()
    };
    assert_eq!(part(&plain), part(&with), "the bodies are the same");
}

#[test]
fn the_shipped_duplicate_is_checked_where_the_options_ask_for_it() {
    let mut company = rules(Attachments::OriginalsOrDuplicates);
    company.letters.clear();
    let problems = shipped().check(&mails::rule_set(company));
    assert_eq!(problems, Vec::new());
}
