//! The templates, compiled once, and the mails made with them.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use minijinja::{Environment, Value};

use super::locale::Locale;
use super::mail::{MailRequest, RenderError, RenderedMail};
use super::message::{Parts, compose};
use super::sources::{self, Source, Sources};
use super::templates::{self, ByLevel, LetterTemplates, MailTemplates};
use super::{context, environment, failure, vocabulary, words};
use crate::diagnostic::Diagnostic;
use crate::domain::document::DocumentSource;
use crate::domain::language::Language;
use crate::jinja::bounds;
use crate::office;
use crate::plan::outcome::PlannedReminder;
use crate::rules::set::{CompanyRules, Subject};
use crate::typeset::Typesetter;
use crate::wording::msg;

/// Largest text or HTML part, in bytes.
const LARGEST_PART: usize = 8 * 1024 * 1024;

/// Turns planned reminders into mails. Immutable and shared by threads.
pub struct Renderer {
    pub(super) root: PathBuf,
    pub(super) sources: Sources,
    /// One per language that has a mail or a letter.
    pub(super) languages: BTreeMap<Language, InLanguage>,
    pub(super) mails: ByLevel<MailTemplates>,
    pub(super) letters: ByLevel<LetterTemplates>,
    /// Of letters in DOCX and ODT, by their names.
    pub(super) documents: BTreeMap<String, office::Template>,
    /// The same as they were read.
    pub(super) document_files: BTreeMap<String, Arc<[u8]>>,
    pub(super) typesetter: Typesetter,
    /// Where the documents of invoices are read from.
    pub(super) invoice_files: Option<Arc<dyn DocumentSource>>,
}

/// The templates of all languages, with the formats of one.
pub(super) struct InLanguage {
    pub locale: Locale,
    pub environment: Environment<'static>,
    /// The same, slower, to say where a mistake is.
    pub explaining: Environment<'static>,
    pub words: Value,
}

/// The parts of a mail, or why there is none.
pub(super) struct Rendered {
    pub text: Result<String, RenderError>,
    pub html: Result<String, RenderError>,
    pub subject: Result<String, RenderError>,
}

impl Renderer {
    /// Reads and compiles every template under a folder.
    ///
    /// # Errors
    /// Every mistake that shows without data: files that cannot be read,
    /// syntax, a mail without one of its parts.
    pub fn load(root: &Path) -> Result<Self, Vec<Diagnostic>> {
        let mut problems = Vec::new();
        let mut sources = sources::read(root, &mut problems);
        let all_read = problems.is_empty();
        let compiled = compile(&sources, &mut problems);
        let (mut documents, mut document_files) = (BTreeMap::new(), BTreeMap::new());
        for (name, document) in std::mem::take(&mut sources.documents) {
            document_files.insert(name.clone(), Arc::clone(&document.bytes));
            match office::Template::load(&document.file, &document.bytes) {
                Ok(template) => _ = documents.insert(name, template),
                Err(mut found) => problems.append(&mut found),
            }
        }
        let mut incomplete = Vec::new();
        let letters = templates::letters(&sources, &documents);
        let mails = templates::mails(root, &sources, &letters, &mut incomplete);
        if all_read {
            problems.extend(incomplete);
        }
        if !problems.is_empty() {
            return Err(problems);
        }
        let mut languages = BTreeMap::new();
        let written = mails.values().flat_map(BTreeMap::keys);
        for language in written.chain(letters.values().flat_map(BTreeMap::keys)) {
            if !languages.contains_key(language) {
                match InLanguage::new(&compiled, &sources, language) {
                    Ok(made) => _ = languages.insert(language.clone(), made),
                    Err(mut found) => problems.append(&mut found),
                }
            }
        }
        if !problems.is_empty() {
            return Err(problems);
        }
        sources.words = languages.values().flat_map(|it| vocabulary::names(&it.words)).collect();
        let typesetter = Typesetter::new();
        Ok(Self {
            root: root.to_owned(),
            languages,
            sources,
            mails,
            letters,
            documents,
            document_files,
            typesetter,
            invoice_files: None,
        })
    }

    /// The templates folder.
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// Every file that it was made from, by its name under the folder, as it
    /// was read.
    pub fn files(&self) -> impl Iterator<Item = (&str, &[u8])> {
        let texts = self.sources.by_name.iter();
        let texts = texts.map(|(name, source)| (name.as_str(), source.text.as_bytes()));
        let images = self.sources.images.iter();
        let images = images.map(|(name, image)| (name.as_str(), image.as_slice()));
        let documents = self.document_files.iter();
        texts.chain(images).chain(documents.map(|(name, bytes)| (name.as_str(), &**bytes)))
    }

    /// Where the documents of invoices are read from.
    pub fn documents(&self) -> Option<Arc<dyn DocumentSource>> {
        self.invoice_files.clone()
    }

    /// The mail of a reminder, wholly in the first language that has templates
    /// for its level: the reminder's, the fallbacks, the company's.
    ///
    /// # Errors
    /// When there is no template, it fails on this data, or an address cannot
    /// stand in a mail.
    pub fn mail(&self, request: &MailRequest<'_>) -> Result<RenderedMail, RenderError> {
        let (language, templates, wanted) = self.choose(request)?;
        self.mail_in(request, language, templates, wanted)
    }

    fn mail_in(
        &self,
        request: &MailRequest<'_>,
        language: &Language,
        templates: &MailTemplates,
        wanted: &Subject,
    ) -> Result<RenderedMail, RenderError> {
        let rendered = self.parts(request, language, templates, wanted);
        self.composed(request, language, rendered)
    }

    /// The finished message.
    pub(super) fn composed(
        &self,
        request: &MailRequest<'_>,
        language: &Language,
        rendered: Rendered,
    ) -> Result<RenderedMail, RenderError> {
        let Rendered { text, html, subject } = rendered;
        let (text, html, subject) = (text?, html?, subject?);
        let attachments =
            self.attachments(request.rules, request.plan, request.reminder, language)?;
        let parts = Parts {
            attachments: &attachments,
            reminder: request.reminder,
            language,
            message_id: request.message_id,
            date: request.date,
            subject: &subject,
            text: &text,
            html: &html,
        };
        let composed = compose(&parts).map_err(RenderError::Refused)?;
        Ok(RenderedMail {
            language: language.clone(),
            subject,
            text,
            html,
            message: composed.message,
            envelope_from: composed.from,
            envelope_to: composed.to,
        })
    }

    /// Each part by itself, so that a check finds the mistakes of all.
    pub(super) fn parts(
        &self,
        request: &MailRequest<'_>,
        language: &Language,
        templates: &MailTemplates,
        wanted: &Subject,
    ) -> Rendered {
        self.parts_of(request, language, templates, wanted, |formats| {
            context::of(&request.facts(), None, language, &formats.locale, &formats.words)
        })
    }

    /// As [`Renderer::parts`], from these variables.
    pub(super) fn parts_of(
        &self,
        request: &MailRequest<'_>,
        language: &Language,
        templates: &MailTemplates,
        wanted: &Subject,
        variables: impl FnOnce(&InLanguage) -> Value,
    ) -> Rendered {
        let Some(formats) = self.languages.get(language) else {
            let none = || Err(self.missing(&templates.text).into());
            return Rendered { text: none(), html: none(), subject: none() };
        };
        let variables = variables(formats);
        let render = |name: &str| self.render(formats, name, &variables);
        Rendered {
            text: render(&templates.text).map(|text| words::tidy(&text)),
            html: render(&templates.html),
            subject: self.subject(request.reminder, templates, wanted, render),
        }
    }

    /// The subject that a hook gave, else the level's, fixed or from its template.
    pub(super) fn subject(
        &self,
        reminder: &PlannedReminder,
        templates: &MailTemplates,
        wanted: &Subject,
        render: impl FnOnce(&str) -> Result<String, RenderError>,
    ) -> Result<String, RenderError> {
        let subject = match (&reminder.subject, wanted, &templates.subject) {
            (Some(subject), ..) | (None, Subject::Fixed(subject), _) => words::subject(subject),
            (None, Subject::Template, Some(name)) => words::subject(&render(name)?),
            (None, Subject::Template, None) => {
                let name = templates.text.replace("body.txt", "subject.txt");
                return Err(self.missing(&name).into());
            }
        };
        match subject.as_str() {
            "" => Err(RenderError::Refused(msg!("render-empty-subject"))),
            _ => Ok(subject),
        }
    }

    pub(super) fn choose<'a>(
        &'a self,
        request: &MailRequest<'a>,
    ) -> Result<(&'a Language, &'a MailTemplates, &'a Subject), RenderError> {
        let level = &request.reminder.level;
        let mail = request.rules.mails.get(level).ok_or_else(|| {
            RenderError::Refused(msg!("render-level-without-mail", level = level.as_str()))
        })?;
        let (language, templates) = self.choose_language(request, &mail.template)?;
        Ok((language, templates, &mail.subject))
    }

    /// The templates of a folder in the first language that has any.
    pub(super) fn choose_language<'a>(
        &'a self,
        request: &MailRequest<'a>,
        folder: &str,
    ) -> Result<(&'a Language, &'a MailTemplates), RenderError> {
        let languages = self.mails.get(folder);
        let tried = tried(request.reminder, request.language_fallback, request.rules);
        let found = tried.iter().find_map(|wanted| languages?.get_key_value(*wanted));
        found.ok_or_else(|| no_language(folder, &tried))
    }

    pub(super) fn render(
        &self,
        formats: &InLanguage,
        name: &str,
        data: &Value,
    ) -> Result<String, RenderError> {
        let rendered = formats
            .render(name, data)
            .map_err(|error| failure::diagnose(&error, &self.sources, name))?;
        if rendered.len() > LARGEST_PART {
            let message = msg!("render-part-too-large", limit = LARGEST_PART);
            return Err(Diagnostic::error(self.shown(name), None, message).into());
        }
        Ok(rendered)
    }

    pub(super) fn missing(&self, name: &str) -> Diagnostic {
        templates::missing(&self.root, name)
    }

    /// A template as the user would name its file.
    pub(super) fn shown(&self, name: &str) -> String {
        sources::shown(&self.root.join(name))
    }
}

impl InLanguage {
    fn new(
        compiled: &Environment<'static>,
        sources: &Sources,
        language: &Language,
    ) -> Result<Self, Vec<Diagnostic>> {
        let locale = Locale::of(language);
        let environment = environment::in_language(compiled, &locale);
        let explaining = environment::explaining(&environment);
        let words = vocabulary::of(&explaining, sources, language)?;
        Ok(Self { locale, environment, explaining, words })
    }

    fn render(&self, name: &str, data: &Value) -> Result<String, minijinja::Error> {
        let render = |environment: &Environment<'static>| {
            environment.get_template(name)?.render(data.clone())
        };
        render(&self.environment).map_err(|error| match render(&self.explaining) {
            Err(explained) => explained,
            Ok(_) => error,
        })
    }
}

/// The languages that a reminder can be written in, the first with templates
/// being the one: its own, the fallbacks, the company's.
pub(super) fn tried<'a>(
    reminder: &'a PlannedReminder,
    fallback: &'a [Language],
    rules: &'a CompanyRules,
) -> Vec<&'a Language> {
    let mut tried = Vec::new();
    for language in
        std::iter::once(&reminder.language).chain(fallback).chain([&rules.company.language])
    {
        if !tried.contains(&language) {
            tried.push(language);
        }
    }
    tried
}

pub(super) fn no_language(folder: &str, tried: &[&Language]) -> RenderError {
    let languages: Vec<&str> = tried.iter().map(|language| language.as_str()).collect();
    let languages = languages.join(", ");
    RenderError::Refused(msg!("render-no-language", folder = folder, languages = languages))
}

fn compile(sources: &Sources, problems: &mut Vec<Diagnostic>) -> Environment<'static> {
    let mut environment = environment::explaining(&environment::sandbox());
    let refused = |source: &Source, refused: bounds::Refused| {
        let position = source.text.get(..refused.at).map(failure::end_of);
        Diagnostic::error(&source.file, position, refused.message).with_source(&source.text)
    };
    let mut read = Vec::new();
    for (name, source) in &sources.by_name {
        if let Err(too_long) = bounds::readable(&source.text) {
            problems.push(refused(source, too_long));
        } else if let Err(error) =
            environment.add_template_owned(name.clone(), source.text.to_string())
        {
            problems.push(failure::diagnose(&error, sources, name));
        } else {
            read.push(source);
        }
    }
    let mut callable = BTreeSet::new();
    read.iter().for_each(|source| bounds::callable(&source.text, &mut callable));
    for source in read {
        let found = bounds::refused(&source.text, &callable);
        problems.extend(found.into_iter().map(|it| refused(source, it)));
    }
    environment.set_debug(false);
    environment
}
