//! The section of the business calendar, and what batches say of it.

use std::borrow::Cow;

use chrono::Weekday;
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};

use super::charges::DayText;
use super::read::{Read, Reader, section};
use super::tree::Node;
use super::values::{Text, choice, words};
use super::wrappers::{At, Keyed};
use crate::schedule::{MissedRuns, OnClosedDays, PublicHolidays};

section! {
    /// The business calendar: days on which a company is closed.
    CalendarSection {
        /// Days of the week on which it is closed.
        closed_weekdays: Option<Keyed<Vec<DayOfWeek>>>,
        /// Public holidays on which it is closed, computed: none, france, or alsace_moselle.
        public_holidays: Option<PublicHolidays>,
        /// Further days on which it is closed.
        closed_days: Option<Vec<At<ClosedDaysSection>>>,
    }
}

section! {
    /// A day on which a company is closed, or several in a row.
    ClosedDaysSection {
        /// The first day.
        from: DayText,
        /// The last day; left out: the first.
        to: Option<At<DayText>>,
        /// Why.
        name: Option<Text>,
    }
}

/// A day of the week by its name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DayOfWeek(pub Weekday);

const DAYS_OF_WEEK: [(&str, DayOfWeek); 7] = [
    ("monday", DayOfWeek(Weekday::Mon)),
    ("tuesday", DayOfWeek(Weekday::Tue)),
    ("wednesday", DayOfWeek(Weekday::Wed)),
    ("thursday", DayOfWeek(Weekday::Thu)),
    ("friday", DayOfWeek(Weekday::Fri)),
    ("saturday", DayOfWeek(Weekday::Sat)),
    ("sunday", DayOfWeek(Weekday::Sun)),
];
const HOLIDAYS: [(&str, PublicHolidays); 3] = [
    (PublicHolidays::None.as_str(), PublicHolidays::None),
    (PublicHolidays::France.as_str(), PublicHolidays::France),
    (PublicHolidays::AlsaceMoselle.as_str(), PublicHolidays::AlsaceMoselle),
];
const ON_CLOSED_DAYS: [(&str, OnClosedDays); 3] = [
    (OnClosedDays::Run.as_str(), OnClosedDays::Run),
    (OnClosedDays::Skip.as_str(), OnClosedDays::Skip),
    (OnClosedDays::NextOpenDay.as_str(), OnClosedDays::NextOpenDay),
];
const MISSED_RUNS: [(&str, MissedRuns); 3] = [
    (MissedRuns::RunOnce.as_str(), MissedRuns::RunOnce),
    (MissedRuns::Skip.as_str(), MissedRuns::Skip),
    (MissedRuns::Ask.as_str(), MissedRuns::Ask),
];
words!(DayOfWeek, DAYS_OF_WEEK);
words!(PublicHolidays, HOLIDAYS);
words!(OnClosedDays, ON_CLOSED_DAYS);
words!(MissedRuns, MISSED_RUNS);
