//! Whether the templates that levels name are there.

use std::collections::BTreeSet;
use std::path::Path;

use super::set::{LevelMail, Subject};
use super::source::Place;
use super::yaml::values::TemplateFolder;
use super::yaml::wrappers::At;
use crate::diagnostic::Diagnostic;
use crate::domain::language::Language;
use crate::wording::msg;

/// The folder `<template>/<language>/` must be there for one of the languages
/// that the company's mails can be in, and be complete in every language.
pub fn check(
    templates: &Path,
    mail: &LevelMail,
    place: &Place,
    languages: &BTreeSet<Language>,
) -> Vec<Diagnostic> {
    let folder = templates.join(&mail.template);
    let present = languages_in(&folder);
    if !languages.iter().any(|language| present.contains(language.as_str())) {
        return vec![no_language(&mail.template, &folder, place, languages)];
    }
    let mut parts = vec!["body.html", "body.txt"];
    if mail.subject == Subject::Template {
        parts.push("subject.txt");
    }
    let missing = present.iter().flat_map(|language| {
        let folder = folder.join(language);
        parts.iter().map(move |part| folder.join(part)).filter(|path| !path.is_file())
    });
    missing
        .map(|path| {
            let file = path.display().to_string();
            place.error(msg!("rules-missing-template-file", file = file))
        })
        .collect()
}

/// Files of which one makes a letter.
const LETTERS: [&str; 4] = ["letter.typ", "letter.docx", "letter.odt", "letter.html"];

/// The folder `<letter>/<language>/` must hold a letter in one of the languages
/// that the company's letters can be in.
pub fn check_letter(
    templates: &Path,
    letter: &At<TemplateFolder>,
    languages: &BTreeSet<Language>,
) -> Vec<Diagnostic> {
    let folder = templates.join(&letter.value.0);
    let has_letter = |language: &Language| {
        LETTERS.iter().any(|file| folder.join(language.as_str()).join(file).is_file())
    };
    if languages.iter().any(has_letter) {
        return Vec::new();
    }
    vec![no_language(&letter.value.0, &folder, &letter.place, languages)]
}

fn languages_in(folder: &Path) -> BTreeSet<String> {
    std::fs::read_dir(folder)
        .into_iter()
        .flatten()
        .filter_map(|entry| Some(entry.ok()?.path()))
        .filter(|path| path.is_dir())
        .filter_map(|path| Some(path.file_name()?.to_str()?.to_owned()))
        .collect()
}

fn no_language(
    template: &str,
    folder: &Path,
    place: &Place,
    languages: &BTreeSet<Language>,
) -> Diagnostic {
    let wanted: Vec<String> = languages
        .iter()
        .map(|language| folder.join(language.as_str()).display().to_string())
        .collect();
    let message = msg!("rules-missing-template", template = template);
    place.error(message).expecting(msg!("rules-expected-one-of", known = wanted.join(", ")))
}
