//! What templates may print and what they use (`relance templates vars`).

#[allow(dead_code, reason = "shared by tests that each use a part")]
#[path = "support/desk.rs"]
mod desk;
#[allow(dead_code, reason = "shared by tests that each use a part")]
#[path = "support/rules.rs"]
mod folder;
#[path = "support/smtp.rs"]
mod smtp;

use std::path::Path;

use desk::Desk;
use folder::Folder;
use relance::domain::language::Language;
use relance::render::Renderer;
use relance::render::variables::{TemplateKind, TemplateVariables, VariableKind};

/// The shipped rules; the level N1 of these templates is made of one file.
fn variables(files: &[(&str, &str)], name: &str) -> TemplateVariables {
    let folder = Folder::new();
    for part in ["subject.txt", "body.txt", "body.html"] {
        folder.write(&format!("mail/N1/fr/{part}"), "…");
    }
    for (name, content) in files {
        folder.write(name, content);
    }
    let renderer = Renderer::load(folder.path()).expect("templates without mistakes");
    of(&renderer, name)
}

fn of(renderer: &Renderer, name: &str) -> TemplateVariables {
    let rules = relance::rules::load(Path::new("rules"), Path::new("templates"));
    let rules = rules.unwrap_or_else(|problems| panic!("{problems:?}"));
    let found = renderer.variables(&rules, &rules.companies[0], name, &Language::ENGLISH);
    found.unwrap_or_else(|| panic!("{name} is a template"))
}

fn used(found: &TemplateVariables) -> Vec<&str> {
    found.variables.iter().filter(|it| it.is_used).map(|it| it.name.as_str()).collect()
}

const BODY: &str = "mail/N1/fr/body.txt";

#[test]
fn what_loops_branches_and_layouts_look_up_is_used() {
    for (body, expected) in [
        ("{{ customer.name }}", vec!["customer", "customer.name"]),
        ("{% for it in lines %}{{ it.number }}{% endfor %}", vec!["lines", "lines[].number"]),
        (
            "{% for g in groups %}{% for l in g.lines %}{{ l.open|money }}{% endfor %}{% endfor %}",
            vec!["groups", "groups[].lines", "groups[].lines[].open"],
        ),
        ("{{ lines[0].due_date|date }}", vec!["lines", "lines[].due_date"]),
        ("{{ lines|length }}", vec!["lines"]),
        (
            "{{ company.address|join(', ') }}",
            vec!["company", "company.address", "company.address[]"],
        ),
        // No made-up customer has this code.
        (
            "{% if customer.code == 'X' %}{{ sender.name }}{% endif %}",
            vec!["sender", "sender.name", "customer", "customer.code"],
        ),
        ("{% include 'layout/part.txt' %}", vec!["formal_notice", "formal_notice.days"]),
        ("{% macro m(p) %}{{ p.code }}{% endmacro %}{{ m(level) }}", vec!["level", "level.code"]),
        ("{# customer.name #}{% set name = 1 %}{{ name }}", vec![]),
    ] {
        let files = [(BODY, body), ("layout/part.txt", "{{ formal_notice.days }}")];
        assert_eq!(used(&variables(&files, BODY)), expected, "{body}");
    }
}

#[test]
fn examples_are_in_the_language_of_the_template_and_typed() {
    let found = variables(&[(BODY, "…")], BODY);
    assert_eq!((found.kind, found.language.as_str()), (TemplateKind::Mail, "fr"));
    let variable = |name: &str| {
        let found = found.variables.iter().find(|it| it.name == name);
        found.unwrap_or_else(|| panic!("{name} is there"))
    };
    for (name, kind, example, may_be_absent) in [
        ("run_date", VariableKind::Date, Some("4 octobre 2024"), false),
        ("lines[].open", VariableKind::Amount, Some("617,28\u{a0}€"), false),
        ("lines[].days_late", VariableKind::Number, Some("100"), false),
        ("customer.consumer", VariableKind::YesNo, Some("False"), false),
        ("lines", VariableKind::List, None, false),
        ("company.bank", VariableKind::Group, None, true),
        ("company.bank.bic", VariableKind::Text, Some("AGRIFRPP"), true),
        ("legal.late_interest", VariableKind::Text, None, true),
    ] {
        let found = variable(name);
        assert_eq!((found.kind, found.may_be_absent), (kind, may_be_absent), "{name}");
        if let Some(example) = example {
            assert_eq!(found.example.as_deref(), Some(example), "{name}");
        }
    }
    // Letters' and the follow-up's own are not a mail's.
    for name in ["address", "payment_code", "note", "items"] {
        assert!(found.variables.iter().all(|it| it.name != name), "{name}");
    }
}

#[test]
fn each_kind_of_template_has_its_own_variables() {
    let renderer = Renderer::load(Path::new("templates")).expect("the shipped templates");
    for (name, kind, own) in [
        ("letter/N5/fr/letter.typ", TemplateKind::Letter, &["address", "payment_code.svg"][..]),
        ("letter/N5/en/letter.docx", TemplateKind::Letter, &["address", "subject"]),
        ("letter/N1/fr/subject.txt", TemplateKind::Mail, &["invoice_count"]),
        ("follow_up/information/en/body.txt", TemplateKind::FollowUp, &["items[].number"]),
        ("layout/internal.txt", TemplateKind::FollowUp, &["items"]),
        ("layout/letter.typ", TemplateKind::Letter, &["address"]),
        ("layout/mail.html", TemplateKind::Mail, &["groups[].to_pay"]),
        ("layout/duplicate.typ", TemplateKind::Duplicate, &["lines[].number"]),
        ("layout/words/fr.txt", TemplateKind::Words, &[]),
    ] {
        let found = of(&renderer, name);
        assert_eq!(found.kind, kind, "{name}");
        for own in own {
            assert!(used(&found).contains(own), "{name} uses {own}: {:?}", used(&found));
        }
    }
}

#[test]
fn the_command_lists_all_or_one_and_suggests_a_name() {
    let desk = Desk::new();
    let all = desk.relance(&["templates", "vars"]).expect(0).out;
    for words in
        ["lines[].number", "mail/N1/fr/body.txt (mail)", "letter/N1/fr/letter.docx (letter)"]
    {
        assert!(all.contains(words), "{words}");
    }
    let one = desk.relance(&["templates", "vars", BODY, "--lang", "fr"]).expect(0).out;
    assert!(one.contains("oui ou non") && one.contains("Utilisée"), "{one}");
    // As the shell completes it.
    let completed = format!("templates/{BODY}");
    assert_eq!(desk.relance(&["templates", "vars", &completed, "--lang", "fr"]).expect(0).out, one);
    let json = desk.relance(&["templates", "vars", BODY, "--json"]).expect(0).json();
    assert_eq!((&json[0]["template"], &json[0]["language"]), (&BODY.into(), &"fr".into()));
    let name = json[0]["variables"].as_array().expect("variables");
    let name = name.iter().find(|it| it["name"] == "customer.name").expect("a variable");
    assert_eq!((&name["example"], &name["used"]), (&"Durand & Fils".into(), &true.into()));
    let json = desk.relance(&["templates", "vars", "--json"]).expect(0).json();
    assert!(json.as_array().expect("templates").len() > 60);
    let wrong = desk.relance(&["templates", "vars", "mail/N1/fr/bdy.txt"]).expect(2).err;
    assert!(wrong.contains("did you mean mail/N1/fr/body.txt?"), "{wrong}");
    let far = desk.relance(&["templates", "vars", "xyz"]).expect(2).err;
    assert!(far.contains("no template of this name"), "{far}");
}
