//! Everything that people read exists in French and in English.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

fn files(folder: &Path, extension: &str, found: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).expect("a folder of the project") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            files(&path, extension, found);
        } else if path.extension().is_some_and(|found| found == extension) {
            found.push(path);
        }
    }
}

fn read(path: &Path) -> String {
    std::fs::read_to_string(path).expect("a text file of the project")
}

/// Identifier to the variables of its text.
fn entries(language: &str) -> BTreeMap<String, BTreeSet<String>> {
    let mut paths = Vec::new();
    files(&PathBuf::from(format!("src/wording/{language}")), "ftl", &mut paths);
    let mut entries: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for path in paths {
        let mut current = String::new();
        for line in read(&path).lines().filter(|line| !line.starts_with('#')) {
            let starts_entry = line.starts_with(|c: char| c.is_ascii_lowercase());
            if let Some((id, _)) = line.split_once(" =").filter(|_| starts_entry) {
                current = id.to_owned();
                let twice = entries.insert(current.clone(), BTreeSet::new());
                assert!(twice.is_none(), "{id} stands twice in {language}");
            }
            let variables = line.split('$').skip(1).map(|rest| {
                let end = rest.find(|c: char| !c.is_ascii_alphanumeric() && c != '_');
                rest[..end.unwrap_or(rest.len())].to_owned()
            });
            if let Some(known) = entries.get_mut(&current) {
                known.extend(variables);
            }
        }
    }
    entries
}

/// An identifier, the names of its arguments, and the file.
type Use = (String, BTreeSet<String>, PathBuf);

/// Identifiers and arguments of every `msg!(…)` in the sources.
fn uses() -> Vec<Use> {
    let mut paths = Vec::new();
    files(Path::new("src"), "rs", &mut paths);
    let mut uses = Vec::new();
    for path in paths {
        for call in read(&path).split("msg!(").skip(1) {
            let Some(rest) = call.trim_start().strip_prefix('"') else { continue };
            let Some((id, rest)) = rest.split_once('"') else { continue };
            uses.push((id.to_owned(), argument_names(rest), path.clone()));
        }
    }
    uses
}

/// Identifiers and arguments of every `t("…")` in the pages. What is put
/// together, such as `t("web-role-" ~ role)`, is told by its beginning.
fn uses_of_pages() -> (Vec<Use>, Vec<String>) {
    let mut paths = Vec::new();
    files(Path::new("src/web"), "html", &mut paths);
    let (mut uses, mut beginnings) = (Vec::new(), Vec::new());
    for path in paths {
        let page = read(&path);
        for quote in ['"', '\''] {
            let opening = format!("t({quote}");
            let mut before = ' ';
            for (index, call) in page.split(&opening).enumerate() {
                let last = std::mem::replace(&mut before, call.chars().last().unwrap_or(' '));
                if index == 0 || last.is_alphanumeric() || last == '_' {
                    continue;
                }
                let Some((id, rest)) = call.split_once(quote) else { continue };
                if rest.trim_start().starts_with('~') {
                    beginnings.push(id.to_owned());
                } else {
                    uses.push((id.to_owned(), argument_names(rest), path.clone()));
                }
            }
        }
    }
    (uses, beginnings)
}

/// The names before ` = ` at the top level of a call, up to its closing
/// parenthesis.
fn argument_names(call: &str) -> BTreeSet<String> {
    let mut depth = 0_i32;
    let mut names = BTreeSet::new();
    let mut word = String::new();
    let mut in_text = false;
    let mut previous = ' ';
    for c in call.chars() {
        match c {
            '"' if previous != '\\' => in_text = !in_text,
            _ if in_text => {}
            '(' | '[' | '{' => depth += 1,
            ')' | ']' | '}' if depth == 0 => break,
            ')' | ']' | '}' => depth -= 1,
            '=' if depth == 0 && !word.trim().is_empty() => {
                names.insert(word.trim().to_owned());
                word.clear();
            }
            ',' if depth == 0 => word.clear(),
            _ if depth == 0 => word.push(c),
            _ => {}
        }
        previous = c;
    }
    names
}

#[test]
fn both_languages_have_the_same_entries_with_the_same_variables() {
    let (english, french) = (entries("en"), entries("fr"));
    let only = |one: &BTreeMap<String, BTreeSet<String>>,
                other: &BTreeMap<String, BTreeSet<String>>| {
        one.keys().filter(|id| !other.contains_key(*id)).cloned().collect::<Vec<_>>()
    };
    assert_eq!(only(&english, &french), Vec::<String>::new(), "only in English");
    assert_eq!(only(&french, &english), Vec::<String>::new(), "only in French");
    for (id, variables) in &english {
        assert_eq!(variables, &french[id], "variables of {id}");
    }
}

#[test]
fn every_message_of_the_sources_has_words_for_its_arguments() {
    let entries = entries("en");
    let mut uses = uses();
    assert!(uses.len() > 100, "the sources were read");
    let (of_pages, _) = uses_of_pages();
    assert!(of_pages.len() > 20, "the pages were read");
    uses.extend(of_pages);
    for (id, arguments, path) in uses.iter().filter(|(id, ..)| id != "some-id" && id != "id") {
        let variables =
            entries.get(id).unwrap_or_else(|| panic!("{}: {id} has no words", path.display()));
        assert!(
            variables.is_subset(arguments),
            "{}: {id} needs {variables:?}, given {arguments:?}",
            path.display()
        );
    }
}

#[test]
fn every_entry_is_used() {
    let (of_pages, beginnings) = uses_of_pages();
    let used: BTreeSet<String> = uses().into_iter().chain(of_pages).map(|(id, ..)| id).collect();
    let mut paths = Vec::new();
    files(Path::new("src/web"), "rs", &mut paths);
    let sources: String = paths.iter().map(|path| read(path)).collect();
    let put_together = |id: &str| beginnings.iter().any(|it| id.starts_with(it.as_str()));
    let notice = |id: &str| id.starts_with("notice-") && sources.contains(&format!("\"{id}\""));
    let unused: Vec<String> = entries("en")
        .into_keys()
        .filter(|id| !id.starts_with("cli-help") && !used.contains(id))
        .filter(|id| !put_together(id) && !notice(id))
        .collect();
    assert_eq!(unused, Vec::<String>::new());
}

#[test]
fn french_has_one_name_for_one_thing() {
    let mut paths = Vec::new();
    files(Path::new("src/wording/fr"), "ftl", &mut paths);
    assert!(!paths.is_empty(), "the catalogues were read");
    for (other, name) in [
        ("point d’extension", "fonction"),
        ("courriel", "mail"),
        ("lettre", "courrier"),
        (" raison", "motif"),
        ("paiement", "règlement"),
        ("interrupteur", "option"),
        ("calendrier {", "planification {"),
        ("essais de règles", "tests de règles"),
        ("donnés à NA", "affectés à NA"),
        ("mises à NA", "positionnées à NA"),
    ] {
        for path in &paths {
            for line in read(path).lines() {
                let found = line.to_lowercase().contains(&other.to_lowercase());
                assert!(!found, "{}: {name:?} rather than {line:?}", path.display());
            }
        }
    }
}

/// The catalogues of the laboratory, whose texts stand side by side.
#[test]
fn french_has_one_apostrophe() {
    for room in ["cases", "chart", "compare", "handbook", "simulation"] {
        let catalogue = read(&PathBuf::from(format!("src/wording/fr/{room}.ftl")));
        let mixed: Vec<&str> = catalogue.lines().filter(|line| line.contains('\'')).collect();
        assert!(mixed.is_empty(), "{room}: {mixed:?}");
    }
}
