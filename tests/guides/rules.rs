//! Sections of rules and hooks in the place of the shipped ones.

use std::path::Path;
use std::sync::Arc;

use relance::domain::level::LevelCode;
use relance::plan::outcome::Skipped;
use relance::plan::plan_customer;
use relance::plan::policy::{Eligibility, LevelChoice, RecipientChoice, Scripts};
use relance::rules::reference::HOOKS;
use relance::rules::set::RuleSet;

use crate::blocks::Block;
use crate::examples::{Example, RUN_DATE};
use crate::facts::date;
use crate::folder::Folder;

/// The shipped rules with these sections in the place of theirs, and with this
/// script.
fn load(yaml: &str, script: Option<&str>) -> (Folder, Result<RuleSet, String>) {
    let folder = Folder::new();
    let sections: Vec<&str> = yaml.lines().filter_map(section).collect();
    for entry in std::fs::read_dir("rules").expect("the shipped rules") {
        let path = entry.expect("an entry").path();
        let name = path.file_name().and_then(|name| name.to_str()).expect("a name").to_owned();
        if path.extension().is_some_and(|extension| extension == "yaml") {
            let shipped = std::fs::read_to_string(&path).expect("a shipped file");
            folder.write(&name, without(&shipped, &sections));
        }
    }
    if !yaml.is_empty() {
        folder.write("guide.yaml", yaml);
    }
    if let Some(script) = script {
        folder.write("hooks.rhai", script);
    }
    let loaded = relance::rules::load(folder.path(), Path::new("templates"));
    let told = loaded.map_err(|problems| {
        let root = format!("{}/", folder.path().display());
        let told: Vec<String> = problems.iter().map(ToString::to_string).collect();
        told.join("\n").replace(&root, "rules/")
    });
    (folder, told)
}

/// The name of the section that a line begins.
fn section(line: &str) -> Option<&str> {
    let (name, _) = line.split_once(':')?;
    name.starts_with(|c: char| c.is_ascii_lowercase()).then_some(name)
}

fn without(file: &str, sections: &[&str]) -> String {
    let mut kept = String::new();
    let mut dropping = false;
    for line in file.lines() {
        if !line.is_empty() && !line.starts_with([' ', '#', '-']) {
            dropping = section(line).is_some_and(|name| sections.contains(&name));
        }
        if !dropping {
            kept.push_str(line);
            kept.push('\n');
        }
    }
    kept
}

/// What a block says is wrong, where it is followed by a block that says so.
fn loaded(
    block: &Block,
    mistake: Option<&Block>,
    yaml: &str,
    script: Option<&str>,
) -> Option<RuleSet> {
    let (_folder, loaded) = load(yaml, script);
    match (loaded, mistake) {
        (Ok(rules), None) => Some(rules),
        (Err(told), Some(mistake)) => {
            assert_eq!(told.trim(), mistake.text.trim(), "{}", mistake.place);
            None
        }
        (Ok(_), Some(mistake)) => panic!("{}: nothing is wrong with {}", mistake.place, block.text),
        (Err(told), None) => panic!("{}: {told}", block.place),
    }
}

/// A block of YAML: it loads, and items get what its comments say.
pub fn yaml(block: &Block, mistake: Option<&Block>) {
    let names: Vec<&str> = block.text.lines().filter_map(section).collect();
    assert!(!names.is_empty(), "{}: no section of the rules", block.place);
    let Some(rules) = loaded(block, mistake, &block.text, None) else { return };
    let company = &rules.companies[0];
    let policy = company.policy(&rules.batches[0]);
    for example in Example::all(&block.text, "#") {
        let facts = Arc::new(example.facts());
        let plan = plan_customer(&policy, &facts, date(RUN_DATE));
        let outcome = match (plan.reminders.as_slice(), plan.skipped.as_slice()) {
            ([reminder], _) => reminder.level.to_string(),
            (_, [Skipped { reason, .. }]) => format!("not reminded, {}", reason.message()),
            other => panic!("{}: {other:?}", block.place),
        };
        assert_eq!(outcome, example.expected, "{}: {:?}", block.place, example.given);
    }
}

/// A block of Rhai: it loads, and its hook answers what its comments say.
pub fn rhai(block: &Block, mistake: Option<&Block>) {
    let Some(rules) = loaded(block, mistake, "", Some(&block.text)) else { return };
    let hook = HOOKS.iter().find(|(name, _)| block.text.contains(&format!("fn {name}(")));
    let (hook, _) = hook.unwrap_or_else(|| panic!("{}: no hook", block.place));
    let examples = Example::all(&block.text, "//");
    assert!(!examples.is_empty(), "{}: nothing is said of what it answers", block.place);
    for example in examples {
        let found = answer(&*rules.companies[0].scripts, hook, &example);
        assert_eq!(found, example.expected, "{}: {:?}", block.place, example.given);
    }
}

/// As the script would write it.
fn answer(scripts: &dyn Scripts, hook: &str, example: &Example) -> String {
    let item = example.item(false);
    let level = LevelCode::new(&example.text("at").unwrap_or_else(|| "N1".to_owned()));
    let text = |text: String| format!("{text:?}");
    let found = match hook {
        "eligible" => scripts.eligible(&item).expect("an answer").map(|answer| match answer {
            Eligibility::Eligible => "true".to_owned(),
            Eligibility::Refused(reason) => text(reason),
        }),
        "level" => {
            let proposed = example.text("proposed").map(|code| LevelCode::new(&code));
            let answer = scripts.level(&item, proposed.as_ref()).expect("an answer");
            answer.map(|answer| match answer {
                LevelChoice::Level(code) => text(code.to_string()),
                LevelChoice::None => text("NA".to_owned()),
            })
        }
        "recipients" => scripts.recipients(&item, &level).expect("an answer").map(|answer| {
            let RecipientChoice { to, cc } = answer;
            if cc.is_empty() { format!("{to:?}") } else { format!("#{{to: {to:?}, cc: {cc:?}}}") }
        }),
        "cc" => scripts.cc(&item, &level).expect("an answer").map(|copies| format!("{copies:?}")),
        "group_key" => scripts.group_key(&item, &level).expect("an answer").map(text),
        _ => {
            let language = example.text("in").unwrap_or_else(|| "en".to_owned());
            let language = language.parse().expect("a language");
            scripts.subject(&item, &level, &language).expect("an answer").map(text)
        }
    };
    found.unwrap_or_else(|| "()".to_owned())
}
