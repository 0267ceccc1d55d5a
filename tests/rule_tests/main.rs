//! Rule tests: the worked examples of the domain document, played by the
//! runner that administrators use, and what the runner says of wrong cases.

#[path = "../support/rules.rs"]
#[allow(dead_code, reason = "each test uses its part of what tests share")]
mod folders;

mod command_line;
mod coverage;
mod files;
mod sections;
mod shipped;
mod wrong;

use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use folders::Folder;
use relance::app::rule_tests::rule_tests;
use relance::cases::result::{CaseResult, Outcome};
use relance::cases::{self, Selection, text};
use relance::diagnostic::Diagnostic;
use relance::render::Renderer;
use relance::rules::RulesFolder;
use relance::rules::set::RuleSet;
use relance::wording::UiLanguage;

/// The shipped rules and templates, read once.
static SHIPPED: LazyLock<(RulesFolder, RuleSet, Renderer)> = LazyLock::new(|| {
    let (rules, templates) = (Path::new("rules"), Path::new("templates"));
    let (folder, in_force) =
        RulesFolder::open(rules, templates).unwrap_or_else(|problems| panic!("{problems:#?}"));
    let renderer = Renderer::load(templates).unwrap_or_else(|problems| panic!("{problems:#?}"));
    (folder, in_force, renderer)
});

/// Plays cases on the shipped rules.
fn play_paths(paths: Vec<PathBuf>) -> Result<Outcome, Vec<Diagnostic>> {
    let (folder, in_force, renderer) = &*SHIPPED;
    cases::run(folder, in_force.clone(), renderer, &Selection { paths, only: None })
}

/// As [`play_paths`], of files without mistakes.
fn play(path: &str) -> Outcome {
    play_paths(vec![path.into()]).unwrap_or_else(|problems| panic!("{problems:#?}"))
}

/// Plays the text of one file on the shipped rules.
fn play_text(yaml: &str) -> Outcome {
    let folder = Folder::new();
    folder.write("cases.yaml", yaml);
    play(&folder.path().join("cases.yaml").display().to_string())
}

/// The mistakes of a file, each on a line, without its folder.
fn mistakes(yaml: impl AsRef<[u8]>) -> String {
    let folder = Folder::new();
    folder.write("cases.yaml", yaml);
    told(play_paths(vec![folder.path().join("cases.yaml")]), folder.path())
}

fn told(result: Result<Outcome, Vec<Diagnostic>>, folder: &Path) -> String {
    let Err(problems) = result else { panic!("the cases were accepted") };
    let lines: Vec<String> = problems.iter().map(ToString::to_string).collect();
    lines.join("\n").replace(&format!("{}/", folder.display()), "")
}

fn results(outcome: &Outcome) -> impl Iterator<Item = &CaseResult> {
    outcome.suites.iter().flat_map(|suite| &suite.results)
}

/// The names of cases that failed.
fn failed(outcome: &Outcome) -> Vec<&str> {
    let failed = results(outcome).filter(|result| !result.failures.is_empty());
    failed.map(|result| result.name.as_str()).collect()
}

/// Each case that failed with what it is told.
fn report(outcome: &Outcome, language: UiLanguage) -> String {
    let mut report = String::new();
    for result in results(outcome).filter(|result| !result.failures.is_empty()) {
        report.push_str(&format!("{} (line {})\n", result.name, result.line));
        for failure in &result.failures {
            let text = text::failure(failure, language).replace('\n', "\n  ");
            report.push_str(&format!("  line {}: {text}\n", failure.line));
        }
    }
    report
}

/// A copy of the shipped rules that can be changed.
fn rules_with(file: &str, from: &str, to: &str) -> Folder {
    let folder = Folder::new();
    for name in ["companies.yaml", "relance.yaml", "balance.yaml", "hooks.rhai"] {
        let text = std::fs::read_to_string(Path::new("rules").join(name)).expect("a shipped file");
        if name == file {
            assert!(text.contains(from), "{from}");
            folder.write(name, text.replacen(from, to, 1));
        } else {
            folder.write(name, text);
        }
    }
    folder
}

/// Plays the shipped cases on other rules.
fn play_on(rules: &Folder) -> Outcome {
    let paths: Vec<PathBuf> = vec!["rules/tests".into()];
    rule_tests(rules.path(), Path::new("templates"), paths, None)
        .unwrap_or_else(|error| panic!("{error}"))
}
