//! Series of numbers as a chart in SVG or PNG. Knows nothing of reminders.
//!
//! The drawing is the same for the same numbers, byte for byte. Colours can
//! be told apart by colour-blind people and stand out on light and on dark
//! background; the background of an SVG is what it lies on.

mod axis;
mod describe;
mod draw;
mod picture;
mod scale;
#[cfg(test)]
mod tests;
mod words;

use std::path::Path;

pub use axis::Axis;

use crate::wording::{Message, UiLanguage, msg};

/// More bars than this cannot be told apart: sum by week or month before.
/// Ten years of months fit, with the first and the last one cut.
pub const MOST_POINTS: usize = 124;

/// More series than this have no colours of their own.
pub const MOST_SERIES: usize = 12;

/// Width and height of a small chart.
pub const SMALL: (u32, u32) = (520, 300);

/// How the numbers are drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// The series on top of each other: parts of a whole.
    StackedBars,
    /// The series side by side: to be compared.
    GroupedBars,
    Lines,
}

/// Numbers with a name for the legend.
#[derive(Debug, Clone, PartialEq)]
pub struct Series {
    pub name: String,
    /// One per point of the axis. What is no number counts as zero.
    pub values: Vec<f64>,
}

/// What is to be drawn.
#[derive(Debug, Clone, PartialEq)]
pub struct Chart {
    title: String,
    axis: Axis,
    value_label: String,
    series: Vec<Series>,
    kind: Kind,
    /// Width and height in pixels.
    size: (u32, u32),
}

/// The numbers make no chart, or it cannot be drawn.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ChartError {
    #[error("{found} points, at most {MOST_POINTS} can be told apart")]
    TooManyPoints { found: usize },
    #[error("{found} series, at most {MOST_SERIES} can be told apart")]
    TooManySeries { found: usize },
    #[error("the series {name:?} has {found} values for {points} points")]
    Uneven { name: String, found: usize, points: usize },
    #[error("the chart cannot be drawn: {cause}")]
    Drawing { cause: String },
}

impl ChartError {
    pub fn message(&self) -> Message {
        match self {
            Self::TooManyPoints { found } => {
                msg!("chart-too-many-points", found = *found, most = MOST_POINTS)
            }
            Self::TooManySeries { found } => {
                msg!("chart-too-many-series", found = *found, most = MOST_SERIES)
            }
            Self::Uneven { name, found, points } => {
                msg!("chart-uneven", name = words::short(name), found = *found, points = *points)
            }
            Self::Drawing { cause } => msg!("chart-drawing", cause = cause.as_str()),
        }
    }
}

/// The formats of a chart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    Svg,
    Png,
}

impl Format {
    /// What the ending of a file's name asks for.
    pub fn of(path: &Path) -> Option<Self> {
        match path.extension()?.to_str()?.to_ascii_lowercase().as_str() {
            "svg" => Some(Self::Svg),
            "png" => Some(Self::Png),
            _ => None,
        }
    }
}

impl Chart {
    /// # Errors
    /// When there are too many points or series, or a series has not one
    /// value per point.
    pub fn new(
        title: impl Into<String>,
        axis: Axis,
        value_label: impl Into<String>,
        series: Vec<Series>,
        kind: Kind,
    ) -> Result<Self, ChartError> {
        let points = axis.len();
        if points > MOST_POINTS {
            return Err(ChartError::TooManyPoints { found: points });
        }
        if series.len() > MOST_SERIES {
            return Err(ChartError::TooManySeries { found: series.len() });
        }
        if let Some(uneven) = series.iter().find(|series| series.values.len() != points) {
            let (name, found) = (uneven.name.clone(), uneven.values.len());
            return Err(ChartError::Uneven { name, found, points });
        }
        let clean = |mut series: Series| {
            for value in &mut series.values {
                *value = if value.is_finite() { value.clamp(-LARGEST, LARGEST) } else { 0.0 };
            }
            series
        };
        Ok(Self {
            title: title.into(),
            axis,
            value_label: value_label.into(),
            series: series.into_iter().map(clean).collect(),
            kind,
            size: (draw::WIDTH, draw::HEIGHT),
        })
    }

    /// The chart for a place with less room: its texts keep their size.
    #[must_use]
    pub fn small(mut self) -> Self {
        self.size = SMALL;
        self
    }

    /// The chart as SVG, with a title and a description for those who cannot
    /// see it.
    ///
    /// # Errors
    /// [`ChartError::Drawing`].
    pub fn svg(&self, language: UiLanguage) -> Result<String, ChartError> {
        let drawn = draw::draw(self, language)?;
        Ok(describe::name(&drawn, self, language))
    }

    /// The chart as PNG on white, two pixels for each of the SVG.
    ///
    /// # Errors
    /// [`ChartError::Drawing`].
    pub fn png(&self, language: UiLanguage) -> Result<Vec<u8>, ChartError> {
        picture::png(&self.svg(language)?)
    }

    /// The chart as a file of this format.
    ///
    /// # Errors
    /// [`ChartError::Drawing`].
    pub fn file(&self, format: Format, language: UiLanguage) -> Result<Vec<u8>, ChartError> {
        match format {
            Format::Svg => self.svg(language).map(String::into_bytes),
            Format::Png => self.png(language),
        }
    }
}

/// Beyond this, whole numbers have no exact places on an axis any more.
const LARGEST: f64 = 1e15;
