//! The demonstration company under changed rules and templates, by the real
//! binary.

use std::path::{Path, PathBuf};

use serde_json::Value;

use super::desk::{Desk, Done, SECOND_COMPANY, copy_folder};

const RUN_DATE: &str = "2026-11-24";

/// A desk with the demonstration and a proposal: copies of rules and templates.
struct Proposal {
    desk: Desk,
    rules: PathBuf,
    templates: PathBuf,
}

impl Proposal {
    fn new() -> Self {
        let desk = Desk::new();
        desk.relance(&["demo", "--as-of", RUN_DATE]).expect(0);
        let (rules, templates) =
            (desk.folder.path().join("new-rules"), desk.folder.path().join("new-templates"));
        copy_folder(Path::new("rules"), &rules);
        copy_folder(Path::new("templates"), &templates);
        Self { desk, rules, templates }
    }

    fn change(self, file: &str, from: &str, to: &str) -> Self {
        let path = match file.strip_prefix("templates/") {
            Some(name) => self.templates.join(name),
            None => self.rules.join(file),
        };
        let text = std::fs::read_to_string(&path).expect("a file");
        assert!(text.contains(from), "{file} has {from:?}");
        std::fs::write(&path, text.replacen(from, to, 1)).expect("a file");
        self
    }

    fn diff(&self, args: &[&str]) -> Done {
        let (rules, templates) =
            (self.rules.display().to_string(), self.templates.display().to_string());
        let fixed = ["diff", "--rules", &rules, "--templates", &templates, "--as-of", RUN_DATE];
        let mut done = self.desk.relance(&[&fixed, args].concat());
        let old = self.desk.rules.display().to_string();
        for (from, to) in [(&rules, "new"), (&templates, "new-templates"), (&old, "old")] {
            done.out = done.out.replace(from, to);
            done.err = done.err.replace(from, to);
        }
        done
    }

    fn json(&self) -> Value {
        self.diff(&["--json"]).expect(0).json()["companies"][0].clone()
    }

    fn shown(&self, args: &[&str]) -> String {
        self.diff(args).expect(0).out
    }
}

/// Reminders and items of each count that is not zero.
fn counts(company: &Value) -> String {
    let counts = company["counts"].as_object().expect("counts");
    let counts = counts.iter().filter(|(_, it)| it["reminders"] != 0 || it["items"] != 0);
    let told: Vec<String> =
        counts.map(|(name, it)| format!("{name} {}/{}", it["reminders"], it["items"])).collect();
    told.join(", ")
}

/// Each rule responsible, and of how many items.
fn rules(company: &Value) -> Vec<String> {
    let rules = company["rules"].as_array().expect("rules");
    rules
        .iter()
        .map(|rule| {
            let text = |name: &str| rule[name].as_str().unwrap_or("-").to_owned();
            format!(
                "{} → {} {}: {}",
                text("before_at"),
                text("after_at"),
                text("words"),
                rule["items"]
            )
        })
        .collect()
}

#[test]
fn the_same_rules_change_nothing() {
    let proposal = Proposal::new();
    let company = proposal.json();
    assert_eq!(company["rules"], serde_json::json!([]));
    assert_eq!(company["texts"], serde_json::json!([]));
    assert_eq!(company["items"], serde_json::json!([]));
    assert_eq!(company["counts"]["before"], company["counts"]["after"]);
    let shown = proposal.shown(&[]);
    assert!(shown.contains("Nothing changes: the same reminders in the same words."), "{shown}");
}

/// The counts before and after are those of the previews of each side.
#[test]
fn both_sides_are_what_the_previews_say() {
    let proposal = Proposal::new().change("relance.yaml", "upper: 15", "upper: 10").change(
        "relance.yaml",
        "lower: 16",
        "lower: 11",
    );
    let company = proposal.json();
    let preview = |rules: &Path| {
        let rules = rules.display().to_string();
        let args = ["preview", "--json", "--as-of", RUN_DATE, "--rules", &rules];
        let mut total = proposal.desk.relance(&args).expect(0).json()[0]["total"].clone();
        total["amounts"].as_array_mut().expect("amounts").sort_by_key(Value::to_string);
        total
    };
    let sorted = |side: &str| {
        let mut count = company["counts"][side].clone();
        count["amounts"].as_array_mut().expect("amounts").sort_by_key(Value::to_string);
        count
    };
    assert_eq!(sorted("before"), preview(&proposal.desk.rules));
    assert_eq!(sorted("after"), preview(&proposal.rules));
    assert_ne!(sorted("before"), sorted("after"));
}

#[test]
fn a_bound_is_moved() {
    let proposal = Proposal::new().change("relance.yaml", "upper: 15", "upper: 10").change(
        "relance.yaml",
        "lower: 16",
        "lower: 11",
    );
    insta::assert_snapshot!("bound_en", proposal.shown(&["--texts", "0"]));
    insta::assert_snapshot!("bound_fr", proposal.shown(&["--texts", "1", "--lang", "fr"]));
    let data = proposal.diff(&["--json", "--texts", "0"]).expect(0).json();
    let items = data["companies"][0]["items"].as_array().expect("items");
    let first_of = |kind: &str| {
        let found = items.iter().find(|item| item["changes"][0] == kind);
        found.unwrap_or_else(|| panic!("an item that {kind}")).clone()
    };
    let kinds: Vec<Value> = ["appears", "level", "group", "reason"].map(first_of).into();
    let mut shown = data.clone();
    shown["companies"][0]["items"] = kinds.into();
    insta::assert_snapshot!("bound_json", format!("{shown:#}"));
}

#[test]
fn changes_of_rules_and_who_is_responsible() {
    let hooks = "// Hooks:";
    let cases: [(&str, &str, &str, &str); 6] = [
        (
            "an exclusion is switched on",
            "relance.yaml",
            "when: item.disputed\n    enabled: false",
            "when: item.disputed\n    enabled: true",
        ),
        (
            "days count from the last reminder",
            "relance.yaml",
            "RELCLI_BORNEREL: false",
            "RELCLI_BORNEREL: true",
        ),
        (
            "the billing site before the invoice's recipients",
            "relance.yaml",
            "    - reminder_contacts # contacts flagged \"Relance\"\n",
            "    - billing_site\n    - reminder_contacts\n",
        ),
        (
            "a hook copies",
            "hooks.rhai",
            hooks,
            "fn cc(item, level) { if level == \"N5\" { [\"direction@beaumont.example\"] } }\n//",
        ),
        (
            "a mail for each invoice",
            "hooks.rhai",
            hooks,
            "fn group_key(item, level) { item.invoice.number }\n//",
        ),
        (
            "a hook fails",
            "hooks.rhai",
            hooks,
            "fn level(item, proposed) { if item.days_late == 30 { item.open / 0 } }\n//",
        ),
    ];
    let mut found = String::new();
    for (name, file, from, to) in cases {
        let mut proposal = Proposal::new();
        if name.starts_with("the billing site") {
            proposal = proposal.change(
                "relance.yaml",
                "    - billing_site # e-mail of the billing site\n",
                "",
            );
        }
        // As in a preview, a script that fails is a mistake in the rules.
        let code = if name == "a hook fails" { 3 } else { 0 };
        let done = proposal.change(file, from, to).diff(&["--json"]).expect(code);
        let company = done.json()["companies"][0].clone();
        found.push_str(&format!("{name}\n  {}\n", counts(&company)));
        for rule in rules(&company) {
            found.push_str(&format!("  {rule}\n"));
        }
    }
    insta::assert_snapshot!(found);
}

#[test]
fn a_template_and_a_subject_are_changed() {
    let proposal = Proposal::new()
        .change("templates/mail/N1/fr/body.txt", "Bien cordialement", "Cordialement")
        .change("templates/mail/N2/fr/subject.txt", "échéance dépassée", "retard de paiement");
    insta::assert_snapshot!("texts", proposal.shown(&["--texts", "1"]));
    let company = proposal.json();
    assert_eq!(company["rules"], serde_json::json!([]), "who is reminded stays the same");
    assert_eq!(company["counts"]["before"], company["counts"]["after"]);
}

#[test]
fn a_layout_that_all_mails_share_is_named() {
    let proposal =
        Proposal::new().change("templates/layout/words/fr.txt", "Situation en", "Relevé en");
    let company = proposal.json();
    let texts = company["texts"].as_array().expect("texts");
    assert!(!texts.is_empty());
    for text in texts {
        assert_eq!(text["rule"]["name"], "layout/words/fr.txt", "{text}");
        assert_eq!(text["language"], "fr");
    }
    let mails: u64 = texts.iter().filter_map(|text| text["mails"].as_u64()).sum();
    assert_eq!(company["counts"]["other_text"]["reminders"], mails);
}

#[test]
fn words_that_the_rules_give_are_put_down_to_them() {
    for (from, to, rule, name, pieces) in [
        (
            "    subject_template: true\n    template: mail/N1",
            "    subject: Rappel\n    template: mail/N1",
            "level_mail",
            "N1",
            &["subject"][..],
        ),
        ("recovery_fee: 40.00", "recovery_fee: 50.00", "section", "legal", &["text", "html"][..]),
        (
            "    enabled: false\n    levels: [N3, N4, N5]\n  # On the open",
            "    enabled: true\n    levels: [N3, N4, N5]\n  # On the open",
            "section",
            "charges",
            &["text", "html"][..],
        ),
    ] {
        let company = Proposal::new().change("relance.yaml", from, to).json();
        let texts = company["texts"].as_array().expect("texts");
        assert!(!texts.is_empty(), "{to}");
        for text in texts {
            assert_eq!(text["why"], "words");
            assert_eq!(text["rule"]["rule"], rule, "{text}");
            assert_eq!(text["rule"]["name"], name, "{text}");
            assert_eq!(text["pieces"], serde_json::json!(pieces), "{text}");
        }
    }
}

#[test]
fn a_mail_that_only_one_side_can_render_is_told() {
    let proposal = Proposal::new().change(
        "templates/mail/N5/fr/body.txt",
        "{% block closing %}",
        "{% block closing %}{% if invoice_count > 1 %}{{ missing_name }}{% endif %}",
    );
    let company = proposal.diff(&["--json"]).expect(3).json()["companies"][0].clone();
    let texts = company["texts"].as_array().expect("texts");
    let failing: Vec<&Value> = texts
        .iter()
        .filter(|text| text["pieces"] == serde_json::json!(["cannot_be_made"]))
        .collect();
    assert_eq!(failing.len(), 1, "{texts:#?}");
    let failure = failing[0]["example"]["fails_after"].as_str().expect("why");
    assert!(failure.contains("missing_name"), "{failure}");
    assert_eq!(failing[0]["example"]["fails_before"], Value::Null);
    let shown = proposal.diff(&[]).expect(3).out;
    assert!(shown.contains("after, it cannot be rendered:"), "{shown}");
    let count = &company["mails_that_cannot_be_made"];
    assert_eq!(*count, failing[0]["mails"]);
    assert!(shown.contains(&format!("{count} mails in the counts cannot be made")), "{shown}");
}

#[test]
fn other_attachments_are_told_though_files_are_not_compared() {
    let proposal =
        Proposal::new().change("relance.yaml", "attachments: none", "attachments: originals");
    let shown = proposal.shown(&[]);
    assert!(shown.contains("Attachments: none → originals. Files are not compared"), "{shown}");
}

#[test]
fn mistakes_in_either_set_are_told_and_nothing_is_compared() {
    let proposal = Proposal::new().change("relance.yaml", "lower: 16", "lower: sixteen");
    proposal.desk.change_rules("relance.yaml", "upper: 60", "upper: sixty");
    let done = proposal.diff(&[]).expect(3);
    assert_eq!(done.out, "");
    assert!(done.err.contains("new/relance.yaml:23"), "{}", done.err);
    assert!(done.err.contains("old/relance.yaml:"), "{}", done.err);
}

#[test]
fn what_cannot_be_compared_is_a_usage_error() {
    let proposal =
        Proposal::new().change("relance.yaml", "name: RelancesAutomatiques", "name: Nouvelles");
    for (args, expected) in [
        (&[][..], "the batch Nouvelles is only in the new rules"),
        (
            &["--batch", "RelancesAutomatiques"],
            "the batch RelancesAutomatiques is not in the new rules",
        ),
        (&["--batch", "Rien"], "Rien"),
        (&["--company", "NOBODY"], "the batch Nouvelles is only in the new rules"),
    ] {
        let done = proposal.diff(args).expect(2);
        assert!(done.err.contains(expected), "{args:?}: {}", done.err);
    }
    let same = proposal.desk.relance(&["diff", "--as-of", RUN_DATE]).expect(2);
    assert!(same.err.contains("nothing to compare"), "{}", same.err);
}

#[test]
fn a_company_on_one_side_only_is_told() {
    let second = format!("companies:\n{SECOND_COMPANY}");
    let proposal = Proposal::new().change("companies.yaml", "companies:\n", &second);
    let told = "SECOND is not compared: only the new rules have such a batch for it";
    let shown = proposal.shown(&["--texts", "0"]);
    assert!(shown.contains(told), "{shown}");
    assert!(shown.contains("Ateliers Beaumont"), "{shown}");
    let data = proposal.diff(&["--json"]).expect(0).json();
    assert_eq!(data["companies_only_after"], serde_json::json!(["SECOND"]));
    let done = proposal.diff(&["--company", "SECOND"]).expect(2);
    assert!(done.err.contains(told), "{}", done.err);
}

/// Nothing is written: what a run would do stays the same.
#[test]
fn the_database_stays_as_it_is() {
    let proposal = Proposal::new().change("relance.yaml", "upper: 15", "upper: 10").change(
        "relance.yaml",
        "lower: 16",
        "lower: 11",
    );
    let previewed = proposal.desk.previewed(RUN_DATE);
    let history = proposal.desk.history();
    proposal.diff(&[]).expect(0);
    assert_eq!(proposal.desk.previewed(RUN_DATE), previewed);
    assert_eq!(proposal.desk.history(), history);
}
