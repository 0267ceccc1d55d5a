//! What a source can reach: itself, its images, the fonts.

use std::collections::BTreeMap;
use std::time::{Duration, Instant};

use typst::diag::{FileError, FileResult, PackageError};
use typst::foundations::{Bytes, Datetime};
use typst::syntax::{self, FileId, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Library, World};

use super::images::Image;

/// Fonts and what is known of each.
pub(super) struct Fonts {
    book: LazyHash<FontBook>,
    fonts: Vec<Font>,
}

impl Fonts {
    /// Those of Typst: Libertinus Serif, New Computer Modern, DejaVu Sans Mono.
    pub fn built_in() -> Self {
        let fonts: Vec<Font> =
            typst_assets::fonts().flat_map(|data| Font::iter(Bytes::new(data))).collect();
        Self { book: LazyHash::new(FontBook::from_fonts(&fonts)), fonts }
    }

    /// Whether one of the fonts can show a character.
    pub fn can_show(&self, c: char) -> bool {
        c.is_ascii() || self.fonts.iter().any(|font| font.info().coverage.contains(c.into()))
    }
}

/// The world of one compilation.
pub(super) struct OneSource<'a> {
    library: &'a LazyHash<Library>,
    fonts: &'a Fonts,
    main: syntax::Source,
    images: &'a BTreeMap<String, Image>,
    end: Instant,
}

impl<'a> OneSource<'a> {
    pub fn new(
        text: String,
        images: &'a BTreeMap<String, Image>,
        library: &'a LazyHash<Library>,
        fonts: &'a Fonts,
        longest: Duration,
    ) -> Self {
        let main = syntax::Source::detached(text);
        Self { library, fonts, main, images, end: Instant::now() + longest }
    }

    pub fn main(&self) -> &syntax::Source {
        &self.main
    }

    /// Whether the time is over.
    fn is_late(&self) -> bool {
        Instant::now() > self.end
    }
}

impl World for OneSource<'_> {
    fn library(&self) -> &LazyHash<Library> {
        self.library
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &self.fonts.book
    }

    fn main(&self) -> FileId {
        self.main.id()
    }

    fn source(&self, id: FileId) -> FileResult<syntax::Source> {
        if id == self.main.id() { Ok(self.main.clone()) } else { Err(not_found(id)) }
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        let path = id.get();
        match path.root() {
            VirtualRoot::Project => self
                .images
                .get(path.vpath().get_without_slash())
                .map(|image| image.bytes().clone())
                .ok_or_else(|| not_found(id)),
            VirtualRoot::Package(package) => {
                Err(FileError::Package(PackageError::NotFound(package.clone())))
            }
        }
    }

    /// None when the time is over: every text asks for a font, so what is still
    /// to be laid out is laid out fast, as nothing, and dropped.
    fn font(&self, index: usize) -> Option<Font> {
        if self.is_late() { None } else { self.fonts.fonts.get(index).cloned() }
    }

    /// There is no clock: the date of a letter is a variable of its template.
    fn today(&self, _: Option<typst::foundations::Duration>) -> Option<Datetime> {
        None
    }
}

fn not_found(id: FileId) -> FileError {
    FileError::NotFound(id.get().vpath().get_without_slash().into())
}
