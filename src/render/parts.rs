//! The words of a mail without the message around them, and in which files two
//! sets of templates differ.

use std::collections::{BTreeMap, BTreeSet};

use super::context;
use super::mail::{MailRequest, RenderError};
use super::renderer::Renderer;
use super::tags::{self, Named};
use super::words;
use crate::domain::language::Language;
use crate::domain::level::LevelCode;
use crate::plan::policy::Origin;
use crate::rules::set::CompanyRules;

/// One part of a mail's words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Part {
    Subject,
    Text,
    Html,
}

impl Part {
    pub const ALL: [Self; 3] = [Self::Subject, Self::Text, Self::Html];

    fn file(self) -> &'static str {
        match self {
            Self::Subject => "subject.txt",
            Self::Text => "body.txt",
            Self::Html => "body.html",
        }
    }
}

/// The words of a mail; a part that was not asked for is empty.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MailParts {
    /// The language that it is written in.
    pub language: Language,
    pub subject: String,
    pub text: String,
    pub html: String,
}

impl MailParts {
    pub fn part(&self, part: Part) -> &str {
        match part {
            Part::Subject => &self.subject,
            Part::Text => &self.text,
            Part::Html => &self.html,
        }
    }
}

/// What the parts of one level's mails in one language are made of: the same
/// fingerprint, the same templates.
pub type PartDigests = BTreeMap<Part, [u8; 32]>;

impl Renderer {
    /// Only these parts of a reminder's mail.
    ///
    /// # Errors
    /// When there is no template, or it fails on this data.
    pub fn mail_parts(
        &self,
        request: &MailRequest<'_>,
        asked: &[Part],
    ) -> Result<MailParts, RenderError> {
        let (language, templates, wanted) = self.choose(request)?;
        let formats = self.languages.get(language).ok_or_else(|| self.missing(&templates.text))?;
        let variables =
            context::of(&request.facts(), None, language, &formats.locale, &formats.words);
        let render = |name: &str| self.render(formats, name, &variables);
        let mut parts = MailParts {
            language: language.clone(),
            subject: String::new(),
            text: String::new(),
            html: String::new(),
        };
        for part in asked {
            match part {
                Part::Subject => {
                    parts.subject = self.subject(request.reminder, templates, wanted, render)?;
                }
                Part::Text => parts.text = words::tidy(&render(&templates.text)?),
                Part::Html => parts.html = render(&templates.html)?,
            }
        }
        Ok(parts)
    }

    /// The language that a reminder's mail is written in.
    ///
    /// # Errors
    /// When there is no template.
    pub fn mail_language(&self, request: &MailRequest<'_>) -> Result<Language, RenderError> {
        self.choose(request).map(|(language, ..)| language.clone())
    }

    /// Fingerprints of what the mails of a company's levels are made of.
    pub fn part_digests(
        &self,
        rules: &CompanyRules,
    ) -> BTreeMap<(LevelCode, Language), PartDigests> {
        let mut digests = BTreeMap::new();
        for (level, mail) in &rules.mails {
            for language in self.mails.get(&mail.template).into_iter().flat_map(BTreeMap::keys) {
                let of_parts = Part::ALL.map(|part| {
                    let name = name(&mail.template, language, part);
                    (part, self.digest(&self.made_of(&name, language)))
                });
                digests.insert((level.clone(), language.clone()), of_parts.into());
            }
        }
        digests
    }

    /// The first file, the part's own before those that it uses, in which the
    /// templates of a level differ from those of `other`: its name, and the
    /// first line that differs in each set that has it.
    pub fn first_difference(
        &self,
        other: &Self,
        folders: (&str, &str),
        language: &Language,
        part: Part,
    ) -> Option<(String, Option<Origin>, Option<Origin>)> {
        let mut names = self.made_of(&name(folders.0, language, part), language);
        for name in other.made_of(&name(folders.1, language, part), language) {
            if !names.contains(&name) {
                names.push(name);
            }
        }
        names.into_iter().find_map(|name| {
            let (one, two) = (self.sources.by_name.get(&name), other.sources.by_name.get(&name));
            let texts = (one.map(|it| &*it.text), two.map(|it| &*it.text));
            if texts.0 == texts.1 {
                return None;
            }
            let line = first_line(texts.0.unwrap_or_default(), texts.1.unwrap_or_default());
            let place = |file: Option<&super::sources::Source>| {
                file.map(|source| Origin { file: source.file.as_str().into(), line })
            };
            Some((name, place(one), place(two)))
        })
    }

    /// A template and what it uses, the nearest first, the words of its language
    /// last. A template that chooses at run time may use any.
    pub(super) fn made_of(&self, name: &str, language: &Language) -> Vec<String> {
        let mut found = vec![name.to_owned()];
        let mut seen: BTreeSet<&str> = BTreeSet::from([name]);
        let mut next = 0;
        while let Some(source) = found.get(next).map(|name| self.sources.by_name.get(name)) {
            next += 1;
            let Some(source) = source else { continue };
            let tags = tags::of(&source.text);
            let any = tags.contains(&Named::AtRunTime);
            for other in self.sources.by_name.keys() {
                let used = any || tags.contains(&Named::Plain(other));
                if used && seen.insert(other) {
                    found.push(other.clone());
                }
            }
        }
        let words = format!("layout/words/{}.txt", language.as_str());
        if !seen.contains(words.as_str()) {
            found.push(words);
        }
        found
    }

    fn digest(&self, names: &[String]) -> [u8; 32] {
        let mut names: Vec<&String> = names.iter().collect();
        names.sort();
        let mut hasher = blake3::Hasher::new();
        for name in names {
            let Some(source) = self.sources.by_name.get(name) else { continue };
            for text in [name.as_str(), &source.text] {
                hasher.update(&(text.len() as u64).to_le_bytes()).update(text.as_bytes());
            }
        }
        hasher.finalize().into()
    }
}

fn name(folder: &str, language: &Language, part: Part) -> String {
    format!("{folder}/{}/{}", language.as_str(), part.file())
}

/// The first line that differs, from 1.
fn first_line(one: &str, two: &str) -> usize {
    let same = one.lines().zip(two.lines()).take_while(|(one, two)| one == two).count();
    same + 1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_line_that_differs() {
        for (one, two, expected) in
            [("a\nb\nc", "a\nx\nc", 2), ("a\nb", "a\nb\nc", 3), ("", "a", 1), ("x", "a", 1)]
        {
            assert_eq!(first_line(one, two), expected);
        }
    }
}
