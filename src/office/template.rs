//! A document as a template: read and checked once, filled for each letter.

use std::collections::{BTreeMap, BTreeSet};

use minijinja::syntax::SyntaxConfig;
use minijinja::{Environment, Value};

use super::contents::{self, Role};
use super::dialect::Dialect;
use super::failure;
use super::finish::finish;
use super::limits;
use super::output::Bounded;
use super::package::{Files, Package};
use super::source::{self, Source};
use super::xml::Xml;
use crate::diagnostic::Diagnostic;
use crate::jinja::bounds;
use crate::wording::msg;

/// Name of every part to the engine, which escapes by the extension.
const ESCAPED: &str = "letter.html";

/// A DOCX or ODT document with Jinja tags. Immutable and shared by threads.
pub struct Template {
    /// As the user would name it.
    file: String,
    package: Package,
    dialect: Dialect,
    parts: Vec<Part>,
}

/// A part with tags.
struct Part {
    role: Role,
    /// In the package.
    name: String,
    source: Source,
}

impl Template {
    /// Reads a document; `name` is the file as the user would name it.
    ///
    /// # Errors
    /// Every mistake that shows without data: what is no DOCX or ODT document
    /// or exceeds a bound, tags that are broken or stand where they cannot,
    /// syntax.
    pub fn load(name: &str, bytes: &[u8]) -> Result<Self, Vec<Diagnostic>> {
        let whole = |message| vec![Diagnostic::error(name, None, message)];
        let (package, mut files) = Package::read(bytes).map_err(whole)?;
        let (dialect, roles) = contents::of(&files).map_err(whole)?;
        let (extension, found) = match dialect {
            Dialect::Docx => (".odt", "DOCX"),
            Dialect::Odt => (".docx", "ODT"),
        };
        if name.to_ascii_lowercase().ends_with(extension) {
            return Err(whole(msg!("office-other-format", found = found)));
        }
        let (mut parts, mut problems) = (Vec::new(), Vec::new());
        for (role, part) in roles {
            match Part::of(name, &mut files, dialect, role, part) {
                Ok(part) if part.source.has_tags() => parts.push(part),
                Ok(_) => {}
                Err(mut found) => problems.append(&mut found),
            }
        }
        if !problems.is_empty() {
            problems.truncate(limits::MISTAKES);
            return Err(problems);
        }
        Ok(Self { file: name.to_owned(), package, dialect, parts })
    }

    /// The variables that its tags name, outside of loops: `a.b` for a field.
    pub fn undeclared(&self, environment: &Environment<'_>) -> BTreeSet<String> {
        let parts = self.parts.iter().filter_map(|part| {
            environment.template_from_named_str(ESCAPED, &part.source.text).ok()
        });
        parts.flat_map(|part| part.undeclared_variables(true)).collect()
    }

    /// The document with the variables in the place of its tags, the whole
    /// file; the same variables give the same bytes. The environment must
    /// escape what is printed into templates whose names end in `.html`.
    ///
    /// # Errors
    /// When a tag fails on these variables.
    pub fn fill(
        &self,
        environment: &Environment<'_>,
        variables: &Value,
    ) -> Result<Vec<u8>, Box<Diagnostic>> {
        let mut contents = BTreeMap::new();
        for part in &self.parts {
            let filled = part.fill(&self.file, environment, variables)?;
            let filled = finish(&filled, self.dialect)
                .map_err(|problem| Box::new(part.named(&self.file).mistake(None, problem)))?;
            contents.insert(part.name.as_str(), filled);
        }
        self.package
            .with(&contents)
            .map_err(|message| Box::new(Diagnostic::error(&self.file, None, message)))
    }
}

impl Part {
    fn of(
        file: &str,
        files: &mut Files,
        dialect: Dialect,
        role: Role,
        name: String,
    ) -> Result<Self, Vec<Diagnostic>> {
        let named = failure::Part { file, role };
        let whole = |message| {
            let problem = msg!("office-in-file", name = &name, problem = message);
            vec![Diagnostic::error(file, None, problem)]
        };
        let content = files.remove(&name).unwrap_or_default();
        if u64::try_from(content.len()).unwrap_or(u64::MAX) > limits::PART {
            return Err(whole(msg!("office-part-too-large", limit = limits::PART)));
        }
        let xml = Xml::parse(content).map_err(whole)?;
        let source = source::of(&xml, dialect).map_err(|mistakes| {
            let told = mistakes.into_iter().map(|(place, told)| named.mistake(Some(&place), told));
            told.collect::<Vec<_>>()
        })?;
        let refused = |it: bounds::Refused| named.mistake(source.place(it.at), it.message);
        if let Err(too_long) = bounds::readable(&source.text) {
            return Err(vec![refused(too_long)]);
        }
        let environment = syntax();
        if let Err(error) = environment.template_from_named_str(ESCAPED, &source.text) {
            return Err(vec![named.diagnose(&error, &source, None, 0)]);
        }
        // A document defines and imports nothing that could be called.
        let found = bounds::refused(&source.text, &BTreeSet::new());
        if !found.is_empty() {
            return Err(found.into_iter().map(refused).collect());
        }
        Ok(Self { role, name, source })
    }

    fn named<'a>(&self, file: &'a str) -> failure::Part<'a> {
        failure::Part { file, role: self.role }
    }

    fn fill(
        &self,
        file: &str,
        environment: &Environment<'_>,
        variables: &Value,
    ) -> Result<String, Box<Diagnostic>> {
        let render = |environment: &Environment<'_>| {
            let mut output = Bounded::new(limits::FILLED);
            environment
                .template_from_named_str(ESCAPED, &self.source.text)?
                .render_captured_to(variables.clone(), &mut output)?;
            Ok::<_, minijinja::Error>(output)
        };
        let output = render(environment).map_err(|error| {
            // Only debug information tells the place.
            let mut explaining = environment.clone();
            explaining.set_debug(true);
            let error = render(&explaining).err().unwrap_or(error);
            let fuel = environment.fuel().unwrap_or_default();
            Box::new(self.named(file).diagnose(&error, &self.source, Some(variables), fuel))
        })?;
        output.text().ok_or_else(|| {
            let problem = msg!("office-filled-too-large", limit = limits::FILLED);
            Box::new(self.named(file).mistake(None, problem))
        })
    }
}

/// Only to find mistakes of syntax.
fn syntax() -> Environment<'static> {
    let mut environment = Environment::new();
    environment.set_debug(true);
    if let Ok(syntax) = SyntaxConfig::builder().trim_blocks(true).lstrip_blocks(true).build() {
        environment.set_syntax(syntax);
    }
    environment
}
