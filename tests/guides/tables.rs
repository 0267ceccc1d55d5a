//! The tables of the guides list what the code has, all of it and no more.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use relance::domain::language::Language;
use relance::render::Renderer;
use relance::render::variables::{Variable, VariableKind};
use relance::rules::reference;
use serde_json::Value;

use crate::blocks::{blocks, quoted, table};
use crate::templates::prints;

fn first_names(guide: &str, heading: &str) -> BTreeSet<String> {
    table(guide, heading).iter().map(|row| quoted(&row[0]).remove(0)).collect()
}

#[test]
fn the_properties_of_an_item() {
    assert_eq!(first_names("rules.md", "property"), reference::properties());
}

#[test]
fn the_hooks() {
    let listed: BTreeMap<String, usize> = first_names("rules.md", "hook")
        .into_iter()
        .map(|call| {
            let (name, arguments) = call.split_once('(').expect("a call");
            (name.to_owned(), arguments.split(',').count())
        })
        .collect();
    let known: BTreeMap<String, usize> =
        reference::HOOKS.iter().map(|(name, count)| ((*name).to_owned(), *count)).collect();
    assert_eq!(listed, known);
}

#[test]
fn the_limits_of_scripts() {
    let listed: BTreeMap<String, u64> = table("rules.md", "limit")
        .iter()
        .map(|row| {
            let figure = row[1].split(' ').next().expect("a figure");
            (quoted(&row[0]).remove(0), figure.parse().expect("a figure"))
        })
        .collect();
    let known = reference::limits().map(|(name, limit)| (name.to_owned(), limit));
    assert_eq!(listed, known.into());
}

/// Every key that a rules file may have stands in an example.
#[test]
fn every_key_of_the_rules_has_an_example() {
    let schema = relance::rules::schema();
    let mut keys = BTreeSet::new();
    gather(&schema, &mut keys);
    assert!(keys.len() > 60, "the schema was read: {keys:?}");
    let examples: String = ["rules.md", "sending.md"]
        .into_iter()
        .flat_map(blocks)
        .filter(|it| it.language == "yaml")
        .map(|it| it.text)
        .collect();
    let missing: Vec<&String> = keys
        .iter()
        .filter(|key| {
            let written = [format!(" {key}:"), format!("\n{key}:"), format!("{{{key}:")];
            !written.iter().any(|written| examples.contains(written))
        })
        .collect();
    assert_eq!(missing, Vec::<&String>::new());
}

fn gather(schema: &Value, keys: &mut BTreeSet<String>) {
    match schema {
        Value::Object(map) => {
            if let Some(Value::Object(properties)) = map.get("properties") {
                keys.extend(properties.keys().cloned());
            }
            map.values().for_each(|value| gather(value, keys));
        }
        Value::Array(list) => list.iter().for_each(|value| gather(value, keys)),
        _ => {}
    }
}

/// What templates may print: the lines of a group are those of `lines`, words
/// are the language's own.
fn variables() -> Vec<Variable> {
    let rules = relance::rules::load(Path::new("rules"), Path::new("templates"));
    let rules = rules.unwrap_or_else(|problems| panic!("{problems:?}"));
    let renderer = Renderer::load(Path::new("templates")).expect("the shipped templates");
    let found = renderer.all_variables(&rules, &rules.companies[0], &Language::FRENCH);
    let elsewhere = |it: &Variable| {
        ["words.", "groups[].lines[]"].iter().any(|prefix| it.name.starts_with(prefix))
    };
    let own = |it: &Variable| match it.kind {
        VariableKind::Group => it.name == "words",
        _ => !elsewhere(it),
    };
    found.into_iter().filter(own).collect()
}

#[test]
fn the_variables_of_templates_with_their_types_and_which_may_be_absent() {
    let known: BTreeSet<String> =
        variables().iter().map(|it| format!("{} {}", it.name, words(it.kind))).collect();
    let rows = table("templates.md", "variable");
    let listed: BTreeSet<String> =
        rows.iter().map(|row| format!("{} {}", quoted(&row[0]).remove(0), row[1])).collect();
    assert_eq!(rows.len(), listed.len(), "each once");
    assert_eq!(listed, known);
    // Groups are not listed by themselves, so what is absent with its group is
    // not marked either: the note under the table says which groups may be.
    let absent: BTreeSet<String> =
        variables().into_iter().filter(|it| it.may_be_absent).map(|it| it.name).collect();
    let marked: BTreeSet<String> = rows
        .iter()
        .filter(|row| row[0].ends_with("\\*"))
        .map(|row| quoted(&row[0]).remove(0))
        .collect();
    assert_eq!(marked, absent);
}

#[test]
fn the_groups_that_may_be_absent() {
    let rules = relance::rules::load(Path::new("rules"), Path::new("templates"));
    let rules = rules.unwrap_or_else(|problems| panic!("{problems:?}"));
    let renderer = Renderer::load(Path::new("templates")).expect("the shipped templates");
    let found = renderer.all_variables(&rules, &rules.companies[0], &Language::FRENCH);
    let absent: BTreeSet<String> = found
        .into_iter()
        .filter(|it| {
            it.kind == VariableKind::Group
                && it.may_be_absent
                && !it.name.starts_with("groups[].lines[]")
        })
        .map(|it| it.name)
        .collect();
    let text = crate::blocks::read("templates.md");
    let line =
        text.lines().find(|line| line.starts_with("Groups that may be absent")).expect("a line");
    let listed: BTreeSet<String> = quoted(line).into_iter().collect();
    assert_eq!(listed, absent);
}

fn words(kind: VariableKind) -> &'static str {
    match kind {
        VariableKind::Text => "text",
        VariableKind::Number => "number",
        VariableKind::YesNo => "yes or no",
        VariableKind::Amount => "amount",
        VariableKind::Date => "date",
        VariableKind::List => "list",
        VariableKind::Group => "group",
    }
}

/// The third and the fourth column are what the second prints in French and in
/// English.
#[test]
fn the_filters_print_what_their_table_says() {
    for row in table("templates.md", "filter") {
        let piece = quoted(&row[1]).remove(0);
        for (code, expected) in [("fr", &row[2]), ("en", &row[3])] {
            let plain = |text: &str| text.replace(['\u{a0}', '\u{202f}'], " ");
            let expected = quoted(expected).pop().unwrap_or_else(|| expected.clone());
            assert_eq!(plain(&prints(&piece, code)), plain(&expected), "{piece} in {code}");
        }
    }
}
