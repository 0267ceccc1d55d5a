//! The moments at which a batch starts.
//!
//! Cron is read on the wall clock: each of its times comes once a day. One
//! that the clock skips comes right after the gap, one that it repeats comes
//! the first time. The calendar moves days of the wall clock, never hours.

use std::collections::{BTreeSet, VecDeque};

use chrono::{DateTime, Days, NaiveDateTime, NaiveTime, TimeDelta, TimeZone as _, Utc};
use chrono_tz::Tz;

use super::batch_schedule::{OnClosedDays, Schedule};
use super::calendar::Calendar;

/// Further than this no start is looked for: a little over ten years.
const FARTHEST: Days = Days::new(3700);

/// The starts of a batch, in rising order, each once.
#[derive(Debug, Clone)]
pub struct Slots<'a> {
    schedule: &'a Schedule,
    calendar: &'a Calendar,
    from: DateTime<Utc>,
    inclusive: bool,
    /// Where cron is looked for next, on the wall clock, and whether that
    /// moment itself counts; `None` when it has no more.
    cursor: Option<(NaiveDateTime, bool)>,
    end: NaiveDateTime,
    /// What was read ahead and belongs to a later day.
    ahead: Option<NaiveDateTime>,
    /// What falls together on one open day.
    day: VecDeque<NaiveDateTime>,
    last: Option<DateTime<Tz>>,
}

impl<'a> Slots<'a> {
    pub(super) fn new(
        schedule: &'a Schedule,
        calendar: &'a Calendar,
        from: DateTime<Utc>,
        inclusive: bool,
    ) -> Self {
        let today = from.with_timezone(&schedule.time_zone).date_naive();
        let first = match schedule.on_closed_days {
            // What fell on these may have moved to today.
            OnClosedDays::NextOpenDay => calendar.closed_before(today),
            OnClosedDays::Run | OnClosedDays::Skip => today,
        };
        // A day earlier: the clock may have skipped what came then.
        let first = first.checked_sub_days(Days::new(1)).unwrap_or(first);
        let end = today.checked_add_days(FARTHEST).unwrap_or(today);
        Self {
            schedule,
            calendar,
            from,
            inclusive,
            cursor: Some((first.and_time(NaiveTime::MIN), true)),
            end: end.and_time(NaiveTime::MIN),
            ahead: None,
            day: VecDeque::new(),
            last: None,
        }
    }

    /// The next time that cron names.
    fn named(&mut self) -> Option<NaiveDateTime> {
        if let Some(ahead) = self.ahead.take() {
            return Some(ahead);
        }
        let (at, inclusive) = self.cursor?;
        let found = self.schedule.cron.find_next_occurrence(&at, inclusive).ok();
        let found = found.filter(|found| *found <= self.end);
        self.cursor = found.map(|found| (found, false));
        found
    }

    /// The next time on the wall clock, once the calendar has had its say.
    fn planned(&mut self) -> Option<NaiveDateTime> {
        if let Some(next) = self.day.pop_front() {
            return Some(next);
        }
        loop {
            let named = self.named()?;
            match self.schedule.on_closed_days {
                OnClosedDays::Run => return Some(named),
                OnClosedDays::Skip => {
                    let open = self.calendar.open_day(named.date())?;
                    if open == named.date() {
                        return Some(named);
                    }
                    self.cursor = Some((open.and_time(NaiveTime::MIN), true));
                }
                OnClosedDays::NextOpenDay => {
                    let open = self.calendar.open_day(named.date())?;
                    let mut times = BTreeSet::from([named.time()]);
                    while let Some(next) = self.named() {
                        if next.date() > open {
                            self.ahead = Some(next);
                            break;
                        }
                        times.insert(next.time());
                    }
                    self.day = times.into_iter().map(|time| open.and_time(time)).collect();
                    return self.day.pop_front();
                }
            }
        }
    }
}

impl Iterator for Slots<'_> {
    type Item = DateTime<Tz>;

    fn next(&mut self) -> Option<DateTime<Tz>> {
        loop {
            let planned = self.planned()?;
            let Some(moment) = first_moment(planned, self.schedule.time_zone) else { continue };
            let early = if self.inclusive { moment < self.from } else { moment <= self.from };
            if early || self.last.is_some_and(|last| moment <= last) {
                continue;
            }
            self.last = Some(moment);
            return Some(moment);
        }
    }
}

/// The first moment at which the clock of a zone shows a time, or has passed
/// it where it skips that time.
pub(super) fn first_moment(time: NaiveDateTime, zone: Tz) -> Option<DateTime<Tz>> {
    // No clock was ever put forward by more than a day.
    (0..=24 * 60).find_map(|minutes| {
        let time = time.checked_add_signed(TimeDelta::minutes(minutes))?;
        zone.from_local_datetime(&time).earliest()
    })
}

#[cfg(test)]
mod tests {
    use chrono::{NaiveDate, Weekday};
    use chrono_tz::{Africa, America, Asia, Australia, Europe, Pacific};
    use proptest::prelude::*;

    use super::super::calendar::ClosedDays;
    use super::super::holidays::PublicHolidays;
    use super::*;

    fn schedule(cron: &str, zone: Tz, on_closed_days: OnClosedDays) -> Schedule {
        let schedule = Schedule::new(cron.parse().expect("a schedule"), cron, zone);
        Schedule { on_closed_days, ..schedule }
    }

    fn calendar() -> Calendar {
        let closed = ClosedDays {
            from: "2026-12-28".parse().expect("a date"),
            to: "2026-12-30".parse().expect("a date"),
            name: None,
        };
        let weekend = vec![Weekday::Sat, Weekday::Sun];
        Calendar::new(weekend, PublicHolidays::France, vec![closed]).expect("open days")
    }

    fn starts(schedule: &Schedule, calendar: &Calendar, from: &str, count: usize) -> Vec<String> {
        let from: NaiveDate = from.parse().expect("a date");
        let from = schedule.beginning(from, schedule.time_zone).expect("a moment");
        let slots = schedule.slots_from(calendar, from.to_utc()).take(count);
        slots.map(|at| at.format("%a %F %R %Z").to_string()).collect()
    }

    #[test]
    fn the_hour_stays_the_same_when_the_clock_is_changed() {
        let every_day = Calendar::default();
        for (what, cron, from, expected) in [
            (
                "winter begins between two starts",
                "0 7 * * 1-5",
                "2026-10-23",
                vec!["Fri 2026-10-23 07:00 CEST", "Mon 2026-10-26 07:00 CET"],
            ),
            (
                "an hour that is skipped is made up for right after",
                "30 2 * * *",
                "2026-03-28",
                vec![
                    "Sat 2026-03-28 02:30 CET",
                    "Sun 2026-03-29 03:00 CEST",
                    "Mon 2026-03-30 02:30 CEST",
                ],
            ),
            (
                "an hour that is repeated comes once",
                "30 2 * * *",
                "2026-10-24",
                vec![
                    "Sat 2026-10-24 02:30 CEST",
                    "Sun 2026-10-25 02:30 CEST",
                    "Mon 2026-10-26 02:30 CET",
                ],
            ),
            (
                "several that are skipped fall together",
                "*/20 1-3 * * *",
                "2026-03-29",
                vec![
                    "Sun 2026-03-29 01:00 CET",
                    "Sun 2026-03-29 01:20 CET",
                    "Sun 2026-03-29 01:40 CET",
                    "Sun 2026-03-29 03:00 CEST",
                    "Sun 2026-03-29 03:20 CEST",
                ],
            ),
            (
                "several that are repeated come once",
                "*/30 2 * * *",
                "2026-10-25",
                vec![
                    "Sun 2026-10-25 02:00 CEST",
                    "Sun 2026-10-25 02:30 CEST",
                    "Mon 2026-10-26 02:00 CET",
                ],
            ),
        ] {
            let schedule = schedule(cron, Europe::Paris, OnClosedDays::Run);
            assert_eq!(starts(&schedule, &every_day, from, expected.len()), expected, "{what}");
        }
    }

    #[test]
    fn from_within_the_repeated_hour_nothing_comes_twice() {
        let schedule = schedule("30 2 * * *", Europe::Paris, OnClosedDays::Run);
        // 2:10 for the second time, in winter time.
        let within: DateTime<Utc> = "2026-10-25T01:10:00Z".parse().expect("a moment");
        let next = schedule.slots_after(&Calendar::default(), within).next().expect("a start");
        assert_eq!(next.to_rfc3339(), "2026-10-26T02:30:00+01:00");
    }

    #[test]
    fn closed_days_are_run_through_left_out_or_moved() {
        use OnClosedDays::{NextOpenDay, Run, Skip};
        let days = |starts: Vec<String>| -> Vec<String> {
            starts.iter().map(|start| start[9..20].trim().to_owned()).collect()
        };
        for (what, cron, mode, from, expected) in [
            (
                "Christmas is a Friday",
                "0 7 * * *",
                Run,
                "2026-12-24",
                vec!["12-24 07:00", "12-25 07:00", "12-26 07:00"],
            ),
            (
                "the days after it are closed too",
                "0 7 * * *",
                Skip,
                "2026-12-24",
                vec!["12-24 07:00", "12-31 07:00", "01-04 07:00"],
            ),
            (
                "what moves falls together with what is there",
                "0 7 * * *",
                NextOpenDay,
                "2026-12-24",
                vec!["12-24 07:00", "12-31 07:00", "01-04 07:00"],
            ),
            (
                "once a week, on a closed day",
                "0 7 * * 5",
                NextOpenDay,
                "2026-12-18",
                vec!["12-18 07:00", "12-31 07:00", "01-04 07:00", "01-08 07:00"],
            ),
            (
                "what moved comes in its order on the day",
                "0 9 * * 6",
                NextOpenDay,
                "2026-11-21",
                vec!["11-23 09:00", "11-30 09:00"],
            ),
            (
                "the first of May of 2027 is a Saturday",
                "15 18 1 * *",
                NextOpenDay,
                "2027-04-02",
                vec!["05-03 18:15", "06-01 18:15"],
            ),
            ("never an open day", "0 7 * * 0", Skip, "2026-12-01", vec![]),
            (
                "from the day that it moved to",
                "0 7 * * 0",
                NextOpenDay,
                "2026-11-30",
                vec!["11-30 07:00", "12-07 07:00"],
            ),
        ] {
            let schedule = schedule(cron, Europe::Paris, mode);
            let found = starts(&schedule, &calendar(), from, expected.len().max(1));
            assert_eq!(days(found), expected, "{what}");
        }
    }

    #[test]
    fn a_nightly_start_that_was_skipped_by_the_clock_moves_to_its_own_hour() {
        // 2:30 of Sunday 29 March does not exist; on Monday it does.
        let schedule = schedule("30 2 * * *", Europe::Paris, OnClosedDays::NextOpenDay);
        assert_eq!(
            starts(&schedule, &calendar(), "2026-03-28", 2),
            ["Mon 2026-03-30 02:30 CEST", "Tue 2026-03-31 02:30 CEST"]
        );
    }

    #[test]
    fn a_schedule_that_names_no_real_day_has_no_starts() {
        let schedule = schedule("0 7 31 2 *", Europe::Paris, OnClosedDays::Run);
        assert_eq!(starts(&schedule, &Calendar::default(), "2026-01-01", 10), Vec::<String>::new());
    }

    const ZONES: [Tz; 8] = [
        Europe::Paris,
        Europe::London,
        America::New_York,
        America::St_Johns,
        Asia::Beirut,
        Africa::Cairo,
        Australia::Lord_Howe,
        Pacific::Apia,
    ];

    fn any_cron() -> impl Strategy<Value = String> {
        let minute = prop_oneof![Just("0"), Just("30"), Just("*/20"), Just("59")];
        let hour = prop_oneof![Just("0"), Just("2"), Just("3"), Just("*"), Just("1-3"), Just("23")];
        let day = prop_oneof![Just("*"), Just("1"), Just("*/7")];
        let weekday = prop_oneof![Just("*"), Just("1-5"), Just("0,6")];
        (minute, hour, day, weekday)
            .prop_map(|(minute, hour, day, weekday)| format!("{minute} {hour} {day} * {weekday}"))
    }

    fn any_mode() -> impl Strategy<Value = OnClosedDays> {
        use OnClosedDays::{NextOpenDay, Run, Skip};
        prop_oneof![Just(Run), Just(Skip), Just(NextOpenDay)]
    }

    proptest! {
        /// Wherever one begins to look, the same starts are found: none is lost
        /// and none comes twice.
        #[test]
        fn where_one_looks_from_changes_nothing(
            cron in any_cron(),
            zone in proptest::sample::select(ZONES.to_vec()),
            mode in any_mode(),
            hour in 0_i64..(3 * 365 * 24),
            step in 1_i64..(40 * 60),
        ) {
            let schedule = schedule(&cron, zone, mode);
            let calendar = calendar();
            let begin: DateTime<Utc> = "2025-01-01T00:00:00Z".parse().expect("a moment");
            let from = begin + TimeDelta::hours(hour);
            let middle = from + TimeDelta::minutes(step);
            let until = middle + TimeDelta::minutes(step);
            let between = |after, until: DateTime<Utc>| -> Vec<DateTime<Tz>> {
                schedule.slots_after(&calendar, after).take_while(|at| *at <= until).collect()
            };
            let whole = between(from, until);
            let mut parts = between(from, middle);
            parts.extend(between(middle, until));
            prop_assert_eq!(&whole, &parts);
            prop_assert!(whole.windows(2).all(|pair| pair[0] < pair[1]));
            if mode != OnClosedDays::Run {
                prop_assert!(whole.iter().all(|at| !calendar.is_closed(at.date_naive())));
            }
        }

        /// A daily start comes on every civil day that there is, once.
        #[test]
        fn a_daily_start_comes_once_on_every_day(
            zone in proptest::sample::select(ZONES.to_vec()),
            minute in 0_u32..(24 * 60),
            month in 0_u32..36,
        ) {
            let cron = format!("{} {} * * *", minute % 60, minute / 60);
            let schedule = schedule(&cron, zone, OnClosedDays::Run);
            let first = NaiveDate::from_ymd_opt(2025, 1, 1).expect("a date");
            let first = first + chrono::Months::new(month);
            let from = schedule.beginning(first, zone).expect("a moment").to_utc();
            let calendar = Calendar::default();
            let days: Vec<NaiveDate> =
                schedule.slots_from(&calendar, from).take(40).map(|at| at.date_naive()).collect();
            let expected: Vec<NaiveDate> = first.iter_days().take(40).collect();
            prop_assert_eq!(days, expected);
        }
    }
}
