//! On which days the batch is played.

use std::sync::Arc;

use relance::app::engine::Scope;
use relance::app::simulate::{SimulationError, check_dates, days};
use relance::domain::channel::Channel;

use crate::facts::date;
use crate::rules;

/// The days of a schedule in a time zone, of a company in another, without
/// year and month.
fn played(schedule: Option<(&str, &str)>, company: &str, from: &str, to: &str) -> String {
    let schedule = schedule.map_or(String::new(), |(cron, zone)| {
        format!("\n    schedule: \"{cron}\"\n    time_zone: {zone}")
    });
    let yaml = format!(
        "companies:
  - code: TEST
    name: Société Test
    address: [1 rue de la Paix, 75002 Paris]
    currency: EUR
    time_zone: {company}
    language: fr
    sender: {{name: Comptabilité, address: compta@test.example}}
batches:
  - name: Batch{schedule}
"
    );
    let rules = rules::load(&yaml, "").expect("rules without mistakes");
    let scope = Scope {
        run_date: date(from),
        rules: Arc::new(rules.companies[0].clone()),
        batch: Arc::new(rules.batches[0].clone()),
        channel: Channel::Batch,
    };
    let days = days(&scope, date(from), date(to));
    days.iter().map(|day| day.format("%d").to_string()).collect::<Vec<_>>().join(" ")
}

#[test]
fn the_schedule_names_the_days() {
    const PARIS: &str = "Europe/Paris";
    for (what, cron, zone, company, from, to, expected) in [
        ("weekdays", "0 7 * * 1-5", PARIS, PARIS, "2026-11-20", "2026-11-25", "20 23 24 25"),
        ("one day", "0 7 * * 1-5", PARIS, PARIS, "2026-11-24", "2026-11-24", "24"),
        ("a Sunday", "0 7 * * 1-5", PARIS, PARIS, "2026-11-22", "2026-11-22", ""),
        ("midnight", "0 0 * * *", PARIS, PARIS, "2026-11-24", "2026-11-26", "24 25 26"),
        ("twice a day", "0 7,13 * * *", PARIS, PARIS, "2026-11-24", "2026-11-25", "24 24 25 25"),
        (
            "every minute",
            "* * * * *",
            PARIS,
            PARIS,
            "2026-11-24",
            "2026-11-26",
            "24 24 25 25 26 26",
        ),
        ("the first of the month", "0 7 1 * *", PARIS, PARIS, "2026-11-24", "2027-01-31", "01 01"),
        // 23:30 in New York is the next day in Paris.
        (
            "another zone",
            "30 23 * * 1",
            "America/New_York",
            PARIS,
            "2026-11-20",
            "2026-11-30",
            "24",
        ),
        (
            "another zone, first day",
            "30 23 * * *",
            "America/New_York",
            PARIS,
            "2026-11-24",
            "2026-11-25",
            "24 25",
        ),
        // The clock of Paris skips 2:30 on 28 March and repeats it on 25 October 2026.
        ("a skipped hour", "30 2 * * *", PARIS, PARIS, "2027-03-27", "2027-03-29", "27 28 29"),
        ("a repeated hour", "30 2 * * *", PARIS, PARIS, "2026-10-24", "2026-10-26", "24 25 26"),
    ] {
        assert_eq!(played(Some((cron, zone)), company, from, to), expected, "{what}");
    }
}

#[test]
fn without_a_schedule_every_day_is_played() {
    assert_eq!(played(None, "Europe/Paris", "2026-11-27", "2026-12-01"), "27 28 29 30 01");
}

#[test]
fn the_period_is_in_order_and_bounded() {
    for (from, to, expected) in [
        ("2026-11-24", "2026-11-24", "fine"),
        ("2026-11-24", "2036-11-24", "fine"),
        ("2026-11-24", "2036-11-25", "too long"),
        ("2024-02-29", "2034-02-28", "fine"),
        ("2026-11-24", "2026-11-23", "backwards"),
        ("2026-11-24", "+262142-12-31", "too long"),
    ] {
        let found = match check_dates(date(from), date(to)) {
            Ok(()) => "fine",
            Err(SimulationError::TooLong { .. }) => "too long",
            Err(SimulationError::Backwards { .. }) => "backwards",
            Err(other) => panic!("{other}"),
        };
        assert_eq!(found, expected, "{from} to {to}");
    }
}
