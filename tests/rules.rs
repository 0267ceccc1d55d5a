//! The rules folder: what is shipped, what is refused.

#[path = "support/rules.rs"]
mod folders;

use std::path::Path;

use folders::{Folder, load};
use relance::diagnostic::Diagnostic;
use relance::rules::set::Subject;
use relance::wording::UiLanguage;
use rust_decimal::Decimal;

fn shipped() -> relance::rules::set::RuleSet {
    let templates = Folder::templates(&["N1", "N2", "N3", "N4", "N5"]);
    relance::rules::load(Path::new("rules"), templates.path())
        .unwrap_or_else(|problems| panic!("{problems:#?}"))
}

fn problems(result: Result<relance::rules::set::RuleSet, Vec<Diagnostic>>) -> Vec<Diagnostic> {
    match result {
        Ok(_) => panic!("the rules were accepted"),
        Err(problems) => problems,
    }
}

/// Every mistake on a line, the folders named `rules` and `templates`.
fn report(problems: &[Diagnostic], rules: &Folder, templates: &Folder) -> String {
    let lines: Vec<String> = problems.iter().map(Diagnostic::to_string).collect();
    lines
        .join("\n")
        .replace(&rules.path().display().to_string(), "rules")
        .replace(&templates.path().display().to_string(), "templates")
}

#[test]
fn the_shipped_rules_are_those_of_the_worked_examples() {
    let rules = shipped();
    let [company] = rules.companies.as_slice() else { panic!("one company") };
    assert_eq!(company.company.code.as_str(), "DEMO");
    let levels: Vec<String> = company
        .ladder
        .levels()
        .iter()
        .map(|level| format!("{} {}", level.code, level.bounds))
        .collect();
    assert_eq!(levels, ["N1 5..15", "N2 16..30", "N3 31..60", "N4 61..90", "N5 91.."]);
    assert!(company.mails.values().all(|mail| mail.subject == Subject::Template));
    assert!(!company.switches.bornerel && !company.switches.fc_contact_cli_fact);
    for method in ["PRLV", "prélèvement ", "Prelevement", "sdd"] {
        assert!(company.never_dunned.contains(method), "{method}");
    }
    assert!(!company.never_dunned.contains("VIR"));
    assert!(company.exclusions.is_empty(), "disputes and promises are off by default");
    assert_eq!(company.legal.recovery_fee.to_string(), "40.00");
    let [batch] = rules.batches.as_slice() else { panic!("one batch") };
    assert_eq!(batch.name, "RelancesAutomatiques");
    assert_eq!(batch.origin.to_string(), "rules/relance.yaml:140");
    assert_eq!(company.origins.switches.to_string(), "rules/relance.yaml:8");
    assert_eq!(rules.digest.len(), 64);
}

/// The values that comments of the shipped rules suggest can be put in.
#[test]
fn the_suggestions_of_the_shipped_rules_load() {
    let text = std::fs::read_to_string("rules/relance.yaml").expect("the shipped rules");
    let plain = text.replace("\n  # ", " ");
    let n5 = "    lower: 91\n    subject";
    for (shown, edits) in [
        ("[{lower: 0, upper: 4}]", vec![("NA: []", "NA: [{lower: 0, upper: 4}]")]),
        (
            "give N5 \"upper: 200\" and NA [{lower: 201}]",
            vec![
                (n5, "    lower: 91\n    upper: 200\n    subject"),
                ("NA: []", "NA: [{lower: 201}]"),
            ],
        ),
    ] {
        assert!(plain.contains(shown), "the file suggests {shown}");
        let edited = edits.iter().fold(text.clone(), |text, (from, to)| {
            assert!(text.contains(from), "{from}");
            text.replacen(from, to, 1)
        });
        let (rules, templates) =
            (Folder::new(), Folder::templates(&["N1", "N2", "N3", "N4", "N5"]));
        rules.write("relance.yaml", edited);
        rules.write("companies.yaml", std::fs::read("rules/companies.yaml").expect("companies"));
        if let Err(problems) = relance::rules::load(rules.path(), templates.path()) {
            panic!("{shown}: {}", report(&problems, &rules, &templates));
        }
    }
}

#[test]
fn payment_methods_may_be_any_text() {
    let rules = load("payment_methods: {never_dunned: [Prélèvement automatique]}\n", "");
    let rules = rules.unwrap_or_else(|problems| panic!("{problems:#?}"));
    let methods = &rules.companies[0].never_dunned;
    assert!(methods.contains("PRÉLÈVEMENT AUTOMATIQUE") && !methods.contains("PRLV"));
    let rules = load("switches: {}\n", "").unwrap_or_else(|problems| panic!("{problems:#?}"));
    assert!(rules.companies[0].never_dunned.contains("Prélèvement"), "where none are given");
}

#[test]
fn the_digest_follows_every_file() {
    let digest = |yaml: &str, script: &str| load(yaml, script).expect("good rules").digest;
    let one = digest("switches: {}\n", "");
    assert_eq!(one, digest("switches: {}\n", ""));
    assert_ne!(one, digest("switches: { }\n", ""));
    assert_ne!(one, digest("switches: {}\n", "//\n"));
}

#[test]
fn every_mistake_is_told_with_its_place() {
    let mut cases = 0;
    for entry in std::fs::read_dir("tests/cases/bad_rules").expect("the cases") {
        let path = entry.expect("a case").path();
        let extension = path.extension().and_then(|extension| extension.to_str());
        if !matches!(extension, Some("yaml" | "rhai")) {
            continue;
        }
        cases += 1;
        let name = path.file_name().and_then(|name| name.to_str()).expect("a name");
        let content = std::fs::read(&path).expect("a case");
        let (rules, templates) = (Folder::new(), Folder::templates(&["N1", "N2"]));
        templates.write("mail/incomplete/fr/body.txt", "…");
        rules.write(name, &content);
        rules.write_least(&String::from_utf8_lossy(&content));
        let Err(problems) = relance::rules::load(rules.path(), templates.path()) else {
            panic!("{name} was accepted")
        };
        insta::with_settings!({
            snapshot_path => "cases/bad_rules",
            prepend_module_to_snapshot => false,
            omit_expression => true,
        }, {
            insta::assert_snapshot!(name, report(&problems, &rules, &templates));
        });
    }
    assert!(cases >= 35, "{cases} cases were found");
}

#[test]
fn mistakes_are_told_in_french_too() {
    let found = problems(load("batches: [{name: A, filter: {levels: [N3]}}]\n", ""));
    let [problem] = found.as_slice() else { panic!("one mistake: {found:#?}") };
    assert_eq!(problem.message.in_language(UiLanguage::French), "aucun niveau n’a le code N3");
    let expected = problem.expected.as_ref().expect("an expectation");
    assert_eq!(expected.in_language(UiLanguage::French), "attendu, au choix : N1, N2");
    assert!(problem.source.is_some(), "the text is there for an excerpt");
}

#[test]
fn folders_that_are_no_rules() {
    let (rules, templates) = (Folder::new(), Folder::templates(&["N1"]));
    let told = |rules: &Path, templates: &Path| {
        problems(relance::rules::load(rules, templates))
            .iter()
            .map(|problem| problem.message.to_string())
            .collect::<Vec<_>>()
    };
    assert_eq!(
        told(rules.path(), templates.path()),
        ["the folder holds no rules: expected at least one *.yaml file"]
    );
    let missing = rules.path().join("missing");
    let messages = told(&missing, templates.path());
    assert!(messages[0].starts_with("the folder of the rules cannot be read: "), "{messages:?}");
    rules.write_least("");
    assert_eq!(told(rules.path(), &missing), ["there is no such folder of templates"]);
    rules.write("large.yaml", "#".repeat(1024 * 1024 + 1));
    assert_eq!(told(rules.path(), templates.path())[0], "the file is larger than 1048576 bytes");
}

#[test]
fn with_bornerel_bounds_may_overlap() {
    let levels = "levels:\n  N1: {lower: 5, upper: 15, subject: S, template: mail/N1}\n  \
                  N2: {lower: 5, upper: 15, subject: S, template: mail/N2}\n";
    assert!(load(&format!("switches: {{RELCLI_BORNEREL: true}}\n{levels}"), "").is_ok());
    assert!(load(levels, "").is_err());
}

#[test]
fn days_between_levels_may_be_given_to_na() {
    let rules = load(
        "levels:\n  N1: {lower: -5, upper: 10, subject: S, template: mail/N1}\n  \
         N2: {lower: 21, subject: S, template: mail/N2}\n  NA: {lower: 11, upper: 20}\n",
        "",
    )
    .unwrap_or_else(|problems| panic!("{problems:#?}"));
    assert!(rules.companies[0].ladder.excludes(11));
}

#[test]
fn a_company_may_override_sections() {
    let rules = load(
        "minimum_amounts: {EUR: 5.00}\noptions: {remind_creditors: true}\ncompanies:\n  \
         - &one\n    code: ONE\n    name: One\n    address: [Lyon]\n    currency: EUR\n    \
         time_zone: Europe/Paris\n    language: fr\n    \
         sender: {name: One, address: a@one.example}\n    \
         overrides: {minimum_amounts: {EUR: 0.10, USD: \"7\"}, options: {}}\n  \
         - {<<: *one, code: TWO, overrides: }\n",
        "",
    )
    .unwrap_or_else(|problems| panic!("{problems:#?}"));
    let [one, two] = rules.companies.as_slice() else { panic!("two companies") };
    let amounts = |company: &relance::rules::set::CompanyRules| -> Vec<Decimal> {
        company.minimum_amounts.values().copied().collect()
    };
    assert_eq!(amounts(one), [Decimal::new(10, 2), Decimal::from(7)]);
    assert_eq!(amounts(two), [Decimal::new(500, 2)]);
    assert!(!one.options.remind_creditors && two.options.remind_creditors);
}

fn as_json(yaml: &str) -> serde_json::Value {
    serde_yaml::from_str(yaml).expect("YAML")
}

#[test]
fn the_schema_accepts_the_shipped_files_and_refuses_unknown_keys() {
    let schema = relance::rules::schema();
    let validator = jsonschema::validator_for(&schema).expect("a schema");
    for file in ["rules/companies.yaml", "rules/relance.yaml"] {
        let text = std::fs::read_to_string(file).expect("a shipped file");
        let errors: Vec<String> =
            validator.iter_errors(&as_json(&text)).map(|error| error.to_string()).collect();
        assert_eq!(errors, Vec::<String>::new(), "{file}");
    }
    for (yaml, valid) in [
        ("options: {remind_creditors: true}", true),
        ("options: {remind_creditor: true}", false),
        ("option: {}", false),
        ("options: {attachments: some}", false),
        ("minimum_amounts: {EUR: \"5.00\"}", true),
        ("minimum_amounts: {EUR: -5}", false),
        ("levels: {N1: {lower: 5, subject: S, template: mail/N1}, NA: [{lower: 1}]}", true),
        ("levels: {N1: {lower: 5, subject: S}}", false),
        ("levels: {N1: {lower: 5.5, subject: S, template: mail/N1}}", false),
    ] {
        assert_eq!(validator.is_valid(&as_json(yaml)), valid, "{yaml}");
    }
    let description =
        schema.pointer("/$defs/OptionsSection/properties/remind_creditors/description");
    assert!(description.is_some(), "editors show what an option does: {schema:#}");
}
