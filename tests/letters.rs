//! The shipped letters, as customers read them.

#[allow(dead_code, reason = "each test uses its part of what tests share")]
#[path = "support/facts.rs"]
mod facts;
#[allow(dead_code, reason = "each test uses its part of what tests share")]
#[path = "support/letters.rs"]
mod letters;
#[allow(dead_code, reason = "each test uses its part of what tests share")]
#[path = "support/mails.rs"]
mod mails;

use letters::*;
use mails::*;
use relance::domain::letter::LetterFormat;
use relance::typeset::{MergeError, Merger};

const LEVELS: [&str; 5] = ["N1", "N2", "N3", "N4", "N5"];

#[test]
fn shipped_letters_read_well() {
    let (renderer, rules, plan) = (shipped(), rules(), rich_plan());
    for level in LEVELS {
        for language in ["fr", "en"] {
            let made = |format| {
                letter(&renderer, &rules, &plan, &by_post(&plan, level, language), format)
                    .unwrap_or_else(|error| panic!("{error}"))
            };
            let pdf = made(LetterFormat::Pdf);
            insta::assert_snapshot!(
                format!("{level}_{language}_pdf"),
                format!("{}\n\n{}", pdf.subject, text_of(&pdf.file))
            );
            let html = String::from_utf8(made(LetterFormat::Html).file).expect("text");
            insta::assert_snapshot!(format!("{level}_{language}_html"), html);
        }
    }
}

#[test]
fn shipped_templates_pass_the_check() {
    let problems = shipped().check(&rule_set(rules()));
    let problems: Vec<String> = problems.iter().map(ToString::to_string).collect();
    assert_eq!(problems, Vec::<String>::new());
}

#[test]
fn every_format_is_made() {
    let (renderer, rules, plan) = (shipped(), rules(), plain_plan());
    for (format, start) in [
        (LetterFormat::Pdf, "%PDF-1.7"),
        (LetterFormat::Docx, "PK"),
        (LetterFormat::Odt, "PK"),
        (LetterFormat::Html, "<!DOCTYPE html>"),
    ] {
        let made = letter(&renderer, &rules, &plan, &by_post(&plan, "N2", "fr"), format)
            .unwrap_or_else(|error| panic!("{format}: {error}"));
        assert!(made.file.trim_ascii_start().starts_with(start.as_bytes()), "{format}");
        assert_eq!(made.subject, "Facture FA26-00118 : échéance dépassée", "{format}");
    }
}

#[test]
fn a_pdf_is_tagged_and_the_same_each_time() {
    let (renderer, rules, plan) = (shipped(), rules(), rich_plan());
    let made = || {
        letter(&renderer, &rules, &plan, &by_post(&plan, "N5", "fr"), LetterFormat::Pdf)
            .expect("a letter")
            .file
    };
    let pdf = made();
    assert_eq!(pdf, made());
    let about = about(&pdf);
    for line in ["Mise en demeure de payer – 3 factures", "Tue Nov 24 00:00:00 2026"] {
        assert!(about.contains(line), "{about}");
    }
    assert!(about.lines().any(|line| line.starts_with("Tagged:") && line.ends_with("yes")));
}

/// What customers are called is printed, never obeyed.
#[test]
fn hostile_values_are_printed_as_they_are() {
    let (renderer, rules) = (shipped(), rules());
    for hostile in [
        "#eval(\"1\") $x$ *b* _i_ @ref <l> `r`",
        "{{ company.bank.iban }} {% include 'x' %}",
        "\\ \"; #panic() //",
        "= Titre",
        "] #image(\"/etc/passwd\") [",
        "https://example.com/a",
        "1. - + /",
    ] {
        let mut plan = plain_plan();
        let facts = std::sync::Arc::make_mut(&mut plan.facts);
        facts.invoices[0].invoice.payment_reference = Some(hostile.into());
        let mut reminder = by_post(&plan, "N1", "fr");
        let postal = reminder.postal.as_mut().expect("an address");
        postal.lines[0] = hostile.into();
        let made = letter(&renderer, &rules, &plan, &reminder, LetterFormat::Pdf)
            .unwrap_or_else(|error| panic!("{hostile}: {error}"));
        let text = text_of(&made.file);
        assert!(text.contains(hostile), "{hostile}: {text}");
        let html = letter(&renderer, &rules, &plan, &reminder, LetterFormat::Html).expect("html");
        let html = String::from_utf8(html.file).expect("text");
        assert!(!html.contains("<l>"), "{hostile}");
    }
}

#[test]
fn a_letter_of_many_invoices_goes_on_over_pages() {
    let invoices = (1..=120).map(|number| {
        let mut invoice = facts::invoice(number, vec![facts::item(number, "2026-10-01")]);
        invoice.invoice.number = format!("FA26-{number:05}");
        invoice
    });
    let plan = plan(invoices.collect(), Vec::new());
    let made = letter(&shipped(), &rules(), &plan, &by_post(&plan, "N3", "en"), LetterFormat::Pdf)
        .expect("a letter");
    let text = text_of(&made.file);
    let pages = text.matches('\u{c}').count();
    assert!(pages > 3, "{pages} pages");
    assert_eq!(text.matches("Reference to quote").count(), pages - 1, "the head is repeated");
    for (page, text) in (1..).zip(text.split('\u{c}').take(pages)) {
        assert!(text.contains(&format!("{page}/{pages}")), "{text}");
    }
}

#[test]
fn a_level_an_address_or_a_template_that_is_missing_is_told() {
    let (renderer, rules, plan) = (shipped(), rules(), plain_plan());
    let mut without_letters = rules.clone();
    without_letters.letters.clear();
    let mut elsewhere = rules.clone();
    elsewhere.letters.values_mut().for_each(|folder| "letter/none".clone_into(folder));
    let with_address = by_post(&plan, "N1", "fr");
    let no_address = reminder(&plan, "N1", "fr");
    for (rules, reminder, expected) in [
        (
            &without_letters,
            &with_address,
            "level N1 has no letter: its rules name no folder of letters (letter: letter/N1)",
        ),
        (&rules, &no_address, "no postal address"),
        (&elsewhere, &with_address, "letter/none has no templates in fr"),
    ] {
        let error = letter(&renderer, rules, &plan, reminder, LetterFormat::Pdf);
        assert_eq!(error.expect_err("no letter").to_string(), expected);
    }
}

#[test]
fn many_letters_are_one_file_in_print_order() {
    let (renderer, rules) = (shipped(), rules());
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("letters.pdf");
    let mut merger = Merger::create(&path).expect("a file");
    let mut pages = Vec::new();
    for (level, plan) in [("N1", plain_plan()), ("N5", rich_plan()), ("N2", plain_plan())] {
        let made =
            letter(&renderer, &rules, &plan, &by_post(&plan, level, "fr"), LetterFormat::Pdf)
                .expect("a letter");
        pages.push(merger.add(&made.file, &format!("C0042 – {level}")).expect("added"));
    }
    assert_eq!(pages, [(1, 1), (2, 3), (4, 4)]);
    assert_eq!(merger.finish().expect("written"), 4);
    let pdf = std::fs::read(&path).expect("a file");
    let (text, about) = (text_of(&pdf), about(&pdf));
    let first_lines: Vec<&str> =
        text.lines().filter_map(|line| line.strip_prefix("Objet : ")).map(str::trim).collect();
    assert_eq!(
        first_lines,
        [
            "Facture FA26-00118 : rappel d’échéance",
            "Mise en demeure de payer – 3 factures",
            "Facture FA26-00118 : échéance dépassée",
        ]
    );
    assert!(about.lines().any(|line| line.starts_with("Tagged:") && line.ends_with("yes")));
    assert!(matches!(
        Merger::create(&folder.path().join("no")).expect("a file").add(b"no PDF", ""),
        Err(MergeError::Read(_))
    ));
}
