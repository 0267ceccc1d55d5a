//! The business calendar: on which days a company is closed.

use chrono::{Datelike as _, NaiveDate, Weekday};

use super::holidays::PublicHolidays;

/// Further than this no open day is looked for.
const FARTHEST: usize = 3660;

/// On which days a company is closed; on none where nothing is said.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Calendar {
    weekdays: Vec<Weekday>,
    holidays: PublicHolidays,
    own: Vec<ClosedDays>,
}

/// Days on which a company is closed for a reason of its own, both ends
/// included.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClosedDays {
    pub from: NaiveDate,
    pub to: NaiveDate,
    pub name: Option<String>,
}

impl Calendar {
    /// `None` where no day of the week is left to be open on.
    pub fn new(
        weekdays: Vec<Weekday>,
        holidays: PublicHolidays,
        own: Vec<ClosedDays>,
    ) -> Option<Self> {
        let all = std::iter::successors(Some(Weekday::Mon), |day| Some(day.succ())).take(7);
        let open = all.into_iter().any(|day| !weekdays.contains(&day));
        open.then_some(Self { weekdays, holidays, own })
    }

    pub fn is_closed(&self, day: NaiveDate) -> bool {
        self.weekdays.contains(&day.weekday())
            || self.holidays.contain(day)
            || self.own.iter().any(|closed| (closed.from..=closed.to).contains(&day))
    }

    /// The day, or the first open one after it; `None` where the next ten years
    /// have none.
    pub fn open_day(&self, day: NaiveDate) -> Option<NaiveDate> {
        day.iter_days().take(FARTHEST).find(|day| !self.is_closed(*day))
    }

    /// The first of the closed days right before a day, or the day itself.
    pub(super) fn closed_before(&self, day: NaiveDate) -> NaiveDate {
        let before = std::iter::successors(day.pred_opt(), NaiveDate::pred_opt);
        before.take(FARTHEST).take_while(|day| self.is_closed(*day)).last().unwrap_or(day)
    }

    pub fn closed_weekdays(&self) -> &[Weekday] {
        &self.weekdays
    }

    pub fn public_holidays(&self) -> PublicHolidays {
        self.holidays
    }

    /// In the order of the rules.
    pub fn own_days(&self) -> &[ClosedDays] {
        &self.own
    }
}
