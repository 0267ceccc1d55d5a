//! What the points of a chart stand for.

use chrono::{Datelike, NaiveDate};

use super::words;
use crate::wording::{Message, UiLanguage, msg};

/// The points, from left to right.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Axis {
    Dates(Vec<NaiveDate>),
    /// Months, by a day in each.
    Months(Vec<NaiveDate>),
    Names(Vec<String>),
}

impl Axis {
    pub fn len(&self) -> usize {
        match self {
            Self::Dates(dates) | Self::Months(dates) => dates.len(),
            Self::Names(names) => names.len(),
        }
    }

    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// What is written below a point; the second line is its year, where it
    /// is another than that of `before`, the point labelled last.
    pub(super) fn label(
        &self,
        point: usize,
        before: Option<usize>,
        language: UiLanguage,
    ) -> [String; 2] {
        match self {
            Self::Dates(dates) | Self::Months(dates) => {
                let Some(date) = dates.get(point) else { return Default::default() };
                let year_of = |point: usize| dates.get(point).map(Datelike::year);
                let year = match before.and_then(year_of) {
                    Some(year) if year == date.year() => String::new(),
                    _ => date.year().to_string(),
                };
                let day = match self {
                    Self::Months(_) => month(*date).in_language(language),
                    _ => day(*date, language),
                };
                [day, year]
            }
            Self::Names(names) => {
                [names.get(point).map(|name| words::short(name)).unwrap_or_default(), String::new()]
            }
        }
    }

    /// A point in a sentence.
    pub(super) fn name(&self, point: usize, language: UiLanguage) -> String {
        let [day, year] = self.label(point, None, language);
        if year.is_empty() { day } else { format!("{day} {year}") }
    }
}

fn day(date: NaiveDate, language: UiLanguage) -> String {
    msg!("chart-day", day = date.day(), month = month(date)).in_language(language)
}

fn month(date: NaiveDate) -> Message {
    msg!("chart-month", month = date.month())
}
