//! What a template is made for, and the contexts that it meets.

use minijinja::Value;

use super::TemplateKind;
use super::uses::brings_in;
use crate::domain::channel::Channel;
use crate::domain::language::Language;
use crate::domain::level::LevelCode;
use crate::render::context::{self, Letter, ReminderFacts};
use crate::render::follow_up;
use crate::render::renderer::InLanguage;
use crate::render::{Renderer, duplicate, sample, words};
use crate::rules::set::{CompanyRules, RuleSet, Subject};

pub struct Purpose {
    pub kind: TemplateKind,
    pub language: Language,
    level: LevelCode,
}

/// Brought in by a template that is brought in by another, and so on.
const DEEPEST: usize = 8;

impl Renderer {
    /// The language asked for where something is written in it, else the
    /// company's, else any.
    pub(super) fn written_language(&self, company: &CompanyRules, wanted: &Language) -> Language {
        let known = |language: &&Language| self.languages.contains_key(*language);
        let found = [wanted, &company.company.language].into_iter().find(known);
        found.or_else(|| self.languages.keys().next()).unwrap_or(wanted).clone()
    }

    pub(super) fn purpose(
        &self,
        company: &CompanyRules,
        template: &str,
        language: &Language,
    ) -> Purpose {
        self.purpose_of(company, template, DEEPEST)
            .unwrap_or_else(|| Purpose {
                kind: TemplateKind::Mail,
                language: self.written_language(company, language),
                level: first_level(company),
            })
            .in_language_of(self, company, template, language)
    }

    /// What a letter of this purpose would be about.
    fn sample_subject(
        &self,
        purpose: &Purpose,
        company: &CompanyRules,
        formats: &InLanguage,
        context: &Value,
    ) -> String {
        let mail = company.mails.get(&purpose.level);
        let fixed = mail.and_then(|mail| match &mail.subject {
            Subject::Fixed(subject) => Some(subject.clone()),
            Subject::Template => None,
        });
        let templates =
            mail.and_then(|mail| self.mails.get(&mail.template)?.get(&purpose.language));
        let written = || {
            let name = templates?.subject.as_ref()?;
            self.render(formats, name, context).ok()
        };
        let subject = fixed.or_else(written).unwrap_or_else(|| company.company.name.clone());
        words::subject(&subject)
    }

    /// By its own place, else by that of a template that brings it in: a mail
    /// before others.
    fn purpose_of(&self, company: &CompanyRules, template: &str, depth: usize) -> Option<Purpose> {
        let make = |kind, level| {
            let language = company.company.language.clone();
            Some(Purpose { kind, language, level })
        };
        if template == duplicate::TEMPLATE {
            return make(TemplateKind::Duplicate, first_level(company));
        }
        if template.starts_with("layout/words/") {
            return make(TemplateKind::Words, first_level(company));
        }
        let level_of = |matches: &dyn Fn(&LevelCode) -> bool| {
            company.ladder.levels().iter().map(|level| &level.code).find(|code| matches(code))
        };
        if let Some((folder, _)) = folder_of(template) {
            if Channel::ALL.into_iter().any(|channel| follow_up::folder(channel) == Some(folder)) {
                return make(TemplateKind::FollowUp, LevelCode::new(""));
            }
            if self.letters.contains_key(folder) {
                let level =
                    level_of(&|code| company.letters.get(code).is_some_and(|it| it == folder));
                // What a letter is about is written before the letter is.
                let kind = match template.ends_with("/subject.txt") {
                    true => TemplateKind::Mail,
                    false => TemplateKind::Letter,
                };
                return make(kind, level.cloned().unwrap_or_else(|| first_level(company)));
            }
            if self.mails.contains_key(folder) {
                let level = level_of(&|code| {
                    company.mails.get(code).is_some_and(|it| it.template == folder)
                });
                let level = level.cloned().unwrap_or_else(|| first_level(company));
                return make(TemplateKind::Mail, level);
            }
        }
        let depth = depth.checked_sub(1)?;
        let by = self.sources.by_name.iter().filter(|(_, it)| brings_in(&it.text, template));
        by.filter_map(|(name, _)| self.purpose_of(company, name, depth)).min_by_key(|it| it.kind)
    }
}

/// `mail/N1/fr/body.txt` is in the folder `mail/N1`, in French.
fn folder_of(template: &str) -> Option<(&str, Language)> {
    let (folder, _) = template.rsplit_once('/')?;
    let (folder, language) = folder.rsplit_once('/')?;
    Some((folder, language.parse().ok()?))
}

fn first_level(company: &CompanyRules) -> LevelCode {
    match company.ladder.levels().first() {
        Some(level) => level.code.clone(),
        None => LevelCode::new(""),
    }
}

/// One purpose of each kind of reminder.
pub fn every_kind(company: &CompanyRules, language: &Language) -> Vec<Purpose> {
    let (level, none) = (first_level(company), LevelCode::new(""));
    [(TemplateKind::Mail, &level), (TemplateKind::FollowUp, &none), (TemplateKind::Letter, &level)]
        .into_iter()
        .map(|(kind, level)| Purpose { kind, language: language.clone(), level: level.clone() })
        .collect()
}

impl Purpose {
    fn in_language_of(
        mut self,
        renderer: &Renderer,
        company: &CompanyRules,
        template: &str,
        wanted: &Language,
    ) -> Self {
        self.language = match folder_of(template) {
            Some((_, language)) if renderer.languages.contains_key(&language) => language,
            _ => renderer.written_language(company, wanted),
        };
        self
    }

    /// The variables of made-up reminders, what is complete first.
    pub fn contexts(
        &self,
        renderer: &Renderer,
        rules: &RuleSet,
        company: &CompanyRules,
        formats: &InLanguage,
    ) -> Vec<Value> {
        if self.kind == TemplateKind::Words {
            return Vec::new();
        }
        let samples = sample::varied(company);
        let made = samples.iter().enumerate().map(|(position, sample)| {
            let reminder = sample.reminder(&self.level, &self.language);
            let facts =
                ReminderFacts { rules: &sample.rules, plan: &sample.plan, reminder: &reminder };
            let (language, locale) = (&self.language, &formats.locale);
            let words = &formats.words;
            match self.kind {
                TemplateKind::Letter => {
                    let address = sample::address();
                    let without = context::of(&facts, None, language, locale, words);
                    let subject = renderer.sample_subject(self, company, formats, &without);
                    let letter = Letter { address: &address, subject: &subject };
                    context::of(&facts, Some(&letter), language, locale, words)
                }
                TemplateKind::FollowUp => {
                    let information = sample.information(position);
                    let request = sample.follow_up(&reminder, &information, &rules.statuses);
                    context::follow_up::of(&request, language, locale, words)
                }
                _ => context::of(&facts, None, language, locale, words),
            }
        });
        made.collect()
    }
}
