//! `--chart FILE`.

use std::path::{Path, PathBuf};

use super::super::context::Context;
use crate::app::error::AppError;
use crate::chart::{Chart, Format};
use crate::export::PartFile;
use crate::wording::msg;

/// Where a chart goes, and in which format.
pub struct ChartFile {
    path: PathBuf,
    format: Format,
}

impl ChartFile {
    /// # Errors
    /// When the ending of the name tells no format.
    pub fn at(path: &Path) -> Result<Self, AppError> {
        let format = Format::of(path)
            .ok_or_else(|| AppError::ChartEnding { path: path.display().to_string() })?;
        Ok(Self { path: path.to_owned(), format })
    }

    /// Writes the chart, whole or not at all; one of several companies has
    /// its code before the ending.
    ///
    /// # Errors
    /// When it cannot be drawn or the file cannot be written.
    pub fn write(
        &self,
        context: &Context,
        chart: &Chart,
        company: Option<&str>,
        quiet: bool,
    ) -> Result<(), AppError> {
        let path = match company {
            Some(company) => self.of_company(company),
            None => self.path.clone(),
        };
        let bytes = chart.file(self.format, context.language)?;
        let shown = path.display().to_string();
        PartFile::write_whole(&path, &bytes)
            .map_err(|error| AppError::File { path: shown.clone(), error })?;
        if quiet { Ok(()) } else { context.say(&msg!("chart-written", path = shown)) }
    }

    fn of_company(&self, company: &str) -> PathBuf {
        let part = |part: Option<&std::ffi::OsStr>| {
            part.map(|part| part.to_string_lossy().into_owned()).unwrap_or_default()
        };
        let (stem, ending) = (part(self.path.file_stem()), part(self.path.extension()));
        self.path.with_file_name(format!("{stem}-{company}.{ending}"))
    }
}
