//! The message that goes to a server: headers, parts, envelope.

#[allow(dead_code, reason = "each test uses its part of what tests share")]
#[path = "support/facts.rs"]
mod facts;
#[allow(dead_code, reason = "each test uses its part of what tests share")]
#[path = "support/mails.rs"]
mod mails;

use std::sync::Arc;

use mails::*;
use relance::domain::company::Company;
use relance::plan::outcome::PlannedReminder;
use relance::render::mail::RenderedMail;
use relance::rules::set::{CompanyRules, Subject};

fn rendered(change: impl FnOnce(&mut PlannedReminder)) -> RenderedMail {
    let plan = plain_plan();
    let mut reminder = reminder(&plan, "N1", "fr");
    change(&mut reminder);
    mail(&shipped(), &rules(), &plan, &reminder).unwrap_or_else(|error| panic!("{error}"))
}

fn refused(change: impl FnOnce(&mut PlannedReminder)) -> String {
    let plan = plain_plan();
    let mut reminder = reminder(&plan, "N1", "fr");
    change(&mut reminder);
    match mail(&shipped(), &rules(), &plan, &reminder) {
        Ok(mail) => panic!("{} should have been refused", mail.subject),
        Err(error) => error.to_string(),
    }
}

fn with_company(change: impl FnOnce(&mut Company)) -> CompanyRules {
    let mut rules = rules();
    change(Arc::make_mut(&mut rules.company));
    rules
}

/// Header lines, unfolded.
fn headers(mail: &RenderedMail) -> Vec<String> {
    let message = std::str::from_utf8(&mail.message).expect("an ASCII message");
    let (head, _) = message.split_once("\r\n\r\n").expect("headers and a body");
    head.replace("\r\n ", " ").split("\r\n").map(str::to_owned).collect()
}

fn header(mail: &RenderedMail, name: &str) -> String {
    let start = format!("{name}: ");
    let found: Vec<String> =
        headers(mail).into_iter().filter(|line| line.starts_with(&start)).collect();
    assert_eq!(found.len(), 1, "{name} stands once in {:?}", headers(mail));
    found[0][start.len()..].to_owned()
}

#[test]
fn a_whole_message() {
    let mail = rendered(|reminder| {
        reminder.to.push(recipient("compta@durand.example", Some("Comptabilité, Durand & Fils")));
        reminder.cc = vec!["s.morel@atelier-lumiere.example".parse().expect("an address")];
    });
    let message = String::from_utf8(mail.message).expect("an ASCII message");
    insta::assert_snapshot!(message.replace("\r\n", "\n"));
}

#[test]
fn a_message_is_ascii_in_short_lines_that_end_in_crlf() {
    for rich in [false, true] {
        let plan = if rich { rich_plan() } else { plain_plan() };
        let mut reminder = reminder(&plan, "N5", "fr");
        reminder.to[0].name = Some("é".repeat(500));
        reminder.to.extend(
            (0..50).map(|n| recipient(&format!("contact-{n}@durand.example"), Some("Contact"))),
        );
        let mail = mail(&shipped(), &rules(), &plan, &reminder).expect("a mail");
        assert!(mail.message.is_ascii());
        let message = String::from_utf8(mail.message).expect("an ASCII message");
        assert!(!message.replace("\r\n", "").contains(['\r', '\n']), "no bare CR or LF");
        assert!(message.lines().all(|line| line.len() < 998));
        assert!(message.ends_with("\r\n"));
    }
}

#[test]
fn rendering_twice_gives_the_same_bytes() {
    let plan = rich_plan();
    let reminder = reminder(&plan, "N4", "en");
    let one = mail(&shipped(), &rules(), &plan, &reminder).expect("a mail");
    let two = mail(&shipped(), &rules(), &plan, &reminder).expect("a mail");
    assert_eq!(one, two);
}

#[test]
fn nothing_in_a_name_or_a_subject_begins_a_header() {
    for nasty in [
        "Eve\r\nBcc: eve@evil.example",
        "Eve\nBcc: eve@evil.example",
        "Eve\rBcc: eve@evil.example",
        "Eve\r\n\r\nBcc: eve@evil.example",
        "Eve\u{0}\u{b}\u{c}\u{85}\u{2028}\u{2029}Bcc: eve@evil.example",
        "\"Eve\" <eve@evil.example>, \"",
        "Eve\\\" <eve@evil.example>",
        "Ève, <eve@evil.example>;",
        "=?utf-8?q?Eve=0D=0ABcc:_eve@evil.example?=",
        &"très long ".repeat(200),
        &"x".repeat(5_000),
        "",
    ] {
        let rules = with_company(|company| company.name = nasty.to_owned());
        let plan = plain_plan();
        let mut reminder = reminder(&plan, "N1", "fr");
        reminder.sender.name = nasty.to_owned();
        reminder.to[0].name = Some(nasty.to_owned());
        let mail = mail(&shipped(), &rules, &plan, &reminder).expect("a mail");
        let names: Vec<String> = headers(&mail)
            .iter()
            .map(|line| line.split(':').next().unwrap_or_default().to_owned())
            .collect();
        let expected = [
            "Date",
            "From",
            "To",
            "Subject",
            "Message-ID",
            "Auto-Submitted",
            "Content-Language",
            "MIME-Version",
            "Content-Type",
        ];
        assert_eq!(names, expected, "{nasty:?}");
        for name in ["From", "To"] {
            let value = header(&mail, name);
            let address = if name == "From" {
                "compta@atelier-lumiere.example"
            } else {
                "j.martin@durand.example"
            };
            assert!(value.ends_with(&format!("<{address}>")) || value == address, "{value}");
            let outside: String = value.split('"').step_by(2).collect();
            assert!(!outside.contains("evil"), "{value}");
        }
        assert!(!mail.subject.contains(['\r', '\n']), "{nasty:?}");
        assert!(mail.message.split(|b| *b == b'\n').all(|line| line.len() < 998), "{nasty:?}");
        assert_eq!(mail.envelope_to.len(), 1);
    }
}

#[test]
fn data_is_escaped_in_html_and_only_there() {
    let plan = {
        let mut plan = plain_plan();
        let facts = Arc::make_mut(&mut plan.facts);
        facts.billed.customer.name = "<script>alert('x')</script> & Cie".into();
        facts.invoices[0].invoice.payment_reference = Some("\"><img src=x>".into());
        plan
    };
    let mail = mail(&shipped(), &rules(), &plan, &reminder(&plan, "N3", "fr")).expect("a mail");
    assert!(mail.text.contains("<script>alert('x')</script> & Cie"));
    assert!(mail.html.contains("&lt;script&gt;"));
    for raw in ["<script", "<img", "&amp;amp;", "&amp;#"] {
        assert!(!mail.html.contains(raw), "{raw}");
    }
}

#[test]
fn a_subject_comes_from_the_hook_else_the_rules_else_the_template() {
    let plan = plain_plan();
    let fixed = Subject::Fixed("Votre compte\r\nX-Evil: 1".into());
    for (rule, hook, expected) in [
        (Subject::Template, None, "Atelier Lumière – Facture FA26-00118 : rappel d’échéance"),
        (fixed.clone(), None, "Votre compte X-Evil: 1"),
        (fixed, Some("  Du crochet\n"), "Du crochet"),
        (Subject::Template, Some("Du crochet"), "Du crochet"),
    ] {
        let mut rules = rules();
        for mail in rules.mails.values_mut() {
            mail.subject = rule.clone();
        }
        let mut reminder = reminder(&plan, "N1", "fr");
        reminder.subject = hook.map(str::to_owned);
        let mail = mail(&shipped(), &rules, &plan, &reminder).expect("a mail");
        assert_eq!(mail.subject, expected);
    }
    assert_eq!(refused(|reminder| reminder.subject = Some(" \r\n".into())), "the subject is empty");
}

/// (the reminder's, the fallbacks, the company's) → the mail's.
#[test]
fn the_language_is_the_first_that_has_templates() {
    let plan = plain_plan();
    for (reminder_language, fallback, company, expected) in [
        ("fr", &["en"][..], "en", Ok("fr")),
        ("en", &["fr"], "fr", Ok("en")),
        ("de", &["en", "fr"], "fr", Ok("en")),
        ("de", &["it", "fr"], "en", Ok("fr")),
        ("de", &[], "fr", Ok("fr")),
        ("de", &["it"], "de", Err("mail/N1 has no templates in de, it")),
    ] {
        let rules = with_company(|it| it.language = language(company));
        let fallback: Vec<_> = fallback.iter().map(|code| language(code)).collect();
        let reminder = reminder(&plan, "N1", reminder_language);
        let mail = mail_or(&shipped(), &rules, &plan, &reminder, &fallback);
        let found = mail.as_ref().map(|mail| header(mail, "Content-Language"));
        let found = found.map_err(ToString::to_string);
        assert_eq!(found, expected.map(str::to_owned).map_err(str::to_owned));
        if let (Ok(mail), Ok(code)) = (&mail, expected) {
            // Everything is in it: the table, its dates and its amounts.
            let (own, other) = (["1 000,00", "jours"], ["€1,000.00", "days"]);
            let (shown, absent) = if code == "fr" { (own, other) } else { (other, own) };
            let plain = mail.text.replace(['\u{a0}', '\u{202f}'], " ");
            for (shown, absent) in shown.into_iter().zip(absent) {
                assert!(plain.contains(shown) && !plain.contains(absent), "{plain}");
            }
        }
    }
}

#[test]
fn recipients_and_copies_get_one_copy_each() {
    let address = |text: &str| text.parse().expect("an address");
    let mail = rendered(|reminder| {
        reminder.to.push(recipient("J.MARTIN@durand.example", None));
        reminder.to.push(recipient("b@durand.example", None));
        reminder.cc = vec![address("B@durand.example"), address("c@durand.example")];
    });
    let to: Vec<&str> = mail.envelope_to.iter().map(|address| address.as_str()).collect();
    assert_eq!(to, ["j.martin@durand.example", "b@durand.example", "c@durand.example"]);
    assert_eq!(mail.envelope_from.as_str(), "compta@atelier-lumiere.example");
    assert_eq!(header(&mail, "Cc"), "c@durand.example");
}

#[test]
fn internationalized_domains_become_ascii() {
    let mail = rendered(|reminder| {
        reminder.to = vec![recipient("compta@société.example", Some("Société"))];
    });
    assert_eq!(mail.envelope_to[0].as_str(), "compta@xn--socit-esab.example");
    assert!(header(&mail, "To").ends_with("<compta@xn--socit-esab.example>"));
}

#[test]
fn a_level_without_a_mail_is_refused() {
    assert_eq!(
        refused(|reminder| {
            reminder.level = relance::domain::level::LevelCode::new("N9");
        }),
        "the rules name no mail for level N9"
    );
}

#[test]
fn consumers_get_no_legal_mentions_between_businesses() {
    for (level, code) in [("N3", "fr"), ("N4", "fr"), ("N5", "fr"), ("N5", "en")] {
        let business = rich_plan();
        let shown = mail(&shipped(), &rules(), &business, &reminder(&business, level, code));
        let shown = shown.expect("a mail");
        assert!(shown.text.contains("L441-10") && shown.html.contains("L441-10"), "{level}");
        let consumer = consumer(rich_plan());
        let mail = mail(&shipped(), &rules(), &consumer, &reminder(&consumer, level, code));
        let mail = mail.expect("a mail");
        for absent in ["L441-10", "D441-5", "40,00", "€40.00", "BCE", "ECB"] {
            assert!(!mail.text.contains(absent) && !mail.html.contains(absent), "{absent}");
        }
    }
}

#[test]
fn the_recovery_fee_is_owed_once_per_overdue_invoice() {
    // Three invoices are overdue, one of them in two instalments.
    let plan = rich_plan();
    let mail = mail(&shipped(), &rules(), &plan, &reminder(&plan, "N5", "en")).expect("a mail");
    assert!(mail.text.contains("amounts to €120.00 to date"), "{}", mail.text);
}
