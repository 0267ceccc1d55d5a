//! Days summed up, so that a long time can be overlooked.

use std::collections::BTreeMap;

use chrono::{Datelike, Days, Months, NaiveDate};

use super::report::Report;
use super::tally::Tally;
use crate::domain::level::LevelCode;

/// Longest time shown day by day, and week by week.
const DAYS: i64 = 31;
const WEEKS_IN_DAYS: i64 = 184;

/// How days are summed up.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    Day,
    /// From Monday.
    Week,
    Month,
}

impl Step {
    /// The step in which a time can be overlooked.
    pub fn of(from: NaiveDate, to: NaiveDate) -> Self {
        match (to - from).num_days() + 1 {
            days if days <= DAYS => Self::Day,
            days if days <= WEEKS_IN_DAYS => Self::Week,
            _ => Self::Month,
        }
    }

    /// The first day of the period that a day lies in.
    pub fn begin(self, day: NaiveDate) -> NaiveDate {
        let back = match self {
            Self::Day => 0,
            Self::Week => day.weekday().num_days_from_monday(),
            Self::Month => day.day0(),
        };
        day.checked_sub_days(Days::new(u64::from(back))).unwrap_or(day)
    }

    fn next(self, begin: NaiveDate) -> Option<NaiveDate> {
        match self {
            Self::Day => begin.checked_add_days(Days::new(1)),
            Self::Week => begin.checked_add_days(Days::new(7)),
            Self::Month => begin.checked_add_months(Months::new(1)),
        }
    }
}

/// A day, a week or a month, also one without reminders.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Period {
    /// Its first day, which may lie before the first day of the simulation.
    pub begin: NaiveDate,
    /// As [`Report::levels`].
    pub levels: Vec<Tally>,
    pub total: Tally,
}

impl Report {
    /// The reminders of each period from the first day to the last.
    pub fn periods(&self, step: Step) -> Vec<Period> {
        let mut periods = BTreeMap::new();
        let mut begin = step.begin(self.measures.from);
        while begin <= self.measures.to {
            periods.insert(begin, self.empty(begin));
            let Some(next) = step.next(begin) else { break };
            begin = next;
        }
        for (day, level, tally) in self.per_day() {
            let begin = step.begin(day);
            let period = periods.entry(begin).or_insert_with(|| self.empty(begin));
            period.total.merge(tally);
            if let Some(at) = self.rank(level) {
                period.levels[at].merge(tally);
            }
        }
        periods.into_values().collect()
    }

    fn empty(&self, begin: NaiveDate) -> Period {
        let levels = self.levels.iter().map(|_: &LevelCode| Tally::default()).collect();
        Period { begin, levels, total: Tally::default() }
    }
}
