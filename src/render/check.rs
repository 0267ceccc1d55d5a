//! Every template on sample data, before any customer meets it.

use chrono::{DateTime, FixedOffset};

use super::Renderer;
use super::letter::LetterRequest;
use super::mail::{MailRequest, RenderError};
use super::sample::{self, Sample};
use crate::diagnostic::{Diagnostic, Severity};
use crate::domain::language::Language;
use crate::domain::level::LevelCode;
use crate::rules::set::{CompanyRules, LevelMail, RuleSet};
use crate::wording::msg;

impl Renderer {
    /// Renders every level of every company in every language that has
    /// templates, on samples that go through the situations that a mail meets.
    /// Each mistake is told once.
    pub fn check(&self, rules: &RuleSet) -> Vec<Diagnostic> {
        let mut problems = Vec::new();
        for company in &rules.companies {
            let samples = sample::all(company);
            for (level, mail) in &company.mails {
                self.check_level(company, level, mail, &samples, &mut problems);
            }
            for (level, folder) in &company.letters {
                self.check_letters(company, level, folder, &samples, &mut problems);
            }
        }
        let mut distinct: Vec<Diagnostic> = Vec::new();
        for problem in problems {
            if !distinct.contains(&problem) {
                distinct.push(problem);
            }
        }
        distinct
    }

    fn check_level(
        &self,
        company: &CompanyRules,
        level: &LevelCode,
        mail: &LevelMail,
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
            if !company.legal.late_interest.contains_key(language) {
                problems.push(self.no_late_interest(company, language));
            }
            for sample in samples {
                let reminder = sample.reminder(level, language);
                let request = MailRequest {
                    rules: &sample.rules,
                    plan: &sample.plan,
                    reminder: &reminder,
                    language_fallback: &[],
                    message_id: "sample@relance.example",
                    date: DateTime::<FixedOffset>::default(),
                };
                let parts = self.parts(&request, language, templates, &mail.subject);
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
        }
    }

    fn check_letters(
        &self,
        company: &CompanyRules,
        level: &LevelCode,
        folder: &str,
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
