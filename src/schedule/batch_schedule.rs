//! The schedule of a batch, as the rules write it.

use chrono::{DateTime, NaiveDate, NaiveTime, TimeDelta, Utc};
use chrono_tz::Tz;

use super::calendar::Calendar;
use super::slots::{self, Slots};

/// When a batch starts by itself.
#[derive(Debug, Clone, PartialEq)]
pub struct Schedule {
    pub cron: croner::Cron,
    /// As written.
    pub expression: String,
    pub time_zone: Tz,
    pub on_closed_days: OnClosedDays,
    pub late: LateRule,
}

/// What becomes of a start that falls on a day on which the business is closed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum OnClosedDays {
    /// The batch starts all the same.
    #[default]
    Run,
    /// That start is left out.
    Skip,
    /// It moves to the next open day, at the same time of day.
    NextOpenDay,
}

impl OnClosedDays {
    /// As the rules write it.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Run => "run",
            Self::Skip => "skip",
            Self::NextOpenDay => "next_open_day",
        }
    }
}

/// What is done about a start that was missed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum MissedRuns {
    /// The batch runs once, however many starts were missed.
    #[default]
    RunOnce,
    Skip,
    /// Somebody decides.
    Ask,
}

impl MissedRuns {
    /// As the rules write it.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::RunOnce => "run_once",
            Self::Skip => "skip",
            Self::Ask => "ask",
        }
    }
}

/// From when on a start counts as missed, and what is done then.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LateRule {
    pub missed_after: TimeDelta,
    pub missed_runs: MissedRuns,
}

impl Default for LateRule {
    fn default() -> Self {
        Self { missed_after: TimeDelta::hours(1), missed_runs: MissedRuns::default() }
    }
}

impl Schedule {
    /// On every day, open or closed; what is missed by an hour is made up for.
    pub fn new(cron: croner::Cron, expression: impl Into<String>, time_zone: Tz) -> Self {
        Self {
            cron,
            expression: expression.into(),
            time_zone,
            on_closed_days: OnClosedDays::default(),
            late: LateRule::default(),
        }
    }

    /// The starts from a moment on, that moment included.
    pub fn slots_from<'a>(&'a self, calendar: &'a Calendar, from: DateTime<Utc>) -> Slots<'a> {
        Slots::new(self, calendar, from, true)
    }

    /// The starts after a moment.
    pub fn slots_after<'a>(&'a self, calendar: &'a Calendar, after: DateTime<Utc>) -> Slots<'a> {
        Slots::new(self, calendar, after, false)
    }

    /// The starts from now on, or from the beginning of the day that is acted
    /// for.
    pub fn ahead<'a>(
        &'a self,
        calendar: &'a Calendar,
        now: DateTime<Utc>,
        day: Option<NaiveDate>,
    ) -> Slots<'a> {
        let today = now.with_timezone(&self.time_zone).date_naive();
        let begins = day.filter(|day| *day != today);
        let begins = begins.and_then(|day| self.beginning(day, self.time_zone));
        self.slots_from(calendar, begins.map_or(now, |begins| begins.to_utc()))
    }

    /// The first moment of a civil day of a time zone, told in the schedule's
    /// own: midnight, or what follows where the clock is put forward over it
    /// or over the whole day.
    pub fn beginning(&self, day: NaiveDate, zone: Tz) -> Option<DateTime<Tz>> {
        let moment = slots::first_moment(day.and_time(NaiveTime::MIN), zone);
        moment.map(|moment| moment.with_timezone(&self.time_zone))
    }
}

#[cfg(test)]
mod tests {
    use chrono_tz::{Asia, Europe, Pacific, UTC};

    use super::*;

    #[test]
    fn a_day_begins_at_its_first_moment() {
        for (day, zone, own, expected) in [
            ("2026-11-24", Europe::Paris, Europe::Paris, "2026-11-24 00:00 CET"),
            // In the time zone of the schedule.
            ("2026-11-24", Europe::Paris, UTC, "2026-11-23 23:00 UTC"),
            // The clock is put forward over midnight, back over midnight, and
            // over a whole day.
            ("2024-03-31", Asia::Beirut, Asia::Beirut, "2024-03-31 01:00 EEST"),
            ("2024-10-27", Asia::Beirut, Asia::Beirut, "2024-10-27 00:00 EET"),
            ("2011-12-30", Pacific::Apia, Pacific::Apia, "2011-12-31 00:00 +14"),
        ] {
            let cron = "0 7 * * *".parse().expect("a schedule");
            let schedule = Schedule::new(cron, "", own);
            let begins = schedule.beginning(day.parse().expect("a date"), zone);
            let begins = begins.map(|moment| moment.format("%F %R %Z").to_string());
            assert_eq!(begins.as_deref(), Some(expected), "{day} in {zone}");
        }
    }
}
