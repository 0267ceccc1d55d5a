//! On which days a batch is played.

use chrono::{Days, NaiveDate};
use chrono_tz::Tz;

use super::engine::Scope;
use crate::rules::set::Schedule;

/// Executions on one day that can differ: the second takes up what the first
/// had lifted the holds of; a third finds nothing new.
const RUNS_A_DAY: usize = 2;

/// The run dates from the first day to the last: civil days of the company on
/// which the schedule starts the batch, a day twice where it does so more than
/// once; every day where there is no schedule.
pub fn days(scope: &Scope, from: NaiveDate, to: NaiveDate) -> Vec<NaiveDate> {
    match &scope.batch.schedule {
        Some(schedule) => scheduled(schedule, scope.rules.company.time_zone, from, to),
        None => from.iter_days().take_while(|day| *day <= to).collect(),
    }
}

fn scheduled(schedule: &Schedule, zone: Tz, from: NaiveDate, to: NaiveDate) -> Vec<NaiveDate> {
    let mut days: Vec<NaiveDate> = Vec::new();
    // The batch may run in another time zone than the company lives in.
    let before = from.checked_sub_days(Days::new(1)).unwrap_or(from);
    let mut next = schedule.beginning(before, schedule.time_zone);
    let mut inclusive = true;
    while let Some(at) = next {
        let Ok(start) = schedule.cron.find_next_occurrence(&at, inclusive) else { break };
        let day = start.with_timezone(&zone).date_naive();
        if day > to {
            break;
        }
        if day >= from {
            days.push(day);
        }
        let runs = days.iter().rev().take_while(|known| **known == day).count();
        (next, inclusive) = if runs < RUNS_A_DAY {
            (Some(start), false)
        } else {
            let tomorrow = day.checked_add_days(Days::new(1));
            (tomorrow.and_then(|day| schedule.beginning(day, zone)), true)
        };
    }
    days
}
