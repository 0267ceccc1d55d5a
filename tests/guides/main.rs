//! Every example of the guides is executed: sections of rules, hooks,
//! templates, commands; and their tables list what the code has.

#[allow(dead_code, reason = "shared by tests that each use a part")]
#[path = "../support/desk.rs"]
mod desk;
#[allow(dead_code, reason = "shared by tests that each use a part")]
#[path = "../support/facts.rs"]
mod facts;
#[allow(dead_code, reason = "shared by tests that each use a part")]
#[path = "../support/rules.rs"]
mod folder;
#[allow(dead_code, reason = "shared by tests that each use a part")]
#[path = "../support/letters.rs"]
mod letters;
#[allow(dead_code, reason = "shared by tests that each use a part")]
#[path = "../support/mails.rs"]
mod mails;
#[path = "../support/smtp.rs"]
mod smtp;

mod blocks;
mod examples;
mod rules;
mod shell;
mod tables;
mod templates;

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;

use blocks::Block;
use shell::Demonstration;

/// Runs every block of a guide and tells all that fail; one that nobody
/// understands is a failure.
fn run(guide: &str) {
    let blocks = blocks::blocks(guide);
    assert!(!blocks.is_empty(), "docs/{guide} has examples");
    let mut demonstration = Demonstration::new();
    let mut failed = Vec::new();
    for (at, block) in blocks.iter().enumerate() {
        let before = at.checked_sub(1).and_then(|before| blocks.get(before));
        let after = blocks.get(at + 1);
        let mut run = || example(before, block, after, &mut demonstration);
        if catch_unwind(AssertUnwindSafe(&mut run)).is_err() {
            failed.push(&block.place);
        }
    }
    assert!(failed.is_empty(), "these examples fail: {failed:?}");
}

/// A block; what it gives may stand in the one after it.
fn example(
    before: Option<&Block>,
    block: &Block,
    after: Option<&Block>,
    demonstration: &mut Demonstration,
) {
    let said = |language: &str| after.filter(|after| after.language == language);
    let is_after =
        |languages: &[&str]| before.is_some_and(|it| languages.contains(&it.language.as_str()));
    match block.language.as_str() {
        "yaml" if is_rule_test(block) => demonstration.rule_test(block, said("text")),
        "yaml" => rules::yaml(block, said("mistake")),
        "rhai" => rules::rhai(block, said("mistake")),
        "jinja" => {
            let said = said("text").or_else(|| said("mistake"));
            let said = said.unwrap_or_else(|| panic!("{}: what does it print?", block.place));
            templates::jinja(block, said);
        }
        "typst" => templates::typst(block, said("text")),
        "sh" => demonstration.run(block),
        "tree" => tree(block),
        "text" if is_after(&["jinja", "typst"]) || before.is_some_and(is_rule_test) => {}
        "mistake" if is_after(&["yaml", "rhai", "jinja"]) => {}
        other => panic!("{}: {other:?} is not understood here", block.place),
    }
}

/// A file of rule tests, which names itself.
fn is_rule_test(block: &Block) -> bool {
    block.text.starts_with("# rules/tests/")
}

/// A listing of files that exist: each line begins with a path, folders end in
/// a slash.
fn tree(block: &Block) {
    for line in block.text.lines() {
        let path = line.split_whitespace().next().unwrap_or_default();
        assert!(Path::new(path).exists(), "{}: {path}", block.place);
    }
}

#[test]
fn every_example_of_the_guide_to_rules() {
    run("rules.md");
}

#[test]
fn every_example_of_the_guide_to_sending() {
    run("sending.md");
}

#[test]
fn every_example_of_the_guide_to_templates() {
    run("templates.md");
}

#[test]
fn every_example_of_the_guide_to_reminders_by_hand() {
    run("by-hand.md");
}

#[test]
fn every_example_of_the_guide_to_the_follow_up() {
    run("follow-up.md");
}

#[test]
fn every_example_of_the_guide_to_the_balance() {
    run("balance.md");
}

#[test]
fn every_example_of_the_guide_to_schedules() {
    run("schedule.md");
}

#[test]
fn every_example_of_the_guide_to_imports() {
    run("import.md");
}

#[test]
fn every_example_of_the_guide_to_rule_tests() {
    run("rule-tests.md");
}
