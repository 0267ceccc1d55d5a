//! What day it is, decided at the edge and handed down.

use chrono::{DateTime, FixedOffset, NaiveDate, Utc};
use chrono_tz::Tz;

/// Where the time comes from, and the day a command is asked to act for.
#[derive(Debug, Clone, Copy)]
pub struct Clock {
    source: fn() -> DateTime<Utc>,
    /// `--as-of`; the company's civil date of now when absent.
    as_of: Option<NaiveDate>,
}

impl Clock {
    pub fn new(source: fn() -> DateTime<Utc>, as_of: Option<NaiveDate>) -> Self {
        Self { source, as_of }
    }

    pub fn now(&self) -> DateTime<Utc> {
        (self.source)()
    }

    /// The day that is acted for in place of today.
    pub fn as_of(&self) -> Option<NaiveDate> {
        self.as_of
    }

    /// The same time, acting for a day.
    #[must_use]
    pub fn on(&self, day: NaiveDate) -> Self {
        Self { as_of: Some(day), ..*self }
    }

    /// The civil date of the run in a company's time zone.
    pub fn run_date(&self, zone: Tz) -> NaiveDate {
        self.as_of.unwrap_or_else(|| self.now().with_timezone(&zone).date_naive())
    }

    /// Now, as a mail's `Date` header shows it.
    pub fn mail_date(&self, zone: Tz) -> DateTime<FixedOffset> {
        self.now().with_timezone(&zone).fixed_offset()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_run_date_is_the_civil_date_of_the_company() {
        let clock = Clock::new(|| "2026-11-23T23:30:00Z".parse().expect("a moment"), None);
        for (zone, expected) in [
            (chrono_tz::Europe::Paris, "2026-11-24"),
            (chrono_tz::America::New_York, "2026-11-23"),
            (chrono_tz::UTC, "2026-11-23"),
        ] {
            assert_eq!(clock.run_date(zone).to_string(), expected, "{zone}");
        }
    }
}
