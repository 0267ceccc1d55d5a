//! The record against the rules in force, as CSV files: `history.csv` with
//! every item that differs, as they are found, and `history_per_day.csv`.

use std::path::{Path, PathBuf};

use super::replay::why;
use super::simulation_csv::{amount, writer};
use super::table::Figures;
use crate::app::error::AppError;
use crate::app::replay::Replay;
use crate::domain::money::Money;
use crate::export::{PartFile, spreadsheet_text};
use crate::simulation::Difference;
use crate::wording::UiLanguage;

/// The files, whole once they are finished.
pub struct Files {
    folder: PathBuf,
    differences: File,
    figures: Figures,
    language: UiLanguage,
}

struct File {
    path: PathBuf,
    writer: csv::Writer<PartFile>,
}

impl Files {
    /// # Errors
    /// When the folder cannot be written.
    pub fn create(folder: &Path, language: UiLanguage) -> Result<Self, AppError> {
        std::fs::create_dir_all(folder).map_err(|error| trouble(folder, error))?;
        let mut differences = File::create(folder.join("history.csv"), language)?;
        differences.row(
            [
                "day",
                "what",
                "customer",
                "name",
                "invoice",
                "instalment",
                "days_late",
                "open",
                "currency",
                "recorded",
                "simulated",
                "explanation",
                "rule",
                "after_an_earlier_difference",
            ]
            .map(str::to_owned),
        )?;
        let (folder, figures) = (folder.to_owned(), Figures::of(language));
        Ok(Self { folder, differences, figures, language })
    }

    /// # Errors
    /// When the file cannot be written.
    pub fn difference(&mut self, difference: &Difference) -> Result<(), AppError> {
        let what = &difference.what;
        let level = |level: Option<&crate::domain::level::LevelCode>| {
            level.map(|level| text(level.as_str())).unwrap_or_default()
        };
        self.differences.row([
            difference.day.to_string(),
            what.code().to_owned(),
            text(&difference.customer),
            text(&difference.name),
            text(&difference.invoice),
            difference.instalment.to_string(),
            difference.days_late.to_string(),
            amount(difference.open, self.language),
            difference.open.currency.code().to_owned(),
            level(what.recorded()),
            level(what.simulated()),
            text(&why(difference, &self.figures).in_language(self.language)),
            text(&difference.rule.as_ref().map(ToString::to_string).unwrap_or_default()),
            u8::from(difference.follows).to_string(),
        ])
    }

    /// Writes the sums per day and level, and puts both files in their places.
    ///
    /// # Errors
    /// When a file cannot be written.
    pub fn finish(self, replay: &Replay) -> Result<(), AppError> {
        let total = replay.compared.total();
        let mut currencies: Vec<_> = total.recorded.asked.currencies().collect();
        currencies.extend(total.simulated.asked.currencies());
        currencies.sort_unstable();
        currencies.dedup();
        let mut sums = File::create(self.folder.join("history_per_day.csv"), self.language)?;
        let mut headings = vec!["day".to_owned(), "level".to_owned()];
        for side in ["recorded", "simulated"] {
            headings.extend([format!("{side}_reminders"), format!("{side}_items")]);
            let amounts = currencies.iter();
            headings.extend(amounts.map(|it| format!("{side}_amount_{}", it.code())));
        }
        sums.row(headings)?;
        for (day, levels) in &replay.compared.per_day {
            for (level, sides) in levels {
                let mut row = vec![day.to_string(), text(level.as_str())];
                for tally in [&sides.recorded, &sides.simulated] {
                    row.extend([tally.reminders.to_string(), tally.asked.items.to_string()]);
                    row.extend(currencies.iter().map(|&currency| {
                        amount(Money::new(tally.asked.amount(currency), currency), self.language)
                    }));
                }
                sums.row(row)?;
            }
        }
        sums.finish()?;
        self.differences.finish()
    }
}

impl File {
    fn create(path: PathBuf, language: UiLanguage) -> Result<Self, AppError> {
        let file = PartFile::create(&path).map_err(|error| trouble(&path, error))?;
        Ok(Self { path, writer: writer(file, language) })
    }

    fn row(&mut self, cells: impl IntoIterator<Item = String>) -> Result<(), AppError> {
        self.writer.write_record(cells).map_err(|error| trouble(&self.path, error.into()))
    }

    fn finish(self) -> Result<(), AppError> {
        let file = self.writer.into_inner().map_err(|error| error.into_error());
        file.and_then(PartFile::finish).map_err(|error| trouble(&self.path, error))
    }
}

fn trouble(path: &Path, error: std::io::Error) -> AppError {
    AppError::File { path: path.display().to_string(), error }
}

fn text(text: &str) -> String {
    spreadsheet_text(text).into_owned()
}
