//! Starts that have passed, and what is to be done about them.

use chrono::{DateTime, TimeDelta, Utc};
use chrono_tz::Tz;

use super::batch_schedule::{MissedRuns, Schedule};
use super::calendar::Calendar;

/// More starts than this are not gone through one by one.
const MOST: u64 = 100_000;
/// As far as is looked back then.
const RECENT: TimeDelta = TimeDelta::days(31);

/// The starts between two moments. One run stands for all of them: what the
/// earlier ones would have sent, the latest sends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Passed {
    pub latest: DateTime<Tz>,
    /// Those before it; where there are very many, at least so many.
    pub earlier: u64,
}

/// What is to be done about a start that has passed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// It has only just passed: the batch runs, on the day of the start.
    OnTime,
    /// It was missed; the batch runs now.
    MakeUp,
    /// It was missed, and stays so.
    Skip,
    /// It was missed, and somebody decides.
    Ask,
}

/// The starts after one moment, up to another.
pub fn passed(
    schedule: &Schedule,
    calendar: &Calendar,
    after: DateTime<Utc>,
    until: DateTime<Utc>,
) -> Option<Passed> {
    let (passed, complete) = up_to(schedule, calendar, after, until);
    if complete { passed } else { up_to(schedule, calendar, until - RECENT, until).0 }
}

fn up_to(
    schedule: &Schedule,
    calendar: &Calendar,
    after: DateTime<Utc>,
    until: DateTime<Utc>,
) -> (Option<Passed>, bool) {
    let mut passed: Option<Passed> = None;
    for latest in schedule.slots_after(calendar, after).take_while(|at| *at <= until) {
        let earlier = passed.map_or(0, |passed| passed.earlier + 1);
        passed = Some(Passed { latest, earlier });
        if earlier >= MOST {
            return (passed, false);
        }
    }
    (passed, true)
}

/// What is to be done about a start that has passed, at a moment.
pub fn verdict(schedule: &Schedule, slot: DateTime<Utc>, now: DateTime<Utc>) -> Verdict {
    if now - slot <= schedule.late.missed_after {
        return Verdict::OnTime;
    }
    match schedule.late.missed_runs {
        MissedRuns::RunOnce => Verdict::MakeUp,
        MissedRuns::Skip => Verdict::Skip,
        MissedRuns::Ask => Verdict::Ask,
    }
}

#[cfg(test)]
mod tests {
    use chrono_tz::Europe;

    use super::super::batch_schedule::LateRule;
    use super::*;

    fn at(text: &str) -> DateTime<Utc> {
        text.parse().expect("a moment")
    }

    fn schedule(cron: &str, missed_runs: MissedRuns) -> Schedule {
        let schedule = Schedule::new(cron.parse().expect("a schedule"), cron, Europe::Paris);
        Schedule { late: LateRule { missed_runs, ..LateRule::default() }, ..schedule }
    }

    #[test]
    fn one_run_stands_for_all_that_passed() {
        let every_day = Calendar::default();
        for (cron, after, until, latest, earlier) in [
            ("0 7 * * *", "2026-11-20T06:00:00Z", "2026-11-24T09:00:00Z", Some("2026-11-24"), 3),
            ("0 7 * * *", "2026-11-24T06:00:00Z", "2026-11-24T09:00:00Z", None, 0),
            ("0 7 * * *", "2026-11-24T05:59:59Z", "2026-11-24T06:00:00Z", Some("2026-11-24"), 0),
            // The clock was put back.
            ("0 7 * * *", "2026-11-24T09:00:00Z", "2026-11-24T05:00:00Z", None, 0),
            // A year of minutes: only the last month is gone through.
            (
                "* * * * *",
                "2025-11-24T00:00:00Z",
                "2026-11-24T00:00:00Z",
                Some("2026-11-24"),
                // The hour that the clock repeated counts once.
                (31 * 24 - 1) * 60 - 1,
            ),
        ] {
            let schedule = schedule(cron, MissedRuns::RunOnce);
            let passed = passed(&schedule, &every_day, at(after), at(until));
            let day = passed.map(|passed| passed.latest.date_naive().to_string());
            assert_eq!(day.as_deref(), latest, "{cron} from {after} to {until}");
            assert_eq!(passed.map_or(0, |passed| passed.earlier), earlier, "{cron} from {after}");
        }
    }

    #[test]
    fn what_was_missed_goes_by_the_rule() {
        let slot = at("2026-11-24T06:00:00Z");
        for (rule, now, expected) in [
            (MissedRuns::Skip, "2026-11-24T06:00:00Z", Verdict::OnTime),
            (MissedRuns::Ask, "2026-11-24T07:00:00Z", Verdict::OnTime),
            (MissedRuns::RunOnce, "2026-11-24T07:00:01Z", Verdict::MakeUp),
            (MissedRuns::Skip, "2026-11-24T07:00:01Z", Verdict::Skip),
            (MissedRuns::Ask, "2026-11-30T07:00:01Z", Verdict::Ask),
        ] {
            assert_eq!(verdict(&schedule("0 7 * * *", rule), slot, at(now)), expected, "{now}");
        }
    }
}
