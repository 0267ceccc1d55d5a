//! Letters on their way to the printer.

use std::path::{Path, PathBuf};

use super::engine::Engine;
use super::error::AppError;
use super::preview;
use crate::dispatch::Transport;
use crate::domain::identity::RunId;
use crate::domain::letter::LetterFormat;
use crate::export::spreadsheet_text;
use crate::plan::outcome::totals;
use crate::store::{QueuedLetter, Run, WrittenLetter};
use crate::typeset::{MergeError, Merger};

/// Letters held at once.
pub(super) const PAGE: u32 = 64;

/// Longest part of a file's name that a code makes up, in bytes.
const LONGEST_CODE: usize = 60;

/// All letters of a run in print order.
const BOUND: &str = "letters.pdf";
/// What is in them.
const INDEX: &str = "index.csv";
const COLUMNS: [&str; 10] = [
    "number",
    "first_page",
    "last_page",
    "customer",
    "name",
    "level",
    "items",
    "amounts",
    "file",
    "enclosures",
];

/// Where a run's reminders go: letters to the folder that they were asked for
/// in, mails to `mails`.
pub fn transport_of(run: &Run, mails: &Transport) -> Transport {
    match &run.folder {
        Some(folder) => Transport::letters(folder),
        None => mails.clone(),
    }
}

/// The name of a letter's file, fit for any file system; the files of a run
/// stand in print order when they are sorted by name.
pub fn file_name(run: RunId, letter: &QueuedLetter) -> String {
    format!("{}.{}", file_stem(run, letter), letter.format)
}

/// The number alone tells the letters of a run apart.
fn file_stem(run: RunId, letter: &QueuedLetter) -> String {
    let QueuedLetter { number, customer_code, level, .. } = letter;
    let mut code = preview::file_part(customer_code);
    let mut level = preview::file_part(level.as_str());
    code.truncate(LONGEST_CODE);
    level.truncate(LONGEST_CODE);
    format!("{}-{number:06}-{code}-{level}", run.0)
}

/// The name of a file that goes with a letter.
pub fn enclosure_name(run: RunId, letter: &QueuedLetter, name: &str) -> String {
    format!("{}-{name}", file_stem(run, letter))
}

/// The letters of a run, listed, and in one file where that was asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Listed {
    pub index: PathBuf,
    pub letters: u64,
    pub bound: Option<Bound>,
}

/// All letters of a run in one file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bound {
    pub file: PathBuf,
    pub pages: u32,
}

/// Lists the written letters of a run in print order beside their files, from
/// the record; with `merged`, makes one PDF of them as well, without what goes
/// with them. However many there are, few are held at once.
///
/// # Errors
/// When the run has no letters, they are to be merged and are no PDF, the store
/// fails, or a file cannot be written.
pub async fn list(engine: &Engine, run: &Run, merged: bool) -> Result<Listed, AppError> {
    let folder = run.folder.as_deref().ok_or(AppError::NoLetters { run: run.id })?;
    list_in(engine, run, folder, merged).await
}

/// As [`list`], in another folder than that of the letters.
///
/// # Errors
/// As [`list`].
pub async fn list_in(
    engine: &Engine,
    run: &Run,
    folder: &Path,
    merged: bool,
) -> Result<Listed, AppError> {
    let of_run = |name: &str| folder.join(format!("{}-{name}", run.id.0));
    let (file, index) = (of_run(BOUND), of_run(INDEX));
    let unfinished_of = |name: &str| folder.join(format!(".{}-{name}.part", run.id.0));
    let (unfinished, unfinished_index) = (unfinished_of(BOUND), unfinished_of(INDEX));
    let bound = merged.then_some(unfinished.as_path());
    let mut binder = Binder::create(run.id, bound, &unfinished_index)?;
    let mut after = None;
    loop {
        let page = engine.store.written_letters(run.id, after, PAGE).await?;
        let Some(last) = page.last() else { break };
        after = Some(last.id);
        binder = blocking(move || {
            page.iter().try_for_each(|letter| binder.add(letter)).map(|()| binder)
        })
        .await?;
    }
    if binder.letters == 0 {
        // Nothing to print is no reason to leave empty files.
        let _ = std::fs::remove_file(&unfinished);
        let _ = std::fs::remove_file(&unfinished_index);
        return Err(AppError::NoLetters { run: run.id });
    }
    let letters = binder.letters;
    let pages = blocking(move || binder.finish()).await?;
    if pages.is_some() {
        tokio::fs::rename(&unfinished, &file).await.map_err(|error| at(&file, error))?;
    }
    tokio::fs::rename(&unfinished_index, &index).await.map_err(|error| at(&index, error))?;
    Ok(Listed { index, letters, bound: pages.map(|pages| Bound { file, pages }) })
}

/// Whether the letters of a run are PDF: only these go into one file.
///
/// # Errors
/// When the store fails.
pub async fn are_pdf(engine: &Engine, run: RunId) -> Result<bool, AppError> {
    let first = engine.store.written_letters(run, None, 1).await?;
    Ok(first.first().is_some_and(|written| written.letter.format == LetterFormat::Pdf))
}

async fn blocking<T: Send + 'static>(
    work: impl FnOnce() -> Result<T, AppError> + Send + 'static,
) -> Result<T, AppError> {
    tokio::task::spawn_blocking(work).await.map_err(|_| AppError::Worker)?
}

fn at(path: &Path, error: std::io::Error) -> AppError {
    AppError::File { path: path.display().to_string(), error }
}

/// The index, and the one file, while they are made.
struct Binder {
    run: RunId,
    index_path: PathBuf,
    bound: Option<(PathBuf, Merger)>,
    index: csv::Writer<std::fs::File>,
    letters: u64,
}

impl Binder {
    fn create(run: RunId, bound: Option<&Path>, index_path: &Path) -> Result<Self, AppError> {
        let merger = |path: &Path| match Merger::create(path) {
            Ok(merger) => Ok((path.to_owned(), merger)),
            Err(error) => Err(unmerged(path, error)),
        };
        let bound = bound.map(merger).transpose()?;
        let index = std::fs::File::create(index_path).map_err(|error| at(index_path, error))?;
        let mut index = csv::Writer::from_writer(index);
        index.write_record(COLUMNS).map_err(|error| at(index_path, error.into()))?;
        Ok(Self { run, index_path: index_path.to_owned(), bound, index, letters: 0 })
    }

    fn add(&mut self, written: &WrittenLetter) -> Result<(), AppError> {
        let WrittenLetter { letter, customer_name, lines, enclosures, .. } = written;
        let (first, last) = self.bind(written)?.map_or_else(
            || (String::new(), String::new()),
            |(first, last)| (first.to_string(), last.to_string()),
        );
        let enclosures: Vec<String> =
            enclosures.iter().map(|it| enclosure_name(self.run, letter, it)).collect();
        let items: Vec<String> =
            lines.iter().map(|line| format!("{}/{}", line.invoice, line.instalment)).collect();
        let amounts: Vec<String> =
            totals(lines.iter().map(|line| line.open)).iter().map(ToString::to_string).collect();
        let record = [
            &letter.number.to_string(),
            &first,
            &last,
            &letter.customer_code,
            customer_name,
            letter.level.as_str(),
            &items.join(" "),
            &amounts.join(" "),
            &file_name(self.run, letter),
            &enclosures.join(" | "),
        ];
        self.index
            .write_record(record.map(|text| spreadsheet_text(text).into_owned()))
            .map_err(|error| at(&self.index_path, error.into()))?;
        self.letters += 1;
        Ok(())
    }

    /// Its pages in the one file, if there is one.
    fn bind(&mut self, written: &WrittenLetter) -> Result<Option<(u32, u32)>, AppError> {
        let Some((path, merger)) = &mut self.bound else { return Ok(None) };
        let WrittenLetter { letter, customer_name, file, .. } = written;
        if letter.format != LetterFormat::Pdf {
            return Err(AppError::OnlyPdf);
        }
        let title = format!("{} {customer_name}", letter.customer_code);
        let pages = merger.add(file, &title).map_err(|error| unmerged(path, error))?;
        Ok(Some(pages))
    }

    /// The number of pages in the one file, if there is one.
    fn finish(mut self) -> Result<Option<u32>, AppError> {
        self.index.flush().map_err(|error| at(&self.index_path, error))?;
        let Some((path, merger)) = self.bound else { return Ok(None) };
        merger.finish().map(Some).map_err(|error| unmerged(&path, error))
    }
}

fn unmerged(path: &Path, error: MergeError) -> AppError {
    let error = match error {
        MergeError::Write(error) => error,
        MergeError::Read(error) => std::io::Error::new(std::io::ErrorKind::InvalidData, error),
    };
    at(path, error)
}
