//! Every template on sample data, before any customer meets it.

use std::collections::BTreeSet;

use super::Renderer;
use super::duplicate;
use super::follow_up;
use super::letter::LetterRequest;
use super::mail::RenderError;
use super::renderer::Rendered;
use super::sample::{self, Sample};
use super::templates::MailTemplates;
use crate::diagnostic::{Diagnostic, Severity};
use crate::domain::channel::Channel;
use crate::domain::language::Language;
use crate::domain::level::LevelCode;
use crate::rules::set::{Attachments, CompanyRules, LevelMail, RuleSet};
use crate::wording::msg;

/// Which templates are rendered to find mistakes.
#[derive(Debug, Clone, Copy)]
pub enum Extent<'a> {
    All,
    /// Without letters and duplicates of invoices, which are slow to typeset.
    Mails,
    /// Only what is made of one of these, by their names under the templates
    /// folder.
    MadeOf(&'a BTreeSet<String>),
}

impl Extent<'_> {
    fn typesets(self) -> bool {
        !matches!(self, Self::Mails)
    }
}

impl Renderer {
    /// As [`Renderer::check_within`], everything.
    pub fn check(&self, rules: &RuleSet) -> Vec<Diagnostic> {
        self.check_within(rules, Extent::All)
    }

    /// Whether what these templates make is looked at.
    fn covers<'a>(
        &self,
        extent: Extent<'_>,
        names: impl IntoIterator<Item = &'a String>,
        language: &Language,
    ) -> bool {
        let Extent::MadeOf(changed) = extent else { return true };
        names.into_iter().any(|name| {
            changed.contains(name)
                || self.made_of(name, language).iter().any(|part| changed.contains(part))
        })
    }

    /// Renders every level of every company in every language that has
    /// templates, on samples that go through the situations that a mail meets.
    /// Each mistake is told once.
    pub fn check_within(&self, rules: &RuleSet, extent: Extent<'_>) -> Vec<Diagnostic> {
        let mut problems = Vec::new();
        for company in &rules.companies {
            let samples = sample::all(company);
            for (level, mail) in &company.mails {
                self.check_level(company, (level, mail), extent, &samples, &mut problems);
            }
            self.check_follow_up(rules, extent, &samples, &mut problems);
            if !extent.typesets() {
                continue;
            }
            for (level, folder) in &company.letters {
                self.check_letters(company, (level, folder), extent, &samples, &mut problems);
            }
            self.check_duplicates(company, extent, &samples, &mut problems);
        }
        let mut distinct: Vec<Diagnostic> = Vec::new();
        for problem in problems {
            if !distinct.contains(&problem) {
                distinct.push(problem);
            }
        }
        distinct
    }

    /// Where the options ask for duplicates of invoices.
    fn check_duplicates(
        &self,
        company: &CompanyRules,
        extent: Extent<'_>,
        samples: &[Sample],
        problems: &mut Vec<Diagnostic>,
    ) {
        let Some(level) = company.mails.keys().next() else { return };
        if company.options.attachments != Attachments::OriginalsOrDuplicates {
            return;
        }
        let template = duplicate::TEMPLATE.to_owned();
        let languages =
            self.languages.keys().filter(|language| self.covers(extent, [&template], language));
        for language in languages {
            for sample in samples {
                let Sample { rules, plan, .. } = sample;
                let reminder = sample.reminder(level, language);
                match self.duplicate(rules, plan, &reminder, 0, language) {
                    Err(RenderError::Template(problem)) => problems.push(*problem),
                    Err(RenderError::Refused(message)) => {
                        let file = self.shown(duplicate::TEMPLATE);
                        problems.push(Diagnostic::error(file, None, message));
                    }
                    Ok(_) => {}
                }
            }
        }
    }

    fn check_level(
        &self,
        company: &CompanyRules,
        (level, mail): (&LevelCode, &LevelMail),
        extent: Extent<'_>,
        samples: &[Sample],
        problems: &mut Vec<Diagnostic>,
    ) {
        let folder = self.shown(&mail.template);
        let Some(languages) = self.mails.get(&mail.template) else {
            let message = msg!("render-no-folder", level = level.as_str());
            let problem = Diagnostic::error(folder, None, message);
            return problems.push(problem.expecting(msg!("render-expected-parts")));
        };
        if !languages.contains_key(&company.company.language) {
            let message = msg!(
                "render-no-company-language",
                language = company.company.language.as_str(),
                company = company.company.code.as_str(),
            );
            problems.push(Diagnostic::error(folder, None, message));
        }
        for (language, templates) in languages {
            if !self.covers(extent, templates.names(), language) {
                continue;
            }
            if !company.legal.late_interest.contains_key(language) {
                problems.push(self.no_late_interest(company, language));
            }
            for sample in samples {
                let reminder = sample.reminder(level, language);
                let parts = self.parts(&sample.mail(&reminder), language, templates, &mail.subject);
                self.tell(templates, parts, problems);
            }
        }
    }

    /// The mails of the customer follow-up, with every kind of information and
    /// with none, where their templates are there.
    fn check_follow_up(
        &self,
        rules: &RuleSet,
        extent: Extent<'_>,
        samples: &[Sample],
        problems: &mut Vec<Diagnostic>,
    ) {
        let none = LevelCode::new("");
        for channel in Channel::ALL {
            let languages = follow_up::folder(channel).and_then(|folder| self.mails.get(folder));
            let languages = languages.into_iter().flatten();
            let covered = languages
                .filter(|(language, templates)| self.covers(extent, templates.names(), language));
            for (language, templates) in covered {
                for (position, sample) in samples.iter().enumerate() {
                    let reminder = sample.reminder(&none, language);
                    let information = sample.information(position);
                    let request = sample.follow_up(&reminder, &information, &rules.statuses);
                    let parts = self.follow_up_parts(&request, language, templates);
                    self.tell(templates, parts, problems);
                }
            }
        }
    }

    fn tell(&self, templates: &MailTemplates, parts: Rendered, problems: &mut Vec<Diagnostic>) {
        let named = templates.subject.as_ref().unwrap_or(&templates.text);
        for failure in [parts.subject.err(), parts.text.err(), parts.html.err()] {
            problems.extend(failure.map(|failure| match failure {
                RenderError::Template(problem) => *problem,
                RenderError::Refused(message) => {
                    Diagnostic::error(self.shown(named), None, message)
                }
            }));
        }
    }

    fn check_letters(
        &self,
        company: &CompanyRules,
        (level, folder): (&LevelCode, &str),
        extent: Extent<'_>,
        samples: &[Sample],
        problems: &mut Vec<Diagnostic>,
    ) {
        let Some(languages) = self.letters.get(folder) else {
            let message = msg!("letters-no-folder", level = level.as_str());
            let problem = Diagnostic::error(self.shown(folder), None, message);
            return problems.push(problem.expecting(msg!("letters-expected-files")));
        };
        if !languages.contains_key(&company.company.language) {
            let message = msg!(
                "letters-no-company-language",
                language = company.company.language.as_str(),
                company = company.company.code.as_str(),
            );
            problems.push(Diagnostic::error(self.shown(folder), None, message));
        }
        for (language, templates) in languages {
            // A letter without a subject of its own has the mail's.
            let mail = company.mails.get(level);
            let mail = mail.and_then(|mail| self.mails.get(&mail.template)?.get(language));
            let subject = mail.and_then(|mail| mail.subject.as_ref());
            let names = templates.formats.values().chain(&templates.subject).chain(subject);
            if !self.covers(extent, names, language) {
                continue;
            }
            for (sample, &format) in samples
                .iter()
                .flat_map(|sample| templates.formats.keys().map(move |it| (sample, it)))
            {
                let request = LetterRequest {
                    rules: &sample.rules,
                    plan: &sample.plan,
                    reminder: &sample.reminder(level, language),
                    language_fallback: &[],
                    format,
                };
                let made = self.letter_in(&request, &sample::address(), language, templates);
                problems.extend(made.err().into_iter().flatten());
            }
        }
    }

    fn no_late_interest(&self, company: &CompanyRules, language: &Language) -> Diagnostic {
        let message = msg!(
            "render-no-late-interest",
            company = company.company.code.as_str(),
            language = language.as_str(),
        );
        let mut warning = Diagnostic::error(self.root.display().to_string(), None, message);
        warning.severity = Severity::Warning;
        warning
    }
}
