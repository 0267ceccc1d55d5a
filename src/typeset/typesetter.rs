//! One source into one PDF.

use std::collections::BTreeMap;
use std::ops::RangeInclusive;
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, OnceLock};
use std::time::Duration;

use chrono::{Datelike, NaiveDate};
use typst::foundations::{Datetime, Smart};
use typst::text::Locale;
use typst::{Library, LibraryExt, comemo, utils::LazyHash};
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards, Timestamp};

use super::apart;
use super::failure::{self, refused};
use super::images::Image;
use super::limits::{GRACE, LARGEST_SOURCE, LONGEST, MEMORY, MOST_PAGES};
use super::mistake::{Mistake, What};
use super::workers::{NoResult, Workers};
use super::world::{Fonts, OneSource};
use crate::diagnostic::Diagnostic;
use crate::wording::msg;

/// Sources typeset between two sweeps of what Typst remembers.
const SWEEP_EVERY: u32 = 32;

/// Sweeps that something unused outlives.
const OUTLIVES: usize = 2;

/// Images by the path that a text names them with, such as `layout/logo.png`.
pub type Images = Arc<BTreeMap<String, Image>>;

/// A text in Typst's language and the images that it may name.
#[derive(Debug, Clone)]
pub struct Source {
    /// As the user would name it, for mistakes.
    pub name: String,
    pub text: String,
    pub images: Images,
    /// What the document says that it is, where the text sets no title.
    pub title: String,
    /// ISO 639, where the text sets none.
    pub language: String,
}

/// Stands for a character that no font has.
const NO_SIGN: &str = "□";

/// One document to be made.
pub(super) struct Job {
    pub text: String,
    pub images: Images,
    pub title: String,
    pub language: String,
    pub date: NaiveDate,
    /// Longest time that it may take.
    pub longest: Duration,
    /// Most memory that a process apart may map for it, in bytes.
    pub memory: u64,
}

/// Makes tagged PDF/A-2a documents: the same source and date give the same
/// bytes. Shared by threads.
pub struct Typesetter {
    tools: Arc<Tools>,
    longest: Duration,
    memory: u64,
    /// Where nothing is made apart.
    workers: OnceLock<Workers>,
}

/// What every document is made with. Immutable, but for what is counted.
pub(super) struct Tools {
    library: LazyHash<Library>,
    fonts: Fonts,
    standards: PdfStandards,
    since_swept: AtomicU32,
}

impl Default for Typesetter {
    fn default() -> Self {
        Self::new()
    }
}

impl Typesetter {
    /// Loads the fonts and Typst's standard library, once.
    pub fn new() -> Self {
        Self::within(LONGEST, MEMORY)
    }

    /// As [`Typesetter::new`], for documents that may take longer, and more
    /// bytes of memory where they are made apart, than a letter.
    pub fn within(longest: Duration, memory: u64) -> Self {
        Self { tools: Arc::new(Tools::new()), longest, memory, workers: OnceLock::new() }
    }

    /// The document of a source, dated. It is made by a process apart where
    /// [`apart::typeset_apart`] asked for that, else by a thread.
    ///
    /// # Errors
    /// Every mistake in the source, at its line and column; a source that is
    /// too large, has too many pages or takes too long.
    pub fn pdf(&self, source: Source, date: NaiveDate) -> Result<Vec<u8>, Vec<Diagnostic>> {
        let Source { name, text, images, title, language } = source;
        if text.len() > LARGEST_SOURCE {
            return Err(refused(&name, msg!("letters-source-too-large", limit = LARGEST_SOURCE)));
        }
        let text = self.with_signs(text);
        let shown: Arc<str> = text.as_str().into();
        let job =
            Job { text, images, title, language, date, longest: self.longest, memory: self.memory };
        let made = match apart::presses() {
            Some(presses) => presses.make(&job),
            None => {
                let tools = Arc::clone(&self.tools);
                let workers = self.workers.get_or_init(Workers::new);
                workers.run(self.longest, move || tools.pdf(job))
            }
        };
        match made {
            Ok(answer) => answer.map_err(|mistakes| {
                mistakes.into_iter().map(|mistake| mistake.told(&name, &shown)).collect()
            }),
            Err(NoResult::Late) => {
                let seconds = self.longest.as_secs();
                Err(refused(&name, msg!("letters-too-long", seconds = seconds)))
            }
            Err(NoResult::Failed) => Err(refused(&name, msg!("letters-typesetter-failed"))),
        }
    }

    /// A text with `□` for every sign that no font has, such as an emoji; what
    /// people read as letters is not guessed at.
    fn with_signs(&self, text: String) -> String {
        let missing = |c: char| !c.is_alphanumeric() && !self.can_show(c);
        if text.is_ascii() || !text.contains(missing) {
            text
        } else {
            text.replace(missing, NO_SIGN)
        }
    }

    /// A text with `□` for every character that no font has: for what is read
    /// beside other data.
    pub fn shown(&self, text: &str) -> String {
        text.replace(|c| !self.can_show(c), NO_SIGN)
    }

    /// Line ends and what joins or directs characters are not shown themselves;
    /// characters without an agreed meaning may not stand in an archived file.
    fn can_show(&self, c: char) -> bool {
        const PRIVATE: [RangeInclusive<char>; 2] =
            ['\u{e000}'..='\u{f8ff}', '\u{f0000}'..='\u{10ffff}'];
        const UNSEEN: [RangeInclusive<char>; 3] =
            ['\u{200b}'..='\u{200f}', '\u{202a}'..='\u{202e}', '\u{2060}'..='\u{2069}'];
        let is_in = |ranges: &[RangeInclusive<char>]| ranges.iter().any(|it| it.contains(&c));
        c.is_control() || is_in(&UNSEEN) || (!is_in(&PRIVATE) && self.tools.fonts.can_show(c))
    }
}

impl Tools {
    pub fn new() -> Self {
        Self {
            library: LazyHash::new(<Library as LibraryExt>::default()),
            fonts: Fonts::built_in(),
            standards: PdfStandards::new(&[PdfStandard::A_2a]).unwrap_or_default(),
            since_swept: AtomicU32::new(0),
        }
    }

    pub fn pdf(&self, job: Job) -> Result<Vec<u8>, Vec<Mistake>> {
        let Job { text, images, title, language, date, longest, .. } = job;
        let world = OneSource::new(text, &images, &self.library, &self.fonts, longest + GRACE);
        let told = |errors: typst::ecow::EcoVec<_>| failure::mistakes(&errors, &world);
        let compiled = typst::compile::<PagedDocument>(&world).output;
        self.sweep();
        let mut document = compiled.map_err(told)?;
        if document.pages().len() > MOST_PAGES {
            return Err(vec![Mistake { at: None, what: What::TooManyPages }]);
        }
        let about = document.info_mut();
        about.title.get_or_insert_with(|| title.into());
        if let (Smart::Auto, Ok(language)) = (about.locale, language.parse()) {
            about.locale = Smart::Custom(Locale::new(language, None));
        }
        typst_pdf::pdf(&document, &self.options(date)).map_err(told)
    }

    fn options(&self, date: NaiveDate) -> PdfOptions {
        let day = match (date.month().try_into(), date.day().try_into()) {
            (Ok(month), Ok(day)) => Datetime::from_ymd_hms(date.year(), month, day, 0, 0, 0),
            _ => None,
        };
        PdfOptions {
            creator: Smart::Custom(Some("Relance".into())),
            timestamp: day.map(Timestamp::new_utc),
            standards: self.standards.clone(),
            ..PdfOptions::default()
        }
    }

    /// Typst remembers what it computed, to be fast: what is no longer asked
    /// for goes, so that memory does not grow with the number of documents.
    fn sweep(&self) {
        if self.since_swept.fetch_add(1, Ordering::Relaxed) % SWEEP_EVERY == SWEEP_EVERY - 1 {
            comemo::evict(OUTLIVES);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn typeset(text: &str) -> Result<Vec<u8>, String> {
        let source = Source {
            name: "letter.typ".into(),
            text: text.into(),
            images: Images::default(),
            title: "Rappel".into(),
            language: "fr".into(),
        };
        let date = NaiveDate::from_ymd_opt(2026, 11, 24).expect("a date");
        Typesetter::new().pdf(source, date).map_err(|problems| {
            problems.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n")
        })
    }

    #[test]
    fn a_document_is_tagged_archivable_and_always_the_same() {
        let pdf = typeset("Bonjour").expect("a document");
        let text = String::from_utf8_lossy(&pdf);
        for part in ["/StructTreeRoot", "/Lang(fr)", "pdfaid:conformance>A<", "2026-11-24"] {
            assert!(text.contains(part), "{part}");
        }
        assert_eq!(pdf, typeset("Bonjour").expect("a document"));
    }

    #[test]
    fn signs_that_no_font_has_do_not_stop_a_document() {
        typeset("Atelier 😀 \u{e000}").expect("a document");
        assert_eq!(Typesetter::new().shown("株 A 😀 é"), "□ A □ é");
    }

    #[test]
    fn mistakes_are_told_at_their_place() {
        for (text, expected) in [
            ("a\n#unknown", "letter.typ:2:2: unknown variable: unknown"),
            ("株式会社", "letter.typ:1:1: "),
            ("#while true {}", "letter.typ:1:8: condition is always true"),
            ("#let f() = f()\n#f()", "letter.typ:1:12: maximum function call depth exceeded"),
        ] {
            let told = typeset(text).expect_err("a mistake");
            assert!(told.starts_with(expected), "{told}");
        }
    }
}
