//! On which days a batch is played.

use chrono::NaiveDate;
use chrono_tz::Tz;

use super::engine::Scope;
use crate::schedule::{Calendar, Schedule};

/// Executions on one day that can differ: the second takes up what the first
/// had lifted the holds of; a third finds nothing new.
const RUNS_A_DAY: usize = 2;

/// The run dates from the first day to the last: civil days of the company on
/// which the schedule starts the batch, a day twice where it does so more than
/// once; every day where there is no schedule.
pub fn days(scope: &Scope, from: NaiveDate, to: NaiveDate) -> Vec<NaiveDate> {
    match &scope.batch.schedule {
        Some(schedule) => {
            let rules = &scope.rules;
            scheduled(schedule, &rules.calendar, rules.company.time_zone, from, to)
        }
        None => from.iter_days().take_while(|day| *day <= to).collect(),
    }
}

fn scheduled(
    schedule: &Schedule,
    calendar: &Calendar,
    zone: Tz,
    from: NaiveDate,
    to: NaiveDate,
) -> Vec<NaiveDate> {
    let mut days: Vec<NaiveDate> = Vec::new();
    // The batch may run in another time zone than the company lives in.
    let mut begins = schedule.beginning(from, zone);
    while let Some(at) = begins.take() {
        for start in schedule.slots_from(calendar, at.to_utc()) {
            let day = start.with_timezone(&zone).date_naive();
            if day > to {
                break;
            }
            days.push(day);
            if days.iter().rev().take_while(|known| **known == day).count() == RUNS_A_DAY {
                begins = day.succ_opt().and_then(|next| schedule.beginning(next, zone));
                break;
            }
        }
    }
    days
}
