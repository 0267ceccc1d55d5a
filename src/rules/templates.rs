//! Whether the templates that levels name are there.

use std::collections::BTreeSet;
use std::path::Path;

use super::set::{LevelMail, Subject};
use super::source::Place;
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
    let present: BTreeSet<String> = std::fs::read_dir(&folder)
        .into_iter()
        .flatten()
        .filter_map(|entry| Some(entry.ok()?.path()))
        .filter(|path| path.is_dir())
        .filter_map(|path| Some(path.file_name()?.to_str()?.to_owned()))
        .collect();
    if !languages.iter().any(|language| present.contains(language.as_str())) {
        let wanted: Vec<String> = languages
            .iter()
            .map(|language| folder.join(language.as_str()).display().to_string())
            .collect();
        let message = msg!("rules-missing-template", template = &mail.template);
        return vec![
            place
                .error(message)
                .expecting(msg!("rules-expected-one-of", known = wanted.join(", "))),
        ];
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
