//! The mails and letters that the files under `templates/` make up: a folder
//! per level, in it a folder per language.

use std::collections::BTreeMap;
use std::path::Path;

use super::sources::{self, Sources};
use crate::diagnostic::Diagnostic;
use crate::domain::language::Language;
use crate::domain::letter::LetterFormat;
use crate::office;
use crate::wording::msg;

/// By the folder of a level, such as `mail/N1`, then by language.
pub(super) type ByLevel<T> = BTreeMap<String, BTreeMap<Language, T>>;

/// Names of the templates of a mail of one level in one language.
pub(super) struct MailTemplates {
    pub subject: Option<String>,
    pub text: String,
    pub html: String,
}

impl MailTemplates {
    /// All of them.
    pub fn names(&self) -> impl Iterator<Item = &String> {
        self.subject.iter().chain([&self.text, &self.html])
    }
}

/// Names of the templates of a letter of one level in one language.
#[derive(Default)]
pub(super) struct LetterTemplates {
    /// Without it, the letter has the words of the level's mail.
    pub subject: Option<String>,
    /// Never empty.
    pub formats: BTreeMap<LetterFormat, String>,
}

/// Every folder named like a language that holds a part of a mail. That of
/// `letters` may have a subject alone.
pub(super) fn mails(
    root: &Path,
    sources: &Sources,
    letters: &ByLevel<LetterTemplates>,
    problems: &mut Vec<Diagnostic>,
) -> ByLevel<MailTemplates> {
    let mut mails: ByLevel<MailTemplates> = BTreeMap::new();
    for (level, language) in folders(sources) {
        let part = |file: &str| {
            let name = format!("{level}/{}/{file}", language.as_str());
            if sources.by_name.contains_key(&name) { Ok(name) } else { Err(name) }
        };
        let subject = part("subject.txt").ok();
        match (part("body.txt"), part("body.html")) {
            (Ok(text), Ok(html)) => {
                let templates = MailTemplates { subject, text, html };
                mails.entry(level.to_owned()).or_default().insert(language, templates);
            }
            (Err(_), Err(_)) if subject.is_none() || letters.contains_key(level) => {}
            (text, html) => {
                let absent = [text, html].into_iter().filter_map(Result::err);
                problems.extend(absent.map(|name| missing(root, &name)));
            }
        }
    }
    mails
}

/// Every folder named like a language that holds `letter.pdf`'s Typst source,
/// `letter.html`, `letter.docx` or `letter.odt`.
pub(super) fn letters(
    sources: &Sources,
    documents: &BTreeMap<String, office::Template>,
) -> ByLevel<LetterTemplates> {
    let mut letters: ByLevel<LetterTemplates> = BTreeMap::new();
    for (level, language) in folders(sources) {
        let formats = formats(level, &language, |name| {
            sources.by_name.contains_key(name) || documents.contains_key(name)
        });
        if !formats.is_empty() {
            let subject = format!("{level}/{}/subject.txt", language.as_str());
            let subject = sources.by_name.contains_key(&subject).then_some(subject);
            let templates = LetterTemplates { subject, formats };
            letters.entry(level.to_owned()).or_default().insert(language, templates);
        }
    }
    letters
}

/// The file that the letter of a format is made from.
pub(super) fn letter_file(format: LetterFormat) -> &'static str {
    match format {
        LetterFormat::Pdf => "letter.typ",
        LetterFormat::Docx => "letter.docx",
        LetterFormat::Odt => "letter.odt",
        LetterFormat::Html => "letter.html",
    }
}

fn formats(
    level: &str,
    language: &Language,
    is_there: impl Fn(&str) -> bool,
) -> BTreeMap<LetterFormat, String> {
    let there = |format| {
        let name = format!("{level}/{}/{}", language.as_str(), letter_file(format));
        is_there(&name).then_some((format, name))
    };
    LetterFormat::ALL.into_iter().filter_map(there).collect()
}

fn folders(sources: &Sources) -> impl Iterator<Item = (&str, Language)> {
    sources.folders.iter().filter_map(|folder| {
        let (level, language) = folder.rsplit_once('/')?;
        Some((level, language.parse().ok()?))
    })
}

pub(super) fn missing(root: &Path, name: &str) -> Diagnostic {
    Diagnostic::error(sources::shown(&root.join(name)), None, msg!("render-file-missing"))
        .expecting(msg!("render-expected-parts"))
}
