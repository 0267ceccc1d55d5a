//! A reminder as a letter: what is asked for and what comes out.

use std::sync::Arc;

use minijinja::Value;

use super::context::{self, Letter, ReminderFacts};
use super::mail::RenderError;
use super::renderer::{InLanguage, Renderer, no_language, tried};
use super::templates::LetterTemplates;
use super::{origin, words};
use crate::diagnostic::Diagnostic;
use crate::domain::language::Language;
use crate::domain::letter::{LetterFormat, PostalAddress};
use crate::plan::outcome::{CustomerPlan, PlannedReminder};
use crate::rules::set::{CompanyRules, Subject};
use crate::typeset::Source;
use crate::wording::msg;

/// Everything that one letter is rendered from. Its date is the plan's run
/// date.
#[derive(Clone, Copy)]
pub struct LetterRequest<'a> {
    pub rules: &'a CompanyRules,
    pub plan: &'a CustomerPlan,
    /// With a postal address.
    pub reminder: &'a PlannedReminder,
    /// Languages to try after the reminder's own.
    pub language_fallback: &'a [Language],
    pub format: LetterFormat,
}

impl<'a> LetterRequest<'a> {
    fn facts(&self) -> ReminderFacts<'a> {
        ReminderFacts { rules: self.rules, plan: self.plan, reminder: self.reminder }
    }
}

/// A letter, ready to be printed or edited.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RenderedLetter {
    /// The language that it is written in.
    pub language: Language,
    /// What the letter is about: fixed by the rules, or from `subject.txt` of
    /// the letter's templates, else of the level's mail.
    pub subject: String,
    /// The whole file.
    pub file: Vec<u8>,
}

impl Renderer {
    /// The letter of a reminder, wholly in the first language that has a
    /// template of this format for its level.
    ///
    /// # Errors
    /// When the level has no letter, there is no template, the reminder no
    /// postal address, or the template fails on this data.
    pub fn letter(&self, request: &LetterRequest<'_>) -> Result<RenderedLetter, RenderError> {
        let level = &request.reminder.level;
        let folder = request.rules.letters.get(level).ok_or_else(|| {
            RenderError::Refused(msg!("letters-level-without-letter", level = level.as_str()))
        })?;
        let Some(address) = &request.reminder.postal else {
            return Err(RenderError::Refused(msg!("letters-without-address")));
        };
        let languages = self.letters.get(folder);
        let tried = tried(request.reminder, request.language_fallback, request.rules);
        let (language, templates) = tried
            .iter()
            .filter_map(|wanted| languages?.get_key_value(*wanted))
            .find(|(_, templates)| templates.formats.contains_key(&request.format))
            .ok_or_else(|| match languages {
                Some(_) => RenderError::Refused(msg!(
                    "letters-no-format",
                    folder = folder,
                    format = request.format.extension(),
                )),
                None => no_language(folder, &tried),
            })?;
        self.letter_in(request, address, language, templates).map_err(|problems| {
            match problems.into_iter().next() {
                Some(problem) => problem.into(),
                None => RenderError::Refused(msg!("letters-typesetter-failed")),
            }
        })
    }

    /// The letter in one language, or every mistake that shows.
    pub(super) fn letter_in(
        &self,
        request: &LetterRequest<'_>,
        address: &PostalAddress,
        language: &Language,
        templates: &LetterTemplates,
    ) -> Result<RenderedLetter, Vec<Diagnostic>> {
        let missing = |file: &str| vec![self.missing(file)];
        let name = templates.formats.get(&request.format).ok_or_else(|| missing(""))?;
        let formats = self.languages.get(language).ok_or_else(|| missing(name))?;
        let subject = self.letter_subject(request, language, templates, formats)?;
        let letter = Letter { address, subject: &subject };
        let variables =
            context::of(&request.facts(), Some(&letter), language, &formats.locale, &formats.words);
        let file = match request.format {
            LetterFormat::Html => self.written(formats, name, &variables)?.into_bytes(),
            LetterFormat::Pdf => {
                let source = Source {
                    name: self.shown(name),
                    text: self.written(formats, name, &variables)?,
                    images: Arc::clone(&self.sources.images),
                    title: subject.clone(),
                    language: language.as_str().into(),
                };
                self.typesetter.pdf(source, request.plan.run_date).map_err(|problems| {
                    origin::in_templates(problems, &self.sources, formats, name, &variables)
                })?
            }
            LetterFormat::Docx | LetterFormat::Odt => {
                let template = self.documents.get(name).ok_or_else(|| missing(name))?;
                template.fill(&formats.environment, &variables).map_err(|problem| vec![*problem])?
            }
        };
        Ok(RenderedLetter { language: language.clone(), subject, file })
    }

    fn written(
        &self,
        formats: &InLanguage,
        name: &str,
        variables: &Value,
    ) -> Result<String, Vec<Diagnostic>> {
        self.render(formats, name, variables).map_err(|error| self.told(name, error))
    }

    fn letter_subject(
        &self,
        request: &LetterRequest<'_>,
        language: &Language,
        templates: &LetterTemplates,
        formats: &InLanguage,
    ) -> Result<String, Vec<Diagnostic>> {
        let mail = request.rules.mails.get(&request.reminder.level);
        let mail_subject = || {
            let mail = self.mails.get(&mail?.template)?.get(language)?;
            mail.subject.as_ref()
        };
        let subject = match (&request.reminder.subject, mail.map(|mail| &mail.subject)) {
            (Some(subject), _) | (None, Some(Subject::Fixed(subject))) => words::subject(subject),
            (None, _) => match templates.subject.as_ref().or_else(mail_subject) {
                Some(name) => {
                    let variables = context::of(
                        &request.facts(),
                        None,
                        language,
                        &formats.locale,
                        &formats.words,
                    );
                    words::subject(&self.written(formats, name, &variables)?)
                }
                None => {
                    let any = templates.formats.values().next().map_or("", String::as_str);
                    let message = msg!("letters-no-subject");
                    return Err(vec![Diagnostic::error(self.shown(any), None, message)]);
                }
            },
        };
        if subject.is_empty() {
            let any = templates.formats.values().next().map_or("", String::as_str);
            let named = templates.subject.as_deref().unwrap_or(any);
            let message = msg!("render-empty-subject");
            return Err(vec![Diagnostic::error(self.shown(named), None, message)]);
        }
        Ok(subject)
    }

    pub(super) fn told(&self, name: &str, error: RenderError) -> Vec<Diagnostic> {
        vec![match error {
            RenderError::Template(problem) => *problem,
            RenderError::Refused(message) => Diagnostic::error(self.shown(name), None, message),
        }]
    }
}
